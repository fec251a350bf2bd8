// Codes that are equal say that items are alike, not that they are one: a last number tells them apart (Rajput et al.,
// Recommender systems with generative retrieval, NeurIPS 2023, section 3.1). It follows from the items' ids, never from their
// rows, and an item that was given one keeps it.

import { groupByPrefix } from './code-prefix.ts';

/**
 * Of items with equal codes, those of `given` keep their number; the others take the lowest free ones, in the order of their
 * ids (by UTF-16 code units, as `<` compares them, so that no locale changes it). The number of an item that has left is free.
 *
 * @param itemIds    stable and unique, by item
 * @param codes      u8 [numItems, numLevels], row-major
 * @param given      numbers of an earlier catalog with the same codebooks, by item id
 * @returns          u32 [numItems]: with an item's codes it is unique; 0 for most
 * @throws RangeError for ids that don't fit the codes or repeat
 */
export function dedupCodes(
  itemIds: readonly string[],
  codes: Uint8Array,
  numLevels: number,
  given: ReadonlyMap<string, number> = new Map(),
): Uint32Array<ArrayBuffer> {
  checkIds(itemIds, codes.length / numLevels);
  const numbers = new Uint32Array(itemIds.length);
  for (const items of groupByPrefix(codes, numLevels, numLevels).values()) {
    const taken = new Set<number>();
    const others: number[] = [];
    for (const item of items.sort((a, b) => (itemIds[a]! < itemIds[b]! ? -1 : 1))) {
      const number = given.get(itemIds[item]!);
      if (number === undefined || taken.has(number)) others.push(item);
      else taken.add((numbers[item] = number));
    }
    let free = 0;
    for (const item of others) {
      while (taken.has(free)) free++;
      numbers[item] = free++;
    }
  }
  return numbers;
}

function checkIds(itemIds: readonly string[], numItems: number): void {
  if (itemIds.length !== numItems) {
    throw new RangeError(`dedup codes: there are ${itemIds.length} ids, expected ${numItems}`);
  }
  const repeated = itemIds.length - new Set(itemIds).size;
  if (repeated > 0) throw new RangeError(`dedup codes: ${repeated} ids repeat, expected unique ids`);
}
