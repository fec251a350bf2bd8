// The WebGPU ranker on whatever adapter there is (a software one, mostly): held to the suite of all rankers with both ways to
// multiply and with items split over many buffers.
import { describe } from 'vitest';
import { hasPackedDot } from '../../src/ranking/webgpu/kernels.ts';
import { createWebGpuRanker } from '../../src/ranking/webgpu/webgpu-ranker.ts';
import { describeRanker } from './conformance.ts';

const adapter = await navigator.gpu?.requestAdapter();

describe.skipIf(!adapter)('WebGPU (skipped: no adapter)', async () => {
  const device = await adapter?.requestDevice();
  const hasPacked = adapter && hasPackedDot();
  describe.skipIf(!hasPacked)('(skipped: no packed dot product)', () => {
    describeRanker('webgpu, packed', (matrix) => createWebGpuRanker(device!, matrix, { packedDot: true }));
  });
  describeRanker('webgpu, unpacked', (matrix) => createWebGpuRanker(device!, matrix, { packedDot: false }));
  describeRanker('webgpu, split', (matrix) => createWebGpuRanker(device!, matrix, { maxBindingBytes: 5000 }));
});
