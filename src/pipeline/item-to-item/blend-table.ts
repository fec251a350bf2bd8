// Two sources of related items in one table: their rows added up, the largest kept, rounded to 8 bits with one scale.

import {
  bytesOfIndex,
  type ItemToItemTable,
  MAX_INFLATED_ITEM_TO_ITEM_BYTES,
  SEQUENTIAL_HISTORY,
} from '../../formats/item-to-item.ts';
import { roundHalfAwayFromZero } from '../../numerics/quantize.ts';
import type { SparseRows } from '../../numerics/sparse-rows.ts';
import type { RelatedRows } from './related-rows.ts';

/**
 * Neighbours that an item keeps; fewer in a catalog whose file would become too large. Chosen on short histories
 * (docs/training.md).
 */
const NEIGHBOURS = 100;
const MAX_WEIGHT = 255;

interface BlendOptions {
  /** 1 to 255 (default: NEIGHBOURS) */
  neighbours?: number;
}

/** @param easeWeight  of the second source, at least 0 */
export function blendTable(rows: RelatedRows, easeWeight: number, options: BlendOptions = {}): ItemToItemTable {
  const blended = blendRows(rows, easeWeight, options);
  const { neighboursPerItem, counts, columns, values } = blended;
  const numItems = counts.length;
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const scale = largest > 0 ? Math.fround(largest / MAX_WEIGHT) : 1;
  const offsets = new Uint32Array(numItems + 1);
  const neighbours = new Uint32Array(values.length);
  const weights = new Uint8Array(values.length);
  let size = 0;
  for (let item = 0; item < numItems; item++) {
    const first = item * neighboursPerItem;
    const places = Array.from({ length: counts[item]! }, (_, i) => first + i).sort((a, b) => columns[a]! - columns[b]!);
    for (const place of places) {
      const weight = Math.min(MAX_WEIGHT, roundHalfAwayFromZero(values[place]! / scale));
      if (weight === 0) continue; // it would be no neighbour
      neighbours[size] = columns[place]!;
      weights[size++] = weight;
    }
    offsets[item + 1] = size;
  }
  const entries = { offsets, neighbours: neighbours.slice(0, size), weights: weights.slice(0, size) };
  const strengths = { knee: 1, towerStrength: 0, meanStrength: 0, similarStrength: 1 };
  return { ...entries, numItems, neighboursPerItem, scale, ...strengths, ...SEQUENTIAL_HISTORY };
}

/** The heaviest of each row, in typed arrays: a list of pairs would take ten times the memory. */
interface BlendedRows {
  neighboursPerItem: number;
  /** u8 [numItems] */
  counts: Uint8Array;
  /** u32 and f32 [numItems, neighboursPerItem]; the first counts[item] of a row are used */
  columns: Uint32Array;
  values: Float32Array;
}

function blendRows(
  { transitions, ease }: RelatedRows,
  easeWeight: number,
  { neighbours = NEIGHBOURS }: BlendOptions,
): BlendedRows {
  const numItems = transitions.offsets.length - 1;
  const neighboursPerItem = Math.min(neighbours, mostThatFit(numItems));
  const counts = new Uint8Array(numItems);
  const columns = new Uint32Array(numItems * neighboursPerItem);
  const values = new Float32Array(numItems * neighboursPerItem);
  for (let item = 0; item < numItems; item++) {
    const row = new Map<number, number>();
    addTo(row, transitions, item, 1);
    if (ease && easeWeight > 0) addTo(row, ease, item, easeWeight);
    const heaviest = [...row].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, neighboursPerItem);
    counts[item] = heaviest.length;
    for (const [i, [neighbour, value]] of heaviest.entries()) {
      columns[item * neighboursPerItem + i] = neighbour;
      values[item * neighboursPerItem + i] = value;
    }
  }
  return { neighboursPerItem, counts, columns, values };
}

function addTo(row: Map<number, number>, { offsets, columns, values }: SparseRows, item: number, weight: number): void {
  for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++) {
    row.set(columns[entry]!, (row.get(columns[entry]!) ?? 0) + weight * values[entry]!);
  }
}

/** Neighbours that every item can have in a file of the largest size: a count, and for each an index and a weight. */
function mostThatFit(numItems: number): number {
  const bytesOfItem = (MAX_INFLATED_ITEM_TO_ITEM_BYTES - 32) / Math.max(1, numItems);
  return Math.max(1, Math.floor((bytesOfItem - 1) / (bytesOfIndex(numItems) + 1)));
}
