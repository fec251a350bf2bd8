// A GPU device with some of its methods changed: to count what is made with it, or to make it fail. What is not changed
// goes to the device itself.

type Changes = Partial<Pick<GPUDevice, 'createBuffer' | 'createShaderModule' | 'popErrorScope' | 'limits'>>;

export function changeDevice(device: GPUDevice, changes: Changes): GPUDevice {
  return new Proxy(device, {
    get(target, name) {
      const value = name in changes ? changes[name as keyof Changes] : Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A device, and the buffers made with it that were not destroyed. */
export function countBuffers(device: GPUDevice): { counted: GPUDevice; live: Set<GPUBuffer> } {
  const live = new Set<GPUBuffer>();
  const createBuffer = (descriptor: GPUBufferDescriptor) => {
    const buffer = device.createBuffer(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      live.delete(buffer);
      return destroy();
    };
    live.add(buffer);
    return buffer;
  };
  return { counted: changeDevice(device, { createBuffer }), live };
}

/** A device that makes buffers with this label larger than any can be. */
export function failBuffers(device: GPUDevice, label: string): GPUDevice {
  return changeDevice(device, {
    createBuffer: (descriptor) => {
      const size = descriptor.label === label ? device.limits.maxBufferSize + 4 : descriptor.size;
      return device.createBuffer({ ...descriptor, size });
    },
  });
}

/** A device that says it binds no more than this, and notes what it is asked for. */
export function limitBuffers(device: GPUDevice, maxBytes: number): { limited: GPUDevice; sizes: Map<string, number> } {
  const sizes = new Map<string, number>();
  const createBuffer = (descriptor: GPUBufferDescriptor) => {
    const { label = '', size } = descriptor;
    sizes.set(label, Math.max(size, sizes.get(label) ?? 0));
    return device.createBuffer(descriptor);
  };
  const limits = { maxBufferSize: maxBytes, maxStorageBufferBindingSize: maxBytes } as GPUSupportedLimits;
  return { limited: changeDevice(device, { createBuffer, limits }), sizes };
}
