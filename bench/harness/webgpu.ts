// Opens the WebGPU ranker. Its modules are loaded only where there is WebGPU: they import WGSL as text, which Node does
// not.

import { openDevice } from '../../src/backends/adapter.ts';
import type { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import type { Ranker } from '../../src/ranking/ranker.ts';

let device: Promise<GPUDevice | undefined> | undefined;

/**
 * @param allowFallback  take a software adapter too
 * @returns              undefined where there is no adapter
 */
export async function createGpuRanker(matrix: ItemMatrix, allowFallback: boolean): Promise<Ranker | undefined> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) return undefined;
  device ??= openDevice(allowFallback);
  const opened = await device;
  if (!opened) return undefined;
  const { createWebGpuRanker } = await import('../../src/ranking/webgpu/webgpu-ranker.ts');
  return createWebGpuRanker(opened, matrix);
}
