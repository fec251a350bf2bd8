// The compute pipelines of the WebGPU ranker, compiled from the texts in ../kernels. A text is put together like a C
// file with its headers: constants, the functions that it shares with others, then the kernel.

import compactText from '../kernels/compact.wgsl?raw';
import dot4PackedText from '../kernels/dot4-packed.wgsl?raw';
import dot4UnpackedText from '../kernels/dot4-unpacked.wgsl?raw';
import histogramText from '../kernels/histogram.wgsl?raw';
import pickText from '../kernels/pick.wgsl?raw';
import quantizeUserText from '../kernels/quantize-user.wgsl?raw';
import scoreText from '../kernels/score.wgsl?raw';
import sharedText from '../kernels/shared.wgsl?raw';

/** Digits of 8 bits in radix select. */
export const RADIX = 256;
/** `level` of a selection that is finished (shared.wgsl). */
export const DONE = 0xffffffff;

const WORKGROUP_SIZE = 256;
/** Enough threads to fill a GPU; they loop over what is more. Far below maxComputeWorkgroupsPerDimension (65,535). */
const MAX_WORKGROUPS = 1024;

export interface Kernels {
  score: GPUComputePipeline;
  histogram: GPUComputePipeline;
  pick: GPUComputePipeline;
  compact: GPUComputePipeline;
  quantizeUser: GPUComputePipeline;
}

/** Workgroups for so many items, each of whose threads takes `itemsPerThread` of them or more. */
export function workgroupsFor(items: number, itemsPerThread: number): number {
  return Math.min(Math.ceil(items / (WORKGROUP_SIZE * itemsPerThread)), MAX_WORKGROUPS);
}

/** Whether WGSL has dot4I8Packed here. */
export const hasPackedDot = () => navigator.gpu.wgslLanguageFeatures.has('packed_4x8_integer_dot_product');

const compiled = new WeakMap<GPUDevice, Map<boolean, Promise<Kernels>>>();

/**
 * Compiles once a device: a catalog may be exchanged under a device that stays. All calls that can fail are made before
 * it waits.
 *
 * @throws GPUPipelineError; the next call then tries anew
 */
export function compileKernels(device: GPUDevice, packedDot: boolean): Promise<Kernels> {
  const variants = compiled.get(device) ?? new Map<boolean, Promise<Kernels>>();
  compiled.set(device, variants);
  const kernels = variants.get(packedDot) ?? compile(device, packedDot);
  variants.set(packedDot, kernels);
  kernels.catch(() => variants.delete(packedDot));
  return kernels;
}

async function compile(device: GPUDevice, packedDot: boolean): Promise<Kernels> {
  const dot4Text = packedDot ? dot4PackedText : dot4UnpackedText;
  const pipeline = (label: string, ...texts: string[]) => {
    const module = device.createShaderModule({ label, code: texts.join('\n') });
    return device.createComputePipelineAsync({ label, layout: 'auto', compute: { module } });
  };
  const [score, histogram, pick, compact, quantizeUser] = await Promise.all([
    pipeline('score', dot4Text, sharedText, scoreText),
    pipeline('histogram', sharedText, histogramText),
    pipeline('pick', sharedText, pickText),
    pipeline('compact', sharedText, compactText),
    pipeline('quantize user', sharedText, quantizeUserText),
  ]);
  return { score, histogram, pick, compact, quantizeUser };
}

/** The buffers of one bind group, in the order of their bindings. */
export function bindGroup(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  group: number,
  buffers: readonly GPUBufferBinding[],
): GPUBindGroup {
  const entries = buffers.map((resource, binding) => ({ binding, resource }));
  return device.createBindGroup({ layout: pipeline.getBindGroupLayout(group), entries });
}
