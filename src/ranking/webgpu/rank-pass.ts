// One pass over the items for up to 8 requests: scores, radix select and the copy of the selected rows, handed to the
// GPU in one piece. Only the selected rows come back; the host puts these few in order.

import { createTopK } from '../../numerics/top-k.ts';
import type { ItemMatrix } from '../item-matrix.ts';
import type { RankRequest, RankResult } from '../ranker.ts';
import type { ItemChunks } from './item-chunks.ts';
import { bindGroup, type Kernels, workgroupsFor } from './kernels.ts';
import { COUNTS_BYTES, type PassPlan, planPass, QUANTIZATION_BYTES, ROW_BYTES, writeInputs } from './pass-inputs.ts';
import type { ReadbackPool } from './readback-pool.ts';
import type { ScratchBuffers, ScratchName } from './scratch-buffers.ts';

/** What passes run with. */
export interface PassContext {
  device: GPUDevice;
  kernels: Kernels;
  matrix: ItemMatrix;
  items: ItemChunks;
  scratch: ScratchBuffers;
  readbacks: ReadbackPool;
}

export interface PassOutput {
  /** In the order of the requests. */
  results: RankResult[];
  /** i8 [dim]: the first request's query. */
  query: Int8Array<ArrayBuffer>;
  /** Quantization in quantize-user.wgsl: meaningless without an embedding. */
  quantization: DataView;
}

/** In the kernels of top-k: a workgroup costs the set-up and the merging of its histogram, an item very little. */
const ITEMS_PER_THREAD = 16;

type Bindings = Record<ScratchName, GPUBufferBinding>;

/**
 * Submits before it returns: a later change of requests, items or embedding has no effect on the answer.
 *
 * @param requests   1 to QUERIES_PER_PASS
 * @param embedding  f32 [dim]; quantized, it takes the place of the only request's query
 */
export async function runPass(
  context: PassContext,
  requests: readonly RankRequest[],
  embedding?: GPUBuffer,
): Promise<PassOutput> {
  const { device, matrix, items, scratch, readbacks } = context;
  items.upload();
  const plan = planPass(requests, matrix);
  const bindings = writeInputs(scratch, matrix, requests, plan);
  const encoder = device.createCommandEncoder();
  encoder.clearBuffer(bindings.results.buffer, 0, COUNTS_BYTES);
  const pass = encoder.beginComputePass();
  if (embedding) encodeQuantization(context, pass, bindings, embedding);
  encodeScores(context, pass, bindings, plan);
  encodeSelection(context, pass, bindings, plan);
  pass.end();
  const bytes = plan.resultBytes + matrix.dim + QUANTIZATION_BYTES;
  const readback = readbacks.take(bytes);
  encodeReadback(encoder, bindings, plan, matrix.dim, readback);
  device.queue.submit([encoder.finish()]);
  return parseOutput(await readbacks.read(readback, bytes), plan, matrix.dim);
}

function encodeQuantization(
  { device, kernels, matrix }: PassContext,
  pass: GPUComputePassEncoder,
  { params, queries, quantization }: Bindings,
  embedding: GPUBuffer,
): void {
  const values = { buffer: embedding, offset: 0, size: 4 * matrix.dim };
  pass.setPipeline(kernels.quantizeUser);
  pass.setBindGroup(0, bindGroup(device, kernels.quantizeUser, 0, [params, values, queries, quantization]));
  pass.dispatchWorkgroups(1);
}

function encodeScores(
  { device, kernels, items }: PassContext,
  pass: GPUComputePassEncoder,
  { params, queries, masks, allowed, boosts, keys }: Bindings,
  { numQueries }: PassPlan,
): void {
  const pipeline = numQueries === 1 ? kernels.scoreOne : kernels.scoreEight;
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup(device, pipeline, 0, [params, queries, masks, allowed, boosts, keys]));
  for (const chunk of items.chunks) {
    pass.setBindGroup(1, bindGroup(device, pipeline, 1, [{ buffer: chunk.place }, { buffer: chunk.items }]));
    pass.dispatchWorkgroups(workgroupsFor(chunk.numRows, 1));
  }
}

/** Radix select, a digit of 8 bits a level; queries that are done skip what is left. Then the selected rows. */
function encodeSelection(
  { device, kernels, matrix: { numItems } }: PassContext,
  pass: GPUComputePassEncoder,
  { params, keys, selections, histograms, offsets, results }: Bindings,
  { numQueries, keyLevels, tieLevels }: PassPlan,
): void {
  const { histogram, pick, compact } = kernels;
  const counting = bindGroup(device, histogram, 0, [params, keys, selections, histograms]);
  const picking = bindGroup(device, pick, 0, [params, selections, histograms]);
  const workgroups = workgroupsFor(numItems, ITEMS_PER_THREAD);
  for (let level = 0; level < keyLevels + tieLevels; level++) {
    pass.setPipeline(histogram);
    pass.setBindGroup(0, counting);
    pass.dispatchWorkgroups(workgroups, numQueries);
    pass.setPipeline(pick);
    pass.setBindGroup(0, picking);
    pass.dispatchWorkgroups(numQueries);
  }
  pass.setPipeline(compact);
  pass.setBindGroup(0, bindGroup(device, compact, 0, [params, keys, selections, offsets, results]));
  pass.dispatchWorkgroups(workgroups, numQueries);
}

/** Results, the first query and its quantization behind each other: what `parseOutput` reads. */
function encodeReadback(
  encoder: GPUCommandEncoder,
  { results, queries, quantization }: Bindings,
  { resultBytes }: PassPlan,
  dim: number,
  readback: GPUBuffer,
): void {
  encoder.copyBufferToBuffer(results.buffer, 0, readback, 0, resultBytes);
  encoder.copyBufferToBuffer(queries.buffer, 0, readback, resultBytes, dim);
  encoder.copyBufferToBuffer(quantization.buffer, 0, readback, resultBytes + dim, QUANTIZATION_BYTES);
}

function parseOutput(bytes: ArrayBuffer, plan: PassPlan, dim: number): PassOutput {
  const counts = new Uint32Array(bytes, 0, COUNTS_BYTES / 4);
  const results = plan.offsets.map((offset, q) => {
    return sortRows(bytes, COUNTS_BYTES + ROW_BYTES * offset, counts[q]!);
  });
  return {
    results,
    query: new Int8Array(bytes.slice(plan.resultBytes, plan.resultBytes + dim)),
    quantization: new DataView(bytes, plan.resultBytes + dim, QUANTIZATION_BYTES),
  };
}

/** (index, score) pairs in the order of a result. */
function sortRows(bytes: ArrayBuffer, offset: number, count: number): RankResult {
  const rows = new Int32Array(bytes, offset, 2 * count);
  const top = createTopK(count);
  for (let row = 0; row < count; row++) top.add(rows[2 * row]!, rows[2 * row + 1]!);
  return top.finish();
}
