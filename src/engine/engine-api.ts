// The contract between a page and the worker that owns the engine. Types only: nothing here runs. Every object that
// crosses is plain data (structured clone); methods are called through comlink. Requests and answers are described
// beside what makes them (the `…-api.ts` of each folder), the methods here, once for the engine and for the page's
// `Privet`.

import type { Facts } from '../catalog/item-facts.ts';
import type { ItemSummary } from '../catalog/item-summary.ts';
import type { FacetCounts, Where } from '../catalog/where.ts';
import type { ModelCard } from '../formats/model-card.ts';
import type { MapLabel } from '../formats/taste-map.ts';
import type { Erasure, HistoryEvent, HistoryFootprint, Marks, StoredEvent } from '../history/events.ts';
import type { HistoryKey } from '../history/history-key.ts';
import type { EncoderFile } from '../own-catalogs/own-catalogs-api.ts';
import type {
  EngineStatus,
  OfflineOptions,
  OfflineReport,
  StatusListener,
  UpdateOptions,
  WarmUpReport,
} from './base/status-api.ts';
import type { EngineReport, RequestFact } from './hood/hood-api.ts';
import type { SentenceReading } from './language/language-api.ts';
import type { CallOptions, ListCalls } from './list-calls.ts';
import type { FilterCounts, FilterCountsRequest, MatchGrade, PickerRequest } from './lists/lists-api.ts';
import type {
  EventsRequest,
  EventsResponse,
  HistoryEntry,
  HistoryImport,
  HistoryRequest,
  MatchOptions,
  PredictedRatings,
  TasteProfile,
  TitleMatch,
  TitleQuery,
} from './my-data/my-data-api.ts';
import type { HistoryListener, OpenOptions, OwedErasures } from './start/start-api.ts';
import type { Steering, SteerResponse } from './steering/steering-api.ts';
import type { Suggestion, SuggestRequest } from './suggest/suggest-api.ts';
import type {
  ReadTaste,
  ShareRequest,
  TasteToShare,
  TogetherRequest,
  TogetherResponse,
} from './together/together-api.ts';
import type { ExplainRequest, ItemReason, Reason, ReasonsRequest, Shelf, ShelvesRequest } from './why/why-api.ts';

export interface ItemDetails extends ItemSummary {
  /** The text that the content vector was made from. */
  text: string;
  /** What the visitor said of it; absent for nothing. */
  marks?: Marks;
}

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

/**
 * What a page may ask, whenever it likes. Every method rejects with RequestError for arguments that make no sense.
 * Until the whole catalog is there, each answers over what has arrived or waits for the rest; an item id that has not
 * arrived is waited for, and one that is in no part of the catalog is a RequestError.
 */
export interface EngineCalls extends ListCalls {
  /**
   * Fetches ONNX Runtime and the user tower, unless that has begun already. Resolves when the tower answers or has
   * failed (`parts.towers` of the status says which; `forYou` goes on with the mean of the history); never rejects
   * for that.
   */
  loadTowers(): Promise<EngineStatus>;

  /**
   * What a sentence means to this catalog: conditions, wishes, examples, and what is left as free text. Never fails for
   * what is said; of a long text the beginning is read.
   */
  read(text: string, options?: CallOptions): Promise<SentenceReading>;

  /**
   * Steers all lists in words from now on: "nothing violent", "more like Jaws but less bloody", "under 100 minutes". It is
   * kept in the history as an event of its own, apart from taste; what does not say "always" ends with the evening. What
   * is said later counts where two sentences are about one thing.
   */
  steer(text: string, options?: CallOptions): Promise<SteerResponse>;

  /** What steers the lists now. */
  steering(options?: CallOptions): Promise<Steering>;

  /** Takes one wish back, or without an id all of them. @throws RequestError for an id that steers nothing */
  unsteer(id?: string, options?: CallOptions): Promise<Steering>;

  /**
   * How what is typed may go on (titles, people, values, written queries); without a prefix, queries that open new territory
   * for this visitor, by what they would like and do not know.
   */
  suggest(request?: SuggestRequest, options?: CallOptions): Promise<Suggestion[]>;

