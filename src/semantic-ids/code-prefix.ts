// The first codes of a semantic ID name a coarse cluster of the catalog: items that share them are alike.

/** A prefix as a key of maps: equal for equal codes, and in the order of the codes. */
export function prefixKey(prefix: ArrayLike<number>): string {
  return String.fromCharCode(...Array.from(prefix));
}

/**
 * The items that share their first codes.
 *
 * @param codes   u8 [numItems, numLevels], row-major
 * @param length  0..numLevels; with 0 all items are one group
 * @returns       item indices, ascending, by `prefixKey`; groups in the order of their first items
 */
export function groupByPrefix(codes: Uint8Array, numLevels: number, length: number): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let start = 0; start < codes.length; start += numLevels) {
    const key = prefixKey(codes.subarray(start, start + length));
    const group = groups.get(key);
    if (group) group.push(start / numLevels);
    else groups.set(key, [start / numLevels]);
  }
  return groups;
}
