// The page's side of the engine: starts the module worker, hands its calls on (EngineCalls in src/engine/api.ts
// documents them), and turns its callbacks into events and its errors into their classes. Nothing here computes: the
// page thread only draws.
import { proxy, type Remote } from 'comlink';
import type { CallOptions, EngineApi, EngineCalls, OpenOptions } from '../engine/api.ts';
import type { RecommendRequest } from '../engine/lists/api.ts';
import type { EngineStatus } from '../engine/start/api.ts';
import type { PrivetEventTarget } from './events.ts';
import { startWorker } from './start-worker.ts';
import { WorkerCalls } from './worker-calls.ts';

export interface PrivetOptions extends Pick<OpenOptions, 'storedCatalog' | 'databaseName' | 'backend' | 'keepFiles'> {
  /** Where the bundle's manifest.json is; a relative address is resolved against the document. */
  manifestUrl: string | URL;
  /**
   * Where the engine's worker.js is, if not beside this module; a relative address is resolved against the document.
   * Its host has to allow other origins (CORS) where it is not the page's own.
   */
  workerUrl?: string | URL;
  /** Folder with ONNX Runtime's .wasm files, if they are not beside worker.js; relative to the document. */
  wasmUrl?: string | URL;
  /**
   * When ONNX Runtime and the user tower are fetched. `after-first-answer` (default): in the background, once the first
   * `recommend` has answered. `manual`: only when `loadTowers` is called.
   */
  towers?: 'after-first-answer' | 'manual';
  /**
   * Called with every change of status, those while the engine opens included (they come before there is a `Privet`).
   */
  onStatus?: (status: EngineStatus) => void;
}

/**
 * Calls that go to the worker as they are, and how many arguments go; `CallOptions` stand behind these, and stay here.
 */
const PLAIN_CALLS = {
  loadTowers: 0,
  similar: 2,
  search: 1,
  read: 1,
  suggest: 1,
  goesWith: 2,
  substitutes: 2,
  steer: 1,
  steering: 0,
  unsteer: 1,
  item: 1,
  facetCounts: 0,
  matching: 1,
  map: 0,
  record: 1,
  history: 2,
  events: 1,
  addEvents: 1,
  eraseEvents: 1,
  restoreEvents: 1,
  replaceEvent: 2,
  historyFootprint: 0,
  tasteProfile: 1,
  matchTitles: 2,
  explain: 2,
  picker: 1,
  reasons: 2,
  shelves: 1,
  exportHistory: 0,
  importHistory: 1,
  forget: 0,
  inspect: 0,
  modelCard: 0,
  requests: 0,
  warmUp: 1,
  keepOffline: 1,
  fetchUpdate: 1,
} as const satisfies Partial<Record<keyof EngineCalls, number>>;

type PlainCalls = Pick<EngineCalls, keyof typeof PLAIN_CALLS>;

/** An EventTarget, and the plain calls, which are put into its place below. */
const PrivetBase = EventTarget as { new (): PrivetEventTarget & PlainCalls };

/**
 * Private recommendations over one bundle. Made by `createPrivet`. Every method answers from the worker; all of them
 * reject with `EngineStoppedError` after `dispose`, and with `RequestError` for arguments that make no sense.
 */
export class Privet extends PrivetBase implements EngineCalls {
  readonly #calls: WorkerCalls<EngineApi>;
  #lastStatus!: EngineStatus;
  #autoTowers: boolean;
  #isDisposed = false;

  static {
    for (const [name, numArguments] of Object.entries(PLAIN_CALLS)) {
      const value = function (this: Privet, ...args: unknown[]) {
        const options = args[numArguments] as CallOptions | undefined;
        return this.#calls.call((api) => askByName(api, name, args.slice(0, numArguments)), options?.signal);
      };
      Object.defineProperty(Privet.prototype, name, { value, writable: true, configurable: true });
    }
  }

  /** @internal Use `createPrivet`. */
  constructor(worker: Worker, autoTowers: boolean) {
    super();
    this.#calls = new WorkerCalls(worker, 'engine');
    this.#autoTowers = autoTowers;
  }

  /** @internal */
  async open(options: OpenOptions): Promise<void> {
    const hearStatus = (status: EngineStatus) => {
      this.#lastStatus = status;
      this.dispatchEvent(new CustomEvent('status', { detail: status }));
    };
    const hearHistory = () => this.dispatchEvent(new CustomEvent('history-change'));
    this.#lastStatus = await this.#calls.call((api) => api.open(options, proxy(hearStatus), proxy(hearHistory)));
    this.#calls.ignoreErrors();
  }

  /** The last status that the worker told, without asking it again. */
  get status(): EngineStatus {
    return this.#lastStatus;
  }

  async recommend(request?: RecommendRequest, options?: CallOptions) {
    const response = await this.#calls.call((api) => api.recommend(request), options?.signal);
    if (this.#autoTowers) {
      this.#autoTowers = false;
      this.loadTowers().catch(() => {});
    }
    return response;
  }

  /** Ends the worker and gives back its memory. Calls that are under way reject. Safe to call twice. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#calls.dispose();
  }
}

function askByName(api: Remote<EngineApi>, name: string, args: unknown[]): Promise<unknown> {
  return (api as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[name]!(...args);
}

/**
 * Starts the engine in a worker of its own and opens the history and the catalog. Resolves as soon as `recommend` can
 * answer; ONNX Runtime is not needed for that.
 *
 * @throws CatalogFormatError when the manifest or the whole catalog cannot be fetched or fails its check
 * @throws EngineStoppedError when the worker's script cannot be loaded
 */
export async function createPrivet(options: PrivetOptions): Promise<Privet> {
  const worker = startWorker(options.workerUrl);
  const { towers = 'after-first-answer', onStatus, storedCatalog, databaseName, backend, keepFiles } = options;
  const privet = new Privet(worker, towers === 'after-first-answer');
  if (onStatus) privet.addEventListener('status', ({ detail }) => onStatus(detail));
  const manifestUrl = new URL(options.manifestUrl, document.baseURI).href;
  const wasmUrl = options.wasmUrl && new URL(options.wasmUrl, document.baseURI).href;
  try {
    await privet.open({ manifestUrl, wasmUrl, storedCatalog, databaseName, backend, keepFiles });
  } catch (error) {
    privet.dispose();
    throw error;
  }
  return privet;
}