  /**
   * Tells what is true of items just now, by item id: `{ 'sku-1': { price: 9.5, stock: 0 } }`. Facts are heeded by ranges of
   * `where` and shown in `details`; they are in no text or index and are never stored. null takes one back. Ids that the
   * catalog does not have change nothing. They are those of this page alone.
   */
  setFacts(facts: Record<string, Facts>): Promise<void>;

  /** One item with its text and what the visitor said of it. */
  item(itemId: string): Promise<ItemDetails>;

  /** How many of the items that have arrived have each facet value, most frequent first: for filter menus. */
  facetCounts(): Promise<FacetCounts>;

  /**
   * For a filter menu beside a list of `forYou`: how many items the list may hold, and how many it would with each value in
   * the `any`, `all` or `none` of its facet, before anybody chooses it. Milliseconds for all facets of thousands of items.
   */
  filterCounts(request?: FilterCountsRequest, options?: CallOptions): Promise<FilterCounts>;

  /** Indices of all items that satisfy every condition; ascending. They are rows of the map too. */
  matching(where: Where, options?: CallOptions): Promise<Uint32Array<ArrayBuffer>>;

  /**
   * Where all items lie on a plane on which what is alike is near, with names of its regions; undefined where the
   * bundle has no map. The first call fetches it.
   *
   * @throws CatalogFormatError when it cannot be fetched or fails its check; a later call tries again
   */
  map(options?: CallOptions): Promise<TasteMap | undefined>;

  /** Appends one event to the history; resolves when it is kept. */
  record(event: HistoryEvent): Promise<StoredEvent>;

  /** The events that stand, newest first: superseded and cleared ones are left out. */
  history(request?: HistoryRequest, options?: CallOptions): Promise<HistoryEntry[]>;

  /** Every stored event, superseded ones too, newest first, a page at a time. */
  events(request?: EventsRequest, options?: CallOptions): Promise<EventsResponse>;

  /**
   * Adds events that happened before, at most 100,000 at once, each in the place of its time (default: now). Those that
   * are there already (same time, type and item) are skipped. All or none are added.
   */
  addEvents(events: HistoryEvent[]): Promise<HistoryImport>;

  /**
   * Removes events for good, at most 100,000 at once: no copy of them stays in storage, and other tabs are told. An event is
   * named by its time, type and item (or words); its number decides where several say the same. Resolves to what was
   * removed, which `restoreEvents` puts back. Events that the log does not have are skipped.
   */
  eraseEvents(events: HistoryEvent[]): Promise<StoredEvent[]>;

  /** Puts removed events back in their places; resolves to how many. Those that are there already are skipped. */
  restoreEvents(events: StoredEvent[]): Promise<number>;

  /**
   * Exchanges an event, named as for `eraseEvents`, for another: another opinion, other stars, another time (default: now).
   * It keeps its place unless its time changed. Resolves to the event as it is stored; rejects with RequestError when there
   * is no such event.
   */
  replaceEvent(event: HistoryEvent, next: HistoryEvent): Promise<StoredEvent>;

  /** What the history takes in storage. */
  historyFootprint(): Promise<HistoryFootprint>;

  /**
   * Values that stand out among what the visitor likes and dislikes, against the catalog: of every facet, and of the
   * details that are named (lists in them are parted at commas).
   */
  tasteProfile(detailNames?: string[], options?: CallOptions): Promise<TasteProfile>;

  /**
   * What the visitor would give items, at most 1000, in stars: told on this device from ten or more of their own ratings, and
   * only where these show that it is nearer than their mean and than what the items' ratings say to everybody. Items that they
   * have rated, of which it is not sure enough, and ids that the catalog does not have are left out.
   */
  predictedRatings(itemIds: string[], options?: CallOptions): Promise<PredictedRatings>;

  /**
   * What the match filter says of items for this visitor, at most 1000, whatever the lists do with it; empty where the bundle has
   * no filter, or nothing is known of the visitor.
   */
  matchGrades(itemIds: string[], options?: CallOptions): Promise<MatchGrade[]>;

  /** Finds titles of elsewhere in the catalog, at most 1,000 a call; one answer a title, in their order. */
  matchTitles(titles: TitleQuery[], match?: MatchOptions, options?: CallOptions): Promise<TitleMatch[]>;

