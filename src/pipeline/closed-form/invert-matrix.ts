// The inverse of a large symmetric positive definite matrix: a blocked Cholesky decomposition A = L Lᵀ, then W = L⁻¹,
// then A⁻¹ = Wᵀ W (G. Golub and C. Van Loan, Matrix Computations, section 4.2.9). Nearly all of the work is products
// X Yᵀ, which ONNX Runtime does; the diagonal blocks are done in f64.

import { choleskyFactor, invertLowerTriangle } from '../../numerics/cholesky.ts';
import type { FitOptions } from './fitting.ts';
import { block, type Matrix, type TransposedProduct } from './multiply-transposed.ts';

const BLOCK = 256;

/**
 * Replaces a matrix by its inverse.
 *
 * @param a        f32 [dim, dim], symmetric positive definite; only its lower triangle is read
 * @param product  see createTransposedProduct
 * @throws RangeError when it is not positive definite
 */
export async function invertMatrix(
  a: Float32Array,
  dim: number,
  product: TransposedProduct,
  options: FitOptions = {},
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(dim / BLOCK) }, (_, i) => i * BLOCK);
  const step = (done: number) => {
    options.signal?.throwIfAborted();
    options.onProgress?.(done, 3 * starts.length);
  };
  // v = transpose(W): upper triangle. Its diagonal blocks come from the decomposition.
  const v = new Float32Array(dim * dim);
  for (const [i, start] of starts.entries()) {
    step(i);
    await factorColumn(a, v, dim, start, product);
  }
  for (const [i, start] of starts.entries()) {
    step(starts.length + i);
    await invertColumn(a, v, dim, start, product);
  }
  for (const [i, start] of starts.entries()) {
    step(2 * starts.length + i);
    await squareRow(a, v, dim, start, product);
  }
  step(3 * starts.length);
}

/** Left-looking: block column `start` of L, from those before it. L replaces the lower triangle of a. */
async function factorColumn(a: Float32Array, v: Float32Array, dim: number, start: number, product: TransposedProduct) {
  const end = Math.min(start + BLOCK, dim);
  const size = end - start;
  if (start > 0) {
    const before = [0, start] as const;
    const update = await product.multiply(block(a, dim, [start, dim], before), block(a, dim, [start, end], before));
    subtract(a, dim, start, start, update);
  }
  const factor = choleskyFactor(block(a, dim, [start, end], [start, end]).data, size);
  const inverse = Float32Array.from(invertLowerTriangle(factor, size));
  write(a, dim, start, start, { rows: size, columns: size, data: Float32Array.from(factor) });
  writeTransposed(v, dim, start, start, { rows: size, columns: size, data: inverse });
  if (end === dim) return;
  const below = block(a, dim, [end, dim], [start, end]);
  write(a, dim, end, start, await product.multiply(below, { rows: size, columns: size, data: inverse }));
}

/** Block row i of W left of its diagonal: -inverse(L_ii) * L[i, before] * W[before, before]; v holds its transpose. */
async function invertColumn(l: Float32Array, v: Float32Array, dim: number, start: number, product: TransposedProduct) {
  if (start === 0) return;
  const rows = [start, Math.min(start + BLOCK, dim)] as const;
  const before = [0, start] as const;
  // [before, rows] = W[before, before]ᵀ L[rows, before]ᵀ, then times -inverse(L_ii)ᵀ.
  const sums = await product.multiply(block(v, dim, before, before), block(l, dim, rows, before));
  const inverse = transposed(block(v, dim, rows, rows));
  const columns = await product.multiply(sums, inverse);
  for (let i = 0; i < columns.data.length; i++) columns.data[i] = -columns.data[i]!;
  write(v, dim, 0, start, columns);
}

/** Block row of the inverse, left of its diagonal and above it by symmetry: V[rows, from] * V[upto, from]ᵀ. */
async function squareRow(a: Float32Array, v: Float32Array, dim: number, start: number, product: TransposedProduct) {
  const end = Math.min(start + BLOCK, dim);
  const from = [start, dim] as const;
  const row = await product.multiply(block(v, dim, [start, end], from), block(v, dim, [0, end], from));
  write(a, dim, start, 0, row);
  writeTransposed(a, dim, 0, start, row);
}

function write(
  target: Float32Array,
  dim: number,
  firstRow: number,
  firstColumn: number,
  { rows, columns, data }: Matrix,
) {
  for (let row = 0; row < rows; row++) {
    target.set(data.subarray(row * columns, (row + 1) * columns), (firstRow + row) * dim + firstColumn);
  }
}

function writeTransposed(target: Float32Array, dim: number, firstRow: number, firstColumn: number, matrix: Matrix) {
  write(target, dim, firstRow, firstColumn, transposed(matrix));
}

function transposed({ rows, columns, data }: Matrix): Matrix {
  const copy = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) copy[column * rows + row] = data[row * columns + column]!;
  }
  return { rows: columns, columns: rows, data: copy };
}

function subtract(target: Float32Array, dim: number, firstRow: number, firstColumn: number, matrix: Matrix): void {
  const { rows, columns, data } = matrix;
  for (let row = 0; row < rows; row++) {
    const start = (firstRow + row) * dim + firstColumn;
    for (let column = 0; column < columns; column++) target[start + column]! -= data[row * columns + column]!;
  }
}
