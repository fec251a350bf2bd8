// The colours of the points: each large region has one, neighbouring regions have different ones, and between them the
// colours run into each other as the films do.
import type { MapLabel } from '../../../src/sdk/index.ts';
import type { MapData } from './map-data.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

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
  for (let item = 0; item < map.numItems; item++) mix(regions, map.x(item), map.y(item), colours, 3 * item);
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

/** Writes one colour at `place`: each region's by one over the sixth power of its distance. */
function mix(regions: readonly Region[], x: number, y: number, colours: Uint8Array, place: number): void {
  let [red, green, blue, total] = [0, 0, 0, 0];
  for (const region of regions) {
    const distance = Math.sqrt((region.x - x) ** 2 + (region.y - y) ** 2) + 1e-3; // hypot takes ten times as long
    const weight = 1 / (distance * distance * distance) ** 2;
    red += weight * region.colour[0];
    green += weight * region.colour[1];
    blue += weight * region.colour[2];
    total += weight;
  }
  colours[place] = red / total;
  colours[place + 1] = green / total;
  colours[place + 2] = blue / total;
}
