// The page's side of the engine: starts the module worker and another one when it ends, hands its calls on (EngineCalls in
// src/engine/engine-api.ts documents them), and tells listeners what the engine tells. Nothing here computes: the page thread
// only draws.
import { proxy, type Remote } from 'comlink';
import type { EngineState, EngineStatus } from '../engine/base/status-api.ts';
import type { EngineApi, EngineCalls } from '../engine/engine-api.ts';
import { type CallOptions, LIST_CALLS, type ListCall, type ListName } from '../engine/list-calls.ts';
import type { ForYouRequest, ForYouResponse } from '../engine/lists/lists-api.ts';
import type { HistoryImport } from '../engine/my-data/my-data-api.ts';
import type { OpenOptions } from '../engine/start/start-api.ts';
import type { SteerResponse } from '../engine/steering/steering-api.ts';
import { EngineStoppedError, WrongPassphraseError } from '../errors.ts';
import {
  type Encryption,
  type Erasure,
  type EventType,
  type HistoryEvent,
  isShut,
  type NewEvent,
  type StoredEvent,
} from '../history/events.ts';
import type { HistoryKey } from '../history/history-key.ts';
import { expectedLocks, isEncryptedHere, markChanging, markEncrypted } from './encryption-mark.ts';
import { Improvement } from './improvement.ts';
import { Listeners, type PrivetEvents, type PrivetListener } from './listeners.ts';
import { ACTS, type Act, type ActName, clearOutbox, type Destination, eventTime, Outbox } from './outbox.ts';
import { owedErasures } from './owed-erasures.ts';
import { withPartition } from './partitioned.ts';
import { PauseSwitch } from './pause-switch.ts';
import { startWorker } from './start-worker.ts';
import { type Ask, Supervisor } from './supervisor.ts';
import { forgetTold } from './told-key.ts';
import { WorkerCalls } from './worker-calls.ts';

/**
 * The passphrase, or what asks a person for it: called while the history is locked, with what was wrong the last time.
 * Answering undefined leaves it locked.
 */
export type PassphraseSource = string | ((wrong?: WrongPassphraseError) => Promise<string | undefined>);

/** How `openPrivet` opens; each has a default that suits most pages. */
export interface PrivetOptions
  extends Pick<OpenOptions, 'integrity' | 'ownCatalog' | 'ownCatalogs' | 'databaseName' | 'backend' | 'keepFiles'> {
  /**
   * Where the engine's worker.js is, if not beside this module; a relative address is resolved against the document.
   * Its host has to allow other origins (CORS) where it is not the page's own.
   */
  workerUrl?: string | URL;
  /** Folder with ONNX Runtime's .wasm files, if they are not beside worker.js; relative to the document. */
  wasmUrl?: string | URL;
  /**
   * When ONNX Runtime and the user tower are fetched. `after-first-answer` (default): in the background, once the first
   * `forYou` has answered. `manual`: only when `loadTowers` is called.
   */
  towers?: 'after-first-answer' | 'manual';
  /** Unlocks the history, if it is encrypted, before `openPrivet` resolves. Without it such a history stays locked. */
  passphrase?: PassphraseSource;
  /**
   * Called with every change of status, those while the engine opens included (they come before there is a `Privet`).
   */
  onStatus?: (status: EngineStatus) => void;
}

/** What is beside the type and the item of an event. */
export type EventDetails = Omit<HistoryEvent, 'type' | 'itemId'>;

/**
 * Calls that go to the worker as they are, as lists do, by how many arguments go: none, one, two. `CallOptions` stand behind
 * these, and stay here.
 */
