// The contract between a page and the worker that owns the engine. Types only: nothing here runs. Every object that
// crosses is plain data (structured clone); methods are called through comlink.

import type { ModelCard } from '../formats/model-card.ts';
import type { MapLabel } from '../formats/taste-map.ts';

export type { MapLabel, ModelCard };

/**
 * What a visitor did. `clear` takes back every earlier opinion (like, dislike, rate, hide, seen, save) on the item. `seen` (known
 * already, whatever they thought of it) counts as a view and `save` (kept for later) as something put in a cart: the towers'
 * vocabulary has no others. Both keep the item out of lists, as every opinion does.
 */
export type EventType =
  | 'view'
  | 'select'
  | 'like'
  | 'dislike'
  | 'rate'
  | 'add_to_cart'
  | 'purchase'
  | 'search'
  | 'hide'
  | 'seen'
  | 'save'
  | 'clear';

export interface HistoryEvent {
  type: EventType;
  /** The site's string; absent only for `search`. */
  itemId?: string;
  /** Milliseconds since the epoch (default: now, set by the engine). */
  time?: number;
  /** `rate`: stars from 0.5 to 5. Other types: unused. */
  value?: number;
  /** `search`: what was typed. */
  query?: string;
}

export interface StoredEvent extends HistoryEvent {
  time: number;
  /** Position in the log, from 0, never reused until the history is erased. */
  sequence: number;
}

/** What a list shows of an item. */
export interface ItemSummary {
  itemId: string;
  /** Dense row in this catalog version; never stored. */
  itemIndex: number;
  title: string;
  /** Values by facet name, for example `{ genre: ['Comedy'], decade: ['1980s'] }`. A facet that is unknown is absent. */
  facets: Record<string, string[]>;
  /** Further facts for display by name, for example `{ year: '1982', director: 'Ridley Scott' }`. */
  details: Record<string, string>;
}

/** The visitor's standing opinion on an item: the last one wins. */
export type Opinion = 'like' | 'dislike' | 'hide' | 'seen' | 'save';

export interface ItemDetails extends ItemSummary {
  /** The text that the content vector was made from. */
  text: string;
  opinion?: Opinion;
}

export interface RankedItem extends ItemSummary {
  /**
   * An integer, comparable within one response only. `recommend`: the exact int32 dot product of the int8 user and item
   * embeddings, plus the item's boost and what goes with the history; `similar`: the cosine in millionths, plus as much as a
   * million for what the bundle's log says goes with the item; `search`: the fused rank in millionths.
   */
  score: number;
}

/** Facet values that an item must have: any one of the values, for every facet named. Unknown never satisfies. */
export type Filters = Record<string, string[]>;

export interface RecommendRequest {
  /** Results to return (default 20). */
  k?: number;
  filters?: Filters;
  /** Item ids to leave out, beside those with a standing opinion, which are always left out. */
  exclude?: string[];
  /**
   * Added to the scores of items by id, integers from -2^30 to 2^30 in the unit of `RankedItem.score`: look at the scores of
   * a list to see what moves an item how far. Ids that the catalog does not have change nothing.
   */
  boosts?: Record<string, number>;
  /**
   * Items at fixed places, at most one a place; the others keep their order around them. An item that may not be in the list
   * (filtered out, excluded, or one that the visitor has an opinion on) is not pinned. One that is not in the catalog is a
   * RequestError, but only when the whole catalog is there: a list must not fail because a part of it could not be had.
   */
  pins?: PinnedItem[];
  /**
   * 0 to 1 (default 0): how varied the first 200 places are. 0 is pure relevance; more shows fewer items that are like ones
   * above them, and mixes the values of the catalog's first facet (films: genre) as the visitor's own history does.
   */
  diversity?: number;
  /**
   * -1 to 1 (default 0): below 0 the first 200 places prefer what is widely known, above 0 what is little known. The item's
   * popularity feature counts, up to 0.3 of the whole; a catalog without that feature is ranked as if this were 0.
   */
  novelty?: number;
  /**
   * Ids of 1 to 100 items that the list should go with, the newest last (a shopping basket, the films of an evening): what this
   * visitor might add to them. They are left out of the list. Ids that the catalog does not have change nothing.
   */
  basket?: string[];
  /**
   * What the page knows of this request, by the names of the log's columns `context.NAME` that the towers were trained with: `{ device: 'phone' }`.
   * Up to 8 texts of up to 64 characters. `locale` and `daypart` are taken from the browser where they are not given; names and values
   * that the towers don't know change nothing.
   */
  context?: Record<string, string>;
}

