// The rows of a day over the real films, for written people: held to their claims, and to what holds for a page. No
// towers: the mean and the item-to-item table answer.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PERSONAS_FOLDER } from '../../demo/films/taste/personas.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Shelf } from '../../src/engine/why/why-api.ts';
import { openFilms } from './film-host.ts';

const FACETS = ['people', 'mood', 'theme', 'country', 'genre', 'decade'];
/** Quiet films of Japan, horror, musicals and war: eight to twelve likes each. */
const PEOPLE = ['p40', 'p45', 'p32'];
const TWELVE_LIKES = 'p40';
const TODAY = 20_786;
const HOUR_MS = 3_600_000;

const personas = readFileSync(join(PERSONAS_FOLDER, 'personas.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; likes: string[] });

let engine: Engine;
let listed: string[];

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  engine = await openFilms();
});
afterAll(() => {
  vi.useRealTimers();
  engine.dispose();
});

async function become(person: string): Promise<void> {
  await engine.forget();
  for (const named of personas.find(({ id }) => id === person)!.likes.slice(0, 12)) {
    const [, title, year] = /^(.+) \((\d{4})\)$/.exec(named)!;
    const { items } = await engine.search({ query: title!, count: 5 });
    const film = items.find(({ details }) => details.year === year) ?? items[0]!;
    await engine.record({ type: 'like', itemId: film.itemId });
  }
  listed = ids((await engine.forYou({ count: 21 })).items);
}

const ids = (items: readonly { itemId: string }[]) => items.map(({ itemId }) => itemId);
const rowsOf = (day: number, more = {}) => engine.shelves({ exclude: listed, day, facets: FACETS, count: 12, ...more });
const nameOf = (row: Shelf) => (row.kind === 'value' ? `${row.facet} ${row.value}` : row.kind);

describe.each(PEOPLE)('the rows of %s', (person) => {
  beforeAll(() => become(person));

  it('are true, of five to twelve films, each once on the page, and no film is a cause of more than three', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 100_000 }), async (day) => {
        const rows = await rowsOf(day);
        expect(rows.length).toBe(5);
        expect(rows[0]!.kind).toBe('beside');
        const shown = [...listed, ...rows.flatMap(({ items }) => ids(items))];
        expect(new Set(shown).size).toBe(shown.length);
        expect(new Set(rows.map(nameOf)).size).toBe(5);
        for (const row of rows) {
          expect(row.items.length).toBeGreaterThanOrEqual(5);
          expect(row.items.length).toBeLessThanOrEqual(12);
          await expectClaim(row);
        }
      }),
      { numRuns: 3, seed: 28 },
    );
  });

  it('are the same for the same day, hours later too, and others on other days', async () => {
    const names = new Set<string>();
    for (let day = TODAY; day < TODAY + 7; day++) {
      const rows = await rowsOf(day);
      vi.setSystemTime(Date.now() + 2 * HOUR_MS);
      expect(await rowsOf(day)).toEqual(rows);
      names.add(rows.map(nameOf).sort().join('; '));
    }
    expect(names.size).toBeGreaterThanOrEqual(4);
  });
});

describe('the rows of a day', () => {
  beforeAll(() => become(TWELVE_LIKES));

  it('begin with what goes with the newest like, unless reasons on the page name it already', async () => {
    const [newest] = await engine.history({ limit: 1 });
    const itemId = newest!.event.itemId!;
    const first = async (named: string[]) => {
      const [row] = await rowsOf(TODAY, { named });
      if (row?.kind !== 'beside') throw new Error('no row of what goes with the likes');
      return row;
    };
    const row = await first([]);
    expect(row.causes[0]).toMatchObject({ event: { itemId, type: 'like' }, item: { itemId } });
    expect(row.causes.flatMap(({ itemIds }) => itemIds)).toEqual(ids(row.items));
    expect((await first([itemId, itemId])).causes[0]!.itemIds).toHaveLength(1);
    const without = await first([itemId, itemId, itemId]);
    expect(without.causes.map(({ item }) => item.itemId)).not.toContain(itemId);
  });

  it('let a list that is asked for meanwhile come first', async () => {
    await rowsOf(TODAY); // its code is here
    const answered: string[] = [];
    const rows = rowsOf(TODAY).then(() => answered.push('rows'));
    await new Promise((resolve) => setTimeout(resolve));
    const list = engine.forYou({ count: 21 }).then(() => answered.push('list'));
    await Promise.all([rows, list]);
    expect(answered).toEqual(['list', 'rows']);
  });

  it('are none for somebody who has liked nothing, and those of always where no day is named', async () => {
    const kinds = async (request: object) => (await engine.shelves(request)).map(({ kind }) => kind);
    expect(await kinds({})).toContain('just');
    expect(await kinds({ day: TODAY })).not.toContain('just');
    await engine.forget();
    expect(await kinds({ day: TODAY })).toEqual([]);
  });

  it('refuse what is no day', async () => {
    await expect(engine.shelves({ day: -1 })).rejects.toThrow('shelves: day is -1, expected an integer from 0');
    await expect(engine.shelves({ day: 0.5 })).rejects.toThrow('shelves: day is 0.5');
  });
});

async function expectClaim(row: Shelf): Promise<void> {
  if (row.kind === 'beside') {
    for (const { item, itemIds } of row.causes) {
      expect(itemIds.length).toBeLessThanOrEqual(3);
      const { items: beside } = await engine.similar(item.itemId, { count: 100 });
      for (const itemId of itemIds) expect(ids(beside).indexOf(itemId)).toBeGreaterThanOrEqual(0);
    }
  } else if (row.kind === 'value') {
    const { facet, value, liked, items } = row;
    for (const { facets } of items) expect(facets[facet]).toContain(value);
    const all = await engine.history();
    for (const { itemId, facets } of liked) {
      expect(all.map(({ event }) => event.itemId)).toContain(itemId);
      expect(facets[facet]).toContain(value);
    }
    expect(liked.length).toBeGreaterThanOrEqual(facet === 'people' ? 1 : 2);
  } else if (row.kind === 'gems') {
    const { items } = await engine.popular({ count: 1000 });
    const best = new Set(ids(items));
    for (const { itemId } of row.items) expect(best.has(itemId)).toBe(false);
  } else if (row.kind === 'new') {
    const genres = row.items.flatMap(({ facets }) => facets.genre!);
    expect(row.values.toSorted()).toEqual([...new Set(genres)].toSorted());
    const liked = (await engine.history()).flatMap(({ item }) => item?.facets.genre ?? []);
    for (const genre of genres) expect(liked).not.toContain(genre);
  } else expect(row.kind).toBe('further');
}
