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
