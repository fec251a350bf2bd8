// The engine: opens history and catalog, answers from them at once, loads the towers behind that, and gives every answer
// from the best that is there. This is the border: it checks what comes in and keeps the order of loading; the files
// beside it do the work, those that no first list needs as code of their own. It runs in the worker (worker.ts) and needs nothing of it: tests run it in a page as well.
import { RequestError } from '../errors.ts';
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
  HistoryListener,
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
  StatusListener,
  StoredEvent,
  TasteMap,
  TasteProfile,
  TitleMatch,
  TitleQuery,
  WarmUpOptions,
} from './api.ts';
import {
  checkBesideRequest,
  checkCount,
  checkEvent,
  checkFilters,
  checkItemId,
  checkItemIds,
  checkOffset,
  checkRecommendRequest,
  checkSearchRequest,
} from './check-requests.ts';
import { allowedItems, type EngineParts, openParts, rankedItems, stateTowerFailure } from './engine-parts.ts';
import { inspect } from './hood/inspect.ts';
import { requestLog } from './hood/request-log.ts';
import { explain, recommend, recommendSimilar } from './lists/answers.ts';
import { entryOf } from './my-data/history-entry.ts';
import type { StoredData } from './my-data/stored-data.ts';
import { pickerItems } from './picker/picker.ts';
import { fetchSearchFiles, modelCard } from './start/warm-up.ts';
import { StatusBoard } from './status.ts';
import { listReasons, shelvesFor } from './why/shelves.ts';

const DEFAULT_RESULTS = 20;
const DEFAULT_REASONS = 5;
const DEFAULT_PICKER_ITEMS = 6;
const DEFAULT_SHELF_ITEMS = 12;
/** Fused ranks are small fractions; as integers of so many steps they are told like all other scores. */
const SEARCH_SCORE_STEPS = 1_000_000;

export class Engine implements EngineApi {
  readonly #status = new StatusBoard();
  readonly #abort = new AbortController();
  #opening: Promise<EngineParts> | undefined;
  #loadingTowers: Promise<EngineStatus> | undefined;
  #loadingBatchTower: Promise<void> | undefined;
  #storedData: Promise<StoredData> | undefined;
  /** While it runs, what would jump the queue waits. */
  #warming: Promise<void> | undefined;

