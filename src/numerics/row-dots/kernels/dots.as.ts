// AssemblyScript: dot products of a few rows with many, in plain SIMD128. Four rows and two queries are held in registers:
// each value that is read serves two or four products. Must match `javaScriptDots` in ../row-dots.ts.

/**
 * sums i32 [numQueries, numRows] = queries x rows. Pointers are byte offsets that 16 divides.
 *
 * @param queries     i16 [numQueries, dim]
 * @param numQueries  even
 * @param rows        i16 [numRows, dim]
 * @param numRows     4 divides it
 * @param dim         8 divides it
 */
export function dots(queries: usize, numQueries: i32, rows: usize, numRows: i32, dim: i32, sums: usize): void {
  const rowBytes = (<usize>dim) << 1;
  const lineBytes = (<usize>numRows) << 2;
  for (let row = 0; row < numRows; row += 4) {
    const first = rows + <usize>row * rowBytes;
    for (let query = 0; query < numQueries; query += 2) {
      let a = queries + <usize>query * rowBytes;
      const end = a + rowBytes;
      let b = first;
      let a0 = i32x4.splat(0);
      let a1 = i32x4.splat(0);
      let a2 = i32x4.splat(0);
      let a3 = i32x4.splat(0);
      let b0 = i32x4.splat(0);
      let b1 = i32x4.splat(0);
      let b2 = i32x4.splat(0);
      let b3 = i32x4.splat(0);
      while (a < end) {
        const q = v128.load(a);
        const r = v128.load(a + rowBytes);
        let value = v128.load(b);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(value, q));
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(value, r));
        value = v128.load(b + rowBytes);
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(value, q));
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(value, r));
        value = v128.load(b + 2 * rowBytes);
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(value, q));
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(value, r));
        value = v128.load(b + 3 * rowBytes);
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(value, q));
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(value, r));
        a += 16;
        b += 16;
      }
      const out = sums + <usize>query * lineBytes + ((<usize>row) << 2);
      v128.store(out, sumsOf(a0, a1, a2, a3));
      v128.store(out + lineBytes, sumsOf(b0, b1, b2, b3));
    }
  }
}

/** The sum of the four values of each. */
@inline
function sumsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  return addPairs(addPairs(a, b), addPairs(c, d));
}

/** [a0 + a1, a2 + a3, b0 + b1, b2 + b3] */
@inline
function addPairs(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}
