// The map as the page draws it: fetched from the engine once, with places in widths of the map and a look-up by id.
import type { MapLabel, Privet, TasteMap } from '../../../src/sdk/index.ts';
import type { Bounds } from './camera.ts';

export interface MapData {
  numItems: number;
  itemIds: readonly string[];
  titles: readonly string[];
  /** u16 [numItems, 2], as they came: a GPU takes them so. */
  positions: Uint16Array<ArrayBuffer>;
  /** x and y from 0 to 1. */
  labels: readonly MapLabel[];
  bounds: Bounds;
  indexOf(itemId: string): number | undefined;
  x(index: number): number;
  y(index: number): number;
}

export const MAP_SIZE = 65_535;
const loading = new WeakMap<Privet, Promise<MapData | undefined>>();

/** Undefined where the bundle has no map. A failure is forgotten, so that the next call tries again. */
export function loadMap(privet: Privet): Promise<MapData | undefined> {
  let promise = loading.get(privet);
  if (!promise) {
    promise = privet.map().then((map) => map && toMapData(map));
    loading.set(privet, promise);
    promise.catch(() => loading.delete(privet));
  }
  return promise;
}

export function toMapData({ itemIds, titles, positions, labels }: TasteMap): MapData {
  const indexById = new Map(itemIds.map((itemId, index) => [itemId, index]));
  return {
    numItems: itemIds.length,
    itemIds,
    titles,
    positions,
    labels: labels.map(({ text, x, y, level }) => ({ text, level, x: x / MAP_SIZE, y: y / MAP_SIZE })),
    bounds: boundsOf(positions),
    indexOf: (itemId) => (itemId === '' ? undefined : indexById.get(itemId)),
    x: (index) => positions[2 * index]! / MAP_SIZE,
    y: (index) => positions[2 * index + 1]! / MAP_SIZE,
  };
}

function boundsOf(positions: Uint16Array): Bounds {
  const bounds = { left: 1, top: 1, right: 0, bottom: 0 };
  for (let i = 0; i < positions.length; i += 2) {
    const [x, y] = [positions[i]! / MAP_SIZE, positions[i + 1]! / MAP_SIZE];
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return positions.length > 0 ? bounds : { left: 0, top: 0, right: 1, bottom: 1 };
}