  /** Which events put an item where it stands, by absolute effect, largest first. */
  explain(itemId: string, request?: ExplainRequest, options?: CallOptions): Promise<Reason[]>;

  /**
   * Well-known items to ask a newcomer about, chosen so that each answer (a recorded like or dislike) tells most; ask
   * again after each. Needs no towers.
   */
  picker(request?: PickerRequest): Promise<ItemSummary[]>;

  /**
   * For each item of a list, at most 1000, why it is there: an event that lifts it and what the two have in common, or
   * what it has of the visitor's taste. Items for which nothing can be verified are left out.
   */
  reasons(itemIds: string[], request?: ReasonsRequest, options?: CallOptions): Promise<ItemReason[]>;

  /** Rows of items with claims that hold, to stand beside a list; none while the visitor has liked nothing. */
  shelves(request?: ShelvesRequest, options?: CallOptions): Promise<Shelf[]>;

  /**
   * The visitor's taste to hand to somebody else, as a file and as a code (docs/formats/taste-file.md), with all that they
   * say. Nothing is sent or kept.
   */
  shareTaste(request: ShareRequest, options?: CallOptions): Promise<TasteToShare>;

  /**
   * Reads what `shareTaste` made elsewhere, from the text of a file or of a code. Nothing of it is kept.
   *
   * @throws RequestError that says what is wrong with the text, and how to mend it
   */
  readTaste(text: string, options?: CallOptions): Promise<ReadTaste>;

  /**
   * What the visitor and another person would both like and neither knows, why, and where they agree and differ. The other's
   * taste is in the request and in this answer, and nowhere else: in no log and no later list.
   */
  together(request: TogetherRequest, options?: CallOptions): Promise<TogetherResponse>;

  /** The whole log as JSON text, for download. */
  export(): Promise<string>;

  /**
   * What was set aside of a database of this history that was damaged or somebody else's, as JSON text, for download; undefined
   * where nothing was. `forget` erases it too.
   */
  exportSetAside(): Promise<string | undefined>;

  /** Adds an exported log to the history; resolves to what was new. */
  import(json: string): Promise<HistoryImport>;

  /**
   * Erases the history on this device, in every tab, with its lock, and though it is locked; resolves to what was there and
   * what a reading found afterwards.
   *
   * @throws StorageUnavailableError where something stands in storage: it says what, and why. Nothing of it is shown from now
   *         on, and it is erased by the first opening, in whatever tab, that can reach it (`status.isErasureOwed`)
   */
  forget(): Promise<Erasure>;

  /**
   * Encrypts the history on this device by a passphrase of 8 to 1024 characters. It goes on unlocked here; other tabs lock
   * and ask for it. Whoever forgets the passphrase has lost the history: nobody can give it back. What was plain is written
   * over behind the answer, as well as a page can.
   *
   * @throws RequestError when it is encrypted already; LockedError when it is `disputed`; StorageUnavailableError, also in a page that did not come by https
   */
  encrypt(passphrase: string): Promise<void>;

  /**
   * Unlocks an encrypted history, until the page goes away or `lock` is called. Takes as long as the passphrase is made hard
   * to guess: half a second on the device that set it. Where this one is faster, the lock is made as hard for it.
   *
   * @throws WrongPassphraseError; RequestError when it is not encrypted; StorageUnavailableError when a single record is not
   *         as it was written
   */
  unlock(passphrase: string): Promise<void>;

  /** Locks an encrypted history, in every tab. */
  lock(): Promise<void>;

  /** Keeps the history as it was before `encrypt`. @throws LockedError; RequestError when it is not encrypted */
  decrypt(): Promise<void>;

  /** @throws WrongPassphraseError, then nothing has changed; else as `decrypt` and, for `next`, as `encrypt` */
  changePassphrase(passphrase: string, next: string): Promise<void>;

  /**
   * Rounds of PBKDF2 that each guess at the passphrase costs: those of the lock, or of the one that a passphrase would get
   * that is set now, 600,000 to 10,000,000. Without a lock it is measured, which takes a fraction of a second.
   */
  passphraseRounds(): Promise<number>;

