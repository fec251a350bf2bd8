// The first codes of a semantic ID name a coarse cluster of the catalog: items that share them are alike. As a group's key
// they cap how much of one cluster a list shows (ranking/rerank/cap.ts).

/**
 * @param codes      u8 [numItems, numLevels], row-major
 * @param numLevels  codes of an item
 * @param length     codes of the prefix, 1..min(numLevels, 6): six bytes are what a number holds exactly
 * @returns          an item's one group: equal for two items whose first `length` codes are equal
 * @throws RangeError for another length
 */
export function prefixGroups(
  codes: Uint8Array,
  numLevels: number,
  length: number,
): (itemIndex: number) => readonly [number] {
  const longest = Math.min(numLevels, 6);
  if (!(Number.isInteger(length) && length >= 1 && length <= longest)) {
    throw new RangeError(`semantic ID: prefix length is ${length}, expected an integer from 1 to ${longest}`);
  }
  return (itemIndex) => {
    const start = itemIndex * numLevels;
    return [codes.subarray(start, start + length).reduce((key, code) => key * 256 + code, 0)];
  };
}

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
