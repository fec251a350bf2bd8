// Searches over the real films in Node, from query to answer: what is named, what is missing, what gives way, and texts
// that are no queries. search.browser.test.ts has the same search in Chromium.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemSummary } from '../../src/catalog/item-summary.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { SearchRequest, SearchResponse } from '../../src/engine/search/search-api.ts';
import { ALL_FILES, openFilms } from './film-host.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms(ALL_FILES);
});
afterAll(() => engine.dispose());

const search = (query: string, request: Partial<SearchRequest> = {}) => engine.search({ query, ...request });
const titles = ({ items }: SearchResponse) => items.map(({ title }) => title);

/** Each result is what the answer says that results are, and scores do not rise. */
async function expectHeld({ items, reading }: SearchResponse): Promise<void> {
  const fitting = new Set(await engine.matching(reading.where));
  for (const { itemIndex, title } of items) expect(fitting.has(itemIndex), title).toBe(true);
  const scores = items.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
}

describe('a title', () => {
  it.each([
    ['alien', 'Alien'],
    ['The Godfather', 'The Godfather'],
    ['the godfather 2', 'The Godfather Part II'],
    ['jaws', 'Jaws'],
    ['AMELIE', 'Amélie'],
    ['up', 'Up'],
    ['The Thing 1982', 'The Thing'],
  ])('%s comes first', async (query, title) => {
    const answer = await search(query, { count: 5 });
    expect(titles(answer)[0]).toBe(title);
    expect(answer).not.toHaveProperty('missing');
    expect(answer.source).toBe('semantic');
  });

  it('that is not here is said, with what is near it', async () => {
    const answer = await search('poltergeist 2');
    expect(answer.missing).toEqual({ title: 'poltergeist 2' });
    expect(titles(answer)[0]).toBe('Poltergeist');
    const known = await search('1492 conquest of paradise');
    expect(known.missing).toEqual({ title: '1492: Conquest of Paradise', year: 1992 });
    expect(known.items.length).toBeGreaterThan(0);
    expect(titles(known)).not.toContain('1492: Conquest of Paradise');
  });

  it('of somebody else, or in other words, is none of those that are here', async () => {
    expect((await search('roma fellini')).missing).toEqual({ title: 'roma' });
    expect(await search('roma cuaron')).not.toHaveProperty('missing');
    expect((await search('the dead pool')).missing).toMatchObject({ year: 1988 });
    expect(await search('dead pool')).not.toHaveProperty('missing');
  });

  it.each(['donny darko', 'momento', 'portrait lady fire', 'college movies', 'winter movies', 'pirate movies'])(
    '"%s" names nothing that is missing',
    async (query) => {
      expect(await search(query)).not.toHaveProperty('missing');
    },
  );

  it('that nobody has heard of is said as well', async () => {
    expect((await search('xqzt blorf')).missing).toEqual({ title: 'xqzt blorf' });
    expect(await search('sad westerns')).not.toHaveProperty('missing');
  });

  it('is found only where the filters of the page leave it', async () => {
    const answer = await search('alien', { where: { decade: ['1990s'] } });
    expect(titles(answer)).not.toContain('Alien');
    expect(answer.items.every(({ facets }) => facets.decade?.includes('1990s'))).toBe(true);
  });
});

describe('what is not wanted', () => {
  it.each([
    ['kurosawa but not seven samurai', 'Seven Samurai', 'Rashomon'],
    ['superhero movies no marvel', 'The Avengers', 'The Dark Knight'],
  ])('of "%s" is not there, and the others are', async (query, unwanted, other) => {
    const found = titles(await search(query, { count: 60 }));
    expect(found).not.toContain(unwanted);
    expect(found).toContain(other);
  });
});

describe('what gives way', () => {
  it('is not what the search is about', async () => {
    const { items, relaxed = [] } = await search('space travel films under 75 min from the fifties, no violence');
    expect(relaxed.map(({ field }) => field)).toEqual(['runningTime', 'year']);
    for (const { facets, title } of items) expect(facets.theme, title).toContain('space travel');
  });

  it('comes step by step: what lacks one thing before what lacks two', async () => {
    const { items, relaxed = [] } = await search('finnish comedies from 1950');
    expect(relaxed.map(({ field }) => field)).toEqual(['year', 'country']);
    const fromFinland = items.map(({ facets }) => facets.country?.includes('Finland') ?? false);
    expect(fromFinland[0]).toBe(true);
    expect(fromFinland.toSorted((a, b) => Number(b) - Number(a))).toEqual(fromFinland);
    expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(items.length);
  });
});

describe('where little is found', () => {
  it('near queries are offered that find enough', async () => {
    const { instead = [] } = await search('mads mikkelsen westerns');
    expect(instead.length).toBeGreaterThan(0);
    for (const query of instead) expect((await search(query)).items.length).toBeGreaterThanOrEqual(12);
    expect((await search('total recall 2012')).instead).toContain('sci-fi action');
  });

  it('and none where there is enough', async () => {
    expect(await search('comedies')).not.toHaveProperty('instead');
    expect(await search('comedies', { count: 3 })).not.toHaveProperty('instead');
  });
});

