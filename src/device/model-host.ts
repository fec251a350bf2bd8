// Keeps models running when what they run on fails. A GPU device can be lost at any moment (driver reset, laptop on
// battery, too many tabs): the host then makes every model again on the next runtime and repeats the call, so that a
// request is answered late instead of never.
import type { OrtModule, SessionOptions } from '../towers/session.ts';
import type { Backend, Runtime } from './runtimes.ts';
import { createSerialQueue } from './serial-queue.ts';

export interface Model {
  dispose(): Promise<void>;
}

/** Makes a model on a runtime; called again after a runtime failed, so it keeps the model's bytes. */
export type ModelFactory<M extends Model> = (ort: OrtModule, sessionOptions: SessionOptions) => Promise<M>;

/** A model that is made again where need be. */
export interface HostedModel<M extends Model> {
  /** Calls the model, alone, and again on the next runtime when the GPU failed under it. */
  use<T>(call: (model: M) => Promise<T>): Promise<T>;
}

/** A model's recipe, and the model while it is made. */
interface Slot<M extends Model> {
  readonly create: ModelFactory<M>;
  model?: M | undefined;
}

export class ModelHost {
  readonly #runtimes: readonly Runtime[];
  readonly #onFallback: (backend: Backend, reason: string) => void;
  readonly #enqueue = createSerialQueue();
  readonly #slots = new Set<Slot<Model>>();
  #current = 0;

  /**
   * @param runtimes    best first, at least one
   * @param onFallback  told when models move to the next runtime, and why
   */
  constructor(runtimes: readonly Runtime[], onFallback: (backend: Backend, reason: string) => void = () => {}) {
    this.#runtimes = runtimes;
    this.#onFallback = onFallback;
  }

  /** Where models run now. */
  get backend(): Backend {
    return this.#runtime.backend;
  }

  /** Makes a model and keeps it. @throws ModelLoadError when no runtime can start it */
  add<M extends Model>(create: ModelFactory<M>): Promise<HostedModel<M>> {
    const slot: Slot<M> = { create };
    return this.#enqueue(async () => {
      await this.#modelOf(slot);
      this.#slots.add(slot);
      return { use: (call) => this.#enqueue(() => this.#use(slot, call)) };
    });
  }

  /** Frees all models and the GPU device; the host is not used afterwards. */
  dispose(): Promise<void> {
    return this.#enqueue(() => this.#release());
  }

  get #runtime(): Runtime {
    return this.#runtimes[this.#current]!;
  }

  async #modelOf<M extends Model>(slot: Slot<M>): Promise<M> {
    while (!slot.model) {
      try {
        slot.model = await slot.create(await this.#runtime.load(), this.#runtime.sessionOptions);
      } catch (error) {
        if (!(await this.#stepDown(error))) throw error;
      }
    }
    return slot.model;
  }

  async #use<M extends Model, T>(slot: Slot<M>, call: (model: M) => Promise<T>): Promise<T> {
    const model = await this.#modelOf(slot);
    try {
      return await call(model);
    } catch (error) {
      // On WebAssembly an error is the caller's; on a GPU it may be the GPU's, and WebAssembly tells which.
      if (this.backend !== 'webgpu' || !(await this.#stepDown(error))) throw error;
      return call(await this.#modelOf(slot));
    }
  }

  /** Leaves the runtime that failed; false when there is no further one. */
  async #stepDown(error: unknown): Promise<boolean> {
    if (this.#current === this.#runtimes.length - 1) return false;
    await this.#release();
    this.#current++;
    this.#onFallback(this.backend, error instanceof Error ? error.message : String(error));
    return true;
  }

  /** A model whose device is lost may refuse to be freed: that must not hold up the others. */
  async #release(): Promise<void> {
    for (const slot of this.#slots) {
      await slot.model?.dispose().catch(() => {});
      slot.model = undefined;
    }
    this.#runtime.device?.destroy();
  }
}