export interface PinnedItem {
  itemId: string;
  /** Place in the list, 0 = first. */
  position: number;
}

/** Milliseconds by stage of an answer. */
export interface RecommendTimings {
  /** Reading the history, and making sets of what may be recommended. */
  history: number;
  /** Making the user embedding; next to nothing when the history has not changed. */
  embed: number;
  /** Scoring the catalog. */
  rank: number;
  /** Diversity and pins. */
  rerank: number;
  /** Putting titles, facets and details beside the result. */
  describe: number;
}

/**
 * What made a list: `prior` = the quality prior (no history), `mean` = the recency-weighted mean of the history (the
 * runtime is not there yet, or failed), `user-tower` = the trained user tower.
 */
export type AnswerSource = 'prior' | 'mean' | 'user-tower';

export interface RecommendResponse {
  items: RankedItem[];
  source: AnswerSource;
  /** Events of the history window that the answer is based on. */
  eventsUsed: number;
  /** Time in the worker, without the way there and back. */
  latencyMs: number;
  timings: RecommendTimings;
}

export interface SimilarResponse {
  /** What goes with the item by the bundle's log, if it has such a table; then by cosine of the item embeddings. */
  items: RankedItem[];
  latencyMs: number;
}

export interface SearchRequest {
  query: string;
  /** Results to return (default 20). */
  k?: number;
  filters?: Filters;
}

export interface SearchResponse {
  items: RankedItem[];
  /** `semantic` = text encoder and words; `words` = words of titles and texts alone (the encoder is not there, `note` says why). */
  source: 'semantic' | 'words';
  /** For people: that the query was cut, or why the search was by words alone. */
  note?: string;
  latencyMs: number;
}

/** One event's share in an item's place, by leaving that event out of the history. */
export interface Reason {
  event: StoredEvent;
  item: ItemSummary;
  /** Score with the event minus score without it, divided by the largest absolute effect: -1 to 1. */
  effect: number;
}

/** The event that lifts an item of a list most, found among eight events and verified by leaving each out. */
export interface ItemReason {
  itemId: string;
  event: StoredEvent;
  /** The item of the event. */
  item: ItemSummary;
  /** Its effect divided by that of the second: 1 = no more than another event, 2 = twice as much; Infinity = the only one. */
  lead: number;
}

export interface PickerRequest {
  /** Items to ask about at once (default 6). */
  k?: number;
  /** Ids of items that were shown already. Those with a standing opinion are always left out. */
  exclude?: string[];
}

export interface ShelvesRequest {
  /** Items of a shelf (default 12). */
  k?: number;
  /** Ids of items that are on screen already. */
  exclude?: string[];
}

/**
 * A row of items with a claim that was found to hold:
 * - `because`: without the event, the score of each of them falls more than without any other that was looked at;
 * - `further`: each is less like anything liked than three quarters of the visitor's first list;
 * - `new`: all its values of the catalog's first facet are (nearly) absent from what was liked; `values` are those values.
 */
export type Shelf =
  | { kind: 'because'; items: RankedItem[]; event: StoredEvent; item: ItemSummary }
  | { kind: 'further'; items: RankedItem[] }
  | { kind: 'new'; items: RankedItem[]; values: string[] };

export interface HistoryEntry {
  event: StoredEvent;
  /** Absent when this catalog version has no such item. */
  item?: ItemSummary;
}

export type PartName =
  | 'history'
  | 'catalog'
  | 'ranking'
  | 'runtime'
  | 'towers'
  | 'text-encoder'
  | 'item-to-item'
  | 'map'
  | 'offline';

/** Where the items lie on a plane: what is alike is near. */
export interface TasteMap {
  /** Row i is the item with index i, best known first; '' where an item could not be had. */
  itemIds: string[];
  titles: string[];
  /** u16 [numItems, 2]: x to the right and y downwards, 0 to 65,535. */
  positions: Uint16Array<ArrayBuffer>;
  /** Names of regions, large regions (level 0) first. */
  labels: MapLabel[];
}
/** A stored event as a list of all of them shows it. */
export interface EventEntry extends HistoryEntry {
  /** It still counts; false for an opinion that a later one took the place of, and for the `clear` that took one back. */
  stands: boolean;
}