describe('conditions', () => {
  it.each(['westerns from the sixties', 'korean thrillers', 'horror without gore', 'comedies under 90 minutes'])(
    'of "%s" hold for every result',
    async (query) => {
      const answer = await search(query, { count: 100 });
      expect(answer.items.length).toBeGreaterThan(10);
      expect(Object.keys(answer.reading.where).length).toBeGreaterThan(0);
      expect(answer).not.toHaveProperty('relaxed');
      await expectHeld(answer);
    },
  );

  it('that too little satisfies give way, which is said; what satisfies all comes first', async () => {
    const query = 'japanese horror from the sixties under 90 minutes';
    const asked = (await engine.read(query)).where;
    const answer = await search(query);
    const whole = new Set(await engine.matching(asked));
    expect(whole.size).toBeLessThan(6);
    expect(answer.items.length).toBeGreaterThan(whole.size);
    expect(answer.relaxed!.length).toBeGreaterThan(0);
    for (const { field, instead } of answer.relaxed!) {
      expect(['runningTime', 'year', 'country']).toContain(field);
      expect(answer.reading.where[field]).toEqual(instead);
    }
    expect(answer.reading.where.genre).toEqual(asked.genre);
    const first = answer.items.slice(0, whole.size).map(({ itemIndex }) => itemIndex);
    expect(new Set(first)).toEqual(whole);
    await expectHeld(answer);
  });

  it('of which no single one is the reason give way together', async () => {
    const answer = await search('swedish horror from the fifties under 70 minutes');
    expect(answer.relaxed!.length).toBeGreaterThan(1);
    expect(answer.items.length).toBeGreaterThan(0);
    expect(answer.items.every(({ facets }) => facets.genre!.includes('Horror'))).toBe(true);
    await expectHeld(answer);
  });

  it('never give way where something is excluded', async () => {
    const answer = await search('icelandic films from the thirties under 80 minutes, no drama');
    expect(answer.reading.where.genre).toEqual({ none: ['Drama'] });
    expect(answer.items.filter(({ facets }) => facets.genre?.includes('Drama'))).toEqual([]);
    await expectHeld(answer);
  });

  it('that nothing can satisfy are told, with what to give up', async () => {
    const answer = await search('alien', { where: { genre: { any: ['Western'], none: ['Western'] } } });
    expect(answer.items).toEqual([]);
    const contrary = await search('horror but no horror');
    expect(contrary).toMatchObject({ items: [], note: 'Nothing is all of that at once.' });
    expect(contrary.loosen![0]!.field).toBe('genre');
    expect(contrary.loosen![0]!.count).toBeGreaterThan(1000);
  });
});

describe('an example', () => {
  it('finds what goes with it', async () => {
    const answer = await search('like jaws', { count: 20 });
    expect(answer.reading.wishes).toMatchObject([{ kind: 'like', itemId: 'jaws-1975' }]);
    const { items } = await engine.similar('jaws-1975', { count: 40 });
    const near = new Set(items.map(({ itemId }) => itemId));
    expect(answer.items.filter(({ itemId }) => near.has(itemId)).length).toBeGreaterThan(10);
  });
});

describe('a kind and nothing else', () => {
  it.each([
    ['drama', 'Drama'],
    ['comedies', 'Comedy'],
    ['best horror', 'Horror'],
  ])('%s is led by what is known and loved of it, whatever titles say', async (query, genre) => {
    const { items } = await search(query, { count: 10 });
    const known = (await engine.forYou({ count: 300, where: { genre: [genre] } })).items.map(({ itemId }) => itemId);
    for (const { itemId } of items) expect(known).toContain(itemId);
  });

  it.each(['good movies', 'something to watch', 'movies'])('%s is the list of everybody', async (query) => {
    const { items, missing } = await search(query, { count: 10 });
    const known = (await engine.forYou({ count: 300 })).items.map(({ itemId }) => itemId);
    expect(missing).toBeUndefined();
    for (const { itemId } of items) expect(known).toContain(itemId);
  });

  it('"hidden gems" leaves out what everybody knows, and company asks for moods', async () => {
    const { items } = await search('hidden gems', { count: 20 });
    const known = new Set((await engine.forYou({ count: 200 })).items.map(({ itemId }) => itemId));
    expect(items.filter(({ itemId }) => known.has(itemId)).length).toBeLessThan(5);
    const date = await search('date night movie', { count: 10 });
    const isSuch = ({ facets }: ItemSummary) => facets.mood?.some((mood) => mood === 'romantic' || mood === 'charming');
    expect(date.items.filter(isSuch).length).toBeGreaterThan(8);
  });

  it('a title that is also a country is that film first', async () => {
    const { items } = await search('Brazil', { count: 5 });
    expect(items[0]!.itemId).toBe('brazil-1985');
    expect(items.slice(1).every(({ facets }) => facets.country?.includes('Brazil'))).toBe(true);
  });
});

