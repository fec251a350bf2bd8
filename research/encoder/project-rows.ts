/**
 * Rows in another space, of unit length there.
 *
 * @param rows        f32 [n, from]
 * @param projection  f32 [from, to]
 * @returns           f32 [n, to]
 */
export function projectRows(
  rows: Float32Array,
  from: number,
  projection: Float32Array,
  to: number,
): Float32Array<ArrayBuffer> {
  const count = rows.length / from;
  const projected = new Float32Array(count * to);
  for (let row = 0; row < count; row++) {
    const own = projected.subarray(row * to, (row + 1) * to);
    for (let i = 0; i < from; i++) {
      const value = rows[row * from + i]!;
      for (let d = 0; d < to; d++) own[d]! += value * projection[i * to + d]!;
    }
    const norm = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0)) || 1;
    for (let d = 0; d < to; d++) own[d]! /= norm;
  }
  return projected;
}
