// Everything that is counted of a log: what closed-form models, features and trends are made of. Two places count it, this
// one over Interactions in memory and large-log/ over DuckDB, for logs that fit into no memory; one suite holds them to the
// same numbers. For that every count is a whole number, sums have no order, and what is handed over has a total one.

import type { LogFacts } from '../../items/site-features.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import { isNegativeEvent } from '../evaluation/split.ts';
import type { Interactions } from '../input/interactions.ts';
import { type FitOptions, forEachStep } from './fitting.ts';
import { type Cooccurrences, cooccurrencesOf, userItemMatrix } from './user-item-matrix.ts';

/** Of stars as they are summed: they are rounded to millionths. */
export const STAR_UNIT = 1e6;
/**
 * How much the next event counts as following an item, the one after it, and so on: .8, .64, … of the first in whole
 * numbers, so that sums of them are exact up to 4.6 billion events.
 */
export const FOLLOWING_WEIGHTS: readonly number[] = Array.from({ length: 10 }, (_, n) => 4 ** n * 5 ** (9 - n));
/** A pause of so much ends a session. */
export const SESSION_PAUSE_MS = 30 * 60_000;

export interface StarCounts {
  /** f64 [numItems], in STAR_UNIT; whole numbers */
  sums: Float64Array;
  /** u32 [numItems] */
  counts: Uint32Array;
}

/**
 * Gets the items that follow `item`, ascending, and how much: sums of FOLLOWING_WEIGHTS.
 *
 * @param columns  u32 [n]
 * @param sums     f64 [n], whole numbers of at least 1
 */
export type VisitFollowers = (item: number, columns: Uint32Array, sums: Float64Array) => void;

export interface LogCounts {
  readonly numItems: number;
  readonly numUsers: number;
  /** At least 1. */
  readonly numEvents: number;
  /** Whether timestamps are times; the next three are asked for only then. */
  readonly hasTimes: boolean;
  /** Milliseconds since the epoch: of the event at a place in the order of time, from 0 on. */
  timeAt(place: number): Promise<number>;
  numEventsFrom(timeMs: number): Promise<number>;
  /** u32 [numItems] each: how many people took an item at that time or later, and how many before. */
  peopleAround(timeMs: number): Promise<{ recent: Uint32Array; earlier: Uint32Array }>;
  /** Events of a person with no pause of half an hour between them; 0 without times. */
  numSessions(): Promise<number>;
  /** u32 [numItems]: events that don't speak against the item. */
  popularity(): Promise<Uint32Array>;
  stars(): Promise<StarCounts>;
  /** Every item in turn, from 0 on, those too that nothing follows. Dislikes are no events here. */
  forEachFollowers(visit: VisitFollowers, options?: FitOptions): Promise<void>;
  cooccurrences(options?: FitOptions): Promise<Cooccurrences>;
}

/** How often each item was taken and how it was rated. */
export async function logFacts(counts: Pick<LogCounts, 'popularity' | 'stars'>): Promise<LogFacts> {
  return { popularity: await counts.popularity(), meanStars: meanStarsOf(await counts.stars()) };
}

/** f64 [numItems], NaN = none */
export function meanStarsOf({ sums, counts }: StarCounts): Float64Array {
  return sums.map((sum, item) => sum / STAR_UNIT / counts[item]!);
}

export function countsInMemory(log: Interactions): LogCounts {
  const { numItems, numUsers } = log;
  return {
    numItems,
    numUsers,
    numEvents: log.items.length,
    hasTimes: !log.timestampsArePositions,
    timeAt: async (place) => log.timestamps.toSorted()[place]!,
    numEventsFrom: async (timeMs) => log.timestamps.reduce((count, time) => (time >= timeMs ? count + 1 : count), 0),
    peopleAround: async (timeMs) => ({
      recent: peopleOf(log, (time) => time >= timeMs),
      earlier: peopleOf(log, (time) => time < timeMs),
    }),
    numSessions: async () => numSessions(log),
    popularity: async () => itemPopularity(log),
    stars: async () => starCounts(log),
    forEachFollowers: (visit, options) => forEachFollowers(log, visit, options),
    cooccurrences: async () => cooccurrencesOf(userItemMatrix(log)),
  };
}

