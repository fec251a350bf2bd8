// At most one item of a group (one series, one maker) in every so many places of a list. A hard rule beside the soft
// ones: it needs no similarity and is easy to explain. What comes too soon is put off, and still fills a list that would
// be short.

import { checkK, type Label, type Reranker, takePositions } from './reranker.ts';

export interface CapOptions {
  /** Places in which a group has one item: of the first n places it has at most ceil(n / places). An integer >= 1. */
  places: number;
  /** The same for groups that have more room or less than others; undefined for those that have not. */
  placesOf?: (group: Label) => number | undefined;
  /** Groups of an item. One with several counts in each; one with none always fits. */
  groupsOf: (itemIndex: number) => readonly Label[];
}

/**
 * Keeps the order of the candidates, except that one whose group has had its items waits until a later stretch of places
 * has room for it. Where nothing fits a place, the best that is left takes it.
 *
 * @throws RangeError for bad places
 */
export function createCapReranker({ places, placesOf = () => undefined, groupsOf }: CapOptions): Reranker {
  if (!(Number.isInteger(places) && places >= 1)) {
    throw new RangeError(`re-ranking: places is ${places}, expected an integer of at least 1`);
  }
  return (candidates, k) => {
    checkK(k);
    const groups = Array.from(candidates.indices, (itemIndex) => new Set(groupsOf(itemIndex)));
    const rest = Array.from(candidates.indices.keys());
    const counts = new Map<Label, number>();
    const chosen: number[] = [];
    while (chosen.length < k && rest.length > 0) {
      const roomOf = (group: Label) => Math.ceil((chosen.length + 1) / (placesOf(group) ?? places));
      const fits = (position: number) =>
        [...groups[position]!].every((group) => (counts.get(group) ?? 0) < roomOf(group));
      const [position] = rest.splice(Math.max(0, rest.findIndex(fits)), 1) as [number];
      for (const group of groups[position]!) counts.set(group, (counts.get(group) ?? 0) + 1);
      chosen.push(position);
    }
    return takePositions(candidates, chosen);
  };
}
