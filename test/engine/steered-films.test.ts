// Lists of real films that are steered in words. No towers: the mean and the item-to-item table answer.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { ForYouRequest } from '../../src/engine/lists/lists-api.ts';
import type { Steering } from '../../src/engine/steering/steering-api.ts';
import { RequestError } from '../../src/errors.ts';
import { MANIFEST_URL } from '../bundle/memory-host.ts';
import { filmHost, openFilms } from './film-host.ts';

const WITH_LANGUAGE = /^manifest\.json$|^catalog\/(item|language)/;
const TASTE = ['jaws-1975', 'alien-1979', 'the-godfather-1972'];
const HOUR_MS = 3_600_000;

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms(WITH_LANGUAGE);
});
beforeEach(async () => {
  await engine.forget();
  for (const itemId of TASTE) await engine.record({ type: 'like', itemId });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => engine.dispose());

const listOf = async (request: ForYouRequest = {}) =>
  (await engine.forYou({ count: 20, ...request })).items.map(({ itemId, score }) => ({ itemId, score }));
const items = async () => (await engine.forYou({ count: 20 })).items;
const meanings = ({ wishes }: Steering) => wishes.map(({ mark, value, field }) => `${mark} ${value ?? field}`);
/** Without the words and the place of what was said. */
const meant = ({ wishes }: Steering) =>
  wishes.map(({ id: _i, text: _t, words: _w, said: _s, start: _a, end: _e, ...wish }) => wish);
const has = (facet: string, value: string) => (item: { facets: Record<string, string[]> }) =>
  item.facets[facet]?.includes(value) ?? false;
const share = async (facet: string, value: string) => (await items()).filter(has(facet, value)).length / 20;

/** Every item of the list satisfies what steers. */
async function expectObeyed(): Promise<void> {
  const { where, numItems } = await engine.steering();
  const fitting = new Set(await engine.matching(where));
  expect(fitting.size).toBe(numItems);
  const list = await items();
  expect(list).toHaveLength(Math.min(20, numItems));
  for (const { itemIndex, title } of list) expect(fitting.has(itemIndex), title).toBe(true);
}

describe('conditions', () => {
  it('are never broken, whatever the request says beside them', async () => {
    await engine.steer('nothing violent, under 100 minutes');
    await engine.steer('from the seventies');
    expect((await engine.steering()).where).toEqual({
      cautions: { none: ['violence'] },
      runningTime: { max: 100 },
      year: { min: 1970, max: 1979 },
    });
    await expectObeyed();
    const allowed = new Set(await engine.matching((await engine.steering()).where));
    for (const request of [
      { novelty: 1 },
      { diversity: 1 },
      { boosts: { 'jaws-2-1978': 100_000 } },
      { basket: [TASTE[0]!] },
    ]) {
      const { items: list } = await engine.forYou({ count: 20, ...request });
      expect(list.length).toBeGreaterThan(0);
      for (const { itemIndex, title } of list) expect(allowed.has(itemIndex), title).toBe(true);
    }
  });

  it.each([
    ['more old ones', { mark: 'less' }],
    ['fewer old films', { mark: 'more' }],
    ['more recent ones', { mark: 'more' }],
    ['fewer new films', { mark: 'less' }],
    ['more from the seventies', { mark: 'want', min: 1970, max: 1979 }],
    ['less 80s', { mark: 'not', min: 1980, max: 1989 }],
  ])('hears which way "%s" leads', async (text, meant) => {
    const { wishes } = await engine.steer(text);
    expect(wishes).toEqual([expect.objectContaining({ kind: 'range', field: 'year', ...meant })]);
  });

  it('hold beside those of the page', async () => {
    await engine.steer('no horror');
    const { items: list } = await engine.forYou({ count: 20, where: { decade: ['1980s'] } });
    expect(list).toHaveLength(20);
    expect(list.filter(has('genre', 'Horror'))).toEqual([]);
    expect(list.filter((item) => !has('decade', '1980s')(item))).toEqual([]);
  });

  it('leave an empty list where nothing is all of that', async () => {
    const { numItems } = await engine.steer('westerns from the seventies under 20 minutes');
    expect(numItems).toBe(0);
    expect(await items()).toEqual([]);
  });

  it('of a later sentence count where two are about one thing', async () => {
    await engine.steer('no horror');
    const { wishes, where } = await engine.steer('horror');
    expect(where).toEqual({ genre: { any: ['Horror'] } });
    expect(wishes.map(({ mark, isOverruled }) => [mark, isOverruled])).toEqual([
      ['not', true],
      ['want', undefined],
    ]);
    await expectObeyed();
    await engine.unsteer(wishes[1]!.id);
    expect((await engine.steering()).where).toEqual({ genre: { none: ['Horror'] } });
    await expectObeyed();
  });
});

describe('wishes', () => {
  it.each([
    ['funnier', 'mood', 'funny', 1],
    ['more romantic', 'mood', 'romantic', 1],
    ['less gory', 'cautions', 'gore', -1],
    ['something lighter tonight', 'mood', 'dark', -1],
  ] as const)('%s moves the list', async (text, facet, value, sign) => {
    const before = await share(facet, value);
    const { where } = await engine.steer(text);
    expect(where).toEqual({});
    expect((await share(facet, value)) * sign).toBeGreaterThan(before * sign);
  });

  it('draw to an example and away from what it has, at once', async () => {
    const { wishes } = await engine.steer('more like paddington but less funny');
    expect(wishes.map(({ kind, mark }) => [kind, mark])).toEqual([
      ['like', 'want'],
      ['value', 'less'],
    ]);
    const near = new Set((await engine.similar(wishes[0]!.itemId!, { count: 300 })).items.map(({ itemId }) => itemId));
    const numNear = async () => (await items()).filter(({ itemId }) => near.has(itemId)).length;
    const steered = await numNear();
    await engine.unsteer();
    expect(steered).toBeGreaterThan(await numNear());
  });

  it('order by degree: newer, shorter', async () => {
    const mean = async (name: string) => {
      const known = (await items()).map(({ details }) => details[name]).filter((text) => text !== undefined);
      return known.reduce((sum, text) => sum + Number.parseFloat(text), 0) / known.length;
    };
    const [year, minutes] = [await mean('year'), await mean('runningTime')];
    await engine.steer('newer');
    expect(await mean('year')).toBeGreaterThan(year);
    await engine.unsteer();
    await engine.steer('shorter');
    expect(await mean('runningTime')).toBeLessThan(minutes);
  });

  it('keep a longer list beginning like a shorter one', async () => {
    await engine.steer('funnier, no horror');
    expect((await listOf({ count: 40 })).slice(0, 20)).toEqual(await listOf({ count: 20 }));
  });
});

describe('taking back', () => {
  it('one of two wishes of a sentence leaves the other as it was', async () => {
    const both = await engine.steer('nothing violent, under 100 minutes');
    expect(meanings(both)).toEqual(['not violence', 'want runningTime']);
    const left = await engine.unsteer(both.wishes[0]!.id);
    expect(meanings(left)).toEqual(['want runningTime']);
    expect(left.where).toEqual({ runningTime: { max: 100 } });
    await expectObeyed();
    const alone = await listOf();
    await engine.unsteer();
    await engine.steer('under 100 minutes');
    expect(await listOf()).toEqual(alone);
  });

  it.each([
    'nothing violent and funny',
    'more like jaws but less bloody',
    'always no horror and no war',
    'less dark, more romantic and slower',
    'something for my parents, not too scary',
    'from now on no horror, no war and nothing before 1970',
    'not like alien but like paddington',
    'better known and shorter',
    'comedies with tom hanks but no romance',
    'surprise me with something acclaimed',
  ])('any wish of "%s" leaves exactly the others', async (text) => {
    const { wishes } = await engine.steer(text);
    expect(wishes.length).toBeGreaterThan(1);
    for (let place = 0; place < wishes.length; place++) {
      await engine.unsteer();
      const again = await engine.steer(text);
      const left = await engine.unsteer(again.wishes[place]!.id);
      expect(meant(left)).toEqual(meant({ ...again, wishes: again.wishes.toSpliced(place, 1) }));
    }
  });

  it('all of it, or erasing its event, gives the former list back exactly', async () => {
    const before = await listOf();
    const { sequence } = await engine.steer('nothing violent, more like paddington, newer');
    const steered = await listOf();
    expect(steered).not.toEqual(before);
    const said = (await engine.events()).entries.find(({ event }) => event.sequence === sequence)!;
    const erased = await engine.eraseEvents([said.event]);
    expect(erased).toMatchObject([{ type: 'steer', sequence }]);
    expect(await listOf()).toEqual(before);
    expect(meanings(await engine.steering())).toEqual([]);
    await engine.restoreEvents(erased);
    expect(await listOf()).toEqual(steered);
    await engine.steer('no comedies');
    expect(await engine.unsteer()).toMatchObject({ wishes: [], where: {} });
    expect(await listOf()).toEqual(before);
    expect((await engine.history()).every(({ event }) => event.type === 'like')).toBe(true);
  });

  it('leaves taste alone', async () => {
    const before = await engine.tasteProfile();
    await engine.steer('no horror, more like paddington');
    expect(await engine.tasteProfile()).toEqual(before);
    expect((await engine.forYou()).eventsUsed).toBe(TASTE.length);
  });
});

describe('the words of a wish', () => {
  it.each([
    ['lighter, like Paddington', ['lighter', 'like Paddington']],
    ['nothing violent, under 100 minutes', ['nothing violent', 'under 100 minutes']],
    ['something for my parents, not too scary', ['my parents', 'less scary']],
    ['more like jaws but less bloody', ['like jaws', 'less bloody']],
    ['without violence or gore', ['without violence', 'no gore']],
    ['nothing scary or sad', ['nothing scary', 'not sad']],
    ['not from the fifties', ['not from the fifties']],
    ['from now on no horror, no war', ['from now on no horror', 'from now on no war']],
    ['more romance, never horror', ['always more romance', 'never horror']],
    ['surprise me with something acclaimed', ['surprise me', 'acclaimed']],
  ])('of "%s" say it alone', async (text, words) => {
    const steering = await engine.steer(text);
    expect(steering.wishes.map((wish) => wish.words)).toEqual(words);
    for (const [place, wish] of meant(steering).entries()) {
      await engine.unsteer();
      expect(meant(await engine.steer(words[place]!))).toEqual([wish]);
    }
  });
});

describe('a sentence', () => {
  it('of which nothing is understood is not recorded', async () => {
    const before = await listOf();
    const answer = await engine.steer('blorf the xqzt');
    expect(answer).toMatchObject({ wishes: [], rest: 'blorf xqzt' });
    expect(answer).not.toHaveProperty('sequence');
    expect(await engine.history()).toHaveLength(TASTE.length);
    expect(await listOf()).toEqual(before);
  });

  it.each(['', '  ', '🙂🙂', '<img src=x onerror=alert(1)>', 'أفلام حزينة', '\u0000', '7'.repeat(10_000)])(
    '%j steers nothing, and is no error',
    async (text) => {
      expect((await engine.steer(text)).where).toEqual({});
      await expectObeyed();
    },
  );

  it('ends with the evening, unless it says always', async () => {
    await engine.steer('no horror');
    await engine.steer('always no comedies');
    const startMs = Date.now();
    const now = vi.spyOn(Date, 'now').mockReturnValue(startMs + 13 * HOUR_MS);
    expect(meanings(await engine.steering())).toEqual(['not Comedy']);
    expect((await engine.steering()).wishes[0]!.isAlways).toBe(true);
    expect((await items()).filter(has('genre', 'Comedy'))).toEqual([]);
    expect((await items()).some(has('genre', 'Horror'))).toBe(true);
    now.mockReturnValue(startMs + HOUR_MS);
    expect(meanings(await engine.steering())).toEqual(['not Horror', 'not Comedy']);
    expect((await items()).filter(has('genre', 'Horror'))).toEqual([]);
  });

  it('is in the exported history, and steers again where that is imported', async () => {
    await engine.steer('always no horror');
    await engine.steer('funnier, from the eighties');
    const [list, steering, file] = [await listOf(), await engine.steering(), await engine.export()];
    await engine.forget();
    expect(meanings(await engine.steering())).toEqual([]);
    await engine.import(file);
    const plain = ({ wishes, ...rest }: Steering) => ({ ...rest, wishes: wishes.map(({ id: _id, ...wish }) => wish) });
    expect(plain(await engine.steering())).toEqual(plain(steering));
    expect(await listOf()).toEqual(list);
  });

  it('of any length can be exported and imported: of a long one the beginning counts', async () => {
    await engine.steer(`no horror ${'please '.repeat(1500)} no comedies`);
    const file = await engine.export();
    await engine.forget();
    await engine.import(file);
    expect(meanings(await engine.steering())).toEqual(['not Horror']);
  });
});

describe('bad arguments', () => {
  const bad: [string, () => Promise<unknown>][] = [
    ['steer: text is 7, expected a text', () => engine.steer(7 as never)],
    ['steer: text is missing, expected a text', () => engine.steer(undefined as never)],
    ['read: text is missing, expected a text', () => engine.read(undefined as never)],
    ['unsteer: text is 3, expected a text', () => engine.unsteer(3 as never)],
    ['unsteer: 99.0 steers nothing, expected the id of a wish', () => engine.unsteer('99.0')],
    ['unsteer: 3.7 steers nothing, expected the id of a wish', () => engine.unsteer('3.7')],
    ['unsteer: __proto__ steers nothing, expected the id of a wish', () => engine.unsteer('__proto__')],
  ];
  it.each(bad)('are refused in words: %s', async (message, call) => {
    await engine.steer('no horror');
    const before = await engine.steering();
    const error = await call().catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(RequestError);
    expect((error as Error).message).toContain(message);
    expect(await engine.steering()).toEqual(before);
  });
});

it('a reading says what a sentence means, and records nothing', async () => {
  const text = 'sad westerns under 2 hours without gore, lagoon';
  const { wishes, where, rest } = await engine.read(text);
  expect(where).toEqual({ genre: { any: ['Western'] }, cautions: { none: ['gore'] }, runningTime: { max: 120 } });
  expect(rest).toBe('lagoon');
  for (const { said, start, end } of wishes) expect(text.slice(start, end)).toBe(said);
  expect(await engine.history()).toHaveLength(TASTE.length);
});

it('somebody whose lists are steered gets no list before all films are there, and then knows all titles', async () => {
  const fetchFilm = await filmHost(WITH_LANGUAGE);
  let release!: () => void;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { fetch: fetchBefore } = globalThis;
  globalThis.fetch = async (...args) => {
    if (String(args[0]).includes('items-001')) await gate;
    return fetchFilm(...args);
  };
  const other = new Engine();
  const nobody = () => {};
  try {
    await other.open(
      { manifestUrl: MANIFEST_URL, databaseName: `steered-${Math.random()}`, backend: 'wasm' },
      nobody,
      nobody,
    );
    await other.record({ type: 'steer', query: 'no horror, more like paddington' });
    const list = other.forYou({ count: 20 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    release();
    const { items: first } = await list;
    expect(await other.forYou({ count: 20 })).toMatchObject({ items: first });
    const late = await other.item('kingdom-of-the-spiders-1977');
    expect(late.itemIndex).toBeGreaterThan(1000);
    expect((await other.read(`like ${late.title}`)).wishes).toMatchObject([{ kind: 'like', itemId: late.itemId }]);
    await engine.forget();
    await engine.steer('no horror, more like paddington');
    expect(first.map(({ itemId }) => itemId)).toEqual((await items()).map(({ itemId }) => itemId));
  } finally {
    globalThis.fetch = fetchBefore;
    await other.dispose();
  }
});
