// The layer of points: by WebGL 2, which draws ten thousand in one call, or on a plain canvas where there is none.
import { createCanvasLayer } from './point-layer-canvas.ts';
import { createWebglLayer } from './point-layer-webgl.ts';
import type { PointLayer } from './points.ts';

/** @param onLost  the GPU is gone: make another layer on another canvas */
export function createPointLayer(canvas: HTMLCanvasElement, onLost: () => void): PointLayer {
  return createWebglLayer(canvas, onLost) ?? createCanvasLayer(canvas);
}
