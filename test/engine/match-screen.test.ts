// Lists over the real films under the match filter: what is left out, why, and what is never touched.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { RequestError } from '../../src/errors.ts';
import { ALL_FILES, openFilms } from './film-host.ts';

const HOUR_MS = 3_600_000;
/** Of somebody whose films are for children, and who wants a ghost story that is none of theirs. */
const GENTLE = [
  'creed-iii-2023',
  'the-super-mario-bros-movie-2023',
  'migration-2023',
  'gran-turismo-2023',
  'young-woman-and-the-sea-2024',
  'sonic-the-hedgehog-3-2024',
];
const GHOSTS = "a ghost story that's more sad than scary";

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms(ALL_FILES);
  await engine.loadTowers();
  // Meaning is a part of what the filter reads.
  await engine.search({ query: 'a ghost story', count: 1 });
});
afterAll(() => engine.dispose());

const ids = (items: readonly { itemId: string }[]) => items.map(({ itemId }) => itemId);

async function tell(likes: readonly string[], dislikes: readonly string[] = []) {
  await engine.forget();
  const events = [
    ...dislikes.map((itemId) => ({ type: 'dislike' as const, itemId })),
    ...likes.map((itemId) => ({ type: 'like' as const, itemId })),
  ];
  const nowMs = Date.now();
  await engine.addEvents(events.map((event, i) => ({ ...event, time: nowMs - (events.length - i) * HOUR_MS })));
}

describe('a list with something that is left out', () => {
  beforeEach(async () => {
    await tell(GENTLE);
    await engine.steer(GHOSTS);
  });

  it('lacks it, says why, and is as long as without the filter', async () => {
    const plain = await engine.forYou({ match: 'off' });
    const screened = await engine.forYou();
    expect(plain.leftOut).toEqual([]);
    expect(screened.leftOut.length).toBeGreaterThan(0);
    expect(screened.items).toHaveLength(plain.items.length);
    expect(ids(screened.items)).not.toEqual(expect.arrayContaining(ids(screened.leftOut)));
    for (const { grade, bad, reason } of screened.leftOut) {
      expect(grade).toBeLessThan(2);
      expect(bad).toBeGreaterThan(0.4);
      expect(reason.kind).toBeTypeOf('string');
    }
  });

  it('lacks more where it is strict, and all that it lacked before', async () => {
    const gentle = await engine.forYou({ match: 'gentle' });
    const strict = await engine.forYou({ match: 'strict' });
    expect(strict.leftOut.length).toBeGreaterThan(gentle.leftOut.length);
    expect(ids(strict.leftOut)).toEqual(expect.arrayContaining(ids(gentle.leftOut)));
  });

  it('has it again once the visitor wants it shown all the same, and lacks it when that is taken back', async () => {
    const { leftOut } = await engine.forYou();
    const [first] = leftOut;
    const { added } = await engine.addEvents([{ type: 'allow', itemId: first!.itemId }]);
    expect(ids((await engine.forYou()).leftOut)).not.toContain(first!.itemId);
    await engine.eraseEvents(added);
    expect(ids((await engine.forYou()).leftOut)).toEqual(ids(leftOut));
  });

  it('takes nothing from items that are ordered or pinned by the page', async () => {
    const [first] = (await engine.forYou()).leftOut;
    const among = await engine.forYou({ among: [first!.itemId, 'up-2009'] });
    expect(ids(among.items)).toContain(first!.itemId);
    expect(among.leftOut).toEqual([]);
    const pinned = await engine.forYou({ pins: [{ itemId: first!.itemId, position: 1 }] });
    expect(pinned.items[1]!.itemId).toBe(first!.itemId);
  });

  it('takes nothing from what is asked for by name', async () => {
    const [first] = (await engine.forYou()).leftOut;
    const { facets } = await engine.item(first!.itemId);
    const named = await engine.forYou({ where: { people: [facets.people![0]!] } });
    expect(named.leftOut).toEqual([]);
    expect((await engine.search({ query: first!.title })).items[0]!.itemId).toBe(first!.itemId);
  });

  it('never gets shorter by it', async () => {
    const where = { genre: ['Horror'], decade: ['2010s'], theme: ['ghosts'] };
    const all = await engine.forYou({ where, count: 1000, match: 'off' });
    const screened = await engine.forYou({ where, count: 1000, match: 'strict' });
    expect(ids(screened.items).sort()).toEqual(ids(all.items).sort());
    expect(screened.leftOut).toEqual([]);
  });

  it('is the same when it is asked for again', async () => {
    const twice = [await engine.forYou(), await engine.forYou()];
    expect(ids(twice[0]!.items)).toEqual(ids(twice[1]!.items));
    expect(twice[0]!.leftOut).toEqual(twice[1]!.leftOut);
  });
});

describe('grades', () => {
  it('are of any item, whether a list would have it or not', async () => {
    await tell(['toy-story-1995', 'up-2009', 'coco-2017', 'ratatouille-2007'], ['saw-2004']);
    const [good, bad] = await engine.matchGrades(['monsters-inc-2001', 'saw-ii-2005']);
    expect(good!.grade).toBeGreaterThan(3);
    expect(bad!.grade).toBeLessThan(1);
    expect(bad!.bad).toBeGreaterThan(0.9);
  });

  it('are of nobody who has said nothing', async () => {
    await engine.forget();
    expect(await engine.matchGrades(['up-2009'])).toEqual([]);
    expect((await engine.forYou()).leftOut).toEqual([]);
  });

  it('refuse what no item is', async () => {
    await expect(engine.matchGrades(['no-such-film'])).rejects.toThrow(RequestError);
    await expect(engine.forYou({ match: 'hard' as never })).rejects.toThrow(/'off', 'gentle' or 'strict'/);
  });
});

describe('rows and a list for two', () => {
  const other = { likes: ['the-notebook-2004', 'titanic-1997', 'notting-hill-1999', 'love-actually-2003'] };

  it('hold nothing that the filter would leave out', async () => {
    await tell(['toy-story-1995', 'up-2009', 'coco-2017', 'ratatouille-2007'], ['saw-2004', 'hostel-2006']);
    const { leftOut } = await engine.forYou({ match: 'strict', count: 1000 });
    expect(leftOut.length).toBeGreaterThan(20);
    for (const day of [1, 2, 3]) {
      const rows = [
        ...(await engine.shelves({ day, match: 'strict' })),
        ...(await engine.shelves({ match: 'strict' })),
      ];
      const shown = rows.flatMap(({ items }) => ids(items));
      expect(shown.length).toBeGreaterThan(20);
      expect(shown.filter((itemId) => ids(leftOut).includes(itemId))).toEqual([]);
    }
  });

  it('lack what is a bad match for either', async () => {
    await tell(['toy-story-1995', 'up-2009', 'coco-2017'], ['saw-2004', 'hostel-2006']);
    const plain = await engine.together({ other, match: 'off', count: 40 });
    const screened = await engine.together({ other, match: 'strict', count: 40 });
    const grades = new Map((await engine.matchGrades(ids(plain.items))).map(({ itemId, grade }) => [itemId, grade]));
    const worst = [...grades].sort((a, b) => a[1] - b[1])[0]!;
    expect(screened.items).toHaveLength(plain.items.length);
    if (worst[1] < 1) expect(ids(screened.items)).not.toContain(worst[0]);
    for (const { itemId } of screened.items) expect(grades.get(itemId) ?? 4).toBeGreaterThan(0.5);
  });
});
