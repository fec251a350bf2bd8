// Ties, from the written file to the table of what goes with what.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { type FilmTies, readTies, type Tie } from '../../demo/films/ties/film-ties.ts';
import { tieTable } from '../../demo/films/ties/tie-table.ts';
import { encodeItemToItem } from '../../src/formats/item-to-item.ts';

const USE = {
  knee: 1,
  towerStrength: 1,
  meanStrength: 1,
  similarStrength: 1,
  historyItems: 20,
  halfWeightAt: 1,
  coverage: 0,
};

const HEADER = '{"about":"Ties","rubric":"demo/films/data/README.md","written":"2026-11-28"}';

function read(...lines: unknown[]): FilmTies {
  const folder = mkdtempSync(join(tmpdir(), 'ties-'));
  writeFileSync(join(folder, 'ties-1.jsonl'), [HEADER, ...lines.map((line) => JSON.stringify(line))].join('\n'));
  try {
    return readTies(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const nerve = (...ids: string[]): Tie[] => ids.map((to) => ({ kind: 'n', to }));

describe('written ties', () => {
  it('are read in their order', () => {
    expect(read({ id: 'a', ties: ['n b', 's c'] }).get('a')).toEqual([
      { kind: 'n', to: 'b' },
      { kind: 's', to: 'c' },
    ]);
  });

  it.each([
    ['an unknown kind', [{ id: 'a', ties: ['x b'] }], 'expected a kind (n, m, w or s) and the id of a film'],
    ['a film twice', [{ id: 'a', ties: ['n b', 's b'] }], 'expected different films'],
    [
      'a second line',
      [
        { id: 'a', ties: [] },
        { id: 'a', ties: [] },
      ],
      'line 3: found a second line of a',
    ],
    ['a further field', [{ id: 'a', ties: [], mood: 1 }], 'expected no field'],
  ])('are refused with %s', (_, lines, message) => {
    expect(() => read(...lines)).toThrow(message.replace('line 3: ', ''));
  });

  it('of the films are of films of the catalog, nearly every film has some, and none is tied to most', () => {
    const ids = new Set(readFilms().films.map(({ itemId }) => itemId));
    const ties = readTies();
    const counts = new Map<string, number>();
    for (const [id, list] of ties) {
      expect(ids.has(id), id).toBe(true);
      for (const { to } of list) {
        expect(ids.has(to), `${id} to ${to}`).toBe(true);
        counts.set(to, (counts.get(to) ?? 0) + 1);
      }
    }
    const tied = [...ids].filter((id) => (ties.get(id)?.length ?? 0) > 0 || counts.has(id));
    expect(tied.length / ids.size).toBeGreaterThan(0.98);
    expect(Math.max(...counts.values()) / ids.size).toBeLessThan(0.03);
  });
});

describe('the table of ties', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const ties: FilmTies = new Map([
    ['a', nerve('b', 'c', 'nowhere')],
    ['b', nerve('a')],
    ['c', nerve('d')],
  ]);
  const { table } = tieTable(ties, ids, USE);
  const weight = (from: string, to: string): number => {
    const [row, other] = [ids.indexOf(from), ids.indexOf(to)];
    for (let entry = table.offsets[row]!; entry < table.offsets[row + 1]!; entry++)
      if (table.neighbours[entry] === other) return table.weights[entry]!;
    return 0;
  };

  it('is one that can be written', () => {
    expect(encodeItemToItem(table).length).toBeGreaterThan(0);
  });

  it('goes both ways, and a tie that both films name weighs more', () => {
    expect(weight('b', 'a')).toBe(weight('a', 'b'));
    expect(weight('c', 'a')).toBe(weight('a', 'c'));
    expect(weight('a', 'b')).toBeGreaterThan(weight('a', 'c'));
  });

  it('holds what is two ties away, weighing less, and nothing further', () => {
    expect(weight('a', 'd')).toBeGreaterThan(0);
    expect(weight('a', 'd')).toBeLessThan(weight('a', 'c'));
    expect(weight('b', 'd')).toBe(0);
    expect(ids.map((id) => weight('e', id))).toEqual([0, 0, 0, 0, 0]);
  });
});
