// Buffers through which results come back. Unlike scratch buffers each belongs to one request until the host has read
// it: requests that overlap have one each, and a few are kept for the next ones.

const KEPT = 4;
const STEP_BYTES = 4096;

export class ReadbackPool {
  readonly #device: GPUDevice;
  readonly #all = new Set<GPUBuffer>();
  #free: GPUBuffer[] = [];
  #destroyed = false;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** A buffer of `bytes` bytes or more, to copy to and to map. */
  take(bytes: number): GPUBuffer {
    const kept = this.#free.pop();
    if (kept && kept.size >= bytes) return kept;
    if (kept) this.#discard(kept);
    const { MAP_READ, COPY_DST } = GPUBufferUsage;
    const size = Math.ceil(bytes / STEP_BYTES) * STEP_BYTES;
    const buffer = this.#device.createBuffer({ label: 'readback', size, usage: MAP_READ | COPY_DST });
    this.#all.add(buffer);
    return buffer;
  }

  /** Waits for the copy, reads the first bytes and takes the buffer back. @throws DOMException when it was destroyed */
  async read(buffer: GPUBuffer, bytes: number): Promise<ArrayBuffer> {
    try {
      await buffer.mapAsync(GPUMapMode.READ, 0, bytes);
      const copy = buffer.getMappedRange(0, bytes).slice(0);
      buffer.unmap();
      this.#giveBack(buffer);
      return copy;
    } catch (error) {
      this.#discard(buffer);
      throw error;
    }
  }

  /** Requests that still wait are rejected. */
  destroy(): void {
    this.#destroyed = true;
    for (const buffer of this.#all) this.#discard(buffer);
    this.#free = [];
  }

  #giveBack(buffer: GPUBuffer): void {
    if (this.#destroyed || this.#free.length === KEPT) this.#discard(buffer);
    else this.#free.push(buffer);
  }

  #discard(buffer: GPUBuffer): void {
    this.#all.delete(buffer);
    buffer.destroy();
  }
}
