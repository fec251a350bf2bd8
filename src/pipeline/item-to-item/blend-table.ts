// Two sources of related items in one table: their rows added up, the largest kept, rounded to 8 bits with one scale.

import { bytesOfIndex, type ItemToItemTable, MAX_INFLATED_ITEM_TO_ITEM_BYTES } from '../../formats/item-to-item.ts';
import { roundHalfAwayFromZero } from '../../numerics/quantize.ts';
import type { SparseRows } from '../evaluation/baselines/sparse-rows.ts';
import type { RelatedRows } from './related-rows.ts';

/** Neighbours that an item keeps; fewer in a catalog whose file would become too large. */
export const NEIGHBOURS = 50;
const MAX_WEIGHT = 255;

/**
 * @param easeWeight  of the second source, at least 0
 * @param isKept      u8 [numItems]: 1 = the item may have neighbours and be one (default: all)
 */
export function blendTable(
  { transitions, ease }: RelatedRows,
  easeWeight: number,
  isKept?: Uint8Array,
): ItemToItemTable {
  const numItems = transitions.offsets.length - 1;
  const neighboursPerItem = Math.min(NEIGHBOURS, mostThatFit(numItems));
  const rows = Array.from({ length: numItems }, (_, item) => {
    const row = new Map<number, number>();
    if (isKept?.[item] === 0) return [];
    addTo(row, transitions, item, 1);
    if (ease && easeWeight > 0) addTo(row, ease, item, easeWeight);
    const kept = isKept ? [...row].filter(([neighbour]) => isKept[neighbour] === 1) : [...row];
    return kept.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, neighboursPerItem);
  });
  const largest = rows.reduce((most, row) => Math.max(most, row[0]?.[1] ?? 0), 0);
  const scale = largest > 0 ? Math.fround(largest / MAX_WEIGHT) : 1;
  return { ...quantized(rows, scale), numItems, neighboursPerItem, scale, towerStrength: 0, meanStrength: 0 };
}

/** What rounds to 0 is left out: it would be no neighbour. */
function quantized(rows: readonly [number, number][][], scale: number) {
  const kept = rows.map((row) =>
    row
      .map(([item, value]) => [item, Math.min(MAX_WEIGHT, roundHalfAwayFromZero(value / scale))] as const)
      .filter(([, weight]) => weight > 0)
      .sort((a, b) => a[0] - b[0]),
  );
  const offsets = new Uint32Array(rows.length + 1);
  kept.forEach((row, item) => {
    offsets[item + 1] = offsets[item] + row.length;
  });
  return {
    offsets,
    neighbours: Uint32Array.from(kept.flatMap((row) => row.map(([item]) => item))),
    weights: Uint8Array.from(kept.flatMap((row) => row.map(([, weight]) => weight))),
  };
}

function addTo(row: Map<number, number>, { offsets, columns, values }: SparseRows, item: number, weight: number): void {
  for (let entry = offsets[item]; entry < offsets[item + 1]; entry++) {
    row.set(columns[entry], (row.get(columns[entry]) ?? 0) + weight * values[entry]);
  }
}

/** Neighbours that every item can have in a file of the largest size: a count, and for each an index and a weight. */
function mostThatFit(numItems: number): number {
  const bytesOfItem = (MAX_INFLATED_ITEM_TO_ITEM_BYTES - 32) / Math.max(1, numItems);
  return Math.max(1, Math.floor((bytesOfItem - 1) / (bytesOfIndex(numItems) + 1)));
}