const PLAIN_CALLS = [
  [
    'loadTowers',
    'steering',
    'facetCounts',
    'map',
    'historyFootprint',
    'export',
    'exportSetAside',
    'lock',
    'decrypt',
    'passphraseRounds',
    'acceptPlain',
    'exportRecords',
    'inspect',
    'modelCard',
    'requests',
    'encoderParts',
  ],
  [
    'read',
    'suggest',
    'setFacts',
    'item',
    'filterCounts',
    'matching',
    'history',
    'events',
    'tasteProfile',
    'predictedRatings',
    'matchGrades',
    'picker',
    'shelves',
    'shareTaste',
    'readTaste',
    'together',
    'warmUp',
    'useEncoder',
    'keepOffline',
    'fetchUpdate',
  ],
  ['matchTitles', 'explain', 'reasons', 'changePassphrase'],
] as const satisfies (keyof EngineCalls)[][];

/** Acts that go to the worker as they are. */
const PLAIN_ACTS = ['unsteer', 'eraseEvents', 'restoreEvents', 'import'] as const;

type PlainCalls = Pick<
  EngineCalls,
  Exclude<ListName, 'forYou'> | (typeof PLAIN_CALLS)[number][number] | (typeof PLAIN_ACTS)[number]
>;

/** Plain calls that change what is kept; lists may be others after them. */
const WRITES: ReadonlySet<string> = new Set<keyof PlainCalls>(['lock', 'decrypt', 'changePassphrase', 'acceptPlain']);
/** Plain calls that may take a lock away: until the engine's word, the page's mark of it is believed neither way. */
const UNLOCKING: ReadonlySet<string> = new Set<keyof PlainCalls>(['decrypt', 'acceptPlain']);

/** Plain calls that fetch files. */
const LOADS: ReadonlySet<string> = new Set<keyof PlainCalls>([
  'loadTowers',
  'warmUp',
  'encoderParts',
  'useEncoder',
  'keepOffline',
  'fetchUpdate',
]);
/** What a worker has of these calls goes with it, and the next one is given it. */
const GOES_WITH_WORKER: ReadonlySet<string> = new Set<keyof PlainCalls>(['loadTowers', 'warmUp', 'useEncoder']);

type FactsById = Parameters<EngineCalls['setFacts']>[0];
type AskEngine<T> = Ask<EngineApi, T>;

/** No more of a sentence is read. */
const MOST_SAID = 500;
/** How long the last status of an engine that did not open may take. */
const LAST_STATUS_MS = 50;

/** The plain calls, which are put into its place below. */
const PrivetBase = class {} as { new (): PlainCalls };

/**
 * Private recommendations over one bundle. Made by `openPrivet`. Every method answers from the worker; all of them
 * reject with `EngineStoppedError` after `dispose`, and with `RequestError` for arguments that make no sense.
 *
 * What belongs to a question is in its arguments, the last of them an object where there is more than one thing to say;
 * `CallOptions` (`signal`) always stand behind, in an object of their own: they are about the waiting and never leave the
 * page, and an object that goes to the worker may have keys of any name (`where`).
 */
export class Privet extends PrivetBase implements Omit<EngineCalls, 'record'> {
  readonly #options: OpenOptions;
  readonly #engine: Supervisor<EngineApi>;
  readonly #listeners = new Listeners();
  readonly #improvement = new Improvement();
  readonly #outbox = new Outbox();
  /** Of the history, whose name may be the manifest's to say. */
  #pause: PauseSwitch | undefined;
  /** Name of the history's, once it is known. */
  #database: string;
  #lastStatus!: EngineStatus;
  #state: EngineState = { state: 'running' };
  #autoTowers: boolean;
  /** What was asked to be loaded, with its arguments. */
  readonly #loading = new Map<string, unknown[]>();
  #facts: FactsById = {};
  /** Of an encrypted history that is unlocked: the next worker is given it, and nobody is asked again. */
  #key: HistoryKey | undefined;
  /** As the worker that runs told it last. */
  #toldEncryption: Encryption = 'off';
  #isDisposed = false;

