// Codes that are equal say that items are alike, not that they are one: a last number tells them apart (Rajput et al.,
// Recommender systems with generative retrieval, NeurIPS 2023, section 3.1). It follows from the items' ids, never from
// their rows.

import { groupByPrefix } from './code-prefix.ts';

/**
 * Counts items with equal codes in the order of their ids (by UTF-16 code units, as `<` compares them, so that no
 * locale changes it).
 *
 * @param itemIds  unique, by item
 * @param codes    u8 [numItems, numLevels], row-major
 * @returns        u32 [numItems]: with an item's codes it is unique; 0 for most
 * @throws RangeError for ids that don't fit the codes or repeat
 */
export function dedupCodes(itemIds: readonly string[], codes: Uint8Array, numLevels: number): Uint32Array<ArrayBuffer> {
  checkIds(itemIds, codes.length / numLevels);
  const numbers = new Uint32Array(itemIds.length);
  for (const items of groupByPrefix(codes, numLevels, numLevels).values()) {
    items.sort((a, b) => (itemIds[a]! < itemIds[b]! ? -1 : 1));
    for (const [number, item] of items.entries()) numbers[item] = number;
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
