// The map of a complete catalog: laid out as the films' is (src/map/layout.ts), so that like items lie near each other,
// and stored as a JSON file beside the bundle's, which is checked when it is read.

import * as v from 'valibot';
import type { Item } from '../items/item.ts';
import { MAP_SIZE } from '../map/positions.ts';
import { l2NormalizeRows } from '../numerics/l2-normalize.ts';
import type { GroupedItems } from './group-items.ts';
import type { OwnMap } from './own-catalogs-api.ts';

const mapSchema = v.object({
  itemIds: v.array(v.string()),
  titles: v.array(v.string()),
  positions: v.array(v.pipe(v.number(), v.finite())),
  groupOf: v.array(v.pipe(v.number(), v.integer())),
  groups: v.array(v.string()),
});

/** Items that are laid out: some ten seconds on a laptop. The others are placed among the ones they are most like. */
const MAX_LAID_OUT = 2500;
/** Finer than a pixel of any screen. */
const STEPS = 10_000;

/**
 * @param embeddings  f32 or i8 [n, dim], row-major
 * @returns           f32 [n, 2], each in 0..1
 * @throws what `signal` was aborted with
 */
export async function layOutItems(
  embeddings: Float32Array | Int8Array,
  dim: number,
  seed: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  // Its code is fetched when the first map is made.
  const { layOut } = await import('../map/layout.ts');
  const units = l2NormalizeRows(Float32Array.from(embeddings), dim);
  // A message that says stop is heard between two passes.
  const onProgress = () => new Promise<void>((resolve) => setTimeout(resolve));
  const options = { seed, sampleSize: MAX_LAID_OUT, onProgress, ...(signal && { signal }) };
  return Float32Array.from(await layOut({ units, dim }, options), (step) => step / MAP_SIZE);
}

export function encodeMap(
  items: readonly Item[],
  positions: Float32Array,
  grouped: GroupedItems,
): Uint8Array<ArrayBuffer> {
  const groups = [...new Set(grouped.groups.filter((group) => group !== undefined))];
  const map = {
    itemIds: items.map(({ id }) => id),
    titles: items.map(({ title }) => title),
    positions: Array.from(positions, (value) => Math.round(value * STEPS) / STEPS),
    groupOf: grouped.groups.map((group) => (group === undefined ? -1 : groups.indexOf(group))),
    groups,
  };
  return new TextEncoder().encode(JSON.stringify(map));
}

/** Undefined for bytes that are no map. */
export function decodeMap(bytes: Uint8Array | undefined): OwnMap | undefined {
  if (!bytes) return undefined;
  try {
    const map = v.parse(mapSchema, JSON.parse(new TextDecoder().decode(bytes)));
    if (map.positions.length !== 2 * map.itemIds.length || map.groupOf.length !== map.itemIds.length) return undefined;
    return { ...map, positions: Float32Array.from(map.positions), groupOf: Int16Array.from(map.groupOf) };
  } catch {
    return undefined;
  }
}
