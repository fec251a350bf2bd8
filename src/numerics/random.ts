// A seeded random number generator, so that the same seed gives the same bytes on every machine (Math.random has no
// seed). The generator is sfc32 (Chris Doty-Humphrey, PractRand: small, fast, 128 bits of state, passes its own and
// TestU01's batteries); its state is filled from the 32-bit seed by SplitMix32's mixing function.

/** A stream of random numbers. Two streams of one seed are equal, call by call. */
export interface Random {
  /** Uniform in [0, 1), with 53 random bits. */
  next(): number;
  /** Uniform integer in 0..n-1, without modulo bias. n: 1..2^32. */
  integer(n: number): number;
  /** Standard normal. Math.log's last bit is up to the engine, so equal bytes need the same JavaScript engine. */
  normal(): number;
  /** Shuffles in place; every order is equally likely (Fisher-Yates). */
  shuffle<T>(array: { length: number; [index: number]: T }): void;
}

/**
 * @param seed  any number; its low 32 bits count (fractions are cut off)
 */
export function createRandom(seed: number): Random {
  const nextUint32 = sfc32(seed);
  const next = () => ((nextUint32() >>> 5) * 0x4000000 + (nextUint32() >>> 6)) / 2 ** 53;
  const integer = (n: number) => uniformInteger(nextUint32, n);
  return { next, integer, normal: normalFrom(next), shuffle: (array) => shuffle(array, integer) };
}

/**
 * sfc32: three words of state and a counter. The first 12 outputs are dropped to mix the seed in, as its author does.
 */
function sfc32(seed: number): () => number {
  const fill = splitMix32(seed);
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;
  const nextUint32 = () => {
    const output = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + output) | 0;
    return output >>> 0;
  };
  for (let i = 0; i < 12; i++) nextUint32();
  return nextUint32;
}

/** SplitMix (Steele, Lea and Flood, 2014) in 32 bits: a Weyl sequence through MurmurHash3's 32-bit finalizer. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
}

/** Draws again above the largest multiple of n, so that every result stands for equally many draws. */
function uniformInteger(nextUint32: () => number, n: number): number {
  if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 32)) throw new RangeError(`random: n is ${n}, expected 1 to 2^32`);
  const limit = 2 ** 32 - (2 ** 32 % n);
  let draw = nextUint32();
  while (draw >= limit) draw = nextUint32();
  return draw % n;
}

/** Marsaglia's polar method (1964): two normals from a point in the unit disc; the second is kept for the next call. */
function normalFrom(next: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * next() - 1;
      y = 2 * next() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    spare = y * factor;
    return x * factor;
  };
}

function shuffle<T>(array: { length: number; [index: number]: T }, integer: (n: number) => number): void {
  for (let i = array.length - 1; i > 0; i--) {
    const j = integer(i + 1);
    const kept = array[i]!;
    array[i] = array[j]!;
    array[j] = kept;
  }
}
