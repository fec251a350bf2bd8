// Exact dot products of rows with one another, in integers: what finds neighbours spends its time here. Values are kept in
// steps of 2^-14, which is finer than any order of neighbours, so that WebAssembly and JavaScript, on any number of threads,
// give the same bits.

import { DOTS } from './kernels/modules.ts';

/** Steps of a value of 1. Rows of a length up to 1.9 keep every sum within 31 bits (Cauchy and Schwarz). */
export const STEPS = 2 ** 14;
/** What a dot product of 1 is in steps. */
export const DOT_STEPS = STEPS * STEPS;
/** Queries of a run: they stay in the cache beside four rows. */
export const QUERIES_AT_ONCE = 16;
const ROWS_AT_ONCE = 4;
const VALUES_AT_ONCE = 8;
const PAGE_BYTES = 65_536;
const MAX_STEP = 32_767;

/** Rows to be compared, and a few queries with all of them. */
export interface RowDots {
  /** i16 [numRows, dim]: written once. */
  rows: Int16Array;
  /** i16 [QUERIES_AT_ONCE, dim]: written before each run. */
  queries: Int16Array;
  /** i32 [QUERIES_AT_ONCE, stride]: what a run gives. */
  sums: Int32Array;
  /** Sums of a query: numRows, and what fills it up. */
  stride: number;
  /** Multiplies the first `numQueries` with all rows. */
  run(numQueries: number): void;
}

/** A dim that kernels take: the next multiple of 8. Values that are added are 0. */
export function paddedDim(dim: number): number {
  return Math.ceil(dim / VALUES_AT_ONCE) * VALUES_AT_ONCE;
}

/** A value in steps; what is too large for 16 bits is cut. */
export function stepsOf(value: number): number {
  return Math.max(-MAX_STEP, Math.min(MAX_STEP, Math.round(value * STEPS)));
}

/**
 * Rows in steps, each filled up with zeros.
 *
 * @param rows  f32 [n, dim], of a length up to 1.9
 * @returns     i16 [n, paddedDim(dim)]
 */
export function rowSteps(rows: Float32Array, dim: number): Int16Array<ArrayBuffer> {
  const padded = paddedDim(dim);
  const numRows = rows.length / dim;
  const steps = new Int16Array(numRows * padded);
  for (let row = 0; row < numRows; row++) {
    for (let d = 0; d < dim; d++) steps[row * padded + d] = stepsOf(rows[row * dim + d]!);
  }
  return steps;
}

/**
 * @param dim  8 divides it (see `paddedDim`)
 * @param kind  default: WebAssembly where it runs
 */
export function createRowDots(numRows: number, dim: number, kind?: 'wasm' | 'javascript'): RowDots {
  const stride = Math.ceil(numRows / ROWS_AT_ONCE) * ROWS_AT_ONCE;
  const rowsBytes = 2 * stride * dim;
  const queriesBytes = 2 * QUERIES_AT_ONCE * dim;
  const sizeBytes = rowsBytes + queriesBytes + 4 * QUERIES_AT_ONCE * stride;
  const kernel = kind === 'javascript' ? undefined : wasmKernel(sizeBytes);
  const buffer = kernel?.memory.buffer ?? new ArrayBuffer(sizeBytes);
  const rows = new Int16Array(buffer, 0, stride * dim);
  const queries = new Int16Array(buffer, rowsBytes, QUERIES_AT_ONCE * dim);
  const sums = new Int32Array(buffer, rowsBytes + queriesBytes, QUERIES_AT_ONCE * stride);
  return {
    ...{ rows, queries, sums, stride },
    run(numQueries) {
      const evenly = numQueries + (numQueries % 2);
      if (kernel) kernel.dots(rowsBytes, evenly, 0, stride, dim, rowsBytes + queriesBytes);
      else javaScriptDots(queries, numQueries, rows, dim, sums, stride);
    },
  };
}

/** Products of 15 bits and their sums are exact in a double, in any order. */
function javaScriptDots(
  queries: Int16Array,
  numQueries: number,
  rows: Int16Array,
  dim: number,
  sums: Int32Array,
  stride: number,
): void {
  for (let query = 0; query < numQueries; query++) {
    for (let row = 0; row < stride; row++) {
      let sum = 0;
      for (let d = 0; d < dim; d++) sum += queries[query * dim + d]! * rows[row * dim + d]!;
      sums[query * stride + row] = sum;
    }
  }
}

type Dots = (queries: number, numQueries: number, rows: number, numRows: number, dim: number, sums: number) => void;

let compiled: WebAssembly.Module | undefined;

/** Undefined where the engine has no SIMD, a policy forbids WebAssembly, or there is no such memory. */
function wasmKernel(sizeBytes: number): { dots: Dots; memory: WebAssembly.Memory } | undefined {
  try {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(DOTS), (character) => character.charCodeAt(0)));
    const pages = Math.max(1, Math.ceil(sizeBytes / PAGE_BYTES));
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const { dots } = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as { dots: Dots };
    return { dots, memory };
  } catch {
    return undefined;
  }
}
