// Cholesky decomposition in f64, unblocked: for diagonal blocks and small systems (G. Golub and C. Van Loan, Matrix
// Computations, section 4.2).

/**
 * Lower triangle L with L * transpose(L) = matrix; the upper triangle is zero.
 *
 * @param matrix  f64 [dim, dim], symmetric; its lower triangle is read
 * @throws RangeError when the matrix is not positive definite
 */
export function choleskyFactor(matrix: ArrayLike<number>, dim: number): Float64Array {
  const factor = new Float64Array(dim * dim);
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * dim + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * dim + k]! * factor[j * dim + k]!;
      if (i !== j) factor[i * dim + j] = sum / factor[j * dim + j]!;
      else if (sum > 0) factor[i * dim + i] = Math.sqrt(sum);
      else throw new RangeError(`cholesky: pivot ${i} is ${sum}, expected above 0`);
    }
  }
  return factor;
}

/** The inverse of a lower triangle, which is one too. */
export function invertLowerTriangle(factor: Float64Array, dim: number): Float64Array {
  const inverse = new Float64Array(dim * dim);
  for (let column = 0; column < dim; column++) {
    inverse[column * dim + column] = 1 / factor[column * dim + column]!;
    for (let row = column + 1; row < dim; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum -= factor[row * dim + k]! * inverse[k * dim + column]!;
      inverse[row * dim + column] = sum / factor[row * dim + row]!;
    }
  }
  return inverse;
}

/** x with L * transpose(L) * x = right, by forward and back substitution. */
export function solveWithFactor(factor: Float64Array, dim: number, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < dim; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * dim + k]! * x[k]!;
    x[i]! /= factor[i * dim + i]!;
  }
  for (let i = dim - 1; i >= 0; i--) {
    for (let k = i + 1; k < dim; k++) x[i]! -= factor[k * dim + i]! * x[k]!;
    x[i]! /= factor[i * dim + i]!;
  }
  return x;
}
