// The page's side of the engine: starts the module worker, mirrors its methods, turns its callbacks into events and its
// errors into their classes. Nothing here computes: the page thread only draws.
import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type {
  EngineApi,
  EngineReport,
  EngineStatus,
  Erasure,
  EventsRequest,
  EventsResponse,
  FacetCounts,
  Filters,
  HistoryEntry,
  HistoryEvent,
  HistoryFootprint,
  HistoryImport,
  ItemDetails,
  ItemReason,
  ItemSummary,
  MatchOptions,
  ModelCard,
  OfflineOptions,
  OfflineReport,
  OpenOptions,
  PickerRequest,
  Reason,
  RecommendRequest,
  RecommendResponse,
  RequestFact,
  SearchRequest,
  SearchResponse,
  Shelf,
  ShelvesRequest,
  SimilarResponse,
  StoredEvent,
  TasteMap,
  TasteProfile,
  TitleMatch,
  TitleQuery,
  WarmUpOptions,
} from '../engine/api.ts';
import { EngineStoppedError, rebuildError } from './errors.ts';
import { PrivetEventTarget } from './events.ts';
import { PendingCalls } from './pending-calls.ts';

export interface PrivetOptions {
  /** Where the bundle's manifest.json is; a relative address is resolved against the document. */
  manifestUrl: string | URL;
  /** Id of a catalog stored on this device, opened in place of the bundle's own; the bundle still gives the text encoder. */
  storedCatalog?: string;
  /** Name of the IndexedDB database that keeps the history (default `privet`). Sites on one origin can share or part. */
  databaseName?: string;
  /** `auto` (default): where there is a real GPU, whichever of WebGPU and WebAssembly is faster here; else WebAssembly. */
  backend?: 'auto' | 'webgpu' | 'wasm';
  /**
   * When ONNX Runtime and the user tower are fetched. `after-first-answer` (default): in the background, once the first
   * `recommend` has answered. `manual`: only when `loadTowers` is called.
   */
  towers?: 'after-first-answer' | 'manual';
  /**
   * Keeps the bundle's files in this browser's storage by their hash and opens from there, so that a list comes without a network;
   * see `keepOffline` (default false).
   */
  keepFiles?: boolean;
  /** Called with every change of status, those while the engine opens included (they come before there is a `Privet`). */
  onStatus?: (status: EngineStatus) => void;
}

export interface CallOptions {
  /** Aborting rejects the call with the signal's reason; the worker's late answer is dropped. */
  signal?: AbortSignal;
}

/**
 * Private recommendations over one bundle. Made by `createPrivet`. Every method answers from the worker; all of them
 * reject with `EngineStoppedError` after `dispose`, and with `RequestError` for arguments that make no sense.
 */
export class Privet extends PrivetEventTarget {
  #worker: Worker;
  #api: Remote<EngineApi>;
  #calls = new PendingCalls();
  #lastStatus!: EngineStatus;
  #autoTowers: boolean;
  #isDisposed = false;

  /** @internal Use `createPrivet`. */
  constructor(worker: Worker, autoTowers: boolean) {
    super();
    this.#worker = worker;
    this.#api = wrap<EngineApi>(worker);
    this.#autoTowers = autoTowers;
  }

  /** @internal */
  async open(options: OpenOptions): Promise<void> {
    const hearStatus = (status: EngineStatus) => {
      this.#lastStatus = status;
      this.dispatchEvent(new CustomEvent('status', { detail: status }));
    };
    const hearHistory = () => this.dispatchEvent(new CustomEvent('history-change'));
    // A script that cannot be loaded shows only here; later errors of the worker reach the call that caused them.
    const hearError = ({ message }: ErrorEvent) => {
      const why = message || 'its script could not be loaded';
      this.#calls.stop(new EngineStoppedError(`engine: the worker failed: ${why}`));
    };
    this.#worker.addEventListener('error', hearError);
    this.#lastStatus = await this.#call((api) => api.open(options, proxy(hearStatus), proxy(hearHistory)));
    this.#worker.removeEventListener('error', hearError);
  }

  /** The last status that the worker told, without asking it again. */
  get status(): EngineStatus {
    return this.#lastStatus;
  }

  /**
   * Fetches ONNX Runtime and the user tower, unless that has begun already. Resolves when the tower answers or has
   * failed (`status.parts.towers` says which; `recommend` goes on with the mean of the history); never rejects for that.
   */
  loadTowers(): Promise<EngineStatus> {
    return this.#call((api) => api.loadTowers());
  }

