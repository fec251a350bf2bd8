// Queries for somebody who has typed nothing, over a made-up catalog of five kinds of twenty films.
import { describe, expect, it } from 'vitest';
import { suggestTerritory, type Territory } from '../../src/engine/suggest/new-territory.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { madeUp } from './made-up-films.ts';

const KINDS = ['Western', 'War', 'Comedy', 'Crime', 'Horror'];
const films = KINDS.flatMap((genre) =>
  Array.from({ length: 20 }, (_, i) => ({ genre: [genre], mood: i < 5 ? ['sad'] : ['funny'] })),
);
const { catalog } = madeUp(films);
const kindOf = (item: number) => KINDS[Math.floor(item / 20)]!;
const itemsOf = (meaning: string) => {
  const [name, value] = meaning.replace(/^(!|more |less )/, '').split('=') as [string, string | undefined];
  return value !== undefined && catalog.hasField(name) ? catalog.filter({ [name]: [value] }) : undefined;
};
const query = (text: string, ...meanings: string[]) => ({ text, meanings });
const queries = KINDS.map((genre) => query(genre, `genre=${genre}`));

/** Of each kind so many are among what somebody would like best; they have liked nothing. */
const BEST: Record<string, number> = { Crime: 10, Comedy: 8, War: 6, Western: 4, Horror: 2 };
const bestOf = (numbers: Record<string, number>) =>
  Bitset.fromIndices(
    catalog.numItems,
    KINDS.flatMap((kind, k) => Array.from({ length: numbers[kind]! }, (_, i) => 20 * k + i)),
  );
const territory = (changes: Partial<Territory> = {}): Territory => ({
  catalog,
  queries,
  itemsOf,
  best: bestOf(BEST),
  turnedAway: new Bitset(catalog.numItems),
  isKnown: () => false,
  liked: [],
  exclude: new Set(),
  random: () => 0,
  ...changes,
});
const texts = (changes: Partial<Territory> = {}, k = 5) =>
  suggestTerritory(territory(changes), k).map(({ text }) => text);

describe('queries that open new territory', () => {
  it('are those that the visitor would like most', () => {
    expect(texts()).toEqual(['Crime', 'Comedy', 'War', 'Western', 'Horror']);
    expect(suggestTerritory(territory(), 1)).toEqual([{ text: 'Crime', kind: 'query' }]);
    expect(texts({}, 0)).toEqual([]);
  });

  it('are less of what the visitor knows, and come last where that is much of what they like', () => {
    const [crime, comedy] = [60, 40];
    const known = (numCrimes: number) => [
      ...Array.from({ length: numCrimes }, (_, i) => crime + i),
      ...Array.from({ length: 10 - numCrimes }, (_, i) => i),
    ];
    expect(texts({ liked: known(1) })[0]).toBe('Comedy');
    // Four of ten likes are crime films: that is no news, however good they would be.
    expect(texts({ liked: known(4) }).slice(0, 2)).toEqual(['Comedy', 'War']);
    expect(texts({ liked: [comedy] }).indexOf('Comedy')).toBeGreaterThan(0);
  });

  it('are none that find more of what was turned away than of other things', () => {
    const turnedAway = Bitset.fromIndices(
      catalog.numItems,
      Array.from({ length: 20 }, (_, i) => 60 + i),
    );
    expect(texts({ turnedAway })).toEqual(['Comedy', 'War', 'Western', 'Horror']);
  });

  it('are not two about one thing, while there is another', () => {
    const two = [
      query('Crime', 'genre=Crime'),
      query('Funny crime', 'genre=Crime', 'mood=funny'),
      query('War', 'genre=War'),
    ];
    expect(texts({ queries: two }, 2)).toEqual(['Crime', 'War']);
    expect(texts({ queries: two }, 3)).toEqual(['Crime', 'War', 'Funny crime']);
  });

  it('do not come again when they were shown lately', () => {
    expect(texts({ exclude: new Set(['Crime', 'War']) })).toEqual(['Comedy', 'Western', 'Horror']);
  });

  it('are none that find few items, and none of which the visitor has an opinion on nearly all', () => {
    const few = query('Sad crime', 'genre=Crime', 'mood=sad');
    expect(texts({ queries: [few, ...queries] })).not.toContain('Sad crime');
    const isKnown = (item: number) => kindOf(item) === 'Crime' && item % 20 < 11;
    expect(texts({ isKnown })).not.toContain('Crime');
  });

  it('leave out what they say is not wanted', () => {
    const without = query('Crime that is no fun', 'genre=Crime', '!mood=funny');
    const lighter = query('Crime, less sad', 'genre=Crime', 'less mood=sad');
    expect(texts({ queries: [without] })).toEqual([]);
    expect(texts({ queries: [lighter] })).toEqual(['Crime, less sad']);
  });

  it('may say degrees, company and surprise, which narrow nothing, and no field that is not there', () => {
    const said = [
      query('Little-known crime', 'genre=Crime', 'less fame'),
      query('War with friends', 'genre=War', 'occasion=friends'),
      query('A surprising western', 'genre=Western', 'surprise'),
      query('Slow comedies', 'genre=Comedy', 'pace=slow'),
    ];
    expect(texts({ queries: said })).toEqual(['Little-known crime', 'War with friends', 'A surprising western']);
  });

  it('vary by chance among the best, and never beyond', () => {
    const many = Array.from({ length: 9 }, (_, i) => query(`Crime ${i}`, 'genre=Crime'));
    expect(texts({ queries: many, random: () => 0.999 }, 1)).toEqual(['Crime 5']);
    expect(texts({ random: () => 0.999 }).toSorted()).toEqual(KINDS.toSorted());
  });

  it('are any for somebody of whom nothing is known, as they stand, and none where nothing is written', () => {
    const even = bestOf({ Crime: 5, Comedy: 5, War: 5, Western: 5, Horror: 5 });
    expect(texts({ best: even })).toEqual(KINDS);
    expect(texts({ best: bestOf({ Crime: 0, Comedy: 0, War: 0, Western: 0, Horror: 0 }) })).toEqual(KINDS);
    expect(texts({ queries: [] })).toEqual([]);
  });
});
