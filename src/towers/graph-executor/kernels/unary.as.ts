// AssemblyScript: operations of one operand. The numbers are those of UNARY in ../kernels.ts.

const SQRT = 0;
const RECIPROCAL = 1;
const EXP = 2;
const NEG = 3;
const ABS = 4;
const TO_FLOAT = 5;

export function unary(operation: i32, out: usize, a: usize, n: i32): void {
  switch (operation) {
    case SQRT:
      return loop(SQRT, out, a, n);
    case RECIPROCAL:
      return loop(RECIPROCAL, out, a, n);
    case EXP:
      return loop(EXP, out, a, n);
    case NEG:
      return loop(NEG, out, a, n);
    case ABS:
      return loop(ABS, out, a, n);
    default:
      return loop(TO_FLOAT, out, a, n);
  }
}

/** What is beyond a multiple of four is computed as a whole vector as well, of which one number counts. */
@inline
function loop(operation: i32, out: usize, a: usize, n: i32): void {
  let i: usize = 0;
  for (const end = (<usize>n & ~3) << 2; i < end; i += 16) v128.store(out + i, apply(operation, v128.load(a + i)));
  for (const end = (<usize>n) << 2; i < end; i += 4) {
    v128.store_lane<f32>(out + i, apply(operation, v128.load32_splat(a + i)), 0);
  }
}

@inline
function apply(operation: i32, x: v128): v128 {
  if (operation === SQRT) return f32x4.sqrt(x);
  if (operation === RECIPROCAL) return f32x4.div(f32x4.splat(1), x);
  if (operation === EXP) return exp(x);
  if (operation === NEG) return f32x4.neg(x);
  if (operation === ABS) return f32x4.abs(x);
  return f32x4.convert_i32x4_s(x);
}

/** Moshier, Cephes, `expf`; below 2 ** -126 it is 0. */
@inline
function exp(x: v128): v128 {
  const clamped = f32x4.max(f32x4.min(x, f32x4.splat(88.72283)), f32x4.splat(-87.33654));
  const power = f32x4.floor(f32x4.add(f32x4.mul(clamped, f32x4.splat(1.44269504)), f32x4.splat(0.5)));
  const high = f32x4.sub(clamped, f32x4.mul(power, f32x4.splat(0.693359375)));
  const rest = f32x4.sub(high, f32x4.mul(power, f32x4.splat(-2.1219444e-4)));
  let y = f32x4.splat(1.98756915e-4);
  y = f32x4.add(f32x4.mul(y, rest), f32x4.splat(1.3981999507e-3));
  y = f32x4.add(f32x4.mul(y, rest), f32x4.splat(8.3334519073e-3));
  y = f32x4.add(f32x4.mul(y, rest), f32x4.splat(4.1665795894e-2));
  y = f32x4.add(f32x4.mul(y, rest), f32x4.splat(1.6666665459e-1));
  y = f32x4.add(f32x4.mul(y, rest), f32x4.splat(5.0000001201e-1));
  y = f32x4.add(f32x4.add(f32x4.mul(y, f32x4.mul(rest, rest)), rest), f32x4.splat(1));
  // 2 ** (power - 1), of twice as much: 2 ** 128 is no float32.
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(126)), 23);
  const scaled = f32x4.mul(f32x4.add(y, y), exponent);
  return v128.bitselect(f32x4.splat(f32.POSITIVE_INFINITY), scaled, f32x4.gt(x, f32x4.splat(88.72283)));
}
