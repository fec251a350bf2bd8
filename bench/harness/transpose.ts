// Matrix libraries multiply a query with the items either row by row or column by column; only one of the two is fast.

/** f32 [numRows, dim] -> f32 [dim, numRows], both row-major. */
export function transpose(rows: Float32Array, dim: number): Float32Array<ArrayBuffer> {
  const numRows = rows.length / dim;
  const columns = new Float32Array(rows.length);
  for (let row = 0; row < numRows; row++) {
    for (let d = 0; d < dim; d++) columns[d * numRows + row] = rows[row * dim + d]!;
  }
  return columns;
}
