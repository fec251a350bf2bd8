// What a reading asks of a search. The readings are made by hand: what words mean is tested in test/language.
import { describe, expect, it } from 'vitest';
import { planSearch } from '../../src/engine/search/search-plan.ts';
import type { Reading } from '../../src/language/reading.ts';
import { degree, like, range, reading, value, vocabulary } from './made-up-films.ts';

const facets = { together: () => true };
const plan = (read: Reading) => planSearch(read, vocabulary, facets);

const western = value('western', 'genre', 'Western');
const sad = value('sad', 'mood', 'sad');
const noGore = value('gory', 'mood', 'gory', 'not');
const noWar = value('war', 'genre', 'War', 'not');
const under90 = range('under 90 minutes', 'runningTime', { max: 90 });
const recent = range('recent', 'year', { min: 2020 });

describe('a short query', () => {
  it('holds every condition that is said; what somebody feels only lifts', () => {
    const { where, lifts } = plan(reading('sad western under 90 minutes', [sad, western, under90]));
    expect(where).toEqual({ genre: { any: ['Western'] }, runningTime: { max: 90 } });
    expect(lifts).toEqual([
      { facet: 'mood', values: ['sad'], weight: 1 },
      { facet: 'genre', values: ['Western'], weight: 1 },
    ]);
  });

  it('holds what is not wanted, of feelings as well, and lowers it', () => {
    const { where, lifts } = plan(reading('western not gory', [western, noGore]));
    expect(where).toEqual({ genre: { any: ['Western'] }, mood: { none: ['gory'] } });
    expect(lifts.map(({ weight }) => weight)).toEqual([1, -1]);
  });

  it('holds further values that fit as well', () => {
    const { where, lifts } = plan(reading('thriller', [value('thriller', 'genre', 'Thriller')]));
    expect(where).toEqual({ genre: { any: ['Thriller', 'Crime'] } });
    expect(lifts[0]!.values).toEqual(['Thriller', 'Crime']);
  });

  it('with a word that was not read goes by numbers that are said, not by "recent"', () => {
    const withRest = (wish: typeof recent) =>
      plan(reading(`${wish.said} western lagoon`, [wish, western], { rest: 'lagoon' }));
    expect(withRest(recent).where).toEqual({ genre: { any: ['Western'] } });
    expect(withRest(range('from 2020', 'year', { min: 2020 })).where).toEqual({
      genre: { any: ['Western'] },
      year: { min: 2020 },
    });
    expect(plan(reading('recent western', [recent, western])).where).toHaveProperty('year');
  });
});

describe('a description', () => {
  const text = 'a sad child hides in a western town of war, under 90 minutes';
  const read = reading(text, [sad, western, noWar, under90], { rest: 'child hides town' });

  it('holds what is said on purpose: exclusions and numbers', () => {
    expect(plan(read).where).toEqual({ genre: { none: ['War'] }, runningTime: { max: 90 } });
  });

  it('holds what is spelled out in three words, which no text is compared with; of feelings not', () => {
    const inWest = value('in the west', 'genre', 'Western');
    const story = 'a child hides a lost alien, in the west';
    const held = plan(reading(story, [inWest], { rest: 'child hides lost alien' }));
    expect(held).toMatchObject({
      where: { genre: { any: ['Western'] } },
      text: 'a child hides a lost alien,',
      lifts: [],
    });
    const felt = value('a lost alien', 'mood', 'sad');
    expect(plan(reading(story, [felt], { rest: 'child hides west' })).where).toEqual({});
  });

  it('is lifted by feelings alone', () => {
    expect(plan(read).lifts).toEqual([{ facet: 'mood', values: ['sad'], weight: 1 }]);
  });

  it('is also a text of which fewer words were read than were not', () => {
    const two = plan(reading('western lagoon creature', [western], { rest: 'lagoon creature' }));
    expect(two).toMatchObject({ where: {}, lifts: [] });
    const one = plan(reading('western lagoon', [western], { rest: 'lagoon' }));
    expect(one.where).toEqual({ genre: { any: ['Western'] } });
  });
});