  /**
   * The first `k` items (default 20) for this visitor; works from the first moment, without history and without towers.
   * `boosts`, `pins` and `diversity` are a site's own rules; without them the list is by relevance alone.
   */
  async recommend(request: RecommendRequest = {}, options?: CallOptions): Promise<RecommendResponse> {
    const response = await this.#call((api) => api.recommend(request), options);
    if (this.#autoTowers) {
      this.#autoTowers = false;
      this.loadTowers().catch(() => {});
    }
    return response;
  }

  /** Items like this one, best first, without it (`k` defaults to 20). */
  similar(itemId: string, k?: number, options?: CallOptions): Promise<SimilarResponse> {
    return this.#call((api) => api.similar(itemId, k), options);
  }

  /** Items that mean what the query says, or whose title it names. The first call fetches the text encoder. */
  search(request: SearchRequest, options?: CallOptions): Promise<SearchResponse> {
    return this.#call((api) => api.search(request), options);
  }

  /** One item with its text and the visitor's standing opinion on it. */
  item(itemId: string): Promise<ItemDetails> {
    return this.#call((api) => api.item(itemId));
  }

  /** How many items have each facet value, most frequent first: for filter menus. */
  facetCounts(): Promise<FacetCounts> {
    return this.#call((api) => api.facetCounts());
  }

  /** Indices of all items with one of the values, for every facet named; ascending. They are rows of the map too. */
  matching(filters: Filters, options?: CallOptions): Promise<Uint32Array<ArrayBuffer>> {
    return this.#call((api) => api.matching(filters), options);
  }

  /**
   * Where all items lie on a plane on which what is alike is near, with names of its regions; undefined where the bundle has no
   * map. The first call fetches it.
   *
   * @throws CatalogFormatError when it cannot be fetched or fails its check; a later call tries again
   */
  map(options?: CallOptions): Promise<TasteMap | undefined> {
    return this.#call((api) => api.map(), options);
  }

  /** Appends one event to the history; resolves when it is kept. */
  record(event: HistoryEvent): Promise<StoredEvent> {
    return this.#call((api) => api.record(event));
  }

  /**
   * The events that stand, newest first: superseded and cleared ones are left out.
   *
   * @param offset  events to leave out at the beginning (default 0)
   * @param limit   0 to 1000 events to return (default: all)
   */
  history(offset?: number, limit?: number): Promise<HistoryEntry[]> {
    return this.#call((api) => api.history(offset, limit));
  }

  /** Every stored event, superseded ones too, newest first; 100 a page unless `limit` says otherwise. */
  events(request: EventsRequest = {}, options?: CallOptions): Promise<EventsResponse> {
    return this.#call((api) => api.events(request), options);
  }

  /**
   * Adds events that happened before, at most 100,000 at once, each in the place of its time (default: now). Those that are there
   * already (same time, type and item) are skipped. All or none are added.
   */
  addEvents(events: HistoryEvent[]): Promise<HistoryImport> {
    return this.#call((api) => api.addEvents(events));
  }

  /**
   * Removes events for good: no copy of them stays in storage, and other tabs are told. Resolves to what was removed, which
   * `restoreEvents` puts back. Numbers that the log does not have are skipped.
   */
  eraseEvents(sequences: number[]): Promise<StoredEvent[]> {
    return this.#call((api) => api.eraseEvents(sequences));
  }

  /** Puts removed events back in their places; resolves to how many. Those whose number is taken are skipped. */
  restoreEvents(events: StoredEvent[]): Promise<number> {
    return this.#call((api) => api.restoreEvents(events));
  }

  /**
   * Exchanges a stored event for another: another opinion, other stars, another time. It keeps its place unless its time changed.
   * Resolves to the event as it is stored; rejects with RequestError when there is no event of that number.
   */
  replaceEvent(sequence: number, event: HistoryEvent): Promise<StoredEvent> {
    return this.#call((api) => api.replaceEvent(sequence, event));
  }

  /** What the history takes in storage. */
  historyFootprint(): Promise<HistoryFootprint> {
    return this.#call((api) => api.historyFootprint());
  }

  /**
   * Values that stand out among what the visitor likes and dislikes, against the catalog: of every facet, and of the details that are
   * named (lists in them are parted at commas).
   */
  tasteProfile(detailNames?: string[], options?: CallOptions): Promise<TasteProfile> {
    return this.#call((api) => api.tasteProfile(detailNames), options);
  }

  /** Finds titles of another list in the catalog, at most 1,000 a call; one answer a title, in their order. */
  matchTitles(titles: TitleQuery[], match?: MatchOptions, options?: CallOptions): Promise<TitleMatch[]> {
    return this.#call((api) => api.matchTitles(titles, match), options);
  }

