// The engine: opens history and catalog, answers from them at once, loads the towers behind that, and gives every
// answer from the best that is there. This is the border: it checks what comes in and keeps the order of loading; the
// files beside it do the work, those that no first list needs as code of their own. It runs in the worker (worker.ts)
// and needs nothing of it: tests run it in a page as well.

import { pageFilesOf, sumBytes } from '../bundle/bundle-files.ts';
import type { Facts } from '../catalog/item-facts.ts';
import type { Where } from '../catalog/where.ts';
import { RequestError } from '../errors.ts';
import { persist } from '../fetching/persist.ts';
import { hearSlowRequests } from '../fetching/slow-requests.ts';
import { type AddedEvents, type HistoryEvent, type StoredEvent, withMark } from '../history/events.ts';
import type { HistoryKey } from '../history/history-key.ts';
import type { EncoderFile } from '../own-catalogs/own-catalogs-api.ts';
import { makeOnce } from './base/make-once.ts';
import type { EngineStatus, OfflineOptions, StatusListener, UpdateOptions, WarmUpReport } from './base/status-api.ts';
import { StatusBoard } from './base/status-board.ts';
import {
  checkExplainRequest,
  checkFacts,
  checkHistoryRequest,
  checkItemId,
  checkItemIds,
  checkList,
  checkReasonsRequest,
  checkShelvesRequest,
  checkText,
  checkWhere,
} from './check-requests.ts';
import type { EngineApi } from './engine-api.ts';
import { type EngineParts, openParts, stateTowerFailure } from './engine-parts.ts';
import { requestLog } from './hood/request-log.ts';
import { LIST_CALLS, type ListCall, type ListCalls, type ListName } from './list-calls.ts';
import { partsFor } from './lists/anonymous.ts';
import { allowedItems } from './lists/item-sets.ts';
import type { FilterCountsRequest, ForYouRequest, PickerRequest } from './lists/lists-api.ts';
import { recommend } from './lists/recommend.ts';
import { isSteered } from './lists/steer-scores.ts';
import { checkEvent, HistoryChanges } from './my-data/history-changes.ts';
import { entryOf } from './my-data/history-entry.ts';
import type { EventsRequest, HistoryImport, HistoryRequest, MatchOptions, TitleQuery } from './my-data/my-data-api.ts';
import type { SearchRequest } from './search/search-api.ts';
import { checkIntegrity, checkOpenOptions } from './start/open-options.ts';
import type { HistoryListener, OpenOptions, OwedErasures } from './start/start-api.ts';
import { Turn } from './start/turn.ts';
import type { SuggestRequest } from './suggest/suggest-api.ts';
import type { ShareRequest, TogetherRequest } from './together/together-api.ts';
import type { ExplainRequest, ReasonsRequest, ShelvesRequest } from './why/why-api.ts';

const DEFAULT_RESULTS = 20;
const DEFAULT_REASONS = 5;
const DEFAULT_SHELF_ITEMS = 12;

/** The list calls, which are put into its place below. */
const EngineBase = class {} as { new (): ListCalls };

/** Its methods are documented, and their answers typed, in EngineCalls and EngineApi. */
export class Engine extends EngineBase implements EngineApi {
  readonly #status = new StatusBoard();
  readonly #abort = new AbortController();
  #opening: Promise<EngineParts> | undefined;
  #loadingTowers: Promise<EngineStatus> | undefined;
  #warming: Promise<WarmUpReport> | undefined;
  #warmsSearch = false;
  readonly #changes = new HistoryChanges(() => this.#log());
  /** The warm-up's, while it fetches. */
  readonly #turn = new Turn();

