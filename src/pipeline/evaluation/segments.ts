// Which users' figures are shown apart: those whose target is an item that the models know little or nothing of,
// counted in the training part; in the report, also those who did little and those who did much before they were asked.

import type { Interactions } from '../input/interactions.ts';
import { type EvaluationCase, isNegativeEvent, type Split } from './split.ts';

/**
 * `cold`: the target has no training event. `tail`: it has some, and is one of the least popular items that together
 * hold at most TAIL_SHARE of the training events; items of equal popularity are in it together or not at all.
 */
export type Segment = 'all' | 'cold' | 'tail';
export const SEGMENTS: readonly Segment[] = ['all', 'cold', 'tail'];
const TAIL_SHARE = 0.2;

/** u32 [numItems]: events of each item that don't speak against it. */
export function itemPopularity(train: Interactions): Uint32Array {
  const popularity = new Uint32Array(train.numItems);
  train.items.forEach((item, event) => {
    if (!isNegativeEvent(train.eventTypes[event]!)) popularity[item]!++;
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
    held += sorted[i]!;
    if (held > limit) break;
    if (i + 1 === sorted.length || sorted[i + 1]! > sorted[i]!) threshold = sorted[i]!;
  }
  return threshold;
}

/** The segments that a target belongs to. */
export function segmentsOf(popularityOfTarget: number, threshold: number): Segment[] {
  if (popularityOfTarget === 0) return ['all', 'cold'];
  return popularityOfTarget <= threshold ? ['all', 'tail'] : ['all'];
}

/** `short`: a history of at most the median length of all test cases. `long`: a longer one. */
export type CaseSegment = Segment | 'short' | 'long';
export const CASE_SEGMENTS: readonly CaseSegment[] = [...SEGMENTS, 'short', 'long'];

export interface SegmentedCases {
  /** Events before the target: the (lower) median of the cases. */
  medianHistory: number;
  /** u32 each, ascending: places in the list of cases. */
  members: ReadonlyMap<CaseSegment, Uint32Array>;
}

export function segmentCases(split: Split, cases: readonly EvaluationCase[] = split.test): SegmentedCases {
  const { log } = split;
  const popularity = itemPopularity(split.train);
  const threshold = tailThreshold(popularity);
  const lengths = Uint32Array.from(cases, ({ user, targetEvent }) => targetEvent - log.offsets[user]!);
  const medianHistory = lengths.slice().sort()[Math.max(0, Math.ceil(lengths.length / 2) - 1)]!;
  const members = new Map<CaseSegment, number[]>(CASE_SEGMENTS.map((segment) => [segment, []]));
  for (const [index, { targetEvent }] of cases.entries()) {
    const ofTarget = segmentsOf(popularity[log.items[targetEvent]!]!, threshold);
    const ofHistory: CaseSegment = lengths[index]! <= medianHistory ? 'short' : 'long';
    for (const segment of [...ofTarget, ofHistory]) members.get(segment)!.push(index);
  }
  return { medianHistory, members: new Map([...members].map(([name, indexes]) => [name, Uint32Array.from(indexes)])) };
}
