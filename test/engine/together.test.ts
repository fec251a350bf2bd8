// A list for two over the real films: held to the rankings of two engines, of which each has the history of one of them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { EngineParts } from '../../src/engine/engine-parts.ts';
import { rankHome } from '../../src/engine/lists/home-ranking.ts';
import { allowedItems, historyOf, withoutItems } from '../../src/engine/lists/item-sets.ts';
import { startStageClock } from '../../src/engine/lists/stage-clock.ts';
import { together } from '../../src/engine/together/together.ts';
import type { OtherTaste } from '../../src/engine/together/together-api.ts';
import { RequestError } from '../../src/errors.ts';
import type { HistoryEvent } from '../../src/history/events.ts';
import { openFilmParts, openFilms } from './film-host.ts';

const HOUR_MS = 3_600_000;
const MINE = ['alien-1979', 'aliens-1986', 'the-thing-1982', 'the-shining-1980', 'heat-1995'];
const THEIRS = {
  likes: [
    'notting-hill-1999',
    'when-harry-met-sally-1989',
    'alien-1979',
    'pretty-woman-1990',
    'sleepless-in-seattle-1993',
  ],
  dislikes: ['the-shining-1980'],
  seen: ['jaws-1975', 'titanic-1997'],
};
/** As a history of their own, oldest first: what was seen, then likes and dislikes in turns, the strongest last. */
const THEIR_LOG = [
  { type: 'seen', itemId: 'titanic-1997' },
  { type: 'seen', itemId: 'jaws-1975' },
  { type: 'like', itemId: 'sleepless-in-seattle-1993' },
  { type: 'like', itemId: 'pretty-woman-1990' },
  { type: 'like', itemId: 'alien-1979' },
  { type: 'dislike', itemId: 'the-shining-1980' },
  { type: 'like', itemId: 'when-harry-met-sally-1989' },
  { type: 'like', itemId: 'notting-hill-1999' },
];
const ids = (items: readonly { itemId: string }[]) => items.map(({ itemId }) => itemId);

/** Likes, strongest last, an hour apart. */
const liked = (itemIds: readonly string[]): HistoryEvent[] =>
  itemIds.map((itemId, i) => ({ type: 'like', itemId, time: Date.now() - (itemIds.length - i) * HOUR_MS }));

describe('the list', () => {
  let mine: EngineParts;
  let theirs: EngineParts;

  beforeAll(async () => {
    [mine, theirs] = [await openFilmParts(), await openFilmParts()];
    await mine.history.log.add(liked(MINE) as never);
    const events = THEIR_LOG.map((event, i) => ({ ...event, time: Date.now() - (THEIR_LOG.length - i) * HOUR_MS }));
    await theirs.history.log.add(events as never);
  });
  afterAll(() => {
    for (const { history } of [mine, theirs]) history.log.close();
  });

  /** Place of every candidate in one person's own ranking. */
  async function places(parts: EngineParts, known: readonly string[]): Promise<Map<number, number>> {
    const candidates = withoutItems(parts.catalog, allowedItems(parts.catalog), known);
    const query = { state: historyOf(parts), candidates, boosts: undefined, nats: undefined, nowMs: Date.now() };
    const { ranked } = await rankHome(parts, query, candidates.count(), startStageClock());
    return new Map(Array.from(ranked.indices, (row, place) => [row, place]));
  }

  it('is of what neither knows, the lesser of the two places first, with one of a series', async () => {
    const { items, numCandidates } = await together(mine, { other: THEIRS }, 10);
    const known = [...MINE, ...Object.values(THEIRS).flat()];
    const [a, b] = [await places(mine, known), await places(theirs, known)];
    expect(numCandidates).toBe(a.size);
    const worse = (row: number) => Math.max(a.get(row)!, b.get(row)!);
    const ranked = [...a.keys()].sort((x, y) => worse(x) - worse(y) || a.get(x)! + b.get(x)! - a.get(y)! - b.get(y)!);
    const series = new Set<string>();
    const expected = ranked.filter((row) => {
      const own = mine.catalog.facetValues(row, 'franchise');
      const isNew = own.every((name) => !series.has(name));
      for (const name of own) series.add(name);
      return isNew;
    });
    expect(ids(items)).toEqual(expected.slice(0, 10).map((row) => mine.catalog.itemId(row)));
    for (const { itemIndex, mine: share, theirs: other } of items) {
      expect(share).toBeCloseTo(1 - a.get(itemIndex)! / (a.size - 1), 9);
      expect(other).toBeCloseTo(1 - b.get(itemIndex)! / (a.size - 1), 9);
    }
  });

  it('names for each person films that they liked themselves', async () => {
    const { items } = await together(mine, { other: THEIRS }, 12);
    const causes = (whose: 'mine' | 'theirs') =>
      items.flatMap(({ reasons }) => (reasons[whose]?.kind === 'event' ? reasons[whose].item.itemId : []));
    expect(causes('mine').length).toBeGreaterThan(3);
    expect(causes('theirs').length).toBeGreaterThan(3);
    expect(causes('mine').filter((itemId) => !MINE.includes(itemId))).toEqual([]);
    expect(causes('theirs').filter((itemId) => ![...THEIRS.likes, ...THEIRS.seen].includes(itemId))).toEqual([]);
  });

  it('says where both agree and differ', async () => {
    const { agree, differ } = await together(mine, { other: THEIRS, facets: ['genre', 'people'] }, 1);
    expect(ids(agree.items)).toEqual(['alien-1979']);
    expect(differ.items.map(({ item, likedBy }) => [item.itemId, likedBy])).toEqual([['the-shining-1980', 'me']]);
    expect(differ.kinds).toContainEqual({ name: 'genre', value: 'Romantic Comedy', likedBy: 'other' });
    const same = await together(mine, { other: { likes: MINE }, facets: ['genre', 'theme'] }, 1);
    expect([same.differ.items, same.differ.kinds, ids(same.agree.items).sort()]).toEqual([[], [], MINE.toSorted()]);
    expect(same.agree.kinds.length).toBeGreaterThan(0);
  });
});

