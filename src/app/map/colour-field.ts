// The colours of the points: each large region has one, neighbouring regions have different ones, and between them the
// colours run into each other as the films do.
import type { MapLabel } from '../../sdk/index.ts';
import type { MapData } from './map-data.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** How sharply one region's colour gives way to the next: the power of the distance. */
const SHARPNESS = 6;
/** Regions of a map without labels: a ring of them and one in the middle. */
const RING = Array.from({ length: 7 }, (_, i) => ({
  x: 0.5 + 0.38 * Math.cos((2 * Math.PI * i) / 7),
  y: 0.5 + 0.38 * Math.sin((2 * Math.PI * i) / 7),
}));

interface Region {
  x: number;
  y: number;
  colour: Colour;
}

/** u8 [numItems, 3] */
export function colourField(map: MapData, palette: readonly Colour[]): Uint8Array<ArrayBuffer> {
  const regions = colourRegions(map.labels, palette);
  const colours = new Uint8Array(3 * map.numItems);
  for (let item = 0; item < map.numItems; item++) colours.set(mix(regions, map.x(item), map.y(item)), 3 * item);
  return colours;
}

/** Each region takes the colour whose nearest other use is furthest away. */
export function colourRegions(labels: readonly MapLabel[], palette: readonly Colour[]): Region[] {
  const named = labels.filter(({ level }) => level === 0);
  const regions: Region[] = [];
  for (const { x, y } of named.length > 1 ? named : RING) {
    const distanceTo = (colour: Colour) =>
      Math.min(
        ...regions.filter((other) => other.colour === colour).map((other) => Math.hypot(other.x - x, other.y - y)),
      );
    const colour = palette.reduce((best, next) => (distanceTo(next) > distanceTo(best) ? next : best));
    regions.push({ x, y, colour });
  }
  return regions;
}

function mix(regions: readonly Region[], x: number, y: number): Colour {
  let [red, green, blue, total] = [0, 0, 0, 0];
  for (const region of regions) {
    const weight = 1 / (Math.hypot(region.x - x, region.y - y) + 1e-3) ** SHARPNESS;
    red += weight * region.colour[0];
    green += weight * region.colour[1];
    blue += weight * region.colour[2];
    total += weight;
  }
  return [red / total, green / total, blue / total];
}
