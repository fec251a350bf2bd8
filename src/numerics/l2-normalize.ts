// Unit length for vectors: the cosine of two unit vectors is their dot product.

/** Square root of the sum of squares, in f64. */
export function l2Norm(vector: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < vector.length; d++) sum += vector[d]! * vector[d]!;
  return Math.sqrt(sum);
}

/**
 * A copy of unit length.
 *
 * @param vector  [dim], finite
 * @returns       f32 [dim]; zeros stay zeros, for they have no direction
 */
export function l2Normalize(vector: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const norm = l2Norm(vector);
  const unit = new Float32Array(vector.length);
  if (norm === 0) return unit;
  for (let d = 0; d < vector.length; d++) unit[d] = vector[d]! / norm;
  return unit;
}

/** The same for every row of a matrix [numRows, dim], row-major. */
export function l2NormalizeRows(rows: Float32Array, dim: number): Float32Array<ArrayBuffer> {
  const unit = new Float32Array(rows.length);
  for (let start = 0; start < rows.length; start += dim) {
    unit.set(l2Normalize(rows.subarray(start, start + dim)), start);
  }
  return unit;
}