  /** Which events put an item where it stands, largest effect first (`maxReasons` defaults to 5). */
  explain(itemId: string, maxReasons?: number, options?: CallOptions): Promise<Reason[]> {
    return this.#call((api) => api.explain(itemId, maxReasons), options);
  }

  /**
   * Well-known items to ask a newcomer about, chosen so that each answer (a recorded like or dislike) tells most; ask again
   * after each. Needs no towers.
   */
  picker(request: PickerRequest = {}): Promise<ItemSummary[]> {
    return this.#call((api) => api.picker(request));
  }

  /** For each of these items the event that lifts it most, verified by leaving it out; items that none lifts are left out. */
  reasons(itemIds: string[], options?: CallOptions): Promise<ItemReason[]> {
    return this.#call((api) => api.reasons(itemIds), options);
  }

  /** Rows of items with claims that hold, to stand beside a list; none while the visitor has liked nothing. */
  shelves(request: ShelvesRequest = {}, options?: CallOptions): Promise<Shelf[]> {
    return this.#call((api) => api.shelves(request), options);
  }

  /** The whole log as JSON text, for download. */
  exportHistory(): Promise<string> {
    return this.#call((api) => api.exportHistory());
  }

  /** Adds an exported log to the history; resolves to what was new. */
  importHistory(json: string): Promise<HistoryImport> {
    return this.#call((api) => api.importHistory(json));
  }

  /** Erases the history on this device, in every tab; resolves to what was there and what a reading found afterwards. */
  forget(): Promise<Erasure> {
    return this.#call((api) => api.forget());
  }

  /** What the engine is made of: files with their hashes, and the figures that decided where it runs. */
  inspect(): Promise<EngineReport> {
    return this.#call((api) => api.inspect());
  }

  /** The bundle's model card: how its models were made, and what they are not for. */
  modelCard(): Promise<ModelCard> {
    return this.#call((api) => api.modelCard());
  }

  /** Every request that the worker made, as the browser noted it; those of the page are in its own `performance` entries. */
  requests(): Promise<RequestFact[]> {
    return this.#call((api) => api.requests());
  }

  /** Fetches everything that is left, so that nothing is asked of the host from then on, whatever the visitor does. */
  warmUp(options: WarmUpOptions): Promise<void> {
    return this.#call((api) => api.warmUp(options));
  }

  /**
   * Fetches what is missing of the bundle, so that this version opens without a network from now on; needs `keepFiles`.
   *
   * @throws StorageUnavailableError, or the error of a file that cannot be had
   */
  keepOffline(options: OfflineOptions): Promise<OfflineReport> {
    return this.#call((api) => api.keepOffline(options));
  }

  /** Fetches a newer version of the bundle, whole; whether one waits. It is taken by the next `createPrivet`, never before. */
  fetchUpdate(options: OfflineOptions): Promise<boolean> {
    return this.#call((api) => api.fetchUpdate(options));
  }

  /** Ends the worker and gives back its memory. Calls that are under way reject. Safe to call twice. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#calls.stop(new EngineStoppedError('engine: it was disposed of'));
    this.#api[releaseProxy]();
    this.#worker.terminate();
  }

  async #call<T>(call: (api: Remote<EngineApi>) => Promise<T>, options?: CallOptions): Promise<T> {
    try {
      return await this.#calls.run(() => call(this.#api), options?.signal);
    } catch (error) {
      throw rebuildError(error);
    }
  }
}

/**
 * Starts the engine in a worker of its own and opens the history and the catalog. Resolves as soon as `recommend` can
 * answer; ONNX Runtime is not needed for that.
 *
 * @throws CatalogFormatError when the manifest or the whole catalog cannot be fetched or fails its check
 * @throws EngineStoppedError when the worker's script cannot be loaded
 */
export async function createPrivet(options: PrivetOptions): Promise<Privet> {
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'privet' });
  const privet = new Privet(worker, (options.towers ?? 'after-first-answer') === 'after-first-answer');
  const { storedCatalog, databaseName, backend, keepFiles, onStatus } = options;
  if (onStatus) privet.addEventListener('status', ({ detail }) => onStatus(detail));
  const manifestUrl = new URL(options.manifestUrl, document.baseURI).href;
  try {
    const kept = { ...(storedCatalog && { storedCatalog }), ...(databaseName && { databaseName }) };
    await privet.open({ manifestUrl, ...kept, ...(backend && { backend }), ...(keepFiles && { keepFiles }) });
  } catch (error) {
    privet.dispose();
    throw error;
  }
  return privet;
}
