// Boosts are few, and a ranker wants one for every item, so that its loop has nothing to look up. What favours or
// disfavours items comes from several rules; here it is added up and checked once.

import { MAX_BOOST } from './ranker.ts';

export interface Boost {
  itemIndex: number;
  /** Added to the item's score, an integer in -2^30..2^30. */
  boost: number;
}

/**
 * A request's boosts from those of single items. Several of one item are added.
 *
 * @returns i32 [numItems]
 * @throws RangeError for an index outside 0..numItems-1, and for a boost or a sum of boosts that is no integer in range
 */
export function denseBoosts(numItems: number, boosts: Iterable<Boost>): Int32Array<ArrayBuffer> {
  const dense = new Int32Array(numItems);
  for (const { itemIndex, boost } of boosts) {
    if (!(Number.isInteger(itemIndex) && itemIndex >= 0 && itemIndex < numItems)) {
      throw new RangeError(`boosts: index is ${itemIndex}, expected an integer from 0 to ${numItems - 1}`);
    }
    dense[itemIndex] = checked(itemIndex, checked(itemIndex, boost) + dense[itemIndex]!);
  }
  return dense;
}

function checked(itemIndex: number, boost: number): number {
  if (Number.isInteger(boost) && Math.abs(boost) <= MAX_BOOST) return boost;
  throw new RangeError(
    `boosts: item ${itemIndex} has ${boost}, expected an integer from -${MAX_BOOST} to ${MAX_BOOST}`,
  );
}
