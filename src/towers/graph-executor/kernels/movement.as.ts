// AssemblyScript: what is moved and what is reduced. The numbers are those of REDUCE in ../kernels.ts.

const MAX = 1;

/** [d0, d1, d2, d3] to [d0, d1, d2, d3], each by steps of its own, in words. */
export function copy(
  out: usize,
  a: usize,
  d0: i32,
  d1: i32,
  d2: i32,
  d3: i32,
  o0: i32,
  o1: i32,
  o2: i32,
  o3: i32,
  a0: i32,
  a1: i32,
  a2: i32,
  a3: i32,
): void {
  for (let i = 0; i < d0; i++)
    for (let j = 0; j < d1; j++)
      for (let k = 0; k < d2; k++) {
        let to = out + ((<usize>(i * o0 + j * o1 + k * o2)) << 2);
        let from = a + ((<usize>(i * a0 + j * a1 + k * a2)) << 2);
        let l = 0;
        if (o3 === 1 && a3 === 1) {
          for (; l + 4 <= d3; l += 4, to += 16, from += 16) v128.store(to, v128.load(from));
        }
        for (; l < d3; l++) {
          store<i32>(to, load<i32>(from));
          to += (<usize>o3) << 2;
          from += (<usize>a3) << 2;
        }
      }
}

/** f32 [outer, n, inner] -> [outer, inner] */
export function reduce(operation: i32, out: usize, a: usize, outer: i32, n: i32, inner: i32): void {
  const step = (<usize>inner) << 2;
  for (let i = 0; i < outer; i++, a += (<usize>n) * step, out += step) {
    if (inner === 1) store<f32>(out, operation === MAX ? largestOfRow(a, n) : sumOfRow(a, n));
    else for (let j: usize = 0; j < step; j += 4) store<f32>(out + j, reduceColumn(operation, a + j, n, step));
  }
}

@inline
function sumOfRow(a: usize, n: i32): f32 {
  let parts = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4, a += 16) parts = f32x4.add(parts, v128.load(a));
  let total =
    f32x4.extract_lane(parts, 0) +
    f32x4.extract_lane(parts, 1) +
    (f32x4.extract_lane(parts, 2) + f32x4.extract_lane(parts, 3));
  for (; i < n; i++, a += 4) total += load<f32>(a);
  return total;
}

@inline
function largestOfRow(a: usize, n: i32): f32 {
  let parts = f32x4.splat(f32.NEGATIVE_INFINITY);
  let i = 0;
  for (; i + 4 <= n; i += 4, a += 16) parts = f32x4.max(parts, v128.load(a));
  for (; i < n; i++, a += 4) parts = f32x4.max(parts, v128.load32_splat(a));
  return max<f32>(
    max<f32>(f32x4.extract_lane(parts, 0), f32x4.extract_lane(parts, 1)),
    max<f32>(f32x4.extract_lane(parts, 2), f32x4.extract_lane(parts, 3)),
  );
}

@inline
function reduceColumn(operation: i32, a: usize, n: i32, step: usize): f32 {
  let found: f32 = operation === MAX ? f32.NEGATIVE_INFINITY : 0;
  for (let i = 0; i < n; i++, a += step) {
    found = operation === MAX ? max<f32>(found, load<f32>(a)) : found + load<f32>(a);
  }
  return found;
}
