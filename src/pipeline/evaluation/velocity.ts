// How many interactions does a new item need until it is shown as often as an old one? A simulation on the cold-start protocol:
// a fifth of the items is new, models are fitted on the rest, and then the events of the new items are revealed one by one.
// What a model makes of them (its popularity feature, an embedding moved by `earlyEmbedding`, …) is up to the caller. Exposure
// is the share of lists that hold an item; the yardstick is the mean exposure of the warm items that end as popular as it.

import { createRandom } from '../../numerics/random.ts';
import type { Interactions } from '../input/interactions.ts';
import { ASKED_EVENTS, warmPart } from './cold-start.ts';
import { NUM_POPULARITY_GROUPS, popularityGroups } from './popularity-deciles.ts';
import type { History, Recommender } from './recommender.ts';
import { itemPopularity } from './segments.ts';
import { isNegativeEvent } from './split.ts';

/** Numbers of revealed events at which exposure is measured, ascending. */
export const REVEALED_EVENTS: readonly number[] = [0, 1, 2, 5, 10, 20, 50];

/** Events of new items: by item, the places in the log's columns, in the order of their reveal; warm items have none. */
export type RevealedEvents = readonly (readonly number[])[];

/**
 * Makes the model that knows these events of the new items, and nothing else of them.
 *
 * @param numRevealed  at most so many events of each new item
 */
export type ModelAfter = (numRevealed: number, events: RevealedEvents) => Recommender | Promise<Recommender>;

export interface VelocitySettings {
  /** Default REVEALED_EVENTS. */
  revealed?: readonly number[];
  /** Length of the lists (default 10). */
  k?: number;
  /** Users, drawn by chance, whose lists are counted (default 1,000). */
  users?: number;
  seed: number;
  signal?: AbortSignal;
}

export interface VelocityPoint {
  numRevealed: number;
  /** New items that are counted: those with events enough for the last point, so that all points are about the same ones. */
  items: number;
  /** Mean share of lists that hold a new item. */
  exposure: number;
  /** ... that a warm item of the same final popularity has, in the mean, in the same lists. */
  warmExposure: number;
  /** exposure / warmExposure: 1 = as often as a warm one; NaN where no warm item of those bands is listed. */
  relativeExposure: number;
}

/**
 * @param isCold      the new items
 * @param modelAfter  called once for each number of revealed events
 * @returns           by number of revealed events
 */
export async function exposureVelocity(
  log: Interactions,
  isCold: (item: number) => boolean,
  modelAfter: ModelAfter,
  { revealed = REVEALED_EVENTS, k = 10, users = 1000, seed, signal }: VelocitySettings,
): Promise<VelocityPoint[]> {
  const events = eventsOfNewItems(log, isCold, seed);
  const enough = Math.max(...revealed);
  const counted = [...events.keys()].filter((item) => isCold(item) && events[item].length >= enough);
  const bands = popularityGroups(itemPopularity(log));
  const asked = askedHistories(warmPart(log, isCold), users, seed);
  const points: VelocityPoint[] = [];
  for (const numRevealed of revealed) {
    const known = events.map((own) => own.slice(0, numRevealed));
    const model = await modelAfter(numRevealed, known);
    const exposure = await exposureOf(model, asked, metBy(log, known), { k, numItems: log.numItems, signal });
    const warm = warmMeans(exposure, bands, isCold);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const own = mean(counted.map((item) => exposure[item]));
    const warmExposure = mean(counted.map((item) => warm[bands[item]]));
    points.push({
      numRevealed,
      items: counted.length,
      exposure: own,
      warmExposure,
      relativeExposure: warmExposure > 0 ? own / warmExposure : Number.NaN,
    });
  }
  return points;
}

/**
 * The events that an item needs for a share of a warm item's exposure, by a straight line between two points.
 *
 * @param share  of the warm exposure (default 1)
 * @returns      undefined where no point reaches it
 */
export function eventsToReach(points: readonly VelocityPoint[], share = 1): number | undefined {
  const place = points.findIndex(({ relativeExposure }) => relativeExposure >= share);
  if (place <= 0) return points[place]?.numRevealed;
  const [before, after] = [points[place - 1], points[place]];
  const way = (share - before.relativeExposure) / (after.relativeExposure - before.relativeExposure);
  if (Number.isNaN(way)) return after.numRevealed;
  return before.numRevealed + way * (after.numRevealed - before.numRevealed);
}

