// `privet/frame`: what a page imports that shows Privet in a frame of another origin. It imports nothing itself, runs no engine
// and keeps nothing: it hands over a port, asks on it, and makes the frame as high as what it shows.
import { FRAME_LISTS } from '../engine/list-calls.ts';
import type { EventDetails, EventType } from '../sdk/index.ts';
import type { FrameLists, ShowRequest } from './frame-api.ts';
import type { CallName, ConnectMessage, PageMessage, ToldType } from './protocol.ts';

export type * from './frame-api.ts';

const DEFAULT_TIMEOUT_MS = 20_000;
/** How often it is looked, while a call waits, whether the frame is still in the page. */
const LOOK_MS = 500;
/** A frame cannot make a page endless. */
const MOST_HEIGHT = 50_000;

export interface FrameOptions {
  /** Where the frame is from: `https://recs.example`. Nothing is sent to any other origin, whatever the frame shows. */
  origin: string;
  /** How long a loaded frame may take to answer, in milliseconds (default 20000). */
  timeoutMs?: number;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * Waits until the frame is there, connects with it, and keeps it as high as what it shows.
 *
 * @throws TypeError for an origin that is none; EngineStoppedError (by its name) when the loaded frame does not answer
 */
export async function connectFrame(iframe: HTMLIFrameElement, options: FrameOptions): Promise<Frame> {
  const { origin } = options;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin || !/^https?:/.test(origin)) {
    throw new TypeError(
      `connectFrame: origin is '${origin}', expected one such as https://recs.example, without a path`,
    );
  }
  const frame = new Frame(iframe, options);
  await frame.connected;
  return frame;
}

/** The list calls, which are put into its place below. */
const FrameBase = class {} as { new (): FrameLists };

/**
 * Lists of a frame. Made by `connectFrame`. Every call rejects with an Error that has the name of the SDK's class:
 * `RequestError` for what makes no sense, or while 16 calls are under way; `EngineStoppedError` when the frame has left the
 * page, was loaded anew meanwhile, or was connected with by somebody else.
 */
export class Frame extends FrameBase {
  /** @internal Resolves with the first welcome. */
  readonly connected: Promise<void>;
  readonly #iframe: HTMLIFrameElement;
  readonly #origin: string;
  readonly #timeoutMs: number;
  readonly #id = crypto.randomUUID();
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners: Record<ToldType, Set<() => void>> = { change: new Set(), improved: new Set() };
  #port: MessagePort | undefined;
  #stoppedBy: Error | undefined;
  #numCalls = 0;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  #decide!: Waiting;

  static {
    for (const name of FRAME_LISTS) {
      const value = function (this: Frame, ...args: unknown[]) {
        return this.#ask(name, ...args);
      };
      Object.defineProperty(Frame.prototype, name, { value });
    }
  }

