// No group takes more than its share of a list, from the first place on: a softer rule than `limit.ts`, for lists that little
// is known for. Where nothing else is left, the best takes the place all the same.
import type { RankResult } from '../ranker.ts';
import { checkK, checkShare, type Label, takePositions } from './reranker.ts';

/**
 * The k to show: of the first n places a group has at most ceil(share * n), while there is anything else. A longer list
 * begins like a shorter one.
 *
 * @param share     0 to 1
 * @param groupsOf  groups of an item; one with several counts in each, one with none always fits
 * @throws RangeError for a bad k or share
 */
export function shareGroups(
  candidates: RankResult,
  k: number,
  share: number,
  groupsOf: (itemIndex: number) => readonly Label[],
): RankResult {
  checkK(k);
  checkShare('share', share);
  const rest = Array.from(candidates.indices.keys());
  const counts = new Map<Label, number>();
  const chosen: number[] = [];
  while (chosen.length < k && rest.length > 0) {
    const room = Math.ceil(share * (chosen.length + 1));
    const fits = (position: number) =>
      groupsOf(candidates.indices[position]!).every((group) => (counts.get(group) ?? 0) < room);
    const [position] = rest.splice(Math.max(0, rest.findIndex(fits)), 1) as [number];
    for (const group of new Set(groupsOf(candidates.indices[position]!)))
      counts.set(group, (counts.get(group) ?? 0) + 1);
    chosen.push(position);
  }
  return takePositions(candidates, chosen);
}