export interface EventsRequest {
  /** Words that must all be in the item's title, the item's id, the words searched for or the type; empty = every event. */
  query?: string;
  /** Events to leave out at the beginning (default 0). */
  offset?: number;
  /** Events to return, 0 to 1000 (default 100). */
  limit?: number;
}

export interface EventsResponse {
  /** Newest first by the log's order. */
  entries: EventEntry[];
  /** Events that fit the query, all pages together. */
  numFound: number;
  /** Events of the whole log. */
  numEvents: number;
}

/** What adding events did. */
export interface AddedEvents {
  /** The new ones as they are stored, oldest first: `eraseEvents` with their numbers takes them out again. */
  added: StoredEvent[];
  /** Events that were there already, or twice in what was added. */
  numKnown: number;
}

export interface HistoryImport extends AddedEvents {
  /** Of the added events, those whose item is not in this catalog: they are kept, and count with a catalog that has it. */
  numUnknownItems: number;
}

/** What the history takes, as it lies in storage. */
export interface HistoryFootprint {
  numEvents: number;
  /** Records of the store; 0 when nothing at all is left. */
  numRecords: number;
  /** The records as JSON, in bytes: what they hold, not what the browser reserves for them. */
  sizeBytes: number;
}

/** Proof of an erasure: what was there, and what a reading afterwards found. */
export interface Erasure {
  before: HistoryFootprint;
  after: HistoryFootprint;
}

/** Something of a title list of elsewhere, to be found in this catalog. */
export interface TitleQuery {
  /** 1 to 10 names of the same thing, the most usual first. */
  titles: string[];
  /** Year of the item, where it is known. */
  year?: number;
}

/** `certain`: title and year leave no choice; `likely`: near, look at it; `none`: nothing is near. */
export type MatchConfidence = 'certain' | 'likely' | 'none';

export interface TitleMatch {
  confidence: MatchConfidence;
  /** Up to three, the nearest first. */
  candidates: ItemSummary[];
}

export interface MatchOptions {
  /** Further names by item id, that the catalog does not have: titles in other languages. */
  otherTitles?: Record<string, string[]>;
  /** Name of the detail that holds an item's year (default `year`). */
  yearDetail?: string;
}

/** A facet or detail value that somebody likes, or turns away from, more than its share of the catalog lets expect. */
export interface TasteTrait {
  /** Name of the facet or detail: `genre`, `director`. */
  name: string;
  value: string;
  /** Items with it that have an opinion. */
  numLiked: number;
  numDisliked: number;
  /** Items with it in the catalog. */
  numItems: number;
  /** Log-odds against the catalog, smoothed; above 0 = more than its share. */
  lift: number;
  /** The lift in standard deviations. */
  evidence: number;
}

export interface TasteProfile {
  /** Items with a standing opinion for and against (hidden ones count for neither). */
  numLiked: number;
  numDisliked: number;
  /** Strongest evidence first. */
  likes: TasteTrait[];
  dislikes: TasteTrait[];
  numItems: number;
}

export interface PartStatus {
  state: 'idle' | 'loading' | 'ready' | 'degraded' | 'failed';
  loadedBytes?: number;
  totalBytes?: number;
  /** For people, in one sentence: what failed and what still works. */
  message?: string;
}

export interface EngineStatus {
  parts: Record<PartName, PartStatus>;
  /** Where the history is kept. `memory`: IndexedDB was refused or vanished, taps last until the tab closes. */
  storage: 'indexeddb' | 'memory';
  /** Where the towers run, once they are ready. */
  backend?: 'webgpu' | 'wasm';
  /** What ranks the items, once the catalog is open. All give the same lists; `javascript` is the slowest. */
  rankingBackend?: 'webgpu' | 'wasm-relaxed-simd' | 'wasm-simd' | 'javascript';
  /**
   * Why they run there, once the towers are ready: the page asked for it, there is nothing else, it was the fastest in a
   * measurement just now, or in one of an earlier visit.
   */
  backendChoice?: 'requested' | 'only' | 'measured' | 'remembered';
  catalogName?: string;
  /** Items that have arrived; all of them once the part `catalog` is `ready`. */
  numItems: number;
  /** Bytes fetched so far, all files together. */
  bytesLoaded: number;
}

/** What a file of the bundle is for. */
export type FileRole =
  | 'items'
  | 'content'
  | 'user-tower'
  | 'user-tower-batch'
  | 'item-tower'
  | 'text-encoder'
  | 'tokenizer'
  | 'item-to-item'
  | 'taste-map'
  | 'codebooks';

