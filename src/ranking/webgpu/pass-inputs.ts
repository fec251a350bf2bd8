// What the kernels of one pass read and write: the request, copied into scratch buffers, and room for the answer. All
// is copied before the caller goes on, so that it may change its arrays while the GPU works.

import { GROUP_SIZE, type ItemMatrix } from '../item-matrix.ts';
import { MAX_BOOST, type RankRequest } from '../ranker.ts';
import { DONE, RADIX } from './kernels.ts';
import type { ScratchBuffers, ScratchName } from './scratch-buffers.ts';

/** Bytes of `count` in compact.wgsl, which rows are aligned behind, and of a row of its results. */
export const COUNT_BYTES = 8;
const ROW_BYTES = 8;
/** Bytes of Quantization in quantize-user.wgsl, filled up to a multiple of 16. */
export const QUANTIZATION_BYTES = 16;

/** Largest magnitude of a dot product a dimension: query -63..63, items -128..127. */
const DOT_BOUND = 63 * 128;

/** What follows from the request of a pass before anything is computed. */
export interface PassPlan {
  /** Most rows that it can get. */
  rows: number;
  /** Of the count and the rows. */
  resultBytes: number;
  /** Added to every score, so that the key of each allowed item is above 0. */
  bias: number;
  /** Levels of radix select that the largest key and the largest tie need. */
  keyLevels: number;
  tieLevels: number;
}

export function planPass({ k, boosts }: RankRequest, { numItems, dim }: ItemMatrix): PassPlan {
  const rows = Math.min(k, numItems);
  const bound = DOT_BOUND * dim + (boosts ? MAX_BOOST : 0);
  return {
    rows,
    resultBytes: COUNT_BYTES + ROW_BYTES * rows,
    bias: bound + 1,
    keyLevels: digitsOf(2 * bound + 1),
    tieLevels: digitsOf(Math.max(numItems - 1, 0)),
  };
}

/** Copies the request and makes room for what the kernels write. */
export function writeInputs(
  scratch: ScratchBuffers,
  { numItems, dim }: ItemMatrix,
  { query, allowed, boosts }: RankRequest,
  { rows, resultBytes, bias, keyLevels, tieLevels }: PassPlan,
): Record<ScratchName, GPUBufferBinding> {
  const params = [numItems, dim / GROUP_SIZE, bias, keyLevels, tieLevels, Number(!!allowed), Number(!!boosts)];
  // Selection in shared.wgsl. Where no row is asked for, none has a key from DONE upwards.
  const selection = rows === 0 ? [DONE, 0, 0, DONE] : [0, 0, rows, 0];
  return {
    params: scratch.write('params', new Uint32Array(params)),
    query: scratch.write('query', query),
    allowed: allowed ? scratch.write('allowed', allowed.words) : scratch.reserve('allowed', 0),
    boosts: boosts ? scratch.write('boosts', boosts) : scratch.reserve('boosts', 0),
    keys: scratch.reserve('keys', 4 * numItems),
    selection: scratch.write('selection', new Uint32Array(selection)),
    histogram: scratch.reserve('histogram', 4 * RADIX),
    results: scratch.reserve('results', resultBytes),
    quantization: scratch.reserve('quantization', QUANTIZATION_BYTES),
  };
}

const digitsOf = (largest: number) => Math.ceil((32 - Math.clz32(largest)) / Math.log2(RADIX));
