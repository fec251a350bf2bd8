// Which slots of a batch's histories are asked what comes next. Histories are encoded once and asked often.

import type { Random } from '../../numerics/random.ts';
import { isNegative, type Window } from './sample-window.ts';
import type { TrainingLog, TrainingSettings } from './training-data.ts';

/** One slot of a window, seen as a moment at which a list may be asked for. */
export interface Moment {
  /** Number of the slot in the batch. */
  slot: number;
  window: Window;
  /** Place in the window's events of what comes next: the event before it, if any, is the slot's own. */
  next: number;
}

/** Room for batches whose histories are longer than the mean; what is more than that is left out by chance. */
const HEADROOM = 1.05;

/** How many slots of a batch are asked, for the log with the longest histories. */
export function askCount(logs: readonly TrainingLog[], settings: TrainingSettings): number {
  const { batchSize, windowLength, askShare } = settings;
  const meanSlots = Math.max(...logs.map((log) => meanWindowSlots(log, windowLength)));
  return Math.ceil(askShare * Math.min(batchSize * windowLength, HEADROOM * batchSize * meanSlots));
}

/** Slots that a window of a user who is trained on fills, on average. */
export function meanWindowSlots({ offsets, numUsers }: TrainingLog, windowLength: number): number {
  let [sum, users] = [0, 0];
  for (let user = 0; user < numUsers; user++) {
    const length = offsets[user + 1]! - offsets[user]!;
    if (length < 2) continue;
    sum += Math.min(length, windowLength);
    users++;
  }
  return users === 0 ? 1 : sum / users;
}

/** Whether there is something to foresee: no disliked item, nor the opening of a window that has a past. */
export function hasTarget({ window: { events, opensHistory }, next }: Moment): boolean {
  return !isNegative(events[next]!.eventType) && (next > 0 || opensHistory);
}

/** Whether the slot's own item is one that was disliked. */
export function isDisliked({ window: { events }, next }: Moment): boolean {
  return next > 0 && isNegative(events[next - 1]!.eventType);
}

/** @returns at most `count` moments at which something can be learned, in an order of chance */
export function chooseAsks(moments: readonly Moment[], count: number, random: Random): Moment[] {
  const asks = moments.filter((moment) => hasTarget(moment) || isDisliked(moment));
  random.shuffle(asks);
  return asks.slice(0, count);
}