/** Ratings of a part of a log. */
export function starCounts({ numItems, items, ratings }: Interactions): StarCounts {
  const [sums, counts] = [new Float64Array(numItems), new Uint32Array(numItems)];
  ratings?.forEach((stars, event) => {
    if (Number.isNaN(stars)) return;
    sums[items[event]!]! += Math.round(stars * STAR_UNIT);
    counts[items[event]!]!++;
  });
  return { sums, counts };
}

function peopleOf(log: Interactions, isThen: (time: number) => boolean): Uint32Array {
  const people = new Uint32Array(log.numItems);
  for (let user = 0; user < log.numUsers; user++) {
    const items = new Set<number>();
    for (let event = log.offsets[user]!; event < log.offsets[user + 1]!; event++) {
      if (isThen(log.timestamps[event]!)) items.add(log.items[event]!);
    }
    for (const item of items) people[item]!++;
  }
  return people;
}

function numSessions({ numUsers, offsets, timestamps, timestampsArePositions }: Interactions): number {
  if (timestampsArePositions) return 0;
  let sessions = 0;
  for (let user = 0; user < numUsers; user++) {
    for (let event = offsets[user]!; event < offsets[user + 1]!; event++) {
      const isFirst = event === offsets[user] || timestamps[event]! - timestamps[event - 1]! > SESSION_PAUSE_MS;
      if (isFirst) sessions++;
    }
  }
  return sessions;
}

async function forEachFollowers(log: Interactions, visit: VisitFollowers, options: FitOptions = {}): Promise<void> {
  const { sequence, ends, places, placesOf } = sequencesOf(log);
  const sums = new Float64Array(log.numItems);
  const visitItem = (item: number) => {
    const touched: number[] = [];
    for (let i = placesOf[item]!; i < placesOf[item + 1]!; i++) {
      const place = places[i]!;
      const end = Math.min(place + FOLLOWING_WEIGHTS.length, ends[place]! - 1);
      for (let next = place + 1; next <= end; next++) {
        const follower = sequence[next]!;
        if (sums[follower] === 0) touched.push(follower);
        sums[follower]! += FOLLOWING_WEIGHTS[next - place - 1]!;
      }
    }
    const columns = Uint32Array.from(touched).sort();
    visit(
      item,
      columns,
      Float64Array.from(columns, (column) => sums[column]!),
    );
    for (const column of columns) sums[column] = 0;
  };
  await forEachStep(log.numItems, visitItem, options);
}

/**
 * The log without dislikes: its items, the end of each one's user, and where each item stands (places from placesOf[item] to
 * placesOf[item + 1]).
 */
function sequencesOf(log: Interactions) {
  const [sequence, ends] = [new Uint32Array(log.items.length), new Uint32Array(log.items.length)];
  const placesOf = new Uint32Array(log.numItems + 1);
  let length = 0;
  for (let user = 0; user < log.numUsers; user++) {
    const start = length;
    for (let event = log.offsets[user]!; event < log.offsets[user + 1]!; event++) {
      if (isNegativeEvent(log.eventTypes[event]!)) continue;
      sequence[length++] = log.items[event]!;
      placesOf[log.items[event]! + 1]!++;
    }
    ends.fill(length, start, length);
  }
  for (let item = 0; item < log.numItems; item++) placesOf[item + 1]! += placesOf[item]!;
  const next = placesOf.slice(0, log.numItems);
  const places = new Uint32Array(length);
  for (let place = 0; place < length; place++) places[next[sequence[place]!]!++] = place;
  return { sequence, ends, places, placesOf };
}