  static {
    const define = (name: string, value: (this: Privet, ...args: unknown[]) => Promise<unknown>) =>
      Object.defineProperty(Privet.prototype, name, { value, writable: true, configurable: true });
    for (const name of PLAIN_ACTS) {
      define(name, async function (given, options) {
        return this.#act({ name, args: [given] }, options as CallOptions | undefined);
      });
    }
    const definePlain = (name: string, numArguments: number) =>
      define(name, async function (...args) {
        const options = args[numArguments] as CallOptions | undefined;
        const given = args.slice(0, numArguments);
        if (GOES_WITH_WORKER.has(name)) this.#loading.set(name, given);
        if (UNLOCKING.has(name)) this.#beginUnlocking();
        const kind = WRITES.has(name) ? 'write' : LOADS.has(name) ? 'load' : 'question';
        const asked = this.#engine.call(kind, name, (api) => askByName(api, name, given), options?.signal);
        const answer = await asked.catch((error: unknown) => {
          if (UNLOCKING.has(name)) this.#followEncryption(this.#lastStatus); // what failed changed nothing
          throw error;
        });
        if (name === 'setFacts') this.#noteFacts(given[0] as FactsById);
        if (WRITES.has(name) || name === 'setFacts') this.#tellOwnChange();
        return answer;
      });
    PLAIN_CALLS.forEach((names, numArguments) => {
      for (const name of names) definePlain(name, numArguments);
    });
    for (const [name, { beside }] of Object.entries<ListCall>(LIST_CALLS))
      if (name !== 'forYou') definePlain(name, beside ? 2 : 1);
  }

