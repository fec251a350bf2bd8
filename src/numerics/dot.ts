// The dot product, as a plain loop: the reference that every kernel is held to; and in four sums, which is faster.

/**
 * @param a       [>= dim from aOffset]
 * @param b       [>= dim from bOffset]
 * @param dim     values to multiply (default: all of `a`)
 * @returns       the sum in f64; exact for int8 inputs
 */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>, dim = a.length, aOffset = 0, bOffset = 0): number {
  let sum = 0;
  for (let d = 0; d < dim; d++) sum += a[aOffset + d]! * b[bOffset + d]!;
  return sum;
}

/** Four sums that don't wait for one another, which is faster than one: training and encoding spend their time here. */
export function fourSumDot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, dim: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let d = 0;
  for (; d + 3 < dim; d += 4) {
    sum0 += a[aStart + d]! * b[bStart + d]!;
    sum1 += a[aStart + d + 1]! * b[bStart + d + 1]!;
    sum2 += a[aStart + d + 2]! * b[bStart + d + 2]!;
    sum3 += a[aStart + d + 3]! * b[bStart + d + 3]!;
  }
  for (; d < dim; d++) sum0 += a[aStart + d]! * b[bStart + d]!;
  return sum0 + sum1 + sum2 + sum3;
}