describe('what is no query', () => {
  it.each(['', '   ', '🙂🙂🙂', '?!…', '\u0000', '<>'])('%j finds nothing, and says why', async (query) => {
    const answer = await search(query);
    expect(answer.items).toEqual([]);
    expect(answer.note).toMatch(/There is nothing in that to search for/);
  });

  it.each(['סרט רומנטי', 'أفلام حزينة', '\u202eneila', 'x'.repeat(10_000)])(
    '%j is of words that nobody knows here: that is said',
    async (query) => {
      const answer = await search(query);
      if (answer.items.length === 0) expect(answer.note).toMatch(/Nothing here is called or about “/);
      else expect(answer.missing).toEqual({ title: query.trim() });
    },
  );

  it.each(['<b>', '<script>alert(1)</script>', '"; DROP TABLE films; --', '__proto__', 'constructor'])(
    '%j is words like all others',
    async (query) => {
      const answer = await search(query, { count: 3 });
      expect(answer.items.length > 0 || answer.note !== undefined).toBe(true);
      expect(answer.reading.text).toBe(query);
    },
  );

  it('of 20,000 characters and more is read from its beginning, with a note', async () => {
    const answer = await search('horror '.repeat(2900), { count: 5 });
    expect(answer.items).toHaveLength(5);
    expect(answer.note).toMatch(/only its beginning/);
    expect(answer.reading.where).toEqual({ genre: { any: ['Horror'] } });
  });
});

describe('the person’s own vote', () => {
  it('gives two people of opposite tastes two pages of one kind', async () => {
    const pageOf = async (...liked: string[]) => {
      await engine.forget();
      for (const itemId of liked) await engine.record({ type: 'like', itemId });
      return (await search('comedy', { count: 20 })).items;
    };
    const silly = await pageOf('airplane-1980', 'dumb-and-dumber-1994', 'anchorman-the-legend-of-ron-burgundy-2004');
    const old = await pageOf('some-like-it-hot-1959', 'his-girl-friday-1940', 'the-apartment-1960');
    await engine.forget();
    for (const { facets, title } of [...silly, ...old]) expect(facets.genre, title).toContain('Comedy');
    const shared = silly.filter(({ itemId }) => old.some((other) => other.itemId === itemId));
    expect(shared.length).toBeLessThan(10);
  });

  it('breaks no condition of the page, and names nothing twice where something gave way', async () => {
    await engine.forget();
    for (const itemId of ['a-man-called-ove-2015', 'elling-2002']) await engine.record({ type: 'like', itemId });
    const relaxed = await search('norwegian comedy no violence after 2010', { count: 20 });
    expect(relaxed.relaxed).toBeDefined();
    const ids = relaxed.items.map(({ itemId }) => itemId);
    expect(new Set(ids).size).toBe(ids.length);
    const { items } = await search('comedy', { count: 20, where: { decade: ['1930s'] } });
    await engine.forget();
    expect(items.length).toBeGreaterThan(0);
    for (const { facets, title } of items) expect(facets.decade, title).toEqual(['1930s']);
  });

  it('does not answer for what else was said', async () => {
    for (const itemId of ['toy-story-1995', 'shrek-2001']) await engine.record({ type: 'like', itemId });
    const found = titles(await search('like dunkirk but with more jokes', { count: 8 }));
    await engine.forget();
    const unknown = titles(await search('like dunkirk but with more jokes', { count: 30 }));
    expect(found.filter((title) => unknown.includes(title)).length).toBeGreaterThan(4);
  });
});

describe('at once', () => {
  const atOnce = async (query: string) => {
    const fresh = await openFilms(ALL_FILES);
    try {
      const first = await fresh.search({ query, atOnce: true });
      const whole = await fresh.search({ query });
      const again = await fresh.search({ query, atOnce: true });
      return { first, whole, again };
    } finally {
      await fresh.dispose();
    }
  };

  it('a title is there before its meaning, and the whole answer afterwards', async () => {
    const { first, whole, again } = await atOnce('alien');
    expect(first).toMatchObject({ source: 'words', meaningFollows: true });
    expect(titles(first)[0]).toBe('Alien');
    expect(first.items.every(({ title }) => /alien/i.test(title))).toBe(true);
    expect(titles(whole)[0]).toBe('Alien');
    expect(again.items).toEqual(whole.items);
    expect(again).not.toHaveProperty('meaningFollows');
  });

  it('people, years and facets are there too; a sentence waits, and is called no missing title', async () => {
    const { first } = await atOnce('westerns with John Wayne');
    expect(first.items.length).toBeGreaterThan(5);
    await expectHeld(first);
    const sentence = (await atOnce('a lonely robot that learns to love')).first;
    expect(sentence.items).toEqual([]);
    expect(sentence.meaningFollows).toBe(true);
    expect(sentence).not.toHaveProperty('missing');
    expect(sentence).not.toHaveProperty('note');
  });
});
