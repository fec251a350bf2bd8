// What is to be done with a GPU: what the page asked for, what there is, what was measured on an earlier visit. Towers
// answer by our own kernels meanwhile; a device is opened, and ONNX Runtime fetched for it, behind everything else, and only
// when something will run on it or has to be measured on it.
import { findAdapter } from './adapter.ts';
import { type BackendKey, describeAdapter, type RememberedChoice, recallBackends } from './backend-memory.ts';
import { canSuspend } from './runtimes.ts';
import type { BackendPreference } from './tower-runtimes.ts';

/** How the backends were decided: the page asked for one, there is only one, or they were measured, now or before. */
export type ChoiceReason = 'requested' | 'only' | 'measured' | 'remembered';

/** Nothing is to be moved: the processor does all. */
export interface ProcessorPlan {
  reason: Exclude<ChoiceReason, 'measured'>;
  /** `reason` is `remembered`: what that was. */
  remembered?: RememberedChoice;
}

/** Something may run on the GPU. */
export interface GpuPlan {
  reason: Exclude<ChoiceReason, 'only'>;
  adapter: GPUAdapter;
  /** To be moved there without measuring. */
  tower: boolean;
  ranking: boolean;
  /** This browser's WebAssembly cannot wait for a GPU: no tower runs there, whoever asks for it. */
  cannotSuspend?: true;
  remembered?: RememberedChoice;
  /** `reason` is `measured`: where to keep the outcome. */
  key?: BackendKey;
}

export type BackendPlan = ProcessorPlan | GpuPlan;

export interface PlanOptions {
  preference: BackendPreference;
  /** Treat a software adapter as a GPU (default: it is never chosen, nor measured). */
  takeSoftwareAdapter?: boolean;
  /** What a remembered choice must be for. */
  keyOf: (device: string) => BackendKey;
}

export async function planBackends(options: PlanOptions): Promise<BackendPlan> {
  const { preference, takeSoftwareAdapter = false, keyOf } = options;
  if (preference === 'wasm') return { reason: 'requested' };
  const adapter = await findAdapter(preference === 'webgpu' || takeSoftwareAdapter);
  if (!adapter) return { reason: 'only' };
  const suspends = canSuspend();
  const onGpu = { adapter, ...(!suspends && { cannotSuspend: true as const }) };
  if (preference === 'webgpu') return { ...onGpu, reason: 'requested', tower: suspends, ranking: true };
  const key = keyOf(`${adapter.info ? describeAdapter(adapter.info) : 'unknown'}${suspends ? '' : ', no JSPI'}`);
  const remembered = await recallBackends(key);
  if (!remembered) return { ...onGpu, reason: 'measured', tower: false, ranking: false, key };
  const [tower, ranking] = [remembered.path.tower === 'webgpu' && suspends, remembered.path.ranking === 'webgpu'];
  if (!tower && !ranking) return { reason: 'remembered', remembered };
  return { ...onGpu, reason: 'remembered', tower, ranking, remembered };
}
