// Float embeddings to int8, by one rule that every backend shares, so that WebGPU, WebAssembly and JavaScript rank the
// same list bit for bit. Items use the whole int8 range with ONE step for the catalog: scores of two items then
// compare without a multiplication. A user embedding uses 7 bits and a power-of-two step, which costs nothing in
// ranking quality, divides exactly, and keeps relaxed SIMD's 7-bit operand exact.

/** Largest magnitude of a quantized user embedding. */
export const USER_EMBEDDING_LIMIT = 63;
/** Largest magnitude of a quantized item embedding; -128 is never written. */
export const ITEM_EMBEDDING_LIMIT = 127;

/** Steps of a content vector: a unit-length vector times 127 (docs/formats/bundle.md). */
export const CONTENT_STEPS = 127;

/** A user embedding as it is ranked: f32 value ~= `values[d] * scale`. */
export interface QuantizedUserEmbedding {
  /** i8 [embeddingDim], each in -63..63. */
  values: Int8Array<ArrayBuffer>;
  /** Value of one step: a power of two. */
  scale: number;
}

/** Rounds to the nearest integer, halves away from zero (2.5 -> 3, -2.5 -> -3; Math.round gives -2). Never -0. */
export function roundHalfAwayFromZero(value: number): number {
  const magnitude = Math.abs(value);
  const below = Math.floor(magnitude);
  // Comparing the exact remainder avoids `magnitude + 0.5`, which rounds up 0.49999999999999994.
  const rounded = magnitude - below >= 0.5 ? below + 1 : below;
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/** Content vectors as they are stored: f32, unit-length rows -> i8 of the same shape. */
export function quantizeContent(content: Float32Array): Int8Array<ArrayBuffer> {
  // A loop: `from` with a function makes a list of all values first, ten times as large.
  const steps = new Int8Array(content.length);
  for (let i = 0; i < content.length; i++) {
    const step = roundHalfAwayFromZero(content[i]! * CONTENT_STEPS);
    steps[i] = Math.max(-CONTENT_STEPS, Math.min(CONTENT_STEPS, step));
  }
  return steps;
}

/**
 * Quantizes a user embedding with the smallest power-of-two step that keeps every value within -63..63.
 *
 * @param embedding  f32 [embeddingDim], finite
 * @returns          zeros with scale 1 for an embedding of zeros
 * @throws RangeError for a value that is not finite
 */
export function quantizeUserEmbedding(embedding: Float32Array): QuantizedUserEmbedding {
  const largest = largestMagnitude(embedding, 'user embedding');
  const scale = largest === 0 ? 1 : smallestPowerOfTwoAtLeast(largest / USER_EMBEDDING_LIMIT);
  return { values: quantize(embedding, scale, USER_EMBEDDING_LIMIT), scale };
}

/**
 * The one step of a catalog: its largest magnitude divided by 127, as f32 (what the manifest's `itemScale` holds).
 *
 * @param rows  f32 [numItems, dim], row-major, finite
 * @param dim   values in a row; only names a bad value's place
 * @returns     above 0; 1 for a catalog of zeros or without items
 * @throws RangeError for a value that is not finite
 */
export function itemScaleFor(rows: Float32Array, dim: number): number {
  const largest = largestMagnitude(rows, 'item embedding', dim);
  // The division can underflow only for subnormal rows, which the smallest normal f32 step still holds.
  return largest === 0 ? 1 : Math.max(Math.fround(largest / ITEM_EMBEDDING_LIMIT), 2 ** -126);
}

/**
 * Quantizes item embeddings with the catalog's step. Values beyond it (a brought item) saturate at -127 and 127.
 *
 * @param rows   f32 [numItems, dim], row-major, finite
 * @param scale  value of one step, above 0
 * @returns      i8, same shape, each in -127..127
 * @throws RangeError for a value that is not finite or a scale that is not above 0
 */
export function quantizeItemEmbeddings(rows: Float32Array, scale: number): Int8Array<ArrayBuffer> {
  if (!(scale > 0 && Number.isFinite(scale))) throw new RangeError(`item scale is ${scale}, expected a number above 0`);
  largestMagnitude(rows, 'item embeddings');
  return quantize(rows, scale, ITEM_EMBEDDING_LIMIT);
}

/** i8 = clamp(round(value / scale), -limit, limit). The division is in f64, so it is the same on every engine. */
function quantize(values: Float32Array, scale: number, limit: number): Int8Array<ArrayBuffer> {
  const quantized = new Int8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const step = roundHalfAwayFromZero(values[i]! / scale);
    quantized[i] = Math.max(-limit, Math.min(limit, step));
  }
  return quantized;
}

function largestMagnitude(values: Float32Array, noun: string, dim = values.length): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i]!);
    if (!Number.isFinite(magnitude)) {
      const place = dim === values.length ? `${i}` : `${Math.floor(i / dim)}, ${i % dim}`;
      throw new RangeError(`${noun}[${place}] is ${values[i]}, expected a finite number`);
    }
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}

/** The smallest 2^n >= value, for value > 0. Math.log2 is only a first guess: engines differ in its last bit. */
function smallestPowerOfTwoAtLeast(value: number): number {
  let power = 2 ** Math.floor(Math.log2(value));
  while (power < value) power *= 2;
  while (power / 2 >= value) power /= 2;
  return power;
}

/**
 * f32 = int8 * itemScale. The product of an int8 and an f32 is exact in f64, so there is one rounding: that of an f32
 * product.
 */
export function dequantizeItemEmbeddings(steps: Int8Array, itemScale: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(steps.length);
  for (let i = 0; i < steps.length; i++) values[i] = steps[i]! * itemScale;
  return values;
}

/** f32 = int8 / 127 */
export function dequantizeContent(steps: Int8Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(steps.length);
  for (let i = 0; i < steps.length; i++) values[i] = steps[i]! / CONTENT_STEPS;
  return values;
}