describe('what goes from one to the other', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openFilms();
  });
  beforeEach(() => engine.forget());
  afterAll(() => engine.dispose());

  const asOther = (taste: { [Kind in keyof OtherTaste]-?: { itemId: string }[] }): OtherTaste => ({
    likes: ids(taste.likes),
    dislikes: ids(taste.dislikes),
    seen: ids(taste.seen),
  });

  it('is what was said, strongest first; the file says it, and the code its likes', async () => {
    const rated = (itemId: string, value: number, i: number) =>
      ({ type: 'rate', itemId, value, time: 1e12 + i }) as const;
    const events = [
      rated('heat-1995', 5, 1),
      rated('jaws-1975', 3.5, 2),
      rated('se7en-1995', 3, 3),
      rated('moon-2009', 1, 4),
    ];
    await engine.addEvents([...events, ...liked(['alien-1979', 'brazil-1985']), { type: 'save', itemId: 'up-2009' }]);
    await engine.addEvents([
      { type: 'seen', itemId: 'titanic-1997' },
      { type: 'like', itemId: 'no-such-film' },
    ]);
    const { taste, file, code, numInCode } = await engine.shareTaste({ name: ' Ana\u202e ', without: ['jaws-1975'] });
    const said = {
      name: 'Ana',
      likes: ['heat-1995', 'brazil-1985', 'alien-1979'],
      dislikes: ['moon-2009'],
      seen: ['titanic-1997', 'se7en-1995'],
    };
    const lists = { likes: ids(taste.likes), dislikes: ids(taste.dislikes), seen: ids(taste.seen) };
    expect({ name: taste.name, ...lists }).toEqual(said);
    expect(JSON.parse(file)).toEqual({ format: 'privet-taste', version: 1, date: taste.date, ...said });
    expect(numInCode).toBe(3);
    expect(await engine.readTaste(file)).toEqual({ ...taste, kind: 'file', numLikes: 3, numUnknown: 0 });
    const none = { dislikes: [], seen: [] };
    expect(await engine.readTaste(code)).toEqual({ ...taste, ...none, kind: 'code', numLikes: 3, numUnknown: 0 });
  });

  it('as a list is the list alone', async () => {
    await engine.addEvents(liked(MINE));
    const list = ['heat-1995', 'up-2009'];
    const shared = await engine.shareTaste({ name: 'Bo', list });
    for (const text of [shared.file, shared.code]) {
      const read = await engine.readTaste(text);
      expect([ids(read.list!), read.likes, read.dislikes, read.seen]).toEqual([list, [], [], []]);
    }
  });

  it('is told where the catalog does not have it, and refused in words where it is no taste', async () => {
    const taste = { format: 'privet-taste', version: 1, name: 'A', date: '2026-12-01', dislikes: [], seen: [] };
    const read = await engine.readTaste(JSON.stringify({ ...taste, likes: ['alien-1979', 'sku-1', 'sku-2'] }));
    expect([ids(read.likes), read.numLikes, read.numUnknown]).toEqual([['alien-1979'], 3, 2]);
    for (const wrong of ['<html>', 'https://example.com', '{}', '']) {
      await expect(engine.readTaste(wrong)).rejects.toThrow(RequestError);
    }
    await expect(engine.shareTaste({ name: '\u200b' })).rejects.toThrow('name has no letters');
    await expect(engine.together({ other: { likes: 3 as never } })).rejects.toThrow(
      'other.likes is 3, expected a list',
    );
  });

  it('is in no log and no later list', async () => {
    await engine.addEvents(liked(MINE));
    const before = [await engine.export(), ids((await engine.forYou()).items), await engine.tasteProfile()];
    await engine.addEvents([]);
    const theirs = { ...THEIRS, likes: [...THEIRS.likes, 'love-actually-2003'] };
    const read = await engine.readTaste(
      JSON.stringify({ format: 'privet-taste', version: 1, name: 'Ana', date: '2026-12-01', ...theirs }),
    );
    await engine.together({ other: asOther(read) });
    expect([await engine.export(), ids((await engine.forYou()).items), await engine.tasteProfile()]).toEqual(before);
    expect(before[0]).not.toContain('notting-hill');
  });
});
