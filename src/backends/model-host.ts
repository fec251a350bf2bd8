// Keeps models running when what they run on fails. A GPU device can be lost at any moment (driver reset, laptop on
// battery, too many tabs), and a runtime's WebAssembly can abort (no memory left), after which it answers nothing any more:
// the host then makes every model again on the next runtime and repeats the call, so that a request is answered late
// instead of never.
import { ModelLoadError, messageOf } from '../errors.ts';
import { isOfNetwork } from '../fetching/persist.ts';
import { createSerialQueue } from './serial-queue.ts';
import type { Backend, Runtime } from './tower-runtimes.ts';

export interface Model {
  dispose(): Promise<void>;
}

/** Makes a model with what a runtime loads; called again after a runtime failed, so it keeps the model's bytes. */
export type ModelFactory<L, M extends Model> = (loaded: L) => Promise<M>;

/** A model that is made again where need be. */
export interface HostedModel<M extends Model> {
  /** Calls the model, alone, and again on the next runtime when the GPU failed under it. */
  use<T>(call: (model: M) => Promise<T>): Promise<T>;
}

/** A model on another runtime than the one in use, to be compared with it. Call `accept` or `reject`, once. */
export interface TrialModel<M extends Model> {
  /** Calls the model, alone; a failure is the caller's. */
  use<T>(call: (model: M) => Promise<T>): Promise<T>;
  /** Moves all models to its runtime; this one is there already. */
  accept(): Promise<void>;
  /** Frees it. */
  reject(): Promise<void>;
}

/** A model's recipe, and the model while it is made. */
interface Slot<L, M extends Model> {
  readonly create: ModelFactory<L, M>;
  model?: M | undefined;
}

/**
 * @param to    where models run from now on; undefined: nowhere
 * @param left  what failed
 */
export type Fallback = (to: RuntimeName | undefined, reason: string, left: RuntimeName) => void;
export type RuntimeName = Pick<Runtime<unknown>, 'backend' | 'label'>;

/** @typeParam L  what its runtimes load */
export class ModelHost<L> {
  readonly #runtimes: Runtime<L>[];
  readonly #onFallback: Fallback;
  /** Why the last runtime answers nothing any more. */
  #stoppedBy: Error | undefined;
  readonly #enqueue = createSerialQueue();
  readonly #slots = new Map<HostedModel<Model>, Slot<L, Model>>();
  #current = 0;

  /**
   * @param runtimes    best first, at least one
   * @param onFallback  told when models move to the next runtime, or there is none, and why
   */
  constructor(runtimes: readonly Runtime<L>[], onFallback: Fallback = () => {}) {
    this.#runtimes = [...runtimes];
    this.#onFallback = onFallback;
  }

  /** Where models run now. */
  get backend(): Backend {
    return this.#runtime.backend;
  }

  /** Makes a model and keeps it. @throws ModelLoadError when no runtime can start it */
  add<M extends Model>(create: ModelFactory<L, M>): Promise<HostedModel<M>> {
    const slot: Slot<L, M> = { create };
    return this.#enqueue(async () => {
      await this.#modelOf(slot);
      const hosted: HostedModel<M> = { use: (call) => this.#enqueue(() => this.#use(slot, call)) };
      this.#slots.set(hosted, slot);
      return hosted;
    });
  }

  /**
   * Starts a hosted model a second time, on a runtime that this host does not have: it comes before the one in use when it is
   * accepted.
   *
   * @throws ModelLoadError or what else that runtime says; nothing has moved then
   */
  async trial<M extends Model>(hosted: HostedModel<M>, runtime: Runtime<L>): Promise<TrialModel<M>> {
    const slot = this.#slots.get(hosted as HostedModel<Model>) as Slot<L, M>;
    const model = await this.#enqueue(() => createOn(runtime, slot.create));
    const moveThere = async () => {
      await this.#freeModels();
      this.#runtimes.splice(this.#current, 0, runtime);
      slot.model = model;
    };
    return {
      use: (call) => this.#enqueue(() => call(model)),
      accept: () => this.#enqueue(moveThere),
      reject: () => this.#enqueue(() => model.dispose()),
    };
  }

  /** Frees all models and GPU devices; the host is not used afterwards. */
  dispose(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#freeModels();
      for (const { device } of this.#runtimes) device?.destroy();
    });
  }

  get #runtime(): Runtime<L> {
    return this.#runtimes[this.#current]!;
  }

  async #modelOf<M extends Model>(slot: Slot<L, M>): Promise<M> {
    while (!slot.model) {
      if (this.#stoppedBy) throw this.#stoppedBy;
      try {
        slot.model = await createOn(this.#runtime, slot.create);
      } catch (error) {
        if (!(await this.#stepDown(error))) throw error;
      }
    }
    return slot.model;
  }

  async #use<M extends Model, T>(slot: Slot<L, M>, call: (model: M) => Promise<T>): Promise<T> {
    for (;;) {
      const model = await this.#modelOf(slot);
      try {
        return await call(model);
      } catch (error) {
        // On WebAssembly an error is the caller's, unless that aborted; on a GPU it may be the GPU's, and WebAssembly tells
        // which.
        if (this.backend !== 'webgpu' && !isAbort(error)) throw error;
        if (!(await this.#stepDown(error))) throw error;
      }
    }
  }

  /** Leaves the runtime that failed; false when there is no further one, or its files did not come. */
  async #stepDown(error: unknown): Promise<boolean> {
    if (isOfNetwork(error)) return false; // it is tried again where it is
    const [left, reason] = [this.#runtime, messageOf(error)];
    const isLast = this.#current === this.#runtimes.length - 1;
    if (isLast && !isAbort(error)) return false;
    await this.#freeModels();
    if (isLast) {
      this.#stoppedBy = new ModelLoadError(
        `runtime: ${left.label} aborted (${reason}), and nothing else runs models here`,
      );
      this.#onFallback(undefined, reason, left);
      return false;
    }
    left.device?.destroy();
    this.#current++;
    this.#onFallback(this.#runtime, reason, left);
    return true;
  }

  /** A model whose device is lost may refuse to be freed: that must not hold up the others. */
  async #freeModels(): Promise<void> {
    for (const slot of this.#slots.values()) {
      await slot.model?.dispose().catch(() => {});
      slot.model = undefined;
    }
  }
}

/** WebAssembly that trapped or called abort() is in no state that it can go on from. */
function isAbort(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof Error && error.cause !== undefined && isAbort(error.cause);
}

async function createOn<L, M extends Model>(runtime: Runtime<L>, create: ModelFactory<L, M>): Promise<M> {
  return create(await runtime.load());
}
