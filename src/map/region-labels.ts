// Names for the regions of the map: the labels of semantic-ID codes, each where most of its items lie. The codes come
// from what items are about, the map from taste as well, so that not every code is a place: one whose items are strewn
// about names nothing here.
import type { CodeLabel } from '../formats/codebooks.ts';
import type { MapLabel } from '../formats/taste-map.ts';
import { groupByPrefix, prefixKey } from '../semantic-ids/code-prefix.ts';
import { MAP_SIZE } from './positions.ts';

export interface RegionLabelsInput {
  /** u16 [numItems, 2] */
  positions: Uint16Array;
  /** u8 [numItems, numLevels] */
  codes: Uint8Array;
  numLevels: number;
  labels: readonly CodeLabel[];
}

interface Region {
  text: string;
  x: number;
  y: number;
  /** Items near the middle. */
  numNear: number;
}

/**
 * By level: codes of the prefixes that it takes, the reach of a region and the share of its items that must lie within
 * it, the least distance between two (both in widths of the map), and most regions.
 */
const LEVELS = [
  { depth: 1, radius: 0.13, share: 0.4, apart: 0.13, most: 16 },
  { depth: 1, radius: 0.1, share: 0.3, apart: 0.05, most: 60 },
  { depth: 2, radius: 0.045, share: 0.5, apart: 0.025, most: 300 },
] as const;
const LEAST_ITEMS = 3;
const ROUNDS = 4;
/** When, not what. */
const DECADES_ALONE = /^\d{3}0s(, \d{3}0s)*$/;

/** @returns levels ascending, in each the regions with most items first; no two with the same words */
export function regionLabels({ positions, codes, numLevels, labels }: RegionLabelsInput): MapLabel[] {
  const taken: MapLabel[] = [];
  const words = new Set<string>();
  for (const [level, { depth, apart, most, ...place }] of LEVELS.entries()) {
    let numTaken = 0;
    const itemsOf = groupByPrefix(codes, numLevels, Math.min(depth, numLevels));
    const regions = labels
      .filter(({ prefix, label }) => prefix.length === depth && !DECADES_ALONE.test(label))
      .map(({ prefix, label }) => regionOf(label, itemsOf.get(prefixKey(prefix)) ?? [], positions, place))
      .filter((region) => region !== undefined)
      .sort((a, b) => b.numNear - a.numNear || a.x - b.x || a.y - b.y);
    for (const { text, x, y } of regions) {
      const isFree = taken.every((other) => Math.hypot(other.x - x, other.y - y) >= apart * MAP_SIZE);
      if (numTaken === most || words.has(text) || !isFree) continue;
      words.add(text);
      numTaken++;
      taken.push({ text, x, y, level });
    }
  }
  return taken;
}

/**
 * The median of the items, then again and again that of the half that is nearest to it: the heart of the largest heap.
 */
function regionOf(
  text: string,
  items: readonly number[],
  positions: Uint16Array,
  { radius, share }: { radius: number; share: number },
): Region | undefined {
  if (items.length < LEAST_ITEMS) return undefined;
  let [x, y] = medianOf(items, positions);
  const distance = (item: number) => Math.hypot(positions[2 * item]! - x, positions[2 * item + 1]! - y);
  for (let round = 0; round < ROUNDS; round++) {
    const nearest = items.toSorted((a, b) => distance(a) - distance(b) || a - b);
    [x, y] = medianOf(nearest.slice(0, Math.ceil(nearest.length / 2)), positions);
  }
  const numNear = items.filter((item) => distance(item) <= radius * MAP_SIZE).length;
  const isPlace = numNear >= Math.max(LEAST_ITEMS, share * items.length);
  return isPlace ? { text, x, y, numNear } : undefined;
}

function medianOf(items: readonly number[], positions: Uint16Array): [number, number] {
  const median = (axis: number) => {
    const values = items.map((item) => positions[2 * item + axis]!).sort((a, b) => a - b);
    return values[Math.floor(values.length / 2)]!;
  };
  return [median(0), median(1)];
}
