// Places on the map of items that an update places anew: among those that they are most like.

import type { TasteMapFile } from '../../formats/taste-map.ts';
import type { Alike } from './nearest-of-few.ts';

/** Neighbours by whose places an item finds its own. */
const ANCHORS = 5;
const MIDDLE = 32_768;

export interface MapUpdate {
  /** That of the build. */
  base: TasteMapFile;
  /** What updates before placed, by `rows`. */
  before?: { map: TasteMapFile; rows: readonly number[] } | undefined;
  numItems: number;
  anew: readonly number[];
  nearest: readonly (readonly Alike[])[];
}

/** @returns places of `rows`, ascending */
export function mapChanges({ base, before, numItems, anew, nearest }: MapUpdate): {
  map: TasteMapFile;
  rows: number[];
} {
  const placed = new Map<number, readonly [x: number, y: number]>();
  const at = ({ positions }: TasteMapFile, i: number) => [positions[2 * i]!, positions[2 * i + 1]!] as const;
  for (const [i, row] of (before?.rows ?? []).entries()) placed.set(row, at(before!.map, i));
  const isAnew = new Set(anew);
  const placeOf = (row: number) => {
    if (isAnew.has(row)) return undefined;
    return placed.get(row) ?? (row < base.numItems ? at(base, row) : undefined);
  };
  const found = anew.map((row, i) => {
    const near = nearest[i]!.flatMap(({ row: other }) => [placeOf(other)].filter((place) => place !== undefined));
    return [row, meanOf(near.slice(0, ANCHORS))] as const;
  });
  for (const [row, place] of found) placed.set(row, place);
  const known = [...placed].filter(([row]) => row < numItems).sort((a, b) => a[0] - b[0]);
  const positions = Uint16Array.from(known.flatMap(([, place]) => place));
  return { map: { numItems: known.length, positions, labels: [] }, rows: known.map(([row]) => row) };
}

function meanOf(places: readonly (readonly [number, number])[]): readonly [number, number] {
  if (places.length === 0) return [MIDDLE, MIDDLE];
  const mean = (axis: 0 | 1) => Math.round(places.reduce((sum, place) => sum + place[axis], 0) / places.length);
  return [mean(0), mean(1)];
}