export interface FileFact {
  role: FileRole;
  /** Relative to the manifest. */
  path: string;
  /** As stored and sent. */
  sizeBytes: number;
  /** That it must have, hex. */
  sha256: string;
  /** When its bytes were found to be those of the manifest, in milliseconds since the epoch; absent: not fetched here. */
  checkedAtMs?: number;
  /** Numbers in a model's tensors by precision, most numerous first; absent before it is loaded. */
  tensors?: { precision: string; count: number }[];
}

/** One way to run a request, measured whole. */
export interface WayMeasured {
  tower: 'webgpu' | 'wasm';
  ranking: 'webgpu' | 'wasm';
  /** Median of the warmed runs; Infinity for a way that failed or did not end in time. */
  medianMs: number;
}

/** What decided where towers and ranking run. */
export interface Calibration {
  /** Milliseconds since the epoch. */
  measuredAtMs: number;
  ways: WayMeasured[];
}

export interface EngineReport {
  /** Of the bundle. */
  name: string;
  numItems: number;
  embeddingDim: number;
  /** Events that the user tower reads one by one. */
  sequenceLength: number;
  notices: string[];
  hasModelCard: boolean;
  files: FileFact[];
  /** Absent where nothing was to be measured: no GPU, or the page asked for a backend. */
  calibration?: Calibration;
}

/** A request as the browser noted it. */
export interface RequestFact {
  url: string;
  /** What made it, as the browser calls it: `fetch`, `script`, … */
  initiator: string;
  /** Milliseconds since the epoch. */
  startedMs: number;
  durationMs: number;
  /** Bytes on the wire with headers; 0 for what came from a cache. */
  transferBytes: number;
  /** Bytes of the body as sent. */
  bodyBytes: number;
  /** A service worker had a say in it. */
  isByServiceWorker: boolean;
}

export interface WarmUpOptions {
  /** The files of search by meaning too, which are most of the bytes. */
  withSearch: boolean;
}

export interface OpenOptions {
  /** Absolute URL of the bundle's manifest.json. */
  manifestUrl: string;
  /**
   * Id of a catalog that is stored on this device (src/visitor-catalogs): it is opened in place of the bundle's, of which only the text encoder is
   * fetched, by a search.
   */
  storedCatalog?: string;
  /** Name of the IndexedDB database (default `privet`). */
  databaseName?: string;
  /**
   * `auto` (default): where there is a real GPU, WebGPU and WebAssembly are measured once, for tower and ranking each, and the
   * fastest way is taken; else WebAssembly. `webgpu` takes any adapter, a software one too; `wasm` never looks for one.
   */
  backend?: 'auto' | 'webgpu' | 'wasm';
  /**
   * Keeps the bundle's files in the browser's storage, by their hash, and opens from there (default false: the browser's HTTP cache
   * alone). With it, `keepOffline` and `fetchUpdate` have something to do.
   */
  keepFiles?: boolean;
  /** For tests: `auto` treats a software adapter as a real GPU. */
  takeSoftwareAdapter?: boolean;
}

export interface OfflineOptions {
  /** The files of search by meaning too, which are most of the bytes. */
  withSearch: boolean;
}

export interface OfflineReport {
  /** No version was kept before this one. */
  isFirst: boolean;
  /** Search by meaning will work too. */
  hasSearch: boolean;
  /** Absolute URLs of the WebAssembly that this device loaded: the engine does not keep it, a service worker may. */
  runtimeFiles: string[];
}

/** Counts of items by value, for filter menus: facet name -> values, most frequent first. */
export type FacetCounts = Record<string, { value: string; count: number }[]>;

export type StatusListener = (status: EngineStatus) => void;
/** Called when another tab changed the history. */
export type HistoryListener = () => void;

