// A host that hands out other bytes than the bundle has, and a browser that hands out no storage. Both change a global
// and give back the function that restores it.

type Alter = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** Answers requests for a path that holds `part` with altered bytes. */
export function alterFiles(part: string, alter: Alter): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await original(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    if (!pathname.includes(part)) return response;
    return new Response(alter(new Uint8Array(await response.arrayBuffer())));
  };
  return () => {
    globalThis.fetch = original;
  };
}

export const flipOneBit: Alter = (bytes) => {
  const altered = bytes.slice();
  altered[altered.length >> 1]! ^= 1;
  return altered;
};

export const cutInHalf: Alter = (bytes) => bytes.slice(0, bytes.length >> 1);

/** IndexedDB as a browser in a private window may have it: there, and refusing. */
export function refuseIndexedDb(): () => void {
  const original = IDBFactory.prototype.open;
  IDBFactory.prototype.open = () => {
    throw new DOMException('The user denied permission to access the database.', 'InvalidStateError');
  };
  return () => {
    IDBFactory.prototype.open = original;
  };
}

/** Notes every GPU device that is opened from now on. */
export function watchDevices(): { devices: GPUDevice[]; restore: () => void } {
  const original = GPUAdapter.prototype.requestDevice;
  const devices: GPUDevice[] = [];
  GPUAdapter.prototype.requestDevice = async function (...args) {
    const device = await original.apply(this, args);
    devices.push(device);
    return device;
  };
  return {
    devices,
    restore: () => {
      GPUAdapter.prototype.requestDevice = original;
    },
  };
}

/** Loses the device in the middle of the next work that is handed to it. Resolves when that has happened. */
export function loseInFlight(device: GPUDevice): Promise<GPUDeviceLostInfo> {
  const { queue } = device;
  const submit = queue.submit;
  queue.submit = (...args) => {
    queue.submit = submit;
    submit.apply(queue, args);
    device.destroy();
  };
  return device.lost;
}
