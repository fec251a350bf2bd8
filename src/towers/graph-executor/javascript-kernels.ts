// The kernels in plain JavaScript, for pages whose policy forbids WebAssembly. `Math.fround` after each operation makes
// engines compute in float32, and the results those of the WebAssembly kernels, bit for bit.
import { BINARY, type KernelSet, type Kernels, PANEL, REDUCE, UNARY } from './kernels.ts';

const { fround, max, min, floor } = Math;

export function createJavaScriptKernels(sizeBytes: number): KernelSet {
  const memory = new ArrayBuffer(Math.ceil(sizeBytes / 4) * 4);
  return { kernels: javaScriptKernels(memory), memory };
}

export function javaScriptKernels(memory: ArrayBuffer): Kernels {
  const [floats, words] = [new Float32Array(memory), new Int32Array(memory)];

  return {
    unary(operation, out, a, n) {
      const [to, from] = [out >> 2, a >> 2];
      if (operation === UNARY.toFloat) {
        for (let i = 0; i < n; i++) floats[to + i] = words[from + i]!;
        return;
      }
      const apply = UNARY_FUNCTIONS[operation]!;
      for (let i = 0; i < n; i++) floats[to + i] = apply(floats[from + i]!);
    },

    binary(operation, out, a, b, d0, d1, d2, d3, a0, a1, a2, a3, b0, b1, b2, b3) {
      const values = operation >= BINARY.equal ? words : floats;
      let at = out >> 2;
      for (let i = 0; i < d0; i++)
        for (let j = 0; j < d1; j++)
          for (let k = 0; k < d2; k++, at += d3) {
            const x = (a >> 2) + i * a0 + j * a1 + k * a2;
            const y = (b >> 2) + i * b0 + j * b1 + k * b2;
            binaryRow(operation, values, at, d3, x, a3, y, b3);
          }
    },

    where(out, condition, a, b, d0, d1, d2, d3, c0, c1, c2, c3, a0, a1, a2, a3, b0, b1, b2, b3) {
      let at = out >> 2;
      for (let i = 0; i < d0; i++)
        for (let j = 0; j < d1; j++)
          for (let k = 0; k < d2; k++) {
            let z = (condition >> 2) + i * c0 + j * c1 + k * c2;
            let x = (a >> 2) + i * a0 + j * a1 + k * a2;
            let y = (b >> 2) + i * b0 + j * b1 + k * b2;
            for (let l = 0; l < d3; l++, z += c3, x += a3, y += b3)
              words[at++] = words[z] !== 0 ? words[x]! : words[y]!;
          }
    },

    copy(out, a, d0, d1, d2, d3, o0, o1, o2, o3, a0, a1, a2, a3) {
      for (let i = 0; i < d0; i++)
        for (let j = 0; j < d1; j++)
          for (let k = 0; k < d2; k++) {
            let to = (out >> 2) + i * o0 + j * o1 + k * o2;
            let from = (a >> 2) + i * a0 + j * a1 + k * a2;
            for (let l = 0; l < d3; l++, to += o3, from += a3) words[to] = words[from]!;
          }
    },

    reduce(operation, out, a, outer, n, inner) {
      for (let i = 0; i < outer; i++)
        for (let j = 0; j < inner; j++) {
          const first = (a >> 2) + i * n * inner + j;
          floats[(out >> 2) + i * inner + j] =
            operation === REDUCE.max
              ? largest(floats, first, n, inner)
              : inner === 1
                ? sumOfParts(floats, first, n)
                : sum(floats, first, n, inner);
        }
    },

    pack(out, a, K, N) {
      let to = out >> 2;
      for (let column = 0; column < N; column += PANEL)
        for (let k = 0; k < K; k++)
          for (let j = 0; j < PANEL; j++) floats[to++] = column + j < N ? floats[(a >> 2) + k * N + column + j]! : 0;
    },

    multiply(out, a, b, M, K, N) {
      for (let column = 0; column < N; column += PANEL) {
        const panel = (b >> 2) + column * K;
        const width = min(PANEL, N - column);
        for (let m = 0; m < M; m++) {
          multiplyRow(floats, (a >> 2) + m * K, panel, K);
          const to = (out >> 2) + m * N + column;
          for (let j = 0; j < width; j++) floats[to + j] = tile[j]!;
        }
      }
    },

    gather(out, table, indices, rows, width, n) {
      for (let i = 0; i < n; i++) {
        const index = words[(indices >> 2) + i]!;
        const row = index < 0 ? index + rows : index;
        if (row < 0 || row >= rows) throw new RangeError(`gather: index ${index} of ${rows} rows`);
        const from = (table >> 2) + row * width;
        words.copyWithin((out >> 2) + i * width, from, from + width);
      }
    },
  };
}

/** What `multiplyRow` makes. */
const tile = new Float32Array(PANEL);