  /**
   * Goes on without a passphrase where the history is `disputed`: what is plain is the history from now on; sealed records,
   * which nobody can open without their lock, go. For a person to decide, and after `exportRecords`.
   *
   * @throws RequestError when it is not disputed
   */
  acceptPlain(): Promise<void>;

  /**
   * All that lies in the database of a `disputed` history, plain and sealed records, as a JSON text (docs/formats/sealed-history.md).
   *
   * @throws RequestError when it is not disputed
   */
  exportRecords(): Promise<string>;

  /**
   * What the engine is made of: files with their hashes, and the figures that decided where it runs. Says nothing about
   * the visitor.
   */
  inspect(): Promise<EngineReport>;

  /**
   * The text of the bundle's model card, which is Markdown. @throws RequestError when it has none, CatalogFormatError
   */
  modelCard(): Promise<ModelCard>;

  /**
   * Every request that the worker made, in the order in which they began, as the browser noted it; those of the page
   * are in its own `performance` entries.
   */
  requests(): Promise<RequestFact[]>;

  /**
   * Fetches everything that is left (towers included), one file after the other in an order that depends on the device
   * alone, so that nothing is asked of the host from then on, whatever the visitor does. A search waits for its turn.
   * Resolves when all is here and not before: while the network is away it waits, and goes on by itself where it was.
   * `status.warmUp` says how far it is.
   *
   * @throws ModelLoadError that names what cannot be had though the host answers; called again it tries that again
   */
  warmUp(options: OfflineOptions): Promise<WarmUpReport>;

  /**
   * The text encoder of the bundle, for own catalogs; once `warmUp` has had its turn.
   *
   * @throws ModelLoadError where the bundle has none, or it cannot be had
   */
  encoderParts(): Promise<EncoderFile>;

  /** Searches by meaning in a stored catalog use this text encoder; nothing of it is fetched. */
  useEncoder(encoder: EncoderFile): Promise<void>;

  /**
   * Fetches what is missing of the bundle, so that this version opens without a network from now on; needs `keepFiles`.
   *
   * @throws StorageUnavailableError, or the error of a file that cannot be had
   */
  keepOffline(options: OfflineOptions): Promise<OfflineReport>;

  /**
   * Looks for a newer version of the bundle and fetches it whole. Resolves to whether one waits: it is taken the next
   * time that the bundle is opened, never before. Rejects when the host cannot be reached or the new version is not
   * whole; with IntegrityError when it is not the one that is named. A page that was opened with an `integrity` knows no
   * other manifest than its own: an update comes with the next page, whose `integrity` can be named here beforehand.
   */
  fetchUpdate(options: UpdateOptions): Promise<boolean>;
}

/**
 * The engine as its worker offers it. `isRepeat`, behind the arguments of an act: an engine that ended may have done it
 * already, and nothing is done twice (an event of the same time, type and item is the same one).
 */
export interface EngineApi
  extends Omit<EngineCalls, 'record' | 'steer' | 'unsteer' | 'replaceEvent' | 'encrypt' | 'unlock'> {
  record(event: HistoryEvent, isRepeat?: boolean): Promise<StoredEvent>;
  /** @param time  when it was said, in milliseconds since the epoch (default: now) */
  steer(text: string, time?: number, isRepeat?: boolean): Promise<SteerResponse>;
  unsteer(id?: string, isRepeat?: boolean): Promise<Steering>;
  replaceEvent(event: HistoryEvent, next: HistoryEvent, isRepeat?: boolean): Promise<StoredEvent>;
  /** @returns for the page to unlock the next worker with */
  encrypt(passphrase: string): Promise<HistoryKey>;
  unlock(by: string | HistoryKey): Promise<HistoryKey>;
  /**
   * Opens history and catalog. Resolves as soon as `forYou` can answer, which is with the first part of the catalog;
   * the rest arrives behind it. The part `catalog` is `loading` meanwhile, then `ready`, or `degraded` when some of it
   * could not be had. Starts no runtime.
   *
   * @param owed  default: an erasure is owed for the life of this engine
   */
  open(
    options: OpenOptions,
    onStatus: StatusListener,
    onHistoryChange: HistoryListener,
    owed?: OwedErasures,
  ): Promise<EngineStatus>;
  status(): Promise<EngineStatus>;
  dispose(): Promise<void>;
}