/**
 * The events that don't speak against a new item, outside of everybody's last ten, as `warmPart` has them: in time, or in a
 * seeded order of users where the log has no times.
 */
export function eventsOfNewItems(log: Interactions, isCold: (item: number) => boolean, seed: number): number[][] {
  const events: number[][] = Array.from({ length: log.numItems }, () => []);
  const users = Array.from({ length: log.numUsers }, (_, user) => user);
  createRandom(seed).shuffle(users);
  for (const user of users) {
    for (let event = log.offsets[user]; event < log.offsets[user + 1] - ASKED_EVENTS; event++) {
      const item = log.items[event];
      if (isCold(item) && !isNegativeEvent(log.eventTypes[event])) events[item].push(event);
    }
  }
  if (!log.timestampsArePositions) {
    for (const own of events) own.sort((a, b) => log.timestamps[a] - log.timestamps[b] || a - b);
  }
  return events;
}

interface AskedHistory {
  user: number;
  history: History;
}

/** Warm histories of some users that have one, as they would be asked about at their last event. */
function askedHistories(warm: Interactions, numUsers: number, seed: number): AskedHistory[] {
  const users = Array.from({ length: warm.numUsers }, (_, user) => user).filter(
    (user) => warm.offsets[user + 1] > warm.offsets[user],
  );
  createRandom(seed).shuffle(users);
  return users.slice(0, numUsers).map((user) => {
    const [start, end] = [warm.offsets[user], warm.offsets[user + 1]];
    return {
      user,
      history: {
        items: warm.items.subarray(start, end),
        eventTypes: warm.eventTypes.subarray(start, end),
        timestamps: warm.timestamps.subarray(start, end),
        ...(!warm.timestampsArePositions && { requestTimeMs: warm.timestamps[end - 1] }),
      },
    };
  });
}

/** The new items that each user is known to have met: they are left out of that user's list. */
function metBy({ offsets, items }: Interactions, known: RevealedEvents): Map<number, number[]> {
  const met = new Map<number, number[]>();
  for (const event of known.flat()) {
    const user = userOfEvent(offsets, event);
    const own = met.get(user) ?? [];
    own.push(items[event]);
    met.set(user, own);
  }
  return met;
}

/** The user with offsets[user] <= event < offsets[user + 1], by bisection. */
function userOfEvent(offsets: Uint32Array, event: number): number {
  let [low, high] = [0, offsets.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (offsets[middle] <= event) low = middle;
    else high = middle;
  }
  return low;
}

/** f64 [numItems]: share of the lists that hold each item, among the users that have not met it. */
async function exposureOf(
  model: Recommender,
  asked: readonly AskedHistory[],
  met: ReadonlyMap<number, readonly number[]>,
  { k, numItems, signal }: { k: number; numItems: number; signal?: AbortSignal },
): Promise<Float64Array> {
  const listed = new Float64Array(numItems);
  const open = new Float64Array(numItems).fill(asked.length);
  for (let start = 0; start < asked.length; start += model.batchSize) {
    signal?.throwIfAborted();
    const batch = asked.slice(start, start + model.batchSize);
    const answers = await model.answer(batch.map(({ history }) => history));
    const excluded = batch.map(({ user, history }) => new Set([...history.items, ...(met.get(user) ?? [])]));
    const lists = await Promise.all(answers.map((answer, i) => answer.top(k, Uint32Array.from(excluded[i]))));
    for (const [i, list] of lists.entries()) {
      for (const item of list) listed[item]++;
      for (const item of excluded[i]) open[item]--;
    }
    await new Promise(setImmediate); // an interrupt can arrive
  }
  return listed.map((count, item) => (open[item] > 0 ? count / open[item] : 0));
}

/** f64 [NUM_POPULARITY_GROUPS]: mean exposure of the warm items of each band of final popularity; 0 where there are none. */
function warmMeans(exposure: Float64Array, bands: Uint8Array, isCold: (item: number) => boolean): Float64Array {
  const sums = new Float64Array(NUM_POPULARITY_GROUPS);
  const counts = new Float64Array(NUM_POPULARITY_GROUPS);
  for (const [item, band] of bands.entries()) {
    if (isCold(item)) continue;
    sums[band] += exposure[item];
    counts[band]++;
  }
  return sums.map((sum, band) => (counts[band] > 0 ? sum / counts[band] : 0));
}
