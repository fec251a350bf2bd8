// The page's side of the engine: starts the module worker, hands its calls on (EngineCalls in src/engine/api.ts
// documents them), and turns its callbacks into events and its errors into their classes. Nothing here computes: the
// page thread only draws.
import { proxy, type Remote } from 'comlink';
import type { CallOptions, EngineApi, EngineCalls, OpenOptions } from '../engine/api.ts';
import type { ForYouRequest } from '../engine/lists/api.ts';
import type { EngineStatus } from '../engine/start/api.ts';
import type { PrivetEventTarget } from './events.ts';
import { WorkerCalls } from './worker-calls.ts';

export interface PrivetOptions extends Pick<OpenOptions, 'storedCatalog' | 'databaseName' | 'backend' | 'keepFiles'> {
  /**
   * When ONNX Runtime and the user tower are fetched. `after-first-answer` (default): in the background, once the first
   * `forYou` has answered. `manual`: only when `loadTowers` is called.
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
  popular: 1,
  recent: 1,
  setFacts: 1,
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
  export: 0,
  import: 1,
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
 * Private recommendations over one bundle. Made by `openPrivet`. Every method answers from the worker; all of them
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

  /** @internal Use `openPrivet`. */
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

  async forYou(request?: ForYouRequest, options?: CallOptions) {
    const response = await this.#calls.call((api) => api.forYou(request), options?.signal);
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

/** A folder is said by a slash at its end. */
function manifestUrlOf(url: string | URL): string {
  const absolute = new URL(url, document.baseURI);
  if (absolute.pathname.endsWith('/')) absolute.pathname += 'manifest.json';
  return absolute.href;
}

/**
 * Starts the engine in a worker of its own and opens the history and the catalog. Resolves as soon as `forYou` can
 * answer; ONNX Runtime is not needed for that.
 *
 * @param url  where the bundle is: its folder, with a slash at the end, or its manifest.json; a relative address is resolved
 *             against the document
 * @throws CatalogFormatError when the manifest or the whole catalog cannot be fetched or fails its check
 * @throws EngineStoppedError when the worker's script cannot be loaded
 */
export async function openPrivet(url: string | URL, options: PrivetOptions = {}): Promise<Privet> {
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'privet' });
  const { towers = 'after-first-answer', onStatus, storedCatalog, databaseName, backend, keepFiles } = options;
  const privet = new Privet(worker, towers === 'after-first-answer');
  if (onStatus) privet.addEventListener('status', ({ detail }) => onStatus(detail));
  const manifestUrl = manifestUrlOf(url);
  try {
    await privet.open({ manifestUrl, storedCatalog, databaseName, backend, keepFiles });
  } catch (error) {
    privet.dispose();
    throw error;
  }
  return privet;
}
