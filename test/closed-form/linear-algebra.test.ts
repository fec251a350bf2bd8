import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { choleskyFactor, invertLowerTriangle, solveWithFactor } from '../../src/numerics/cholesky.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { invertMatrix } from '../../src/pipeline/closed-form/invert-matrix.ts';
import { createTransposedProduct } from '../../src/pipeline/closed-form/multiply-transposed.ts';

/** M Mᵀ + dim * I with normal entries: symmetric, well conditioned. */
function positiveDefinite(dim: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const m = Float64Array.from({ length: dim * dim }, () => random.normal());
  const matrix = multiply(m, transpose(m, dim), dim);
  for (let i = 0; i < dim; i++) matrix[i * dim + i]! += dim;
  return matrix;
}

function multiply(a: ArrayLike<number>, b: ArrayLike<number>, dim: number): Float64Array {
  const product = new Float64Array(dim * dim);
  for (let i = 0; i < dim; i++) {
    for (let k = 0; k < dim; k++) {
      for (let j = 0; j < dim; j++) product[i * dim + j]! += a[i * dim + k]! * b[k * dim + j]!;
    }
  }
  return product;
}

const transpose = (a: ArrayLike<number>, dim: number) =>
  Float64Array.from({ length: dim * dim }, (_, i) => a[(i % dim) * dim + Math.floor(i / dim)]!);

function largestDifferenceFromIdentity(product: Float64Array, dim: number): number {
  return product.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (i % (dim + 1) === 0 ? 1 : 0))), 0);
}

test('the factor times its transpose is the matrix; its inverse and the solution fit', () => {
  const dim = 17;
  const matrix = positiveDefinite(dim, 1);
  const factor = choleskyFactor(matrix, dim);
  multiply(factor, transpose(factor, dim), dim).forEach((value, i) => {
    expect(value).toBeCloseTo(matrix[i]!, 9);
  });
  expect(largestDifferenceFromIdentity(multiply(factor, invertLowerTriangle(factor, dim), dim), dim)).toBeLessThan(
    1e-12,
  );
  const x = solveWithFactor(factor, dim, matrix.subarray(0, dim));
  x.forEach((value, i) => {
    expect(value).toBeCloseTo(i === 0 ? 1 : 0, 10);
  });
});

test('a matrix that is not positive definite is refused', () => {
  expect(() => choleskyFactor([1, 2, 2, 1], 2)).toThrow('cholesky: pivot 1 is -3, expected above 0');
});

// One block, an exact multiple of the block of 256, and a last block that is not full.
test.each([5, 256, 512, 600])(
  'the blocked inverse of a %i x %i matrix times the matrix is the identity',
  async (dim) => {
    const matrix = positiveDefinite(dim, dim);
    const inverse = Float32Array.from(matrix);
    for (let i = 0; i < dim; i++) inverse.fill(Number.NaN, i * dim + i + 1, (i + 1) * dim); // never read
    const product = await createTransposedProduct(ort);
    await invertMatrix(inverse, dim, product);
    await product.dispose();
    expect(largestDifferenceFromIdentity(multiply(inverse, matrix, dim), dim)).toBeLessThan(1e-4);
  },
);
