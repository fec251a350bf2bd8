// 8-bit quantization of constants, in the two layouts that ONNX Runtime reads with equal results on its WebAssembly and
// WebGPU backends: blocks of 32 for matrices (com.microsoft MatMulNBits: bits 8, accuracy_level 0, no zero points, so
// 128 is zero) and one scale a row for tables that are gathered from.
import type { Attribute } from './onnx-graph.ts';

/** Weights that share one scale, along K. MatMulNBits takes powers of two from 16. */
export const BLOCK_SIZE = 32;

/** The stored value of weight 0. */
export const ZERO_POINT = 128;
const MAX_STEPS = 127; // symmetric: -127..127, stored as 1..255

export interface QuantizedMatrix {
  packed: Uint8Array; // [N, numBlocks, 32]: column n's weights along K, plus 128
  scales: Float32Array; // [N, numBlocks]: value of one step
  numBlocks: number; // ceil(K / 32)
}

/**
 * Quantizes the right operand of a matrix product for MatMulNBits.
 *
 * A weight is about (packed - 128) * scale, off by at most half a step of its block. K is padded with zeros to whole
 * blocks; the operator ignores the padding.
 *
 * @param weights  f32 [K, N], row-major
 */
export function quantizeMatMulNBits(weights: Float32Array, K: number, N: number): QuantizedMatrix {
  if (weights.length !== K * N) throw new Error(`quantize: matrix has ${weights.length} weights, expected ${K} x ${N}`);
  const numBlocks = Math.ceil(K / BLOCK_SIZE);
  const packed = new Uint8Array(N * numBlocks * BLOCK_SIZE).fill(ZERO_POINT);
  const scales = new Float32Array(N * numBlocks);
  const block = new Float32Array(BLOCK_SIZE);
  for (let n = 0; n < N; n++)
    for (let b = 0; b < numBlocks; b++) {
      for (let i = 0; i < BLOCK_SIZE; i++) block[i] = weights[(b * BLOCK_SIZE + i) * N + n] ?? 0;
      const at = n * numBlocks + b;
      scales[at] = quantizeRow(block, packed.subarray(at * BLOCK_SIZE, (at + 1) * BLOCK_SIZE));
    }
  return { packed, scales, numBlocks };
}

/** Attributes of the MatMulNBits node that reads `quantizeMatMulNBits`'s result. */
export function matMulNBitsAttributes(K: number, N: number): Record<string, Attribute> {
  return { K, N, bits: 8, block_size: BLOCK_SIZE, accuracy_level: 0 };
}

export interface QuantizedTable {
  values: Uint8Array; // [rows, dim]: q + 128
  scales: Float32Array; // [rows]: value of one step
}

/**
 * Quantizes a table that rows are gathered from; a value is about (values - 128) * scales[row].
 *
 * @param table  f32 [rows, dim], row-major
 */
export function quantizeTable(table: Float32Array, rows: number, dim: number): QuantizedTable {
  if (table.length !== rows * dim)
    throw new Error(`quantize: table has ${table.length} values, expected ${rows} x ${dim}`);
  const values = new Uint8Array(rows * dim);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const row = table.subarray(r * dim, (r + 1) * dim);
    scales[r] = quantizeRow(row, values.subarray(r * dim, (r + 1) * dim));
  }
  return { values, scales };
}

/**
 * Writes round(row / scale) + 128 to `out` and returns the scale, the largest absolute value / 127 (0 if all are 0).
 */
function quantizeRow(row: Float32Array, out: Uint8Array): number {
  const scale = Math.fround(row.reduce((max, value) => Math.max(max, Math.abs(value)), 0) / MAX_STEPS);
  if (!Number.isFinite(scale)) throw new Error(`quantize: row holds ${scale}, expected finite numbers`);
  for (let i = 0; i < row.length; i++) {
    const steps = scale === 0 ? 0 : Math.round(row[i]! / scale);
    out[i] = Math.min(MAX_STEPS, Math.max(-MAX_STEPS, steps)) + ZERO_POINT;
  }
  return scale;
}