  /**
   * What "my data" needs is another chunk of code, which lists do without. It comes behind the catalog, like all that
   * is not a list.
   */
  readonly #data = makeOnce(async () => {
    const parts = await this.#whole();
    await parts.related.settled;
    const { StoredData } = await import('./my-data/stored-data.ts');
    return new StoredData(parts);
  });

  /** So is why things are where they are. It comes right behind, so that the host sees one order whoever asks first. */
  readonly #why = makeOnce(async () => {
    await this.#data();
    return import('./why/why.ts');
  });

  readonly #suggester = makeOnce(async () => {
    const parts = await this.#whole();
    await this.#turn.wait('suggester');
    const { Suggester } = await import('./suggest/suggester.ts');
    return new Suggester(parts);
  });

  readonly #forTwo = makeOnce(async () => {
    const parts = await this.#whole();
    await this.#turn.wait('for-two');
    const { ForTwo } = await import('./together/for-two.ts');
    return new ForTwo(parts);
  });

  readonly #modelCard = makeOnce(async () => {
    const { fetchModelCard } = await loadWarmUp();
    return fetchModelCard(await this.#parts());
  });

  /** Its code comes right behind the first list for everyone, whether somebody narrows or compares anything or not. */
  readonly #shopLists = makeOnce(async () => {
    (await this.#parts()).loadRest();
    return import('./lists/shop-lists.ts');
  });

  /** So does this, whether somebody is asked or not. */
  readonly #picker = makeOnce(async () => {
    await this.#shopLists().catch(() => {});
    return import('./picker/picker.ts');
  });

  /** So does what encrypts the history: whoever has it locked is asked for the passphrase behind the first list. */
  readonly #encryption = makeOnce(async () => {
    await this.#picker().catch(() => {});
    const [code, takeOver] = await Promise.all([
      import('../history/encryption/encryption.ts'),
      import('../history/take-over.ts'),
    ]);
    // What fails of these the next visit tries again.
    code.finishWriteOver().catch(() => {});
    this.#takeOver(takeOver).catch(() => {});
    return code;
  });

  /** Eight variants of a history at a time. */
  readonly #batchTower = makeOnce(async () => {
    const { models, embedder } = await this.#parts();
    embedder.useBatchTower(await models.batchTower());
  });

  static {
    for (const [name, { beside }] of Object.entries<ListCall>(LIST_CALLS)) {
      const value = function (this: Engine, ...args: unknown[]) {
        return beside
          ? this.#list(name as ListName, args[0], args[1])
          : this.#list(name as ListName, undefined, args[0]);
      };
      Object.defineProperty(Engine.prototype, name, { value });
    }
  }

  async open(
    options: OpenOptions,
    onStatus: StatusListener,
    onHistoryChange: HistoryListener,
    owedErasures?: OwedErasures,
  ) {
    if (this.#opening) throw new RequestError('engine: it is open already');
    const checked = checkOpenOptions(options);
    this.#status.listen(onStatus);
    const unhear = hearSlowRequests((waitingFor) => this.#status.set({ waitingFor }));
    this.#abort.signal.addEventListener('abort', unhear);
    const onRest = () => void this.#encryption().catch(() => {});
    this.#opening = openParts(checked, this.#status, { onHistoryChange, onRest, owedErasures }, this.#abort.signal);
    await this.#opening;
    return this.status();
  }

  async status() {
    return this.#status.snapshot();
  }

  loadTowers() {
    this.#loadingTowers ??= this.#loadTowers();
    return this.#loadingTowers;
  }

  async setFacts(facts: Record<string, Facts>) {
    const checked = checkFacts(facts);
    (await this.#parts()).catalog.setFacts(checked);
  }

  async read(text: string) {
    const checked = checkText('read', text);
    const { language } = await this.#whole();
    await this.#turn.wait('language');
    const { read, tell } = await language.get();
    return tell(read(checked));
  }

  async steer(text: string, time?: number, isRepeat?: boolean) {
    const checked = checkText('steer', text);
    return (await this.#steering()).steer(checked, time, isRepeat);
  }

  async steering() {
    const steering = await this.#steering();
    await this.#changes.done;
    return steering.tell();
  }

  async unsteer(id?: string, isRepeat?: boolean) {
    const checked = id === undefined ? undefined : checkText('unsteer', id);
    // What it needs is here: lists are steered by it.
    return this.#changes.run(async () => (await (await this.#whole()).steering()).unsteer(checked, isRepeat));
  }

  async suggest(request: SuggestRequest = {}) {
    return (await this.#suggester()).suggest(request);
  }

  async item(itemId: string) {
    const { catalog, history } = await this.#parts();
    const itemIndex = await this.#indexOf(itemId);
    const marks = history.taste().marks.get(itemId);
    return { ...catalog.summary(itemIndex), text: catalog.text(itemIndex), ...(marks && { marks }) };
  }

  async facetCounts() {
    return (await this.#parts()).catalog.facetCounts();
  }

  async filterCounts(request: FilterCountsRequest = {}) {
    const parts = await this.#whole();
    return (await this.#shopLists()).filterCounts(parts, request);
  }

  async matching(where: Where) {
    const checked = checkWhere(where);
    return Uint32Array.from(allowedItems((await this.#whole()).catalog, checked).indices());
  }

  async map() {
    const parts = await this.#parts();
    await this.#turn.wait('map');
    return (await parts.map()).read();
  }

  async record(event: HistoryEvent, isRepeat?: boolean) {
    const checked = withMark(checkEvent(event));
    return (await this.#parts()).history.log.record(checked, isRepeat);
  }

  async history(request: HistoryRequest = {}) {
    const { offset = 0, limit } = checkHistoryRequest(request);
    await this.#changes.done;
    const { catalog, history } = await this.#parts();
    const { standing } = history.taste();
    const newestFirst = standing.toReversed().slice(offset, limit === undefined ? undefined : offset + limit);
    return newestFirst.map((event) => entryOf(catalog, event));
  }

  async events(request: EventsRequest = {}) {
    return (await this.#data()).events(request);
  }

  async addEvents(events: HistoryEvent[]) {
    return this.#withUnknown(await this.#changes.add(events));
  }

  eraseEvents(events: HistoryEvent[]) {
    return this.#changes.erase(events);
  }

  restoreEvents(events: StoredEvent[]) {
    return this.#changes.restore(events);
  }

  replaceEvent(event: HistoryEvent, next: HistoryEvent, isRepeat?: boolean) {
    return this.#changes.replace(event, next, isRepeat);
  }

  async historyFootprint() {
    return (await this.#parts()).history.log.footprint();
  }

  async tasteProfile(detailNames?: string[]) {
    return (await this.#data()).tasteProfile(detailNames);
  }

  async predictedRatings(itemIds: string[]) {
    const checked = checkItemIds('predictedRatings', itemIds);
    await this.#changes.done;
    return (await this.#data()).predictedRatings(checked);
  }

  async matchTitles(titles: TitleQuery[], options?: MatchOptions) {
    return (await this.#data()).matchTitles(titles, options);
  }

  async explain(itemId: string, request: ExplainRequest = {}) {
    const { count = DEFAULT_REASONS } = checkExplainRequest(request);
    const itemIndex = await this.#indexOf(itemId);
    const { explain } = await this.#why();
    return explain(await this.#withBatchTower(), itemIndex, count);
  }

  async matchGrades(itemIds: string[]) {
    const checked = checkItemIds('matchGrades', itemIds);
    await this.#changes.done;
    const parts = await this.#whole();
    const rows = await Promise.all(checked.map((itemId) => this.#indexOf(itemId)));
    return parts.match.grades(parts, rows);
  }

  /** What the match filter reads of these items for this history: for training, not for pages. */
  async matchValues(itemIds: string[]) {
    const parts = await this.#whole();
    const rows = await Promise.all(itemIds.map((itemId) => this.#indexOf(itemId)));
    return parts.match.values(parts, rows);
  }

  async picker(request: PickerRequest = {}) {
    const parts = await this.#parts();
    const { pickerItems } = await this.#picker();
    return pickerItems(parts, request);
  }

  async reasons(itemIds: string[], request: ReasonsRequest = {}) {
    const [checkedIds, checked] = [checkItemIds('reasons', itemIds), checkReasonsRequest(request)];
    const { listReasons } = await this.#why();
    return listReasons(await this.#withBatchTower(), checkedIds, checked);
  }

  async shelves(request: ShelvesRequest = {}) {
    const checked = checkShelvesRequest(request);
    const { shelvesFor } = await this.#why();
    return shelvesFor(await this.#withBatchTower(), checked, checked.count ?? DEFAULT_SHELF_ITEMS);
  }

  async shareTaste(request: ShareRequest) {
    await this.#changes.done;
    return (await this.#forTwo()).shareTaste(request);
  }

  async readTaste(text: string) {
    return (await this.#forTwo()).readTaste(text);
  }

  async together(request: TogetherRequest) {
    await this.#changes.done;
    await this.#withBatchTower();
    return (await this.#forTwo()).together(request);
  }

  async export() {
    return (await this.#data()).export();
  }

  async exportSetAside() {
    return (await this.#data()).exportSetAside();
  }

  async import(json: string) {
    return this.#withUnknown(await this.#changes.run(async () => (await this.#data()).import(json)));
  }

  async forget() {
    const { history } = await this.#parts();
    const erasure = await history.erase();
    // Behind the answer: what a disk still holds of it goes as well as a page can see to it.
    if (erasure.before.numRecords > 0) void this.#writeOver(erasure.before.sizeBytes).catch(() => {});
    return erasure;
  }

  async encrypt(passphrase: string) {
    const { encryptAndWriteOver } = await this.#encryption();
    return encryptAndWriteOver(await this.#log(), passphrase);
  }

  async unlock(by: string | HistoryKey) {
    return (await this.#encryption()).unlockHistory(await this.#log(), by);
  }

  async lock() {
    return (await this.#encryption()).lockHistory(await this.#log());
  }

  async decrypt() {
    return (await this.#encryption()).decryptHistory(await this.#log());
  }

  async changePassphrase(passphrase: string, next: string) {
    return (await this.#encryption()).changePassphrase(await this.#log(), passphrase, next);
  }

  async passphraseRounds() {
    return (await this.#encryption()).passphraseRounds(await this.#log());
  }

  async acceptPlain() {
    return (await this.#encryption()).acceptPlain(await this.#log());
  }

  async exportRecords() {
    return (await this.#encryption()).exportRecords(await this.#log());
  }

  async inspect() {
    const { manifestUrl, manifest, joined, models } = await this.#parts();
    await this.#turn.wait('inspect');
    const { inspect } = await loadInspect();
    return inspect(manifestUrl, manifest, models.facts, joined?.bundles);
  }

  async modelCard() {
    await this.#parts();
    await this.#turn.wait('model-card');
    return this.#modelCard();
  }

  async requests() {
    return requestLog();
  }

  warmUp({ withSearch }: OfflineOptions) {
    const isMore = withSearch === true && !this.#warmsSearch;
    if (this.#warming && !isMore) return this.#warming;
    this.#warmsSearch ||= isMore;
    this.#turn.take();
    const before: Promise<unknown> = this.#warming?.catch(() => {}) ?? Promise.resolve();
    const warming = before
      .then(() => this.#warmUp(this.#warmsSearch))
      .catch((error: unknown) => {
        if (this.#warming === warming) this.#warming = undefined;
        throw error;
      });
    this.#warming = warming;
    return warming;
  }

  /**
   * One thing after the other: the order is the same for everyone. A part that can be done without is told by the status
   * where it fails, and its failure is the warm-up's all the same.
   */
  async #warmUp(withSearch: boolean): Promise<WarmUpReport> {
    const { signal } = this.#abort;
    try {
      const parts = await this.#parts();
      const { manifest } = parts;
      const totalBytes = sumBytes(pageFilesOf(manifest, withSearch));
      const leftOutBytes = sumBytes(pageFilesOf(manifest, true)) - totalBytes;
      this.#status.setWarmUp({ state: 'loading', totalBytes });
      await wholeOf(parts);
      const { runWarmUp, fetchSearchFiles } = await persist(loadWarmUp, { signal });
      const steps = {
        items: () => parts.loadMissing(),
        related: () => parts.related.loadMissing(),
        match: () => parts.match.loadMissing(),
        // Code that an act may ask for out of turn comes first: behind a file, the host would see who asked.
        'shop-lists': () => this.#shopLists(),
        picker: () => this.#picker(),
        encryption: () => this.#encryption(),
        why: () => this.#why(),
        titles: () => parts.searcher.prepareTitles(),
        answers: loadAnswers,
        language: () => parts.language.getWhole(),
        suggester: () => import('./suggest/suggester.ts'),
        towers: () => this.#towers(),
        'batch-tower': () => this.#loadBatchTower(parts),
        steering: () => import('./steering/steered-lists.ts'),
        'for-two': () => import('./together/for-two.ts'),
        map: async () => (await parts.map()).read(),
        'model-card': async () => manifest.modelCard !== undefined && this.#modelCard(),
        inspect: loadInspect,
        'own-catalogs': async () => parts.ownCatalogs && import('../own-catalogs/own-catalog.ts'),
        encoder: async () => withSearch && fetchSearchFiles(parts),
        // Where there is a GPU, ONNX Runtime is fetched to be tried on it: behind all else, and nobody waits for it.
        gpu: () => parts.models.settle().catch(() => {}),
      };
      // A search by words, and its completions, ask for nothing once those before the towers are here.
      const numForSearch = 11;
      const progress = { totalBytes, leftOutBytes, status: this.#status, turn: this.#turn, signal };
      return await runWarmUp({ steps, numForSearch, ...progress });
    } finally {
      this.#turn.release();
    }
  }

  async encoderParts() {
    const parts = await this.#parts();
    await this.#turn.wait('encoder');
    const { readEncoder } = await loadWarmUp();
    return readEncoder(parts);
  }

  async useEncoder(encoder: EncoderFile) {
    const parts = await this.#parts();
    const { takeEncoder } = await loadWarmUp();
    takeEncoder(parts, encoder);
  }

  async keepOffline(options: OfflineOptions) {
    const { keepOffline } = await import('./start/offline.ts');
    return keepOffline(await this.#parts(), options);
  }

  async fetchUpdate({ withSearch, integrity }: UpdateOptions) {
    const named = checkIntegrity(integrity);
    const parts = await this.#parts();
    const { fetchNewVersion } = await import('./start/offline.ts');
    const version = { withSearch, integrity: named ?? parts.integrity };
    return fetchNewVersion(parts, version);
  }

  async dispose() {
    this.#abort.abort();
    this.#status.listen(undefined);
    const parts = await this.#opening?.catch(() => undefined);
    parts?.history.log.close();
    parts?.ranker.dispose();
    await parts?.models.dispose();
  }

  /** Which items are this catalog's is known when all have arrived. */
  async #takeOver({ takeOverHistory }: typeof import('../history/take-over.ts')): Promise<void> {
    const { catalog, complete, history, isNamedByCatalog } = await this.#parts();
    await complete;
    const isOfCatalog = (itemId: string) => catalog.indexOf(itemId) !== undefined;
    const tell = (message: string) => this.#status.setPart('history', { state: 'ready', message });
    if (isNamedByCatalog) await takeOverHistory(history.log, isOfCatalog, tell);
  }

  async #writeOver(sizeBytes: number): Promise<void> {
    const { writeOver } = await this.#encryption();
    await writeOver(sizeBytes);
  }

  #parts(): Promise<EngineParts> {
    return this.#opening ?? Promise.reject(new RequestError('engine: it is not open yet'));
  }

  async #log() {
    return (await this.#parts()).history.log;
  }

  /** Every list: behind the changes before it, with its time in the worker and a name by which events may speak of it. */
  async #list(name: ListName, beside: unknown, asked: unknown = {}) {
    const startMs = performance.now();
    await this.#changes.done;
    const rules = checkList(name, asked);
    const call: ListCall = LIST_CALLS[name];
    const rows = await this.#besideRows(name, call, beside);
    const answer = await this.#make(name, rows, rules, rules.count ?? call.count ?? DEFAULT_RESULTS);
    return { ...answer, requestId: randomId(), latencyMs: performance.now() - startMs };
  }

  async #besideRows(name: ListName, { beside: kind }: ListCall, beside: unknown): Promise<number[]> {
    if (kind === 'item') return [await this.#indexOf(beside)];
    return kind ? Promise.all(checkItemIds(name, beside).map((itemId) => this.#indexOf(itemId))) : [];
  }

  async #make(name: ListName, rows: number[], rules: ForYouRequest, k: number): Promise<object> {
    if (name === 'forYou') return this.#recommend(rules, k);
    const parts = partsFor(await this.#whole(), rules);
    if (name === 'goesWith') return (await this.#suggester()).for(rules).goesWith(rows, rules, k);
    if (name === 'substitutes') return (await this.#suggester()).for(rules).substitutes(rows[0]!, rules, k);
    if (name !== 'search') return (await this.#shopLists()).SHOP_LISTS[name](parts, rules, k, [rows[0]!]);
    const request = rules as SearchRequest;
    // Nothing is fetched for a search once these are here, words first.
    await this.#turn.waitFor(request.atOnce ? 'language' : 'encoder');
    const { searchCatalog } = await loadAnswers();
    return searchCatalog(parts, request, k);
  }

  async #recommend(rules: ForYouRequest, k: number) {
    const parts = partsFor(await this.#parts(), rules);
    if (parts.catalog.isWhole || knowsTheHistory(parts)) {
      const answer = await recommend(parts, rules, k);
      parts.loadRest();
      if (answer.items.length === k || parts.catalog.isWhole) return { ...answer, leftOut: await answer.leftOut() };
    }
    await wholeOf(parts);
    const answer = await recommend(parts, rules, k);
    return { ...answer, leftOut: await answer.leftOut() };
  }

  /** Which items are unknown is said only when the whole catalog is there. */
  async #withUnknown(result: AddedEvents): Promise<HistoryImport> {
    const { catalog } = await this.#whole();
    const unknown = result.added.filter(({ itemId }) => itemId !== undefined && catalog.indexOf(itemId) === undefined);
    return { ...result, numUnknownItems: unknown.length };
  }

  async #steering() {
    const parts = await this.#whole();
    // What it needs is here where lists are steered already.
    if (!isSteered(parts.history.taste().standing)) await this.#turn.wait('steering');
    return parts.steering();
  }

  /** With all of the catalog that is to be had. Only a first list is better early than from all items. */
  async #whole(): Promise<EngineParts> {
    return wholeOf(await this.#parts());
  }

  /**
   * An id that is not known while items still arrive may be among them: that it is in no catalog is said only at the
   * end.
   */
  async #indexOf(itemId: unknown): Promise<number> {
    const parts = await this.#parts();
    const { catalog } = parts;
    const id = checkItemId(itemId);
    const index = catalog.indexOf(id) ?? (await wholeOf(parts)).catalog.indexOf(id);
    if (index === undefined) throw new RequestError(`item: '${id}' is not in the catalog`);
    return index;
  }

  /** A failure is told by the status, and the next call tries again. */
  async #loadTowers(): Promise<EngineStatus> {
    await this.#towers().catch(() => {
      this.#loadingTowers = undefined;
    });
    return this.status();
  }

  /** @throws what the status tells of the towers */
  readonly #towers = makeOnce(async () => {
    const { models, embedder, manifest, searcher, loadRest } = await this.#parts();
    loadRest();
    searcher.prepareTitles().catch(() => {}); // the first search tries again, and tells
    if (!manifest.models.userTower) return; // answered by content from the start
    try {
      this.#status.setPart('towers', { state: 'loading', totalBytes: manifest.models.userTower.sizeBytes });
      embedder.useTower(await models.userTower());
      this.#status.setPart('towers', { state: 'ready' });
    } catch (error) {
      stateTowerFailure(this.#status, error);
      throw error;
    }
  });

  /** Without the batch tower explanations take longer, and are the same. */
  async #withBatchTower(): Promise<EngineParts> {
    const parts = await this.#parts();
    await this.#loadBatchTower(parts).catch(() => {});
    return parts;
  }

  /** In plain JavaScript eight at once would hold up a list for a third of a second: there they go one by one. */
  async #loadBatchTower({ embedder, manifest }: EngineParts): Promise<void> {
    const isSlow = this.#status.snapshot().backend === 'js';
    if (embedder.hasTower && manifest.models.userTowerBatch && !isSlow) await this.#batchTower();
  }
}

const loadWarmUp = () => import('./start/warm-up.ts');
const loadInspect = () => import('./hood/inspect.ts');
/** What answers a search is another chunk of code, which lists do without. */
const loadAnswers = () => import('./search/answer-search.ts');

async function wholeOf(parts: EngineParts): Promise<EngineParts> {
  parts.loadRest();
  await parts.complete;
  return parts;
}

/**
 * Whether the items of the history have arrived: without them, a returning visitor's list would be somebody else's. What
 * was said in words is read by all titles and names, so it waits for all items.
 */
function knowsTheHistory({ catalog, history }: EngineParts): boolean {
  const { standing } = history.taste();
  if (isSteered(standing)) return false;
  return standing.every(({ itemId }) => itemId === undefined || catalog.indexOf(itemId) !== undefined);
}

/** 32 hex digits. `randomUUID` is missing where a page is not secure. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
