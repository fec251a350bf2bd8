// The dot product, as a plain loop: the reference that every kernel is held to.

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
