// What a layer of points is given, and the contract that both ways of drawing them keep.
import type { Camera, Size } from './camera.ts';
import type { Colour } from './colour-field.ts';

export interface Points {
  /** u16 [numPoints, 2], 0..65,535 over the width of the map; the first are drawn on top, and larger. */
  positions: Uint16Array<ArrayBuffer>;
  /** u8 [numPoints, 3] */
  colours: Uint8Array<ArrayBuffer>;
  /** u8 [numPoints]: 1 = lit, 0 = faint (default: all lit) */
  lit?: Uint8Array<ArrayBuffer>;
  /** What the rims of points are drawn in. */
  paper: Colour;
}

export interface PointLayer {
  readonly kind: 'webgl2' | 'canvas';
  setPoints(points: Points): void;
  /** @param radius  of a middling point, CSS pixels */
  draw(camera: Camera, size: Size, pixelRatio: number, radius: number): void;
  /** Resolves when what was drawn is there; the page goes on meanwhile. */
  drawn(): Promise<void>;
  dispose(): void;
}

/** How strongly a point shows that a filter does not ask for. */
export const FAINT = 0.13;

/** Radius of a point as a share of a middling one's: the best known are about twice as large as the least known. */
export function sizeOf(index: number, numPoints: number): number {
  return 0.8 + 0.8 * (1 - index / numPoints) ** 4;
}