  /** @internal Use `openPrivet`. */
  constructor(start: () => Promise<Worker>, options: OpenOptions, autoTowers: boolean) {
    super();
    this.#options = options;
    this.#database = options.databaseName ?? '';
    this.#autoTowers = autoTowers;
    this.#engine = new Supervisor({
      start: async (onEnd) => new WorkerCalls<EngineApi>(await start(), 'engine', onEnd),
      open: (calls, numEnds) => this.#openIn(calls, numEnds),
      onState: (state) => this.#hearState(state),
    });
  }

  /** @internal */
  async open(passphrase?: PassphraseSource): Promise<void> {
    await this.#engine.open();
    if (passphrase !== undefined) await this.#unlockBy(passphrase);
    for (const { act, done } of this.#outbox.takeLeft(this.#destination)) {
      const isKept = !(this.isPaused && isRecording(act)) && !isShut(this.#lastStatus.encryption);
      // What is refused was refused before, to nobody who could hear it.
      if (isKept) this.#ask(act, done, true).catch(() => {});
      else done();
    }
  }

  /** Opens the engine in a worker. What made two workers end is not loaded into the third unasked. */
  async #openIn(calls: WorkerCalls<EngineApi>, numEnds: number): Promise<void> {
    const hearStatus = (status: EngineStatus) => {
      if (!calls.hasEnded) this.#hearStatus(this.#withKey(status));
    };
    this.#toldEncryption = 'off';
    const hearChange = (isErased: boolean) => {
      if (isErased) this.#forgetBeside();
      this.#listeners.tell('change', { isOwn: false, ...(isErased && { isErased }) });
    };
    const options = { ...this.#options, owed: owedErasures.all(), expectedLocks: expectedLocks() };
    const owed = proxy(owedErasures);
    const opening = calls.call((api) => api.open(options, proxy(hearStatus), proxy(hearChange), owed));
    // The status that says what failed has a port of its own, which may be behind the answer's.
    const status = await opening.catch(async (error: unknown) => {
      await new Promise((resolve) => setTimeout(resolve, LAST_STATUS_MS));
      throw error;
    });
    this.#database = status.databaseName ?? this.#database;
    this.#lastStatus = withPartition({ ...status, engine: this.#state });
    if (this.#key) await this.#handKeyOn(calls, this.#key);
    calls.ignoreErrors();
    const again = new Map(numEnds < 2 ? this.#loading : []);
    if (Object.keys(this.#facts).length > 0) again.set('setFacts', [this.#facts]);
    for (const [name, args] of again) calls.call((api) => askByName(api, name, args)).catch(() => {}); // as it was asked
  }

  async #handKeyOn(calls: WorkerCalls<EngineApi>, key: HistoryKey): Promise<void> {
    try {
      await calls.call((api) => api.unlock(key));
      this.#setEncryption('unlocked');
    } catch {
      // It was encrypted anew, or is not any more.
      if (calls.hasEnded) return;
      this.#key = undefined;
      this.#hearStatus({ ...this.#lastStatus, encryption: this.#toldEncryption });
    }
  }

  async #unlockBy(passphrase: PassphraseSource): Promise<void> {
    let wrong: WrongPassphraseError | undefined;
    while (this.#lastStatus.encryption === 'locked') {
      const given = typeof passphrase === 'function' ? await passphrase(wrong) : passphrase;
      if (given === undefined) return;
      try {
        await this.unlock(given);
      } catch (error) {
        if (typeof passphrase !== 'function' || !(error instanceof WrongPassphraseError)) throw error;
        wrong = error;
      }
    }
  }

  /** The worker's own word for it may be on its way still. */
  #setEncryption(encryption: Encryption): void {
    this.#lastStatus = { ...this.#lastStatus, encryption };
    this.#followEncryption(this.#lastStatus);
  }

  /** A worker that is about to be given the key is told as it will be then. @returns what listeners hear of it */
  #withKey(status: EngineStatus): EngineStatus {
    if (this.#toldEncryption === 'unlocked' && status.encryption !== 'unlocked') this.#key = undefined;
    this.#toldEncryption = status.encryption;
    this.#followEncryption(status);
    return this.#key ? { ...status, encryption: 'unlocked' } : status;
  }

  /** What lies beside an encrypted history goes. */
  #followEncryption({ encryption, parts, storage, databaseName }: EngineStatus): void {
    this.#database = databaseName ?? this.#database; // a worker that is started again does not know it yet
    if (parts.history.state === 'idle' || parts.history.state === 'loading' || storage === 'memory') return;
    markEncrypted(this.#database, encryption !== 'off');
    if (encryption !== 'off') this.#forgetBeside();
  }

  #forgetBeside(): void {
    clearOutbox(this.#destination);
    forgetTold(this.#database);
  }

  #hearStatus(status: EngineStatus): void {
    this.#lastStatus = withPartition({ ...status, engine: this.#state });
    this.#listeners.tell('status', this.#lastStatus);
    this.#tellImprovement();
  }

  #hearState(state: EngineState): void {
    this.#state = state;
    if (state.state === 'stopped') this.#outbox.close();
    this.#hearStatus(this.#lastStatus);
  }

  #noteFacts(facts: FactsById): void {
    const merged = Object.entries(facts).map(([itemId, known]) => [itemId, { ...this.#facts[itemId], ...known }]);
    this.#facts = { ...this.#facts, ...Object.fromEntries(merged) };
  }

  /** The last status that the worker told, without asking it again. */
  get status(): EngineStatus {
    return this.#lastStatus;
  }

  /**
   * Hears what is told without being asked (`PrivetEvents` says what and when), until the returned function is called or
   * the engine is disposed of.
   *
   * @throws TypeError for a type that is none
   */
  on<Type extends keyof PrivetEvents>(type: Type, listener: PrivetListener<Type>): () => void {
    return this.#listeners.add(type, listener);
  }

  async forYou(request?: ForYouRequest, options?: CallOptions): Promise<ForYouResponse> {
    const asked = this.#lastStatus;
    const response = await this.#engine.call('question', 'forYou', (api) => api.forYou(request), options?.signal);
    this.#improvement.answered(asked, response);
    if (this.#autoTowers) {
      this.#autoTowers = false;
      this.loadTowers().catch(() => {});
    }
    // Behind the answer: whoever is told must have it.
    setTimeout(() => this.#tellImprovement());
    return response;
  }

  /**
   * Adds to the history that something happened; lists heed it from the next answer on. Until that is acknowledged it is kept
   * for the next worker and, in this tab, for the next page.
   *
   * @param type    what the visitor did
   * @param itemId  the site's id of the item, a number becomes a text; undefined only for `search`
   * @param details `value`: stars, 0.5 to 5, for `rate`; `query`: what was searched; `quantity`, `price`, `list` and
   *                `requestId`: what a shop knows of it; `time`: milliseconds since the epoch (default: now)
   * @returns the event as it is stored, or undefined while recording is paused: then nothing is kept of it
   * @throws RequestError for an event that makes no sense
   */
  async record(
    type: EventType,
    itemId?: string | number,
    details?: EventDetails,
    options?: CallOptions,
  ): Promise<StoredEvent | undefined> {
    if (this.isPaused) return undefined;
    const event: NewEvent = { ...details, type, time: details?.time ?? eventTime() };
    if (itemId !== undefined) event.itemId = typeof itemId === 'number' ? String(itemId) : itemId;
    return this.#act({ name: 'record', args: [event] }, options);
  }

  /** As `EngineCalls.addEvents`. */
  async addEvents(events: HistoryEvent[], options?: CallOptions): Promise<HistoryImport> {
    return this.#act({ name: 'addEvents', args: [timed(events)] }, options);
  }

  /** As `EngineCalls.replaceEvent`. */
  async replaceEvent(event: HistoryEvent, next: HistoryEvent, options?: CallOptions): Promise<StoredEvent> {
    return this.#act({ name: 'replaceEvent', args: [event, { time: eventTime(), ...next }] }, options);
  }

  /**
   * As `EngineCalls.steer`. While recording is paused nothing is kept and nothing changes: the answer is what steers
   * already, without a `sequence`, and all of the text as its `rest`. For one list without a trace, give `forYou` the
   * `where` that `read` answers.
   */
  async steer(text: string, options?: CallOptions): Promise<SteerResponse> {
    if (this.isPaused) return { ...(await this.steering(options)), rest: text };
    return this.#act(
      { name: 'steer', args: [typeof text === 'string' ? text.slice(0, MOST_SAID) : text, eventTime()] },
      options,
    );
  }

  async encrypt(passphrase: string): Promise<void> {
    // Whatever becomes of it: from here on nothing is kept beside the history. The engine's word ends it.
    if (!isEncryptedHere(this.#database)) markChanging(this.#database);
    try {
      this.#key = await this.#engine.call('write', 'encrypt', (api) => api.encrypt(passphrase));
    } catch (error) {
      this.#followEncryption(this.#lastStatus);
      throw error;
    }
    this.#setEncryption('unlocked');
  }

  async unlock(passphrase: string): Promise<void> {
    this.#key = await this.#engine.call('question', 'unlock', (api) => api.unlock(passphrase));
    this.#setEncryption('unlocked');
    this.#tellOwnChange();
  }

  /**
   * Whether recording is paused. It holds for all pages of the origin that share this history, and for later visits, until
   * `resume`; where the browser refuses storage, for this page until it closes.
   */
  get isPaused(): boolean {
    return this.#pauseSwitch.isPaused;
  }

  /**
   * From now on `record` and `steer` keep nothing. Lists go on from what is there; what a visitor brings or removes
   * themselves (`import`, `addEvents`, `eraseEvents`, `unsteer`, `forget`) still does. `forget` does not end it.
   */
  async pause(): Promise<void> {
    this.#pauseSwitch.pause();
  }

  /** Records again. What happened meanwhile is not caught up. */
  async resume(): Promise<void> {
    this.#pauseSwitch.resume();
  }

  /** As `EngineCalls.forget`. It is noted first: whatever ends meanwhile, it is done. */
  async forget(options?: CallOptions): Promise<Erasure> {
    owedErasures.order(this.#database);
    this.#forgetBeside();
    this.#beginUnlocking();
    try {
      return await this.#engine.call('event', 'forget', (api) => api.forget(), options?.signal);
    } finally {
      this.#tellOwnChange();
    }
  }

  /** Ends the worker and gives back its memory. Calls under way reject, listeners hear no more. Safe to call twice. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#listeners.clear();
    this.#engine.dispose();
    this.#outbox.close();
  }

  /** Asked until a worker has answered; until then it waits in the outbox for the next page. */
  #act<T>(act: Act, options?: CallOptions): Promise<T> {
    return this.#ask(act, this.#outbox.put(this.#destination, act), false, options?.signal);
  }

  /** A tab that ends in the middle leaves a mark that is believed neither way. */
  #beginUnlocking(): void {
    if (isEncryptedHere(this.#database)) markChanging(this.#database);
  }

  get #destination(): Destination {
    const { manifestUrl, furtherManifestUrls = [], databaseName: database } = this.#options;
    return { src: [manifestUrl, ...furtherManifestUrls].join(' '), database };
  }

  get #pauseSwitch(): PauseSwitch {
    this.#pause ??= new PauseSwitch(this.#database);
    return this.#pause;
  }

  /** @param done  told when a worker has answered, though it be no: whoever asked may have given up waiting by then */
  #ask<T>({ name, args }: Act, done: () => void, isRepeated: boolean, signal?: AbortSignal): Promise<T> {
    const ask: AskEngine<T> = async (api, isRepeat) => {
      // What waited in the outbox knows no undefined.
      const given = Array.from({ length: ACTS[name] }, (_, i) => args[i] ?? undefined);
      const answer = await askByName(api, name, [...given, isRepeat || isRepeated]).finally(done);
      this.#tellOwnChange();
      return answer as T;
    };
    return this.#engine.call('event', name, ask, signal);
  }

  #tellOwnChange(): void {
    this.#listeners.tell('change', { isOwn: true });
  }

  #tellImprovement(): void {
    const parts = this.#improvement.arrived(this.#lastStatus);
    if (parts.length > 0) this.#listeners.tell('improved', { parts });
  }
}

