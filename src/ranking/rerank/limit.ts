// At most so many items of one group in a whole list (two of a brand): a hard rule, unlike `cap.ts`, which puts off. What
// is over the limit is left out, so every part of what stays keeps the limits too.
import type { RankResult } from '../ranker.ts';
import { type Label, takePositions } from './reranker.ts';

/** One kind of group, and the most items of each of its groups. An item of several groups counts in each. */
export interface Limit {
  most: number;
  groupsOf: (itemIndex: number) => readonly Label[];
}

/**
 * The candidates that keep all limits, in their order, each taken where the better ones leave room.
 *
 * @param fixed  items that are in the list whatever else is: they count first, and stay
 */
export function limitGroups(
  candidates: RankResult,
  limits: readonly Limit[],
  fixed: readonly number[] = [],
): RankResult {
  const counts = limits.map(() => new Map<Label, number>());
  const count = (itemIndex: number) =>
    limits.forEach(({ groupsOf }, i) => {
      for (const group of new Set(groupsOf(itemIndex))) counts[i]!.set(group, (counts[i]!.get(group) ?? 0) + 1);
    });
  const hasRoom = (itemIndex: number) =>
    limits.every(({ most, groupsOf }, i) => groupsOf(itemIndex).every((group) => (counts[i]!.get(group) ?? 0) < most));
  const isFixed = new Set(fixed);
  fixed.forEach(count);
  const kept: number[] = [];
  candidates.indices.forEach((itemIndex, position) => {
    if (isFixed.has(itemIndex)) kept.push(position);
    else if (hasRoom(itemIndex)) {
      count(itemIndex);
      kept.push(position);
    }
  });
  return takePositions(candidates, kept);
}
