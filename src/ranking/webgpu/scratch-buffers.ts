// Buffers that only the GPU reads, one of each kind for all requests of a ranker. The queue runs writes and passes in
// the order in which they were handed over, so a request has the buffers to itself while its pass runs, however many
// wait.

const STEP_BYTES = 4096;
/** A binding must hold one element of its array at least, also where there are no items. */
const MIN_BYTES = 64;

export type ScratchName =
  | 'params'
  | 'query'
  | 'allowed'
  | 'boosts'
  | 'keys'
  | 'selection'
  | 'histogram'
  | 'results'
  | 'quantization';

export class ScratchBuffers {
  readonly #device: GPUDevice;
  readonly #buffers = new Map<ScratchName, GPUBuffer>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /**
   * `bytes` bytes of a buffer, which keeps what it held only if it need not grow. Passes that were submitted with a
   * smaller one finish with that: destroying a buffer waits for them.
   */
  reserve(name: ScratchName, bytes: number): GPUBufferBinding {
    const size = Math.max(bytes, MIN_BYTES);
    let buffer = this.#buffers.get(name);
    if (!buffer || buffer.size < size) {
      buffer?.destroy();
      buffer = this.#create(name, Math.ceil(size / STEP_BYTES) * STEP_BYTES);
      this.#buffers.set(name, buffer);
    }
    return { buffer, offset: 0, size };
  }

  /** Reserves what an array takes, and writes it. */
  write(name: ScratchName, values: Uint32Array | Int32Array | Int8Array): GPUBufferBinding {
    const binding = this.reserve(name, values.byteLength);
    this.#device.queue.writeBuffer(binding.buffer, 0, values as Uint32Array<ArrayBuffer>);
    return binding;
  }

  destroy(): void {
    for (const buffer of this.#buffers.values()) buffer.destroy();
    this.#buffers.clear();
  }

  #create(label: ScratchName, size: number): GPUBuffer {
    const { STORAGE, UNIFORM, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const usage = (label === 'params' ? UNIFORM : STORAGE) | COPY_DST | COPY_SRC;
    return this.#device.createBuffer({ label, size, usage });
  }
}
