// Privet on WebGPU. A software adapter says nothing about a graphics card, so it is measured on request only.

import { privetEngine } from '../harness/privet-engine.ts';
import { createGpuRanker } from '../harness/webgpu.ts';

const NEEDS = 'WebGPU adapter, or a software one only (--webgpu measures that)';

export default privetEngine('privet-webgpu', NEEDS, (matrix, { options }) => createGpuRanker(matrix, options.webgpu));
