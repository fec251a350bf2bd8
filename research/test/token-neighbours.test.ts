import { expect, test } from 'vitest';
import { historyOf } from '../../src/pipeline/evaluation/recommender.ts';
import { type LogEvent, logOf } from '../../test/evaluation/logs.ts';
import { itemTokens, type TokenItem, tokenNeighbours, tokenSimilarities } from '../cold-start/token-neighbours.ts';

const film = (title: string, year: number, ...genres: string[]): TokenItem => ({
  title,
  year,
  fields: { title, genres },
});
const FILMS = [
  film('Star Wars', 1977, 'Sci-Fi'),
  film('Star Trek', 1979, 'Sci-Fi'),
  film('Heat', 1995, 'Crime'),
  film('Casino', 1995, 'Crime'),
  film('Sabrina', 1954, 'Comedy'),
];

test('tokens are title words, list values and the years within reach, told apart', () => {
  const fields = { title: 'Toy Story 2', genres: ['Comedy'], description: 'long' };
  expect(itemTokens({ title: 'Toy Story 2', year: 1999, fields }, 1)).toEqual([
    ...['title:toy', 'title:story', 'genres:comedy', 'year:1998', 'year:1999', 'year:2000'],
  ]);
  expect(itemTokens({ title: 'Heat', fields: { title: 'Heat' } }, 1)).toEqual(['title:heat']);
});

test('a similarity is the root of the cosine of the weighted tokens, and nothing is like itself', () => {
  const { offsets, columns, values } = tokenSimilarities([['a', 'b'], ['a', 'c'], ['d']]);
  const [a, rare] = [Math.log(3 / 2), Math.log(3)];
  expect([...offsets]).toEqual([0, 1, 2, 2]);
  expect([...columns]).toEqual([1, 0]);
  expect(values[0]).toBeCloseTo(Math.sqrt(a ** 2 / (a ** 2 + rare ** 2)), 6);
});

test('neighbours of the last events come first, the older event counts less, a disliked one not at all', async () => {
  const topOf = async (events: LogEvent[]) => {
    const log = logOf([[...events, { item: 4 }]], FILMS.length);
    const [answer] = await tokenNeighbours(FILMS, { recency: 0.2 }).answer([
      historyOf(log, { user: 0, targetEvent: events.length }),
    ]);
    return [
      ...(await answer!.top(
        2,
        Uint32Array.from(events, ({ item }) => item),
      )),
    ];
  };
  expect((await topOf([{ item: 0 }]))[0]).toBe(1);
  expect(await topOf([{ item: 2 }, { item: 0 }])).toEqual([1, 3]);
  expect(await topOf([{ item: 0 }, { item: 2 }])).toEqual([3, 1]);
  expect((await topOf([{ item: 0 }, { item: 2, type: 'dislike' }]))[0]).toBe(1);
});
