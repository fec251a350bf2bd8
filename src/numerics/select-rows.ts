// Some rows of a matrix as a matrix of their own.

/**
 * @param matrix  [numRows, width], row-major
 * @param rows    of `matrix`, in the order of the result; a row may be there several times
 * @returns       [rows.length, width]
 */
export function selectRows<T extends Int8Array | Float32Array>(matrix: T, rows: Uint32Array, width: number): T {
  const selected = new (matrix.constructor as new (length: number) => T)(rows.length * width);
  for (const [place, row] of rows.entries())
    selected.set(matrix.subarray(row * width, (row + 1) * width), place * width);
  return selected;
}
