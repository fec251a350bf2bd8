// int8 steps back to floats, as the page does it before a history enters the user tower.

import { CONTENT_STEPS } from '../../numerics/quantize.ts';

/**
 * f32 = int8 * itemScale. The product of an int8 and an f32 is exact in f64, so there is one rounding: that of an f32
 * product.
 */
export function dequantizeEmbeddings(steps: Int8Array, itemScale: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(steps, (step) => step * itemScale);
}

/** f32 = int8 / 127 */
export function dequantizeContent(steps: Int8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(steps, (step) => step / CONTENT_STEPS);
}