  async open(options: OpenOptions, onStatus: StatusListener, onHistoryChange: HistoryListener): Promise<EngineStatus> {
    if (this.#opening) throw new RequestError('engine: it is open already');
    this.#status.listen(onStatus);
    this.#opening = openParts(options, this.#status, onHistoryChange, this.#abort.signal);
    await this.#opening;
    return this.status();
  }

  async status(): Promise<EngineStatus> {
    return this.#status.snapshot();
  }

  loadTowers(): Promise<EngineStatus> {
    this.#loadingTowers ??= this.#loadTowers();
    return this.#loadingTowers;
  }

  recommend(request: RecommendRequest = {}): Promise<RecommendResponse> {
    return timed(async () => {
      const checked = checkRecommendRequest(request);
      const k = checked.k ?? DEFAULT_RESULTS;
      const parts = await this.#parts();
      if (isWhole(parts) || (await knowsTheHistory(parts))) {
        const answer = await recommend(parts, checked, k);
        parts.goOn();
        if (answer.items.length === k || isWhole(parts)) return answer;
      }
      await wholeOf(parts);
      return recommend(parts, checked, k);
    });
  }

  similar(itemId: string, k?: number): Promise<SimilarResponse> {
    return timed(async () => {
      const count = checkCount('similar', k) ?? DEFAULT_RESULTS;
      const itemIndex = await this.#indexOf(itemId);
      return recommendSimilar(await this.#whole(), itemIndex, count);
    });
  }

  search(request: SearchRequest): Promise<SearchResponse> {
    return timed(async () => {
      const { query, k = DEFAULT_RESULTS, filters } = checkSearchRequest(request);
      const parts = await this.#whole();
      await this.#warming;
      const { items: found, ...rest } = await parts.searcher.search(query, k, allowedItems(parts, filters));
      const indices = found.map(({ index }) => index);
      const scores = found.map(({ score }) => Math.round(score * SEARCH_SCORE_STEPS));
      return { items: rankedItems(parts, indices, scores), ...rest };
    });
  }

  async item(itemId: string): Promise<ItemDetails> {
    const { catalog, history } = await this.#parts();
    const details = catalog.details(await this.#indexOf(itemId));
    const opinion = (await history.taste()).opinions.get(itemId);
    return { ...details, ...(opinion && { opinion }) };
  }

  async facetCounts(): Promise<FacetCounts> {
    return (await this.#parts()).catalog.facetCounts();
  }

  async matching(filters: Filters): Promise<Uint32Array<ArrayBuffer>> {
    const checked = checkFilters(filters);
    return Uint32Array.from(allowedItems(await this.#whole(), checked).indices());
  }

  async map(): Promise<TasteMap | undefined> {
    const parts = await this.#parts();
    await this.#warming;
    return parts.map.read();
  }

  async record(event: HistoryEvent): Promise<StoredEvent> {
    const checked = checkEvent(event);
    return (await this.#parts()).history.record(checked);
  }

  async history(offset?: number, limit?: number): Promise<HistoryEntry[]> {
    const start = checkOffset('history', offset);
    const count = checkCount('history', limit);
    const { catalog, history } = await this.#parts();
    const { standing } = await history.taste();
    const newestFirst = standing.toReversed().slice(start, count === undefined ? undefined : start + count);
    return newestFirst.map((event) => entryOf(catalog, event));
  }

  async events(request: EventsRequest = {}): Promise<EventsResponse> {
    return (await this.#data()).events(request);
  }

  async addEvents(events: HistoryEvent[]): Promise<HistoryImport> {
    return (await this.#data()).addEvents(events);
  }

  async eraseEvents(sequences: number[]): Promise<StoredEvent[]> {
    return (await this.#data()).eraseEvents(sequences);
  }

  async restoreEvents(events: StoredEvent[]): Promise<number> {
    return (await this.#data()).restoreEvents(events);
  }

  async replaceEvent(sequence: number, event: HistoryEvent): Promise<StoredEvent> {
    return (await this.#data()).replaceEvent(sequence, event);
  }

  async historyFootprint(): Promise<HistoryFootprint> {
    return (await this.#parts()).history.footprint();
  }

  async tasteProfile(detailNames?: string[]): Promise<TasteProfile> {
    return (await this.#data()).tasteProfile(detailNames);
  }

  async matchTitles(titles: TitleQuery[], options?: MatchOptions): Promise<TitleMatch[]> {
    return (await this.#data()).matchTitles(titles, options);
  }

  async explain(itemId: string, maxReasons?: number): Promise<Reason[]> {
    const count = checkCount('explain', maxReasons) ?? DEFAULT_REASONS;
    const itemIndex = await this.#indexOf(itemId);
    return explain(await this.#withBatchTower(), itemIndex, count);
  }

  async picker(request: PickerRequest = {}): Promise<ItemSummary[]> {
    const checked = checkBesideRequest('picker', request);
    return pickerItems(await this.#parts(), checked, checked.k ?? DEFAULT_PICKER_ITEMS);
  }

  async reasons(itemIds: string[]): Promise<ItemReason[]> {
    const checked = checkItemIds('reasons', itemIds);
    return listReasons(await this.#withBatchTower(), checked);
  }

  async shelves(request: ShelvesRequest = {}): Promise<Shelf[]> {
    const checked = checkBesideRequest('shelves', request);
    await this.#whole();
    return shelvesFor(await this.#withBatchTower(), checked, checked.k ?? DEFAULT_SHELF_ITEMS);
  }

  async exportHistory(): Promise<string> {
    return (await this.#parts()).history.exportText();
  }

  async importHistory(json: string): Promise<HistoryImport> {
    return (await this.#data()).importHistory(json);
  }

  async forget(): Promise<Erasure> {
    return (await this.#parts()).history.erase();
  }

  async inspect(): Promise<EngineReport> {
    const { manifestUrl, manifest, models } = await this.#parts();
    return inspect(manifestUrl, manifest, models.facts);
  }

  async modelCard(): Promise<ModelCard> {
    const parts = await this.#parts();
    await this.#warming;
    return modelCard(parts, this.#abort.signal);
  }

  async requests(): Promise<RequestFact[]> {
    return requestLog();
  }

  warmUp({ withSearch }: WarmUpOptions): Promise<void> {
    this.#warming ??= this.#warmUp(withSearch === true);
    return this.#warming;
  }

  /** One thing after the other: the order is the same for everyone. What fails is told by the status, or by whoever needs it. */
  async #warmUp(withSearch: boolean): Promise<void> {
    const parts = await this.#whole();
    await this.#data().catch(() => {});
    await parts.searcher.prepareTitles();
    await this.loadTowers();
    await this.#withBatchTower();
    await parts.map.read().catch(() => {});
    await modelCard(parts, this.#abort.signal).catch(() => {});
    if (withSearch) await fetchSearchFiles(parts, this.#status, this.#abort.signal);
  }

  async keepOffline(options: OfflineOptions): Promise<OfflineReport> {
    const { keepOffline } = await import('./start/offline.ts');
    return keepOffline(await this.#parts(), options, this.#status, this.#abort.signal);
  }

  async fetchUpdate(options: OfflineOptions): Promise<boolean> {
    const { fetchNewVersion } = await import('./start/offline.ts');
    return fetchNewVersion(await this.#parts(), options, this.#status, this.#abort.signal);
  }

  async dispose(): Promise<void> {
    this.#abort.abort();
    this.#status.listen(undefined);
    const parts = await this.#opening?.catch(() => undefined);
    parts?.history.close();
    parts?.ranker.dispose();
    await parts?.models.dispose();
  }

  /** What "my data" needs is another chunk of code, which lists do without. It comes behind the catalog, like all that is not a list. */
  async #data(): Promise<StoredData> {
    const parts = await this.#whole();
    await parts.related.settled;
    this.#storedData ??= import('./my-data/stored-data.ts').then(({ StoredData }) => new StoredData(parts));
    return this.#storedData.catch((cause: unknown) => {
      this.#storedData = undefined;
      throw cause;
    });
  }

  #parts(): Promise<EngineParts> {
    return this.#opening ?? Promise.reject(new RequestError('engine: it is not open yet'));
  }

  /** With all of the catalog that is to be had. Only a first list is better early than from all items. */
  async #whole(): Promise<EngineParts> {
    return wholeOf(await this.#parts());
  }

  /** An id that is not known while items still arrive may be among them: that it is in no catalog is said only at the end. */
  async #indexOf(itemId: string): Promise<number> {
    const parts = await this.#parts();
    const { catalog } = parts;
    const index = catalog.indexOf(checkItemId(itemId)) ?? (await wholeOf(parts)).catalog.indexOf(itemId);
    if (index === undefined) throw new RequestError(`item: '${itemId}' is not in the catalog`);
    return index;
  }

  /** A failure is told by the status, and the next call tries again. */
  async #loadTowers(): Promise<EngineStatus> {
    const { models, embedder, manifest, searcher, goOn } = await this.#parts();
    goOn();
    void searcher.prepareTitles();
    try {
      this.#status.setPart('towers', { state: 'loading', totalBytes: manifest.models.userTower?.sizeBytes ?? 0 });
      embedder.useTower(await models.userTower());
      this.#status.setPart('towers', { state: 'ready' });
    } catch (error) {
      this.#loadingTowers = undefined;
      stateTowerFailure(this.#status, error);
    }
    return this.status();
  }

  async #withBatchTower(): Promise<EngineParts> {
    const parts = await this.#parts();
    if (parts.embedder.hasTower) await (this.#loadingBatchTower ??= this.#loadBatchTower(parts));
    return parts;
  }

  /** Eight variants of a history at a time. Without it explanations take longer, and are the same. */
  async #loadBatchTower({ models, embedder }: EngineParts): Promise<void> {
    try {
      embedder.useBatchTower(await models.batchTower());
    } catch {
      this.#loadingBatchTower = undefined;
    }
  }
}

async function wholeOf(parts: EngineParts): Promise<EngineParts> {
  parts.goOn();
  await parts.complete;
  return parts;
}

const isWhole = ({ catalog, manifest }: EngineParts): boolean => catalog.available.count() === manifest.numItems;

/** Whether the items of the history have arrived: without them, a returning visitor's list would be somebody else's. */
async function knowsTheHistory({ catalog, history }: EngineParts): Promise<boolean> {
  const { standing } = await history.taste();
  return standing.every(({ itemId }) => itemId === undefined || catalog.indexOf(itemId) !== undefined);
}

async function timed<T extends object>(answer: () => Promise<T>): Promise<T & { latencyMs: number }> {
  const startMs = performance.now();
  return { ...(await answer()), latencyMs: performance.now() - startMs };
}