/** One row of a times one panel of b, four columns at a time: engines keep so many sums in registers. */
function multiplyRow(floats: Float32Array, row: number, panel: number, K: number): void {
  const step = PANEL;
  for (let column = 0; column < PANEL; column += 4) {
    let c0 = fround(0);
    let c1 = fround(0);
    let c2 = fround(0);
    let c3 = fround(0);
    for (let k = 0, at = panel + column; k < K; k++, at += step) {
      const value = floats[row + k]!;
      c0 = fround(c0 + fround(value * floats[at]!));
      c1 = fround(c1 + fround(value * floats[at + 1]!));
      c2 = fround(c2 + fround(value * floats[at + 2]!));
      c3 = fround(c3 + fround(value * floats[at + 3]!));
    }
    tile[column] = c0;
    tile[column + 1] = c1;
    tile[column + 2] = c2;
    tile[column + 3] = c3;
  }
}

/** The three that towers are made of have loops of their own: a call for each number takes four times as long. */
function binaryRow(
  operation: number,
  values: Float32Array | Int32Array,
  at: number,
  n: number,
  x: number,
  xStep: number,
  y: number,
  yStep: number,
): void {
  const end = at + n;
  if (operation === BINARY.add) for (; at < end; at++, x += xStep, y += yStep) values[at] = values[x]! + values[y]!;
  else if (operation === BINARY.sub)
    for (; at < end; at++, x += xStep, y += yStep) values[at] = values[x]! - values[y]!;
  else if (operation === BINARY.mul)
    for (; at < end; at++, x += xStep, y += yStep) values[at] = values[x]! * values[y]!;
  else {
    const apply = BINARY_FUNCTIONS[operation]!;
    for (; at < end; at++, x += xStep, y += yStep) values[at] = apply(values[x]!, values[y]!);
  }
}

function largest(floats: Float32Array, first: number, n: number, step: number): number {
  let found = Number.NEGATIVE_INFINITY;
  for (let i = 0, at = first; i < n; i++, at += step) found = max(found, floats[at]!);
  return found;
}

function sum(floats: Float32Array, first: number, n: number, step: number): number {
  let total = fround(0);
  for (let i = 0, at = first; i < n; i++, at += step) total = fround(total + floats[at]!);
  return total;
}

function sumOfParts(floats: Float32Array, first: number, n: number): number {
  let s0 = fround(0);
  let s1 = fround(0);
  let s2 = fround(0);
  let s3 = fround(0);
  const whole = first + (n & -4);
  for (let at = first; at < whole; at += 4) {
    s0 = fround(s0 + floats[at]!);
    s1 = fround(s1 + floats[at + 1]!);
    s2 = fround(s2 + floats[at + 2]!);
    s3 = fround(s3 + floats[at + 3]!);
  }
  let total = fround(fround(s0 + s1) + fround(s2 + s3));
  for (let at = whole; at < first + n; at++) total = fround(total + floats[at]!);
  return total;
}

const UNARY_FUNCTIONS: readonly ((x: number) => number)[] = [
  Math.sqrt,
  (x) => 1 / x,
  exp,
  (x) => -x,
  Math.abs,
  (x) => x,
  Math.log,
  Math.tanh,
];

/** A result is rounded to float32 where it is stored. */
const BINARY_FUNCTIONS: Readonly<Record<number, (x: number, y: number) => number>> = {
  [BINARY.div]: (x, y) => x / y,
  [BINARY.max]: max,
  [BINARY.min]: min,
  [BINARY.equal]: (x, y) => (x === y ? 1 : 0),
  [BINARY.less]: (x, y) => (x < y ? 1 : 0),
  [BINARY.lessOrEqual]: (x, y) => (x <= y ? 1 : 0),
};

const LARGEST = fround(88.72283);
const SMALLEST = fround(-87.33654);
const LOG2E = fround(Math.LOG2E);
const LN2_HIGH = fround(0.693359375);
const LN2_LOW = fround(-2.1219444e-4);
const POLYNOMIAL = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
].map(fround);

/** In float32, to one or two units in the last place; below 2 ** -126 it is 0. Moshier, Cephes, `expf`. */
function exp(x: number): number {
  if (x > LARGEST) return Number.POSITIVE_INFINITY;
  const clamped = max(x, SMALLEST);
  const power = floor(fround(fround(clamped * LOG2E) + 0.5));
  const rest = fround(fround(clamped - fround(power * LN2_HIGH)) - fround(power * LN2_LOW));
  let y = POLYNOMIAL[0]!;
  for (let i = 1; i < POLYNOMIAL.length; i++) y = fround(fround(y * rest) + POLYNOMIAL[i]!);
  y = fround(fround(fround(y * fround(rest * rest)) + rest) + 1);
  return fround(fround(y + y) * (power > -126 ? 2 ** (power - 1) : 0));
}