/** What pausing keeps from the history; what a visitor brings or takes back is done all the same. */
const isRecording = ({ name }: Act): boolean =>
  name === ('record' satisfies ActName) || name === ('steer' satisfies ActName);

/** Whoever repeats it means the same moment. */
function timed(events: HistoryEvent[]): HistoryEvent[] {
  return Array.isArray(events) ? events.map((event) => ({ time: eventTime(), ...event })) : events;
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
 *             against the document. Several (at most 16, built with `--space-of`) are ranked as one catalog over one history
 * @throws CatalogFormatError when the manifest or the whole catalog cannot be fetched or fails its check
 * @throws IntegrityError when the manifest is not the one that `integrity` names
 * @throws WrongPassphraseError when `passphrase` is a text and not the one
 * @throws EngineStoppedError when the worker's script cannot be loaded, or there is no page (on a server: importing this
 *         module is harmless there)
 */
export async function openPrivet(
  url: string | URL | readonly (string | URL)[],
  options: PrivetOptions = {},
): Promise<Privet> {
  if (typeof Worker === 'undefined' || typeof document === 'undefined') {
    throw new EngineStoppedError('openPrivet: there is no page here, expected a browser (call it on the client only)');
  }
  const {
    towers = 'after-first-answer',
    onStatus,
    integrity,
    ownCatalog,
    ownCatalogs,
    databaseName,
    backend,
    keepFiles,
  } = options;
  const [manifestUrl = '', ...furtherManifestUrls] = [url].flat().map(manifestUrlOf);
  const wasmUrl = options.wasmUrl && new URL(options.wasmUrl, document.baseURI).href;
  const engineOptions = {
    ...{
      manifestUrl,
      furtherManifestUrls,
      integrity,
      wasmUrl,
      ownCatalog,
      ownCatalogs,
      databaseName,
      backend,
      keepFiles,
    },
  };
  const start = () => startWorker(options.workerUrl);
  const privet = new Privet(start, engineOptions, towers === 'after-first-answer');
  if (onStatus) privet.on('status', onStatus);
  try {
    await privet.open(options.passphrase);
  } catch (error) {
    privet.dispose();
    throw error;
  }
  return privet;
}
