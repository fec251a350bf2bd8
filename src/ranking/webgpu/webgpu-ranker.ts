// The ranker on WebGPU: exact int32 scores by WGSL kernels, top-k by radix select on the GPU, only k rows read back.
// The user tower's output can stay on the same device: it is quantized there and ranked in the same submit.

import type { ItemMatrix } from '../item-matrix.ts';
import { checkRankRequest, type Ranker, type RankRequest, type RankResult } from '../ranker.ts';
import { deviceGuard } from './device-guard.ts';
import { ItemChunks } from './item-chunks.ts';
import { compileKernels, hasPackedDot } from './kernels.ts';
import { type PassContext, runPass } from './rank-pass.ts';
import { ReadbackPool } from './readback-pool.ts';
import { ScratchBuffers } from './scratch-buffers.ts';

export interface WebGpuRankerOptions {
  /** Bytes of one buffer of item embeddings at most (default: what the device can bind). */
  maxBindingBytes?: number;
  /** Use dot4I8Packed (default: where WGSL has it). */
  packedDot?: boolean;
}

/** A result together with the query that the GPU made of the embedding, as quantizeUserEmbedding would have. */
export interface EmbeddingRankResult extends RankResult {
  /** i8 [dim], each in -63..63 */
  query: Int8Array<ArrayBuffer>;
  /** Value of one step of the query: a power of two. */
  scale: number;
}

export interface WebGpuRanker extends Ranker {
  readonly name: 'webgpu';
  /**
   * Ranks by a user embedding that lies on the ranker's device. It is read in the order of the queue: whoever owns the
   * buffer may free it as soon as this has returned its promise.
   *
   * @param embedding  f32 [dim], with usage STORAGE
   * @throws RangeError for a value that is not finite; else as `rank`
   */
  rankEmbedding(embedding: GPUBuffer, request: Omit<RankRequest, 'query'>): Promise<EmbeddingRankResult>;
}

/**
 * @param device  stays the caller's: `dispose` frees buffers only
 * @throws Error (never a RangeError) when a kernel does not compile, the device is lost or the items find no memory
 */
export async function createWebGpuRanker(
  device: GPUDevice,
  matrix: ItemMatrix,
  options: WebGpuRankerOptions = {},
): Promise<WebGpuRanker> {
  const { maxBindingBytes = Number.POSITIVE_INFINITY, packedDot = hasPackedDot() } = options;
  const scratch = new ScratchBuffers(device);
  const readbacks = new ReadbackPool(device);
  let items: ItemChunks | undefined;
  try {
    const kernels = await deviceGuard(device).run(() => {
      items = new ItemChunks(device, matrix, Math.min(maxBindingBytes, bindingLimit(device)));
      items.upload();
      return compileKernels(device, packedDot);
    });
    return createRanker({ device, kernels, matrix, items: items!, scratch, readbacks });
  } catch (error) {
    items?.destroy();
    throw error;
  }
}

function createRanker(context: PassContext): WebGpuRanker {
  const { device, matrix, items, scratch, readbacks } = context;
  const { numItems, dim } = matrix;
  const guard = deviceGuard(device);

  async function rank(request: RankRequest): Promise<RankResult> {
    checkRankRequest(request, numItems, dim);
    return (await guard.run(() => runPass(context, request))).result;
  }

  async function rankEmbedding(embedding: GPUBuffer, options: Omit<RankRequest, 'query'>) {
    const request = { ...options, query: new Int8Array(dim) };
    checkRankRequest(request, numItems, dim);
    const { result, query, quantization } = await guard.run(() => runPass(context, request, embedding));
    return { ...result, query, scale: scaleOf(quantization, dim) };
  }

  return {
    name: 'webgpu',
    rank,
    rankEmbedding,
    rowsChanged: (firstIndex, count) => items.markChanged(firstIndex, count),
    dispose() {
      items.destroy();
      scratch.destroy();
      readbacks.destroy();
    },
  };
}

const bindingLimit = ({ limits }: GPUDevice) => Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);

/** Reads Quantization of quantize-user.wgsl. @throws RangeError as quantizeUserEmbedding */
function scaleOf(quantization: DataView, dim: number): number {
  const badIndex = quantization.getUint32(4, true);
  if (badIndex < dim) {
    const value = quantization.getFloat32(8, true);
    throw new RangeError(`user embedding[${badIndex}] is ${value}, expected a finite number`);
  }
  return 2 ** quantization.getInt32(0, true);
}
