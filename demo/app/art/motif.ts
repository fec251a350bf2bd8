// What a motif is: a small drawing of flat shapes on a sheet of 200 x 208 units, in the colours of one palette. The
// random source varies it, so that two films of one genre do not look alike. Helpers here are the shapes that motifs
// share.
import { type SVGTemplateResult, svg } from 'lit';
import type { Palette } from './palettes.ts';
import type { SeededRandom } from './seeded-random.ts';

export const PICTURE_WIDTH = 200;
export const PICTURE_HEIGHT = 208;

/** Draws on the sheet; whatever goes beyond it is cut off. */
export type Motif = (palette: Palette, random: SeededRandom) => SVGTemplateResult;

/** Coordinates as SVG wants them: one decimal is finer than a pixel at every size. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The `points` of a polygon. */
export function points(corners: readonly (readonly [number, number])[]): string {
  return corners.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
}

/** Calls `make` for 0 to count - 1. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A point on a circle; the angle in turns, 0 at the top, clockwise. */
export function onCircle(x: number, y: number, radius: number, turn: number): [number, number] {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
}

/** Small round stars in the upper part of the sheet. */
export function stars(random: SeededRandom, count: number, fill: string, maxY = PICTURE_HEIGHT) {
  return times(
    count,
    () => svg`<circle cx=${round(random.between(6, 194))} cy=${round(random.between(6, maxY))}
      r=${round(random.between(0.6, 1.9))} fill=${fill}></circle>`,
  );
}

/** A four-pointed sparkle. */
export function sparkle(x: number, y: number, size: number, fill: string) {
  const inner = size * 0.22;
  const corners = times(8, (i) => onCircle(x, y, i % 2 ? inner : size, i / 8));
  return svg`<polygon points=${points(corners)} fill=${fill}></polygon>`;
}

/** Wedges that spread from a point, every other one filled. */
export function rays(x: number, y: number, count: number, fill: string, startTurn = 0) {
  const reach = 340;
  return times(count, (i) => {
    const from = startTurn + i / count;
    const corners = [[x, y] as const, onCircle(x, y, reach, from), onCircle(x, y, reach, from + 0.5 / count)];
    return svg`<polygon points=${points(corners)} fill=${fill}></polygon>`;
  });
}
