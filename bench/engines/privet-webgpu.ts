// Privet on WebGPU. A software adapter says nothing about a graphics card, so it is measured only where it was named. The
// modules are loaded late: they import WGSL as text.

import { openDevice } from '../../src/backends/adapter.ts';
import { privetEngine } from '../harness/privet-engine.ts';

const NEEDS = 'WebGPU adapter, or a software one only (named by --engines, that is measured)';

export default privetEngine('privet-webgpu', NEEDS, async (matrix, { isNamed }) => {
  const device = 'gpu' in navigator ? await openDevice(isNamed) : undefined;
  if (!device) return undefined;
  const { createWebGpuRanker } = await import('../../src/ranking/webgpu/webgpu-ranker.ts');
  return createWebGpuRanker(device, matrix);
});
