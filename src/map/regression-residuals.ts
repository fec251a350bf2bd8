// What a least-squares regression on some known columns leaves of rows: a map should not sort films by how famous they
// are, or by whether a log knew them, where it means to sort them by taste.

/** Added to the diagonal, a row's worth a million: columns that say the same do not make the sums unsolvable. */
const RIDGE = 1e-6;

/**
 * @param rows     f32 [numRows, dim], row-major
 * @param columns  each [numRows]; their mean is taken out too
 * @returns        f32 [numRows, dim]: what is left, each dimension with mean 0
 */
export function regressionResiduals(
  rows: Float32Array,
  dim: number,
  columns: readonly ArrayLike<number>[],
): Float32Array<ArrayBuffer> {
  const numRows = rows.length / dim;
  const known = (row: number): number[] => [1, ...columns.map((column) => column[row]!)];
  const size = columns.length + 1;
  // One line per column: its products with the columns, then its products with the dimensions.
  const lines = Array.from({ length: size }, () => new Float64Array(size + dim));
  for (let row = 0; row < numRows; row++) {
    const values = known(row);
    for (const [i, line] of lines.entries()) {
      for (let j = 0; j < size; j++) line[j]! += values[i]! * values[j]!;
      for (let d = 0; d < dim; d++) line[size + d]! += values[i]! * rows[row * dim + d]!;
    }
  }
  solve(lines, RIDGE * numRows);
  const left = new Float32Array(rows.length);
  for (let row = 0; row < numRows; row++) {
    const values = known(row);
    for (let d = 0; d < dim; d++) {
      const explained = lines.reduce((sum, line, i) => sum + values[i]! * line[size + d]!, 0);
      left[row * dim + d] = rows[row * dim + d]! - explained;
    }
  }
  return left;
}

/** Gauss-Jordan on a positive definite system, in place: afterwards the right sides hold the solution. */
function solve(lines: Float64Array[], ridge: number): void {
  for (const [i, line] of lines.entries()) line[i]! += ridge;
  for (const [i, line] of lines.entries()) {
    const pivot = line[i]!;
    for (let j = 0; j < line.length; j++) line[j]! /= pivot;
    for (const [other, otherLine] of lines.entries()) {
      const factor = otherLine[i]!;
      if (other === i || factor === 0) continue;
      for (let j = 0; j < line.length; j++) otherLine[j]! -= factor * line[j]!;
    }
  }
}
