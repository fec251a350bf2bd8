// AssemblyScript: operations of two and three operands, each read by steps, so that a dimension of 1 is repeated without
// being written out. The numbers are those of BINARY in ../kernels.ts.

const ADD = 0;
const SUB = 1;
const MUL = 2;
const DIV = 3;
const MAX = 4;
const MIN = 5;
const EQUAL = 6;
const LESS = 7;
const LESS_OR_EQUAL = 8;

/** out [d0, d1, d2, d3], contiguous; steps in words. */
export function binary(
  operation: i32,
  out: usize,
  a: usize,
  b: usize,
  d0: i32,
  d1: i32,
  d2: i32,
  d3: i32,
  a0: i32,
  a1: i32,
  a2: i32,
  a3: i32,
  b0: i32,
  b1: i32,
  b2: i32,
  b3: i32,
): void {
  const rowBytes = (<usize>d3) << 2;
  for (let i = 0; i < d0; i++)
    for (let j = 0; j < d1; j++)
      for (let k = 0; k < d2; k++, out += rowBytes) {
        row(operation, out, a + at(i, j, k, a0, a1, a2), b + at(i, j, k, b0, b1, b2), rowBytes, a3 << 2, b3 << 2);
      }
}

/** Byte offset of a row. */
@inline
function at(i: i32, j: i32, k: i32, s0: i32, s1: i32, s2: i32): usize {
  return (<usize>(i * s0 + j * s1 + k * s2)) << 2;
}

function row(operation: i32, out: usize, a: usize, b: usize, bytes: usize, aStep: usize, bStep: usize): void {
  switch (operation) {
    case ADD:
      return rowOf(ADD, out, a, b, bytes, aStep, bStep);
    case SUB:
      return rowOf(SUB, out, a, b, bytes, aStep, bStep);
    case MUL:
      return rowOf(MUL, out, a, b, bytes, aStep, bStep);
    case DIV:
      return rowOf(DIV, out, a, b, bytes, aStep, bStep);
    case MAX:
      return rowOf(MAX, out, a, b, bytes, aStep, bStep);
    case MIN:
      return rowOf(MIN, out, a, b, bytes, aStep, bStep);
    case EQUAL:
      return rowOf(EQUAL, out, a, b, bytes, aStep, bStep);
    case LESS:
      return rowOf(LESS, out, a, b, bytes, aStep, bStep);
    default:
      return rowOf(LESS_OR_EQUAL, out, a, b, bytes, aStep, bStep);
  }
}

/** Steps in bytes: 4 and 0 are read four numbers at a time, others one by one. */
@inline
function rowOf(operation: i32, out: usize, a: usize, b: usize, bytes: usize, aStep: usize, bStep: usize): void {
  let i: usize = 0;
  const whole = bytes & ~15;
  if (aStep === 4 && bStep === 4) {
    for (; i < whole; i += 16) v128.store(out + i, apply(operation, v128.load(a + i), v128.load(b + i)));
  } else if (aStep === 4 && bStep === 0) {
    const y = v128.load32_splat(b);
    for (; i < whole; i += 16) v128.store(out + i, apply(operation, v128.load(a + i), y));
  } else if (aStep === 0 && bStep === 4) {
    const x = v128.load32_splat(a);
    for (; i < whole; i += 16) v128.store(out + i, apply(operation, x, v128.load(b + i)));
  }
  let x = a + (i >> 2) * aStep;
  let y = b + (i >> 2) * bStep;
  for (; i < bytes; i += 4, x += aStep, y += bStep) {
    v128.store_lane<f32>(out + i, apply(operation, v128.load32_splat(x), v128.load32_splat(y)), 0);
  }
}

@inline
function apply(operation: i32, x: v128, y: v128): v128 {
  if (operation === ADD) return f32x4.add(x, y);
  if (operation === SUB) return f32x4.sub(x, y);
  if (operation === MUL) return f32x4.mul(x, y);
  if (operation === DIV) return f32x4.div(x, y);
  if (operation === MAX) return f32x4.max(x, y);
  if (operation === MIN) return f32x4.min(x, y);
  if (operation === EQUAL) return i32x4.shr_u(i32x4.eq(x, y), 31);
  if (operation === LESS) return i32x4.shr_u(i32x4.lt_s(x, y), 31);
  return i32x4.shr_u(i32x4.le_s(x, y), 31);
}

/** out [d0, d1, d2, d3], contiguous: a where the condition is not 0, b elsewhere. */
export function where(
  out: usize,
  condition: usize,
  a: usize,
  b: usize,
  d0: i32,
  d1: i32,
  d2: i32,
  d3: i32,
  c0: i32,
  c1: i32,
  c2: i32,
  c3: i32,
  a0: i32,
  a1: i32,
  a2: i32,
  a3: i32,
  b0: i32,
  b1: i32,
  b2: i32,
  b3: i32,
): void {
  for (let i = 0; i < d0; i++)
    for (let j = 0; j < d1; j++)
      for (let k = 0; k < d2; k++) {
        let z = condition + at(i, j, k, c0, c1, c2);
        let x = a + at(i, j, k, a0, a1, a2);
        let y = b + at(i, j, k, b0, b1, b2);
        for (let l = 0; l < d3; l++, out += 4) {
          store<i32>(out, select(load<i32>(x), load<i32>(y), load<i32>(z) !== 0));
          z += (<usize>c3) << 2;
          x += (<usize>a3) << 2;
          y += (<usize>b3) << 2;
        }
      }
}
