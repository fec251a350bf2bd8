// Who lies near a place: plain scans over all items, which take some tens of microseconds for 10,000.
import { type Camera, pixelsOf, type Size, toMap } from './camera.ts';
import type { MapData } from './map-data.ts';

/** The item nearest to a point of the screen within `reach` pixels; of several on one spot, the best known. */
export function itemAt(map: MapData, camera: Camera, size: Size, left: number, top: number, reach: number) {
  const [x, y] = toMap(camera, size, left, top);
  const { across, down } = pixelsOf(camera);
  let found: number | undefined;
  let least = reach ** 2;
  for (let item = 0; item < map.numItems; item++) {
    const square = ((map.x(item) - x) * across) ** 2 + ((map.y(item) - y) * down) ** 2;
    if (square >= least || map.itemIds[item] === '') continue;
    least = square;
    found = item;
  }
  return found;
}

/** The items nearest to a place, nearest first. */
export function itemsNear(map: MapData, x: number, y: number, count: number): number[] {
  const nearest: { item: number; square: number }[] = [];
  for (let item = 0; item < map.numItems; item++) {
    if (map.itemIds[item] === '') continue;
    const square = (map.x(item) - x) ** 2 + (map.y(item) - y) ** 2;
    if (nearest.length === count && square >= nearest.at(-1)!.square) continue;
    if (nearest.length === count) nearest.pop();
    const place = nearest.findIndex((other) => other.square > square);
    nearest.splice(place < 0 ? nearest.length : place, 0, { item, square });
  }
  return nearest.map(({ item }) => item);
}

/** The best known items on screen, best known first: their row says how well known they are. */
export function itemsOnScreen(map: MapData, camera: Camera, size: Size, count: number, mostKnown: number): number[] {
  const [left, top] = toMap(camera, size, 0, 0);
  const [right, bottom] = toMap(camera, size, size.width, size.height);
  const items: number[] = [];
  for (let item = 0; item < Math.min(map.numItems, mostKnown) && items.length < count; item++) {
    const [x, y] = [map.x(item), map.y(item)];
    if (x >= left && x <= right && y >= top && y <= bottom && map.itemIds[item] !== '') items.push(item);
  }
  return items;
}
