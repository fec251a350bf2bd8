// What the kernels of one pass read and write: the requests, copied into scratch buffers, and room for the answer. All
// is copied before the caller goes on, so that it may change its arrays while the GPU works.

import { GROUP_SIZE, type ItemMatrix } from '../item-matrix.ts';
import { MAX_BOOST, type RankRequest } from '../ranker.ts';
import { DONE, NONE, QUERIES_PER_PASS, RADIX } from './kernels.ts';
import type { ScratchBuffers, ScratchName } from './scratch-buffers.ts';

/** Bytes of `counts` in compact.wgsl, and of a row of its results. */
export const COUNTS_BYTES = 4 * QUERIES_PER_PASS;
export const ROW_BYTES = 8;
/** Bytes of Quantization in quantize-user.wgsl, filled up to a multiple of 16. */
export const QUANTIZATION_BYTES = 16;

/** Largest magnitude of a dot product a dimension: query -63..63, items -128..127. */
const DOT_BOUND = 63 * 128;

/** What follows from the requests of a pass before anything is computed. */
export interface PassPlan {
  numQueries: number;
  /** Most rows that each query can get. */
  rows: number[];
  /** Each query's first row in the results. */
  offsets: number[];
  /** Of all counts and rows. */
  resultBytes: number;
  /** Added to every score, so that the key of each allowed item is above 0. */
  bias: number;
  /** Levels of radix select that the largest key and the largest tie need. */
  keyLevels: number;
  tieLevels: number;
}

/** @param requests  1 to QUERIES_PER_PASS */
export function planPass(requests: readonly RankRequest[], { numItems, dim }: ItemMatrix): PassPlan {
  const rows = requests.map(({ k }) => Math.min(k, numItems));
  let total = 0;
  const offsets = rows.map((count) => (total += count) - count);
  const bound = DOT_BOUND * dim + (requests.some(({ boosts }) => boosts) ? MAX_BOOST : 0);
  return {
    numQueries: requests.length,
    rows,
    offsets,
    resultBytes: COUNTS_BYTES + ROW_BYTES * total,
    bias: bound + 1,
    keyLevels: digitsOf(2 * bound + 1),
    tieLevels: digitsOf(Math.max(numItems - 1, 0)),
  };
}

/** Copies the requests and makes room for what the kernels write. */
export function writeInputs(
  scratch: ScratchBuffers,
  { numItems, dim }: ItemMatrix,
  requests: readonly RankRequest[],
  plan: PassPlan,
): Record<ScratchName, GPUBufferBinding> {
  const allowed = scratch.writeDistinct(
    'allowed',
    requests.map((request) => request.allowed?.words),
  );
  const boosts = scratch.writeDistinct(
    'boosts',
    requests.map((request) => request.boosts),
  );
  const masks = requests.flatMap((_, q) => [allowed.offsets[q] ?? NONE, boosts.offsets[q] ?? NONE]);
  const { numQueries, bias, keyLevels, tieLevels } = plan;
  return {
    params: scratch.write(
      'params',
      new Uint32Array([numItems, numQueries, dim / GROUP_SIZE, bias, keyLevels, tieLevels]),
    ),
    queries: scratch.write('queries', interleavedQueries(requests, dim)),
    masks: scratch.write('masks', new Uint32Array(masks)),
    allowed: allowed.binding,
    boosts: boosts.binding,
    keys: scratch.reserve('keys', 4 * numQueries * numItems),
    selections: scratch.write('selections', initialSelections(plan)),
    histograms: scratch.reserve('histograms', 4 * RADIX * QUERIES_PER_PASS),
    offsets: scratch.write('offsets', new Uint32Array(plan.offsets)),
    results: scratch.reserve('results', plan.resultBytes),
    quantization: scratch.reserve('quantization', QUANTIZATION_BYTES),
  };
}

const digitsOf = (largest: number) => Math.ceil((32 - Math.clz32(largest)) / Math.log2(RADIX));

/** u32 [dim / 4, 1 or QUERIES_PER_PASS]: a word of every query, then the next; zeros where there are fewer queries. */
function interleavedQueries(requests: readonly RankRequest[], dim: number): Uint32Array<ArrayBuffer> {
  const width = requests.length === 1 ? 1 : QUERIES_PER_PASS;
  const values = new Int8Array(width * dim);
  requests.forEach(({ query }, q) => {
    for (let d = 0; d < dim; d += GROUP_SIZE) values.set(query.subarray(d, d + GROUP_SIZE), d * width + q * GROUP_SIZE);
  });
  return new Uint32Array(values.buffer);
}

/** Selection in shared.wgsl. Where no row is asked for, none has a key from DONE upwards. */
function initialSelections({ rows }: PassPlan): Uint32Array<ArrayBuffer> {
  return new Uint32Array(rows.flatMap((count) => (count === 0 ? [DONE, 0, 0, DONE] : [0, 0, count, 0])));
}