describe('the text that is compared', () => {
  const behind = (text: string, wishes: Parameters<typeof reading>[1]) =>
    plan(reading(`${text} lagoon`, wishes, { rest: 'lagoon' })).text;

  it('is without what no text should be like', () => {
    expect(behind('sad western not gory', [sad, western, noGore])).toBe('sad western not lagoon');
    expect(behind('western under 90 minutes', [western, under90])).toBe('western lagoon');
    expect(behind('like Jaws but sad', [like('Jaws', 0), sad])).toBe('like but sad lagoon');
    expect(behind('less sad western', [{ ...sad, mark: 'less' }, western])).toBe('less western lagoon');
  });

  it('loses a word once that says two wishes, and what stands inside of another', () => {
    const [start, end] = [0, 4];
    const gory = { ...value('gory', 'mood', 'gory', 'not'), start, end };
    const bloody = { ...gory, value: 'bloody' };
    const inside = { ...gory, start: 1, end: 2 };
    const read = { ...reading('gory lagoon', [], { rest: 'lagoon' }), wishes: [gory, bloody, inside] };
    expect(plan(read).text).toBe('lagoon');
    expect(plan({ ...read, wishes: [inside, gory] }).text).toBe('lagoon');
  });

  it('is, where all was read, what only lifts: every result has the rest', () => {
    expect(plan(reading('sad western under 90 minutes', [sad, western, under90])).text).toBe('sad');
    expect(plan(reading('the best western', [degree('best', 'acclaim'), western])).text).toBe('');
    expect(plan(reading('western not gory', [western, noGore])).text).toBe('');
    const adjectives = { ...vocabulary, adjectiveFacets: ['mood'] };
    expect(planSearch(reading('sad western', [sad, western]), adjectives, facets).text).toBe('');
  });

  it('is whole where nothing was read', () => {
    expect(plan(reading('lost  lagoon', [], { rest: 'lost lagoon' })).text).toBe('lost lagoon');
  });
});

describe('how much was read', () => {
  it.each([
    [reading('western', [western]), 1],
    [reading('western lagoon', [western], { rest: 'lagoon' }), 0.5],
    [reading('under 90 minutes lagoon', [under90], { rest: 'lagoon' }), 0.75],
    [reading('lagoon', [], { rest: 'lagoon' }), 0],
    [reading('the', []), 1],
  ])('%#: is a share of the words that tell', (read, share) => {
    expect(plan(read).readShare).toBe(share);
  });
});

describe('items in a query', () => {
  const title = (said: string, itemIndex: number, mark: 'want' | 'not' = 'want') =>
    ({ kind: 'title', said, itemIndex, mark }) as const;

  it('are asked for themselves, once, those of the exact title as well', () => {
    const read = reading('Alien Jaws', [title('Alien', 4), title('Jaws', 2)], { exactTitles: [4, 9] });
    expect(plan(read).named).toEqual([4, 2, 9]);
    expect(plan(reading('not Jaws', [title('Jaws', 2, 'not')])).named).toEqual([]);
  });

  it('are examples, wanted or not', () => {
    const { examples, named } = plan(reading('like Jaws, not Alien', [like('Jaws', 2), like('Alien', 4, 'not')]));
    expect(examples).toEqual([
      { itemIndex: 2, isWanted: true },
      { itemIndex: 4, isWanted: false },
    ]);
    expect(named).toEqual([]);
  });
});

it('degrees are told apart, and those said first count', () => {
  const known = plan(reading('better known', [degree('better known', 'fame')]));
  expect(known).toMatchObject({ fame: 1, acclaim: 0 });
  const obscure = plan(
    reading('obscure but loved', [degree('obscure', 'fame', 'less'), degree('loved', 'acclaim', 'want')]),
  );
  expect(obscure).toMatchObject({ fame: -1, acclaim: 1 });
});
