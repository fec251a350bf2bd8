// Which users' figures are shown apart: those whose target is an item that the models know little or nothing of. All
// of it is counted in the training part.

import type { Interactions } from '../input/interactions.ts';
import { isNegativeEvent } from './split.ts';

/**
 * `cold`: the target has no training event. `tail`: it has some, and is one of the least popular items that together
 * hold at most TAIL_SHARE of the training events; items of equal popularity are in it together or not at all.
 */
export type Segment = 'all' | 'cold' | 'tail';
export const SEGMENTS: readonly Segment[] = ['all', 'cold', 'tail'];
export const TAIL_SHARE = 0.2;

/** u32 [numItems]: events of each item that don't speak against it. */
export function itemPopularity(train: Interactions): Uint32Array {
  const popularity = new Uint32Array(train.numItems);
  train.items.forEach((item, event) => {
    if (!isNegativeEvent(train.eventTypes[event])) popularity[item]++;
  });
  return popularity;
}

/** The popularity up to which an item belongs to the tail: 0 = no item does. */
export function tailThreshold(popularity: Uint32Array): number {
  const sorted = popularity.slice().sort();
  const limit = TAIL_SHARE * sorted.reduce((sum, count) => sum + count, 0);
  let held = 0;
  let threshold = 0;
  for (let i = 0; i < sorted.length; i++) {
    held += sorted[i];
    if (held > limit) break;
    if (i + 1 === sorted.length || sorted[i + 1] > sorted[i]) threshold = sorted[i];
  }
  return threshold;
}

/** The segments that a target belongs to. */
export function segmentsOf(popularityOfTarget: number, threshold: number): Segment[] {
  if (popularityOfTarget === 0) return ['all', 'cold'];
  return popularityOfTarget <= threshold ? ['all', 'tail'] : ['all'];
}
