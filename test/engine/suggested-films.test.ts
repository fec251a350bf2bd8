// Suggestions, companions and substitutes over the real films. No towers: the mean and the item-to-item table answer.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { RequestError } from '../../src/errors.ts';
import { openFilms } from './film-host.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms(/^manifest\.json$|^catalog\/(item|language)/);
});
beforeEach(() => engine.forget());
afterAll(() => engine.dispose());

const ids = (items: readonly { itemId: string }[]) => items.map(({ itemId }) => itemId);
const like = async (...itemIds: string[]) => {
  for (const itemId of itemIds) await engine.record({ type: 'like', itemId });
};
const valuesOf = (items: readonly { facets: Record<string, string[]> }[], facet: string) =>
  items.flatMap(({ facets }) => facets[facet] ?? []);

describe('what is typed', () => {
  it('goes on with titles, people, values and queries, no more than half of one kind', async () => {
    const found = await engine.suggest({ prefix: 'scor', count: 6 });
    expect(found.map(({ text }) => text)).toContain('Martin Scorsese');
    expect(new Set(found.map(({ kind }) => kind)).size).toBeGreaterThan(1);
    for (const prefix of ['a', 'the', 'sad', 'zom', 'john']) {
      const suggestions = await engine.suggest({ prefix, count: 8 });
      expect(suggestions).toHaveLength(8);
      expect(new Set(suggestions.map(({ text }) => text)).size).toBe(8);
      for (const kind of ['title', 'person', 'value', 'query'])
        expect(suggestions.filter((one) => one.kind === kind).length).toBeLessThanOrEqual(4);
    }
  });

  it('names the film of a title', async () => {
    const [first] = await engine.suggest({ prefix: 'the godf' });
    expect(first).toEqual({ text: 'The Godfather', kind: 'title', itemId: 'the-godfather-1972' });
    const others = await engine.suggest({ prefix: 'the godf', exclude: ['The Godfather'] });
    expect(others.map(({ text }) => text)).not.toContain('The Godfather');
  });

  it.each(['🙂', '<b>xq', 'סרט', 'x'.repeat(10_000)])('%j goes on with nothing, and is no error', async (prefix) => {
    expect(await engine.suggest({ prefix })).toEqual([]);
  });
});

describe('new territory', () => {
  it('is five written queries, each about something else, none that was shown', async () => {
    await like('jaws-1975', 'alien-1979', 'the-godfather-1972');
    const first = await engine.suggest();
    expect(first).toHaveLength(5);
    expect(first.every(({ kind }) => kind === 'query')).toBe(true);
    const shown = first.map(({ text }) => text);
    const next = await engine.suggest({ exclude: shown, count: 20 });
    expect(next).toHaveLength(20);
    for (const { text } of next) expect(shown).not.toContain(text);
    expect(await engine.suggest({ prefix: '  ', exclude: shown, count: 0 })).toEqual([]);
  });

  it('is there for a newcomer, and other for other tastes', async () => {
    expect(await engine.suggest()).toHaveLength(5);
    await like('past-lives-2023', 'aftersun-2022', 'moonlight-2016');
    const quiet = await engine.suggest({ count: 20 });
    await engine.forget();
    await like('john-wick-2014', 'mad-max-fury-road-2015', 'the-raid-redemption-2012');
    expect(await engine.suggest({ count: 20 })).not.toEqual(quiet);
  });

  it('finds films, each query enough of them', async () => {
    for (const { text } of await engine.suggest({ count: 10 })) {
      const { where, wishes } = await engine.read(text);
      expect(wishes.length, text).toBeGreaterThan(0);
      expect((await engine.matching(where)).length, text).toBeGreaterThan(5);
    }
  });
});

