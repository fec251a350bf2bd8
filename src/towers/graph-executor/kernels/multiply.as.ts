// AssemblyScript: matrix products. The right operand is packed into panels of eight columns, which are read one after
// the other: a tile of four rows and eight columns stays in registers over all of K.

const PANEL: i32 = 8;
const PANEL_BYTES: usize = 32;

/** f32 [K, N] -> [ceil(N / 8), K, 8], with zeros beyond N */
export function pack(out: usize, a: usize, K: i32, N: i32): void {
  const rowBytes = (<usize>N) << 2;
  for (let column = 0; column < N; column += PANEL) {
    const width = min(PANEL, N - column);
    let from = a + ((<usize>column) << 2);
    for (let k = 0; k < K; k++, out += PANEL_BYTES, from += rowBytes) {
      if (width === PANEL) {
        v128.store(out, v128.load(from));
        v128.store(out, v128.load(from, 16), 16);
        continue;
      }
      v128.store(out, f32x4.splat(0));
      v128.store(out, f32x4.splat(0), 16);
      for (let j: usize = 0; j < (<usize>width) << 2; j += 4) store<i32>(out + j, load<i32>(from + j));
    }
  }
}

/** out f32 [M, N] = a f32 [M, K] x b, packed */
export function multiply(out: usize, a: usize, b: usize, M: i32, K: i32, N: i32): void {
  const aRow = (<usize>K) << 2;
  const outRow = (<usize>N) << 2;
  for (let column = 0; column < N; column += PANEL) {
    const panel = b + (((<usize>column) * (<usize>K)) << 2);
    const to = out + ((<usize>column) << 2);
    const width = min(PANEL, N - column);
    let m = 0;
    for (; m + 4 <= M; m += 4) fourRows(to + (<usize>m) * outRow, outRow, a + (<usize>m) * aRow, aRow, panel, K, width);
    for (; m < M; m++) oneRow(to + (<usize>m) * outRow, a + (<usize>m) * aRow, panel, K, width);
  }
}

function fourRows(out: usize, outRow: usize, a: usize, aRow: usize, panel: usize, K: i32, width: i32): void {
  let c00 = f32x4.splat(0);
  let c04 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c14 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c24 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c34 = f32x4.splat(0);
  const a1 = a + aRow;
  const a2 = a1 + aRow;
  const a3 = a2 + aRow;
  for (let k: usize = 0; k < aRow; k += 4, panel += PANEL_BYTES) {
    const b0 = v128.load(panel);
    const b4 = v128.load(panel, 16);
    let x = v128.load32_splat(a + k);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c04 = f32x4.add(c04, f32x4.mul(x, b4));
    x = v128.load32_splat(a1 + k);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c14 = f32x4.add(c14, f32x4.mul(x, b4));
    x = v128.load32_splat(a2 + k);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c24 = f32x4.add(c24, f32x4.mul(x, b4));
    x = v128.load32_splat(a3 + k);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c34 = f32x4.add(c34, f32x4.mul(x, b4));
  }
  storeRow(out, c00, c04, width);
  storeRow(out + outRow, c10, c14, width);
  storeRow(out + 2 * outRow, c20, c24, width);
  storeRow(out + 3 * outRow, c30, c34, width);
}

function oneRow(out: usize, a: usize, panel: usize, K: i32, width: i32): void {
  let c0 = f32x4.splat(0);
  let c4 = f32x4.splat(0);
  for (const end = a + ((<usize>K) << 2); a < end; a += 4, panel += PANEL_BYTES) {
    const x = v128.load32_splat(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(panel)));
    c4 = f32x4.add(c4, f32x4.mul(x, v128.load(panel, 16)));
  }
  storeRow(out, c0, c4, width);
}

/** The first `width` of eight numbers. */
function storeRow(out: usize, c0: v128, c4: v128, width: i32): void {
  if (width === PANEL) {
    v128.store(out, c0);
    v128.store(out, c4, 16);
    return;
  }
  let rest = c0;
  let left = width;
  if (width >= 4) {
    v128.store(out, c0);
    out += 16;
    left -= 4;
    rest = c4;
  }
  if (left >= 1) v128.store_lane<f32>(out, rest, 0);
  if (left >= 2) v128.store_lane<f32>(out, rest, 1, 4);
  if (left >= 3) v128.store_lane<f32>(out, rest, 2, 8);
}
