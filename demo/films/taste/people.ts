// Real people to measure lists by: half-star ratings and ballots that no shipped weight has seen, and tweets of whose last
// four weeks none has. The folder is outside of the repository and its rows stay there.

import { createRandom } from '../../../src/numerics/random.ts';
import { readFilmLog } from '../logs/read-film-log.ts';
import type { FilmFinder } from './film-finder.ts';

/** Fewer leave nothing to find. */
const MIN_LIKES = 12;
const HALF_SEED = 24;
const TARGET_SEED = 7;
const SHORT_HISTORY = 3;
/** MovieTweetings: training leaves them out, and they are what is asked for. */
export const LAST_WEEKS_MS = 28 * 86_400_000;
const MIN_TWEETED = 5;

/** What somebody said of films of the catalog, by stable film id. */
export interface Person {
  likes: string[];
  dislikes: string[];
  /** Of each like. */
  likedMs: number[];
}

/** A question to a list: does it hold what was left out? */
export interface Case {
  likes: readonly string[];
  targets: readonly string[];
  /** Known films that the person did not like: not in the history, and better not in the list. */
  dislikes: readonly string[];
}

export interface People {
  people: Person[];
  /** Of the newest event of the whole log, in milliseconds. */
  newestMs: number;
}

/** @param folder  holds items.jsonl and interactions.csv */
export async function readPeople(folder: string, find: FilmFinder, isIn: (filmId: string) => boolean): Promise<People> {
  const { people, newest } = await readFilmLog(folder, (items) =>
    find(items.map(({ title, year }) => ({ title, ...(year !== undefined && { year }) }))),
  );
  return {
    newestMs: newest,
    people: people.map((events) => {
      const known = events.filter(({ film }) => isIn(film.itemId));
      const liked = known.filter(({ type }) => type === 'like');
      const disliked = known.filter(({ type }) => type === 'dislike');
      return {
        likes: liked.map(({ film }) => film.itemId),
        dislikes: disliked.map(({ film }) => film.itemId),
        likedMs: liked.map(({ time }) => time),
      };
    }),
  };
}

/** Those with enough likes, in two halves by seed: blends may be chosen on the first, the second is read once. */
export function halvesOf(people: readonly Person[]): { development: Person[]; test: Person[] } {
  const asked = people.filter(({ likes }) => likes.length >= MIN_LIKES);
  createRandom(HALF_SEED).shuffle(asked);
  const half = asked.length >> 1;
  return { development: asked.slice(0, half), test: asked.slice(half) };
}

/** One random like of each is left out; all the others are the history, or three of them. */
export function leaveOneOut(people: readonly Person[]): { whole: Case[]; short: Case[] } {
  const random = createRandom(TARGET_SEED);
  const whole = people.map(({ likes, dislikes }): Case => {
    const shuffled = [...likes];
    random.shuffle(shuffled);
    const target = shuffled.pop()!;
    return { likes: shuffled, targets: [target], dislikes };
  });
  return { whole, short: whole.map((one) => ({ ...one, likes: one.likes.slice(0, SHORT_HISTORY) })) };
}

/** Five random films of a ballot in, the others out. */
export function splitBallots(people: readonly Person[], numIn = 5): Case[] {
  const random = createRandom(TARGET_SEED);
  return people
    .filter(({ likes }) => likes.length > numIn)
    .map(({ likes }) => {
      const shuffled = [...likes];
      random.shuffle(shuffled);
      return { likes: shuffled.slice(0, numIn), targets: shuffled.slice(numIn), dislikes: [] };
    });
}

/** What those who like enough films before it liked in the last four weeks of the log. */
export function lastWeeks({ people, newestMs }: People): Case[] {
  const cut = newestMs - LAST_WEEKS_MS;
  return people.flatMap(({ likes, likedMs, dislikes }) => {
    const before = likes.filter((_, i) => likedMs[i]! < cut);
    const targets = likes.filter((_, i) => likedMs[i]! >= cut);
    return before.length >= MIN_TWEETED && targets.length > 0 ? [{ likes: before, targets, dislikes }] : [];
  });
}
