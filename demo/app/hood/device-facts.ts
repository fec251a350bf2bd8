// What the browser tells of this device, read here and told to nobody. What it does not tell is undefined.

export interface DeviceFacts {
  threads: number;
  /** Rounded by the browser on purpose, so that nobody is known by it. */
  memoryGb: number | undefined;
  gpu: GpuFacts | undefined;
  hasSimd: boolean;
  hasRelaxedSimd: boolean;
  /** WebAssembly may wait for the GPU without a detour. */
  hasSuspending: boolean;
  isIsolated: boolean;
  storage: StorageFacts | undefined;
}

export interface GpuFacts {
  vendor: string;
  architecture: string;
  /** Drawn by the processor: slower than the processor itself, and never used. */
  isSoftware: boolean;
}

interface StorageFacts {
  usedBytes: number;
  quotaBytes: number;
  isPersisted: boolean;
}

// The smallest modules that use one instruction of each kind: (func (result v128) i32.const 0; i8x16.splat) and the
// relaxed swizzle.
const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
const SIMD = Uint8Array.of(...HEADER, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);
const RELAXED_SIMD = Uint8Array.of(
  ...[...HEADER, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0],
  ...[65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11],
);

export async function readDeviceFacts(): Promise<DeviceFacts> {
  const [gpu, storage] = await Promise.all([readGpu(), readStorage()]);
  return {
    threads: navigator.hardwareConcurrency,
    memoryGb: (navigator as { deviceMemory?: number }).deviceMemory,
    gpu,
    hasSimd: WebAssembly.validate(SIMD),
    hasRelaxedSimd: WebAssembly.validate(RELAXED_SIMD),
    hasSuspending: 'Suspending' in WebAssembly,
    isIsolated: crossOriginIsolated,
    storage,
  };
}

interface AdapterLike {
  info?: { vendor: string; architecture: string; isFallbackAdapter?: boolean };
  isFallbackAdapter?: boolean;
}

/** The page's types know no WebGPU: the engine alone uses it, and here it is only looked at. */
async function readGpu(): Promise<GpuFacts | undefined> {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<AdapterLike | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter) return undefined;
  const { vendor = '', architecture = '' } = adapter.info ?? {};
  return { vendor, architecture, isSoftware: adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false };
}

async function readStorage(): Promise<StorageFacts | undefined> {
  try {
    const [{ usage = 0, quota = 0 }, isPersisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    return { usedBytes: usage, quotaBytes: quota, isPersisted };
  } catch {
    return undefined;
  }
}
