// What a batch asks of its histories: which slots, and for which task. Histories are encoded once and asked often: a
// home list at every slot, and at some of the same slots what is similar, what goes with the newest items, and what
// somebody would type.

import type { Task } from '../../formats/vocabulary.ts';
import type { Random } from '../../numerics/random.ts';
import { isNegative, type Window } from './sample-window.ts';
import { BASKET_SIZE, type LossShapes } from './sequence-loss.ts';
import type { TrainingLog, TrainingSettings } from './training-data.ts';

type AskCounts = Pick<LossShapes, 'numAsks' | 'numSearch' | 'numSimilar' | 'numBasket'>;

/** One slot of a window, seen as a moment at which something may be asked. */
export interface Moment {
  /** Number of the slot in the batch. */
  slot: number;
  window: Window;
  /** Place in the window's events of what comes next: the event before it, if any, is the slot's own. */
  next: number;
}

export interface Ask extends Moment {
  task: Task;
}

/** Room for batches whose histories are longer than the mean; what is more than that is left out by chance. */
const HEADROOM = 1.05;

/**
 * How many asks a batch has, for the log with the longest histories.
 *
 * @param windowLength  slots of a window
 */
export function askCounts(logs: readonly TrainingLog[], settings: TrainingSettings): AskCounts {
  const { batchSize, windowLength } = settings;
  const meanSlots = Math.max(...logs.map((log) => meanWindowSlots(log, windowLength)));
  const moments = Math.min(batchSize * windowLength, HEADROOM * batchSize * meanSlots);
  const count = (share: number) => Math.ceil(share * moments);
  const [numSearch, numSimilar] = [count(settings.searchShare), count(settings.similarShare)];
  const numBasket = count(settings.basketShare);
  return {
    numSearch,
    numSimilar,
    numBasket,
    numAsks: numSearch + numSimilar + numBasket + count(settings.homeShare),
  };
}

/** What is asked when home lists are finished: each slot one other thing on average, in proportion to the shares. */
export function requestCounts(logs: readonly TrainingLog[], settings: TrainingSettings): AskCounts {
  const { searchShare, similarShare, basketShare } = settings;
  const sum = searchShare + similarShare + basketShare;
  const shares = {
    searchShare: searchShare / sum,
    similarShare: similarShare / sum,
    basketShare: basketShare / sum,
    homeShare: 0,
  };
  return askCounts(logs, { ...settings, ...shares });
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

/**
 * Asks in the order of the loss: search, similar, basket, home. Fewer than `counts` where the histories are short.
 *
 * @returns  by row of the batch's asks; undefined = the row is empty
 */
export function chooseAsks(moments: readonly Moment[], counts: AskCounts, random: Random): (Ask | undefined)[] {
  const { numAsks, numSearch, numSimilar, numBasket } = counts;
  const foreseeing = moments.filter(hasTarget);
  const aboutItem = foreseeing.filter((moment) => moment.next > 0 && !isDisliked(moment));
  const draw = (task: Task, from: readonly Moment[], count: number): (Ask | undefined)[] => {
    const shuffled = [...from];
    random.shuffle(shuffled);
    return Array.from({ length: count }, (_, i) => shuffled[i] && { ...shuffled[i], task });
  };
  return [
    ...draw('search', foreseeing, numSearch),
    ...draw('similar', aboutItem, numSimilar),
    ...draw('basket', aboutItem, numBasket),
    ...draw(
      'home',
      moments.filter((moment) => hasTarget(moment) || isDisliked(moment)),
      numAsks - numSearch - numSimilar - numBasket,
    ),
  ];
}

/** Slots of what the ask is about, newest first: the slot's own item, or a basket's newest that nobody disliked. */
export function contextSlots({ task, slot, window, next }: Ask): number[] {
  const size = task === 'basket' ? BASKET_SIZE : 1;
  const slots: number[] = [];
  for (let back = 1; back <= next && slots.length < size; back++) {
    if (!isNegative(window.events[next - back]!.eventType)) slots.push(slot - back + 1);
  }
  return slots;
}
