// Quantizes a user embedding to int8. Must match quantizeUserEmbedding in numerics/quantize.ts bit for bit: the step is
// the smallest 2^n with every |value| <= 63 * 2^n, halves are rounded away from zero. It works on the bits of the
// floats, because a GPU may take subnormal floats for zeros and need not round a division right.
//
// In front: shared.wgsl. One workgroup of 256 threads, a word of four values each at a time.

struct Quantization {
  /// The step is 2^exponent.
  exponent: i32,
  /// Place of the first value that is not finite, and its bits; dim where there is none.
  badIndex: u32,
  badBits: u32,
}

/// The bits of f32 [dim]
@group(0) @binding(1) var<storage, read> embedding: array<u32>;
/// u32 [dim / 4]: four i8 a word
@group(0) @binding(2) var<storage, read_write> query: array<u32>;
@group(0) @binding(3) var<storage, read_write> quantization: Quantization;

const INFINITY = 0x7f800000u;
/// 63 * 2^18, which lies between 2^23 and 2^24 as every mantissa does.
const LIMIT = 16515072u;

/// Bits of the largest magnitude: floats of one sign are ordered as their bits are.
var<workgroup> largest: atomic<u32>;
/// dim - index of the first value that is not finite; 0 where there is none.
var<workgroup> badness: atomic<u32>;

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) lane: u32) {
  let dim = params.wordsPerRow * 4u;
  for (var d = lane; d < dim; d += 256u) {
    let magnitude = embedding[d] & 0x7fffffffu;
    atomicMax(&largest, magnitude);
    if (magnitude >= INFINITY) {
      atomicMax(&badness, dim - d);
    }
  }
  workgroupBarrier();
  let exponent = stepExponent(atomicLoad(&largest));
  for (var w = lane; w < params.wordsPerRow; w += 256u) {
    var word = 0u;
    for (var i = 0u; i < 4u; i++) {
      word |= (bitcast<u32>(quantize(embedding[4u * w + i], exponent)) & 0xffu) << (8u * i);
    }
    query[w] = word;
  }
  if (lane == 0u) {
    let badIndex = dim - atomicLoad(&badness);
    quantization = Quantization(exponent, badIndex, embedding[min(badIndex, dim - 1u)]);
  }
}

/// A finite magnitude as mantissa * 2^exponent, with a mantissa of 24 bits, or 0.
struct Magnitude {
  mantissa: u32,
  exponent: i32,
}

fn magnitudeOf(bits: u32) -> Magnitude {
  let stored = (bits >> 23u) & 0xffu;
  let fraction = bits & 0x7fffffu;
  if (stored != 0u) {
    return Magnitude(fraction | 0x800000u, i32(stored) - 150);
  }
  let shift = countLeadingZeros(fraction) - 8u; // Subnormal: 2^-149 * fraction.
  return Magnitude(fraction << shift, -149 - i32(shift));
}

fn stepExponent(largestBits: u32) -> i32 {
  let value = magnitudeOf(largestBits);
  let exponent = value.exponent + select(19, 18, value.mantissa <= LIMIT);
  return select(exponent, 0, value.mantissa == 0u);
}

fn quantize(bits: u32, exponent: i32) -> i32 {
  let value = magnitudeOf(bits);
  let shift = u32(clamp(exponent - value.exponent, 1, 31)); // 18 or more; from 25 on the result is 0.
  let magnitude = i32((value.mantissa + (1u << (shift - 1u))) >> shift);
  return select(magnitude, -magnitude, (bits >> 31u) == 1u);
}
