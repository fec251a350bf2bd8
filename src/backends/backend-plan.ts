// Where to begin: what the page asked for, what there is, what was measured on an earlier visit. A device is opened
// only when something will run on it or has to be measured on it.
import { findAdapter, openDeviceOn } from './adapter.ts';
import { type BackendKey, describeAdapter, type RememberedChoice, recallBackends } from './backend-memory.ts';
import type { BackendPath } from './choose-backends.ts';
import { type BackendPreference, plainRuntime, type Runtime, runtimesOn, wasmRuntimesOfGpuBuild } from './runtimes.ts';

/** How the backends were decided: the page asked for one, there is only one, or they were measured, now or before. */
export type ChoiceReason = 'requested' | 'only' | 'measured' | 'remembered';

export interface BackendPlan {
  reason: ChoiceReason;
  /** Best first. */
  runtimes: Runtime[];
  /** Index of the runtime to begin with. */
  start: number;
  /** Present when something runs on it, or is to be measured. */
  device?: GPUDevice;
  /** Rank on the device without measuring. */
  ranksOnDevice: boolean;
  /** `reason` is `remembered`: what that was. */
  remembered?: RememberedChoice;
  /** `reason` is `measured`: where to keep the outcome. */
  key?: BackendKey;
}

export interface PlanOptions {
  preference: BackendPreference;
  /** Treat a software adapter as a GPU (default: it is never chosen, nor measured). */
  takeSoftwareAdapter?: boolean;
  /** What a remembered choice must be for. */
  keyOf: (device: string) => BackendKey;
}

export async function planBackends(options: PlanOptions): Promise<BackendPlan> {
  const { preference, takeSoftwareAdapter = false, keyOf } = options;
  if (preference === 'wasm') return wasmPlan('requested');
  const adapter = await findAdapter(preference === 'webgpu' || takeSoftwareAdapter);
  if (!adapter) return wasmPlan('only');
  if (preference === 'webgpu') return planOn(adapter, { tower: 'webgpu', ranking: 'webgpu' }, 'requested');
  const key = keyOf(adapter.info ? describeAdapter(adapter.info) : 'unknown');
  const remembered = await recallBackends(key);
  if (remembered) return { ...(await planOn(adapter, remembered.path, 'remembered')), remembered };
  return { ...(await planOn(adapter, { tower: 'wasm', ranking: 'webgpu' }, 'measured')), ranksOnDevice: false, key };
}

async function planOn(adapter: GPUAdapter, path: BackendPath, reason: ChoiceReason): Promise<BackendPlan> {
  if (path.tower === 'wasm' && path.ranking === 'wasm') {
    return { reason, runtimes: wasmRuntimesOfGpuBuild(), start: 0, ranksOnDevice: false };
  }
  const device = await openDeviceOn(adapter);
  if (!device) return wasmPlan('only');
  const start = path.tower === 'webgpu' ? 0 : 1;
  return { reason, runtimes: runtimesOn(device), start, device, ranksOnDevice: path.ranking === 'webgpu' };
}

function wasmPlan(reason: ChoiceReason): BackendPlan {
  return { reason, runtimes: [plainRuntime()], start: 0, ranksOnDevice: false };
}