describe('what goes with films', () => {
  it('is others, of no series of theirs, that the visitor has no opinion on', async () => {
    const { items: before } = await engine.goesWith(['jaws-1975']);
    expect(before).toHaveLength(12);
    await like(before[0]!.itemId);
    await engine.record({ type: 'hide', itemId: before[1]!.itemId });
    const { items } = await engine.goesWith(['jaws-1975']);
    expect(items).toHaveLength(12);
    expect(ids(items).slice(0, 10)).toEqual(ids(before).slice(2));
    const { facets } = await engine.item('jaws-1975');
    expect(facets.franchise!.length).toBeGreaterThan(0);
    for (const series of facets.franchise!) expect(valuesOf(items, 'franchise')).not.toContain(series);
    expect(ids(items)).not.toContain('jaws-1975');
  });

  it('goes with all of an evening', async () => {
    const evening = ['before-sunrise-1995', 'roman-holiday-1953'];
    const { items } = await engine.goesWith(evening, { count: 10 });
    expect(items).toHaveLength(10);
    for (const itemId of evening) {
      expect(ids(items)).not.toContain(itemId);
      const near = new Set(ids((await engine.similar(itemId, { count: 300 })).items));
      expect(ids(items).filter((other) => near.has(other)).length).toBeGreaterThan(0);
    }
    expect(await engine.goesWith([])).toEqual({ items: [], shared: [] });
    expect((await engine.goesWith(evening, { count: 0 })).items).toEqual([]);
  });

  it('has in common what is told', async () => {
    const { items, shared } = await engine.goesWith(['jaws-1975'], { count: 8 });
    const { facets } = await engine.item('jaws-1975');
    expect(shared.length).toBeGreaterThan(0);
    expect(shared.length).toBeLessThanOrEqual(3);
    for (const { facet, value } of shared) {
      expect(facets[facet]).toContain(value);
      expect(items.filter((item) => item.facets[facet]?.includes(value)).length).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('substitutes', () => {
  it.each(['jaws-1975', 'the-godfather-1972', 'toy-story-1995'])(
    'for %s are by others, and of another series',
    async (itemId) => {
      const { items } = await engine.substitutes(itemId, { count: 10 });
      expect(items).toHaveLength(10);
      const { facets } = await engine.item(itemId);
      for (const name of facets.people!) expect(valuesOf(items, 'people')).not.toContain(name);
      for (const name of facets.franchise ?? []) expect(valuesOf(items, 'franchise')).not.toContain(name);
      expect(ids(items)).not.toContain(itemId);
    },
  );

  it('are none that the visitor knows or does not want', async () => {
    const { items } = await engine.substitutes('jaws-1975', { count: 4 });
    await engine.record({ type: 'seen', itemId: items[0]!.itemId });
    await engine.record({ type: 'dislike', itemId: items[1]!.itemId });
    await like(items[2]!.itemId);
    const left = ids((await engine.substitutes('jaws-1975', { count: 4 })).items);
    for (const { itemId } of items.slice(1, 3)) expect(left).not.toContain(itemId);
    expect(left).toContain(items[3]!.itemId);
  });
});

describe('bad arguments', () => {
  const bad: [string, () => Promise<unknown>][] = [
    ['suggest: count is 21, expected an integer from 0 to 20', () => engine.suggest({ count: 21 })],
    ['suggest: prefix is 3, expected a text', () => engine.suggest({ prefix: 3 as never })],
    ["suggest: exclude is 'a', expected a list", () => engine.suggest({ exclude: 'a' as never })],
    ["goesWith: itemIds is 'a', expected a list", () => engine.goesWith('a' as never)],
    ["goesWith: itemIds.0 is '', expected an item id", () => engine.goesWith([''])],
    ["item: 'nope' is not in the catalog", () => engine.goesWith(['jaws-1975', 'nope'])],
    [
      'goesWith: count is 1001, expected an integer from 0 to 1000',
      () => engine.goesWith(['jaws-1975'], { count: 1001 }),
    ],
    ["item: 'nope' is not in the catalog", () => engine.substitutes('nope')],
    ['item: itemId is missing, expected an item id', () => engine.substitutes(undefined as never)],
    [
      'substitutes: count is -1, expected an integer from 0 to 1000',
      () => engine.substitutes('jaws-1975', { count: -1 }),
    ],
  ];
  it.each(bad)('are refused in words: %s', async (message, call) => {
    const error = await call().catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(RequestError);
    expect((error as Error).message).toContain(message);
  });
});
