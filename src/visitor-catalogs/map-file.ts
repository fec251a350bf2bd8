// The map of a complete catalog as it is stored: a JSON file beside the bundle's, checked when it is read.

import * as v from 'valibot';
import type { OwnItem } from '../items/table-items.ts';
import type { OwnMap } from './api.ts';
import type { GroupedItems } from './group-items.ts';

const mapSchema = v.object({
  itemIds: v.array(v.string()),
  titles: v.array(v.string()),
  positions: v.array(v.pipe(v.number(), v.finite())),
  groupOf: v.array(v.pipe(v.number(), v.integer())),
  groups: v.array(v.string()),
});

/** Finer than a pixel of any screen. */
const STEPS = 10_000;

export function encodeMap(
  items: readonly OwnItem[],
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