  /** @internal Use `connectFrame`. */
  constructor(iframe: HTMLIFrameElement, { origin, timeoutMs = DEFAULT_TIMEOUT_MS }: FrameOptions) {
    super();
    this.#iframe = iframe;
    this.#origin = origin;
    this.#timeoutMs = timeoutMs;
    this.connected = new Promise((resolve, reject) => {
      this.#decide = { resolve: resolve as () => void, reject };
    });
    iframe.addEventListener('load', this.#knock);
    this.#knock();
  }

  /**
   * As the SDK's `record`, but for `steer`. It does not tell whether recording is paused or possible; `clear` and
   * `remove_from_cart` take back what pages recorded, and nothing else.
   */
  record(type: EventType, itemId?: string, details?: EventDetails): Promise<void> {
    return this.#ask('record', type, itemId, details);
  }

  /** Today's facts by item id, as the SDK's `setFacts`. */
  setFacts(facts: Record<string, Record<string, number | null>>): Promise<void> {
    return this.#ask('setFacts', facts);
  }

  /** What the frame draws from now on; without a request what it shows is asked for anew, and drawn at once. */
  show(request?: ShowRequest): Promise<void> {
    return this.#ask('show', request);
  }

  /**
   * Hears that this page changed something (`change`), or that `forYou` has a better answer than the one it gave before all
   * had arrived (`improved`). Nothing that happens elsewhere is told.
   *
   * @returns what ends it
   * @throws TypeError for a type that is none
   */
  on(type: ToldType, listener: () => void): () => void {
    if (!Object.hasOwn(this.#listeners, type))
      throw new TypeError(`on: type is '${type}', expected change or improved`);
    this.#listeners[type].add(listener);
    return () => void this.#listeners[type].delete(listener);
  }

  /** Gives the frame up, which stays as it is. Calls under way reject. Safe to call twice. */
  dispose(): void {
    this.#post({ close: true });
    this.#stop('it was disposed of');
  }

  /** Where the frame listens already, or when it has loaded: a page cannot see which. */
  readonly #knock = (): void => {
    const { contentWindow, contentDocument } = this.#iframe;
    if (!contentWindow || contentDocument?.URL === 'about:blank') return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => this.#hear(port1, data);
    const message: ConnectMessage = { privet: 'connect', id: this.#id };
    contentWindow.postMessage(message, this.#origin, [port2]);
    this.#patience ??= setTimeout(() => {
      const mend = `its privet:parents name ${location.origin}, and that its host allows it in frame-ancestors`;
      this.#stop(`no answer from ${this.#origin} in ${this.#timeoutMs} ms, expected that it shows frame.html, ${mend}`);
    }, this.#timeoutMs);
  };

  /** What comes is of the frame's origin: nobody else was given the other end. It is looked at all the same. */
  #hear(port: MessagePort, data: unknown): void {
    const message = (data ?? {}) as { [key: string]: unknown };
    if (message.welcome) this.#adopt(port);
    else if (port !== this.#port) return;
    else if (message.closed) this.#stop('another connectFrame took its place');
    else if (typeof message.height === 'number') this.#resize(message.height);
    else if (typeof message.told === 'string') this.#tell(message.told);
    else if (typeof message.id === 'number') this.#settle(message.id, message);
  }

  /** A frame that was loaded anew is another one: what was asked of the former is answered by nobody. */
  #adopt(port: MessagePort): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    if (port === this.#port) return;
    this.#port?.close();
    this.#port = port;
    this.#rejectAll(stopped('it was loaded anew'));
    this.#decide.resolve(undefined);
  }

  #resize(height: number): void {
    const isSane = height >= 0 && height <= MOST_HEIGHT;
    if (isSane) this.#iframe.style.height = `${height}px`;
  }

  #tell(type: string): void {
    const listeners = Object.hasOwn(this.#listeners, type) ? [...this.#listeners[type as ToldType]] : [];
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        reportError(error);
      }
    }
  }

  #settle(id: number, { answer, error }: { answer?: unknown; error?: unknown }): void {
    const waiting = this.#waiting.get(id);
    this.#forget(id);
    const { name, message } = (error ?? {}) as { name: unknown; message: unknown };
    if (error) waiting?.reject(named(String(name), String(message)));
    else waiting?.resolve(answer);
  }

  #ask<T>(call: CallName, ...args: unknown[]): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#stoppedBy) throw this.#stoppedBy;
      const id = ++this.#numCalls;
      this.#post({ id, call, args });
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#look ??= setInterval(() => this.#lookAfter(), LOOK_MS);
    });
  }

  /** A port does not tell in every browser that the other end is gone. */
  #lookAfter(): void {
    if (!this.#iframe.contentWindow) this.#rejectAll(stopped('it has left the page'));
  }

  #post(message: PageMessage): void {
    this.#port?.postMessage(message);
  }

  #forget(id: number): void {
    this.#waiting.delete(id);
    if (this.#waiting.size > 0) return;
    clearInterval(this.#look);
    this.#look = undefined;
  }

  #rejectAll(error: Error): void {
    for (const [id, { reject }] of [...this.#waiting]) {
      this.#forget(id);
      reject(error);
    }
  }

  #stop(why: string): void {
    this.#stoppedBy ??= stopped(why);
    this.#iframe.removeEventListener('load', this.#knock);
    clearTimeout(this.#patience);
    this.#port?.close();
    this.#decide.reject(this.#stoppedBy);
    this.#rejectAll(this.#stoppedBy);
  }
}

function stopped(why: string): Error {
  return named('EngineStoppedError', `frame: ${why}`);
}

/** By its name, as errors that come from a worker: a page without the SDK has no class to compare with. */
function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