export interface EngineApi {
  /**
   * Opens history and catalog. Resolves as soon as `recommend` can answer, which is with the first part of the catalog; the
   * rest arrives behind it, and every call answers over what has arrived. The part `catalog` is `loading` meanwhile, then
   * `ready`, or `degraded` when some of it could not be had. Starts no runtime.
   */
  open(options: OpenOptions, onStatus: StatusListener, onHistoryChange: HistoryListener): Promise<EngineStatus>;
  /** Loads ONNX Runtime and the user tower; resolves when the towers answer or have failed (never rejects for that). */
  loadTowers(): Promise<EngineStatus>;
  status(): Promise<EngineStatus>;
  recommend(request?: RecommendRequest): Promise<RecommendResponse>;
  /** Items like this one, best first; disliked and hidden ones are left out. */
  similar(itemId: string, k?: number): Promise<SimilarResponse>;
  /** Loads the text encoder on first use. */
  search(request: SearchRequest): Promise<SearchResponse>;
  /** `item`, `similar` and `explain` wait for an id that has not arrived; one that is in no part is a RequestError. */
  item(itemId: string): Promise<ItemDetails>;
  facetCounts(): Promise<FacetCounts>;
  /** Indices of all items that fit, ascending. */
  matching(filters: Filters): Promise<Uint32Array<ArrayBuffer>>;
  /** Fetches the map on first use; undefined where the bundle has none. */
  map(): Promise<TasteMap | undefined>;
  record(event: HistoryEvent): Promise<StoredEvent>;
  /**
   * Standing events, newest first: superseded and cleared ones are left out.
   *
   * @param offset  events to leave out at the beginning (default 0)
   * @param limit   events to return (default: all)
   */
  history(offset?: number, limit?: number): Promise<HistoryEntry[]>;
  /** Every stored event, newest first, a page at a time. */
  events(request?: EventsRequest): Promise<EventsResponse>;
  /** Adds up to 100,000 events at once, each in the place of its time; known ones are skipped. */
  addEvents(events: HistoryEvent[]): Promise<HistoryImport>;
  /** Removes events for good: no copy stays in storage. Resolves to what was removed. */
  eraseEvents(sequences: number[]): Promise<StoredEvent[]>;
  /** Puts removed events back in their places; resolves to how many. */
  restoreEvents(events: StoredEvent[]): Promise<number>;
  /** Exchanges an event for another (another opinion, other stars, another time); resolves to it as stored. */
  replaceEvent(sequence: number, event: HistoryEvent): Promise<StoredEvent>;
  /** What the history takes in storage. */
  historyFootprint(): Promise<HistoryFootprint>;
  /** Which values stand out among what the visitor likes and dislikes: every facet, and the details that are named. */
  tasteProfile(detailNames?: string[]): Promise<TasteProfile>;
  /** Finds titles of elsewhere in the catalog, at most 1,000 a call. */
  matchTitles(titles: TitleQuery[], options?: MatchOptions): Promise<TitleMatch[]>;
  /** Why an item stands where it does: events by absolute effect, largest first. */
  explain(itemId: string, maxReasons?: number): Promise<Reason[]>;
  /**
   * Well-known items to ask a newcomer about, chosen so that each answer tells most; what was answered is read from the history.
   * Needs no towers, and answers over what has arrived of the catalog.
   */
  picker(request?: PickerRequest): Promise<ItemSummary[]>;
  /** For each of the items (at most 1000) the event that lifts it most; items that none lifts are left out. */
  reasons(itemIds: string[]): Promise<ItemReason[]>;
  /** Shelves for what the visitor liked; none while they have liked nothing. */
  shelves(request?: ShelvesRequest): Promise<Shelf[]>;
  /** The whole log as JSON text, for download. */
  exportHistory(): Promise<string>;
  importHistory(json: string): Promise<HistoryImport>;
  /** Erases the history, in every tab; resolves to what was there and what is left. */
  forget(): Promise<Erasure>;
  /** What the engine is made of; says nothing about the visitor. */
  inspect(): Promise<EngineReport>;
  /** The bundle's model card. Rejects with RequestError when it has none, and with CatalogFormatError. */
  modelCard(): Promise<ModelCard>;
  /** Every request of the worker so far, in the order in which they began. */
  requests(): Promise<RequestFact[]>;
  /**
   * Fetches everything that is left (towers included), one file after the other in an order that depends on the device alone, so that
   * nothing is asked of the host from then on, whatever the visitor does. A search waits for its turn. Resolves when all is done; what
   * fails is fetched when it is needed.
   */
  warmUp(options: WarmUpOptions): Promise<void>;
  /**
   * Fetches what is missing of the bundle, so that this version opens without a network from now on.
   * Rejects when a file cannot be had, or with StorageUnavailableError.
   */
  keepOffline(options: OfflineOptions): Promise<OfflineReport>;
  /**
   * Looks for another version of the bundle and fetches it whole. Resolves to whether one waits: it is taken the next time that the
   * bundle is opened, never before. Rejects when the host cannot be reached or the new version is not whole.
   */
  fetchUpdate(options: OfflineOptions): Promise<boolean>;
  dispose(): Promise<void>;
}
