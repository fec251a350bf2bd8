// How much one more like moves a list. A list that stands still does not listen; one that is new at every tap cannot be
// trusted. How far it should move falls with how much was told before.

import { createRandom } from '../../../src/numerics/random.ts';
import { LIST } from './bench.ts';
import type { ListMaker } from './list-makers.ts';
import type { Person } from './people.ts';

const ORDER_SEED = 11;
/** The log has at most so many ratings of a person: longer histories are of several people taken together. */
const MOST_OF_ONE_PERSON = 300;
const MADE_UP_PEOPLE = 20;

/** Likes that are told before the one more, and of how many films in the first twenty new ones are wanted on average. */
export const MOVEMENT_GOALS = [
  { numLikes: 3, least: 6, most: LIST },
  { numLikes: 30, least: 2, most: 6 },
  { numLikes: 1000, least: 1, most: 3 },
] as const;

export interface Movement {
  numLikes: number;
  /** By person: films of the first twenty that were not there before the one more like. */
  newFilms: number[];
}

/** Histories to be told: of those people who like more than so many films, or of people that are made up of several. */
export function historiesOf(people: readonly Person[], numLikes: number): string[][] {
  return numLikes > MOST_OF_ONE_PERSON
    ? madeUpHistories(people, numLikes + 1, MADE_UP_PEOPLE)
    : ownHistories(people, numLikes + 1);
}

/** So many likes of each person who has them, in a random order. */
export function ownHistories(people: readonly Person[], length: number): string[][] {
  const random = createRandom(ORDER_SEED);
  return people.flatMap(({ likes }) => {
    if (likes.length < length) return [];
    const shuffled = [...likes];
    random.shuffle(shuffled);
    return [shuffled.slice(0, length)];
  });
}

/** So many different likes of people in a random order; none where all of them together have fewer. */
export function madeUpHistories(people: readonly Person[], length: number, numHistories: number): string[][] {
  const random = createRandom(ORDER_SEED);
  const histories = Array.from({ length: numHistories }, () => {
    const shuffled = [...people];
    random.shuffle(shuffled);
    const told = new Set<string>();
    for (const id of shuffled.flatMap(({ likes }) => likes)) {
      if (told.size === length) break;
      told.add(id);
    }
    return [...told];
  });
  return histories.filter((likes) => likes.length === length);
}

/** Of each history the films of its list that are not in the list without the last like. */
export async function newFilmsOf(
  maker: ListMaker,
  histories: readonly (readonly string[])[],
  onHistory: () => void = () => {},
): Promise<number[]> {
  const newFilms: number[] = [];
  for (const likes of histories) {
    const before = new Set(await maker.list({ likes: likes.slice(0, -1), dislikes: [] }, LIST));
    const after = await maker.list({ likes, dislikes: [] }, LIST);
    newFilms.push(after.filter((id) => !before.has(id)).length);
    onHistory();
  }
  return newFilms;
}
