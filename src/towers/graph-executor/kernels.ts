// What a graph is computed by. There are two sets, in WebAssembly and in plain JavaScript, which give the same bits: every
// operation is rounded to float32, and each sum is added up in the order that is written here. The reference is
// test/towers/graph-executor/naive-kernels.ts.

/**
 * Kernels over one memory, in words of four bytes: f32, and i32 for integers and truths (0 or 1). Places are byte
 * offsets that 4 divides (16, for packed matrices), sizes and steps are words.
 */
export interface Kernels {
  /** out f32 [n]; `operation` is one of UNARY; in: f32, or i32 for `toFloat`. */
  unary(operation: number, out: number, a: number, n: number): void;
  /**
   * out [d0, d1, d2, d3], contiguous; the operands are read by steps, 0 for a dimension that is repeated.
   * @param operation  one of BINARY
   */
  binary(operation: number, out: number, a: number, b: number, ...dimsAndSteps: ThreeFours): void;
  /** out [d0, d1, d2, d3], contiguous: a where the condition is not 0, b elsewhere. */
  where(out: number, condition: number, a: number, b: number, ...dimsAndSteps: FourFours): void;
  /** out and a: [d0, d1, d2, d3], each by steps of its own. */
  copy(out: number, a: number, ...dimsAndSteps: ThreeFours): void;
  /**
   * Reduces the middle of f32 [outer, n, inner]. A sum over the last axis (`inner` 1) has four parts, those of the places
   * 0, 1, 2 and 3 modulo 4: (0 + 1) + (2 + 3), then what is left beyond a multiple of 4. Else it goes from 0 to n - 1.
   *
   * @param operation  one of REDUCE
   */
  reduce(operation: number, out: number, a: number, outer: number, n: number, inner: number): void;
  /** Packs f32 [K, N] for `multiply`: [ceil(N / 8), K, 8], with zeros beyond N. */
  pack(out: number, a: number, K: number, N: number): void;
  /** out f32 [M, N] = a f32 [M, K] x b, packed; each sum goes from 0 to K - 1. */
  multiply(out: number, a: number, b: number, M: number, K: number, N: number): void;
  /**
   * out [n, width]: rows of table [rows, width], by indices i32 [n]; negative ones count from the end.
   * @throws RangeError for a row that is not there
   */
  gather(out: number, table: number, indices: number, rows: number, width: number, n: number): void;
}

type Four = [number, number, number, number];
/** Of the dimensions, the first operand and the second; of `copy`: the dimensions, what is written, what is read. */
export type ThreeFours = [...Four, ...Four, ...Four];
/** Of the dimensions, the condition and the two operands. */
export type FourFours = [...ThreeFours, ...Four];

/** Numbers of operations, which the AssemblyScript sources share. */
export const UNARY = { sqrt: 0, reciprocal: 1, exp: 2, neg: 3, abs: 4, toFloat: 5, log: 6, tanh: 7 } as const;
export const BINARY = { add: 0, sub: 1, mul: 2, div: 3, max: 4, min: 5, equal: 6, less: 7, lessOrEqual: 8 } as const;
export const REDUCE = { sum: 0, max: 1 } as const;

/** Columns of a packed panel. */
export const PANEL = 8;

/** Words of a packed matrix. */
export const packedSize = (K: number, N: number): number => Math.ceil(N / PANEL) * PANEL * K;

/** A set of kernels over a memory of its own. */
export interface KernelSet {
  kernels: Kernels;
  memory: ArrayBuffer;
}

/** @param sizeBytes  of the memory, 0 to begin with @throws RangeError where there is no more */
export type CreateKernels = (sizeBytes: number) => KernelSet;
