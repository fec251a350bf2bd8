// At most n items of a group (one series, one semantic-ID prefix, one genre) in a list. A hard rule beside the soft
// ones: it needs no similarity and is easy to explain. What is too much goes behind, and still fills a list that would
// be short.

import { checkK, type Label, type Reranker, takePositions } from './reranker.ts';

export interface CapOptions {
  /** Items of one group in a list, an integer >= 1. */
  maxPerGroup: number;
  /** Groups of an item. One with several counts in each; one with none always fits. */
  groupsOf: (itemIndex: number) => readonly Label[];
}

/**
 * Keeps the order of the candidates, except that one of a full group goes behind all that fit. It is taken, in order,
 * only where fewer than k fit.
 *
 * @throws RangeError for a bad maxPerGroup
 */
export function createCapReranker({ maxPerGroup, groupsOf }: CapOptions): Reranker {
  if (!(Number.isInteger(maxPerGroup) && maxPerGroup >= 1)) {
    throw new RangeError(`re-ranking: maxPerGroup is ${maxPerGroup}, expected an integer of at least 1`);
  }
  return (candidates, k) => {
    checkK(k);
    const counts = new Map<Label, number>();
    const fitting: number[] = [];
    const surplus: number[] = [];
    for (let position = 0; position < candidates.indices.length && fitting.length < k; position++) {
      const fits = countIn(counts, new Set(groupsOf(candidates.indices[position]!)), maxPerGroup);
      (fits ? fitting : surplus).push(position);
    }
    return takePositions(candidates, [...fitting, ...surplus].slice(0, k));
  };
}

/** Counts an item in its groups, unless one of them is full: surplus takes no room in the others. */
function countIn(counts: Map<Label, number>, groups: ReadonlySet<Label>, maxPerGroup: number): boolean {
  for (const group of groups) {
    if ((counts.get(group) ?? 0) >= maxPerGroup) return false;
  }
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return true;
}
