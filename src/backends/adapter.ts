// Finds a GPU and opens the device that the towers run on. The device is ours, not ONNX Runtime's: it must come without
// the `subgroups` feature (fused attention is wrong where the smallest subgroup is below 16), we hear of its loss, and
// ranking kernels can share it.

/** Limits that ONNX Runtime's kernels are written for: as much of each as the adapter has. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxStorageBuffersPerShaderStage',
] as const;

/**
 * The GPU, or undefined where there is none worth using.
 *
 * @param allowFallback  take a software adapter too: slower than WebAssembly, for tests
 */
export async function findAdapter(allowFallback: boolean): Promise<GPUAdapter | undefined> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  return adapter && (allowFallback || !isFallback(adapter)) ? adapter : undefined;
}

/** Opens a device on an adapter (once: an adapter gives one device); undefined when it refuses. */
export async function openDeviceOn(adapter: GPUAdapter): Promise<GPUDevice | undefined> {
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  return adapter.requestDevice({ label: 'privet', requiredLimits }).catch(() => undefined);
}

/** Opens a device, or tells by `undefined` that there is none worth using. @param allowFallback  as `findAdapter` */
export async function openDevice(allowFallback: boolean): Promise<GPUDevice | undefined> {
  const adapter = await findAdapter(allowFallback);
  return adapter && openDeviceOn(adapter);
}

/** The flag moved from the adapter to its info; older browsers have it in the old place alone, or no info at all. */
function isFallback(adapter: GPUAdapter): boolean {
  const { isFallbackAdapter } = adapter as { isFallbackAdapter?: boolean };
  return adapter.info?.isFallbackAdapter ?? isFallbackAdapter ?? false;
}
