// WebGPU reports most failures beside the call that caused them: calls on a lost device do nothing, a buffer that found
// no memory is a dead object, and a result may look like zeros. The guard turns all of that into one rejected promise,
// also for work that was under way when the device went, so that no request hangs and none is answered wrong.

export interface DeviceGuard {
  /**
   * Runs `work`. Errors of the WebGPU calls that it makes before it first waits reject the promise, and so does the
   * loss of the device at any time.
   */
  run<T>(work: () => T | Promise<T>): Promise<T>;
}

const SCOPES: readonly GPUErrorFilter[] = ['out-of-memory', 'validation'];

const guards = new WeakMap<GPUDevice, DeviceGuard>();

/** One guard a device: `device.lost` outlives what uses the device and would hold a listener for each. */
export function deviceGuard(device: GPUDevice): DeviceGuard {
  const guard = guards.get(device) ?? createGuard(device);
  guards.set(device, guard);
  return guard;
}

function createGuard(device: GPUDevice): DeviceGuard {
  const underWay = new Set<(reason: Error) => void>();
  let loss: Error | undefined;

  device.lost.then(({ reason, message }) => {
    loss = new Error(`webgpu: device is lost (${reason}), expected a live one: ${message}`);
    for (const reject of underWay) reject(loss);
    underWay.clear();
  });

  return {
    run<T>(work: () => T | Promise<T>): Promise<T> {
      if (loss) return Promise.reject(loss);
      const settled = runScoped(device, work);
      // No Promise.race with the loss: the promise that lives longest would keep every request's reaction.
      return new Promise<T>((resolve, reject) => {
        underWay.add(reject);
        settled.then(resolve, reject).finally(() => underWay.delete(reject));
      });
    },
  };
}

/**
 * Error scopes are a stack of the device: pushed and popped without waiting in between, they hold nobody else's errors.
 */
async function runScoped<T>(device: GPUDevice, work: () => T | Promise<T>): Promise<T> {
  for (const filter of SCOPES) device.pushErrorScope(filter);
  const result = (async () => work())();
  const errors = SCOPES.map(() => device.popErrorScope());
  const [outcome, ...scopes] = await Promise.allSettled([result, ...errors]);
  for (const scope of scopes) {
    if (scope.status === 'fulfilled' && scope.value) throw new Error(`webgpu: ${scope.value.message}`);
  }
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
