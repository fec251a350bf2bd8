// One pass over the items for a request: scores, radix select and the copy of the selected rows, handed to the
// GPU in one piece. Only the selected rows come back; the host puts these few in order.

import { createTopK } from '../../numerics/top-k.ts';
import type { ItemMatrix } from '../item-matrix.ts';
import type { RankRequest, RankResult } from '../ranker.ts';
import type { ItemChunks } from './item-chunks.ts';
import { bindGroup, type Kernels, workgroupsFor } from './kernels.ts';
import { COUNT_BYTES, type PassPlan, planPass, QUANTIZATION_BYTES, writeInputs } from './pass-inputs.ts';
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
  result: RankResult;
  /** i8 [dim] */
  query: Int8Array<ArrayBuffer>;
  /** Quantization in quantize-user.wgsl: meaningless without an embedding. */
  quantization: DataView;
}

/** In the kernels of top-k: a workgroup costs the set-up and the merging of its histogram, an item very little. */
const ITEMS_PER_THREAD = 16;

type Bindings = Record<ScratchName, GPUBufferBinding>;

/**
 * Submits before it returns: a later change of request, items or embedding has no effect on the answer.
 *
 * @param embedding  f32 [dim]; quantized, it takes the place of the request's query
 */
export async function runPass(context: PassContext, request: RankRequest, embedding?: GPUBuffer): Promise<PassOutput> {
  const { device, matrix, items, scratch, readbacks } = context;
  items.upload();
  const plan = planPass(request, matrix);
  const bindings = writeInputs(scratch, matrix, request, plan);
  const encoder = device.createCommandEncoder();
  encoder.clearBuffer(bindings.results.buffer, 0, COUNT_BYTES);
  const pass = encoder.beginComputePass();
  if (embedding) encodeQuantization(context, pass, bindings, embedding);
  encodeScores(context, pass, bindings);
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
  { params, query, quantization }: Bindings,
  embedding: GPUBuffer,
): void {
  const values = { buffer: embedding, offset: 0, size: 4 * matrix.dim };
  pass.setPipeline(kernels.quantizeUser);
  pass.setBindGroup(0, bindGroup(device, kernels.quantizeUser, 0, [params, values, query, quantization]));
  pass.dispatchWorkgroups(1);
}

function encodeScores(
  { device, kernels, items }: PassContext,
  pass: GPUComputePassEncoder,
  { params, query, allowed, boosts, keys }: Bindings,
): void {
  const pipeline = kernels.score;
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup(device, pipeline, 0, [params, query, allowed, boosts, keys]));
  for (const chunk of items.chunks) {
    pass.setBindGroup(1, bindGroup(device, pipeline, 1, [{ buffer: chunk.place }, { buffer: chunk.items }]));
    pass.dispatchWorkgroups(workgroupsFor(chunk.numRows, 1));
  }
}

/** Radix select, a digit of 8 bits a level; once it is done, the levels left do nothing. Then the selected rows. */
function encodeSelection(
  { device, kernels, matrix: { numItems } }: PassContext,
  pass: GPUComputePassEncoder,
  { params, keys, selection, histogram: counts, results }: Bindings,
  { keyLevels, tieLevels }: PassPlan,
): void {
  const { histogram, pick, compact } = kernels;
  const counting = bindGroup(device, histogram, 0, [params, keys, selection, counts]);
  const picking = bindGroup(device, pick, 0, [params, selection, counts]);
  const workgroups = workgroupsFor(numItems, ITEMS_PER_THREAD);
  for (let level = 0; level < keyLevels + tieLevels; level++) {
    pass.setPipeline(histogram);
    pass.setBindGroup(0, counting);
    pass.dispatchWorkgroups(workgroups);
    pass.setPipeline(pick);
    pass.setBindGroup(0, picking);
    pass.dispatchWorkgroups(1);
  }
  pass.setPipeline(compact);
  pass.setBindGroup(0, bindGroup(device, compact, 0, [params, keys, selection, results]));
  pass.dispatchWorkgroups(workgroups);
}

/** Results, the query and its quantization behind each other: what `parseOutput` reads. */
function encodeReadback(
  encoder: GPUCommandEncoder,
  { results, query, quantization }: Bindings,
  { resultBytes }: PassPlan,
  dim: number,
  readback: GPUBuffer,
): void {
  encoder.copyBufferToBuffer(results.buffer, 0, readback, 0, resultBytes);
  encoder.copyBufferToBuffer(query.buffer, 0, readback, resultBytes, dim);
  encoder.copyBufferToBuffer(quantization.buffer, 0, readback, resultBytes + dim, QUANTIZATION_BYTES);
}

function parseOutput(bytes: ArrayBuffer, { resultBytes }: PassPlan, dim: number): PassOutput {
  const [count] = new Uint32Array(bytes, 0, 1);
  return {
    result: sortRows(new Int32Array(bytes, COUNT_BYTES, 2 * count!)),
    query: new Int8Array(bytes.slice(resultBytes, resultBytes + dim)),
    quantization: new DataView(bytes, resultBytes + dim, QUANTIZATION_BYTES),
  };
}

/** @param rows  (index, score) pairs, put in the order of a result */
function sortRows(rows: Int32Array): RankResult {
  const top = createTopK(rows.length / 2);
  for (let row = 0; row < rows.length; row += 2) top.add(rows[row]!, rows[row + 1]!);
  return top.finish();
}
