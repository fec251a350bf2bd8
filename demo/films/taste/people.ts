// Real people to measure lists by: half-star ratings and ballots that no shipped weight has seen, and tweets of whose last
// four weeks none has. The folder is outside of the repository and its rows stay there.

import { join } from 'node:path';
import { createRandom } from '../../../src/numerics/random.ts';
import { readInteractions } from '../../../src/pipeline/input/read-interactions.ts';
import { readItems } from '../../../src/pipeline/input/read-items.ts';
import { opinionOfStars } from '../training/opinion-of-stars.ts';
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
  /** Of the last event of the log, whatever it was of, in milliseconds; NaN where the log has none. */
  lastMs: number;
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

/** @param folder  holds items.jsonl and interactions.csv */
export async function readPeople(folder: string, find: FilmFinder, isIn: (filmId: string) => boolean) {
  const { items } = await readItems(join(folder, 'items.jsonl'), {});
  const ids = items.map(({ id }) => id);
  const films = find(items.map(({ title, year }) => ({ title, ...(year !== undefined && { year }) })));
  const log = await readInteractions(join(folder, 'interactions.csv'), ids, {});
  const people: Person[] = [];
  for (let user = 0; user < log.numUsers; user++) {
    const person: Person = { likes: [], dislikes: [], likedMs: [], lastMs: Number.NaN };
    const met = new Set<string>();
    const opinionOf = opinionOfStars(log.ratings?.subarray(log.offsets[user]!, log.offsets[user + 1]!) ?? []);
    for (let event = log.offsets[user]!; event < log.offsets[user + 1]!; event++) {
      person.lastMs = log.timestamps[event]!;
      const id = films[log.items[event]!]?.itemId;
      if (id === undefined || met.has(id) || !isIn(id)) continue;
      met.add(id);
      const opinion = opinionOf(log.ratings?.[event] ?? Number.NaN);
      if (opinion === 'like') {
        person.likes.push(id);
        person.likedMs.push(log.timestamps[event]!);
      } else if (opinion === 'dislike') person.dislikes.push(id);
    }
    people.push(person);
  }
  return people;
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
export function lastWeeks(people: readonly Person[]): Case[] {
  const newest = Math.max(0, ...people.map(({ lastMs }) => lastMs).filter(Number.isFinite));
  const cut = newest - LAST_WEEKS_MS;
  return people.flatMap(({ likes, likedMs, dislikes }) => {
    const before = likes.filter((_, i) => likedMs[i]! < cut);
    const targets = likes.filter((_, i) => likedMs[i]! >= cut);
    return before.length >= MIN_TWEETED && targets.length > 0 ? [{ likes: before, targets, dislikes }] : [];
  });
}
