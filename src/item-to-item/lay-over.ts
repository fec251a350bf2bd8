// A table over another one: what changed since that was written.

import type { ItemToItemTable } from '../formats/item-to-item.ts';

/**
 * @param base     as it was
 * @param changes  neighbours that came, of any rows; its settings are not read
 * @param rows     whose items are others now: all that `base` says of them is left out
 * @returns        of the rows of `changes`
 */
export function laidOver(base: ItemToItemTable, changes: ItemToItemTable, rows: readonly number[]): ItemToItemTable {
  const { numItems } = changes;
  const isOther = new Uint8Array(Math.max(numItems, base.numItems)).fill(1, numItems);
  for (const row of rows) isOther[row] = 1;
  const most = base.neighbours.length + changes.neighbours.length;
  const offsets = new Uint32Array(numItems + 1);
  const [neighbours, weights] = [new Uint32Array(most), new Uint8Array(most)];
  let size = 0;
  let neighboursPerItem = base.neighboursPerItem;
  for (let item = 0; item < numItems; item++) {
    const start = size;
    const isKept = item < base.numItems && isOther[item] === 0;
    let [a, endA] = isKept ? [base.offsets[item]!, base.offsets[item + 1]!] : [0, 0];
    let [b, endB] = [changes.offsets[item]!, changes.offsets[item + 1]!];
    while (a < endA || b < endB) {
      const [ofBase, ofChanges] = [
        a < endA ? base.neighbours[a]! : Infinity,
        b < endB ? changes.neighbours[b]! : Infinity,
      ];
      if (ofChanges <= ofBase) {
        neighbours[size] = ofChanges;
        weights[size++] = changes.weights[b++]!;
        if (ofBase === ofChanges) a++;
      } else {
        if (isOther[ofBase] === 0) {
          neighbours[size] = ofBase;
          weights[size++] = base.weights[a]!;
        }
        a++;
      }
    }
    offsets[item + 1] = size;
    neighboursPerItem = Math.max(neighboursPerItem, size - start);
  }
  return {
    ...{ ...base, numItems, neighboursPerItem, offsets },
    ...{ neighbours: neighbours.slice(0, size), weights: weights.slice(0, size) },
  };
}
