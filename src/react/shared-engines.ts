// The open engines of a page, one for each bundle and history. An engine is there for as long as somebody holds it; a
// provider holds it while it is mounted, a record until it is kept. It ends a task after the last one let go, so that
// what React takes out and puts back at once (StrictMode, another tree) finds it open.
import { messageOf } from '../errors.ts';
import { openPrivet, type Privet, type PrivetOptions } from '../sdk/index.ts';

/** As `openPrivet` takes them; what the engine tells of its status is heard by `engine.on('status', …)`. */
export type EngineOptions = Omit<PrivetOptions, 'onStatus'>;

export interface EngineState {
  /** Undefined while it opens, where it could not be opened, and on a server. */
  engine: Privet | undefined;
  status: 'loading' | 'ready' | 'failed';
  /** Why there is no engine, when it failed. */
  error: Error | undefined;
}

export const LOADING: EngineState = { engine: undefined, status: 'loading', error: undefined };

/** Where an engine is opened, and how. */
export interface Address {
  key: string;
  url: string | string[];
  options: EngineOptions;
}

const engines = new Map<string, SharedEngine>();

/** @param url  one, or several as ranked together */
export function addressOf(url: string | readonly string[], options: EngineOptions): Address {
  const absolute = typeof url === 'string' ? absoluteUrl(url) : url.map(absoluteUrl);
  return { key: JSON.stringify([absolute, options]), url: absolute, options };
}

/** What is no address stays as it is: opening says so. A server has no address to resolve against, and opens nothing. */
function absoluteUrl(url: string): string {
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    return url;
  }
}

export function stateOf({ key }: Address): EngineState {
  return engines.get(key)?.state ?? LOADING;
}

/** The engine of an address, opened where it is not yet. Who gets it holds it until `release`. */
export function holdEngine(address: Address): SharedEngine {
  const engine = engines.get(address.key) ?? new SharedEngine(address);
  engine.hold();
  return engine;
}

/** Opens an engine that failed once more; nothing where it did not. */
export function retryEngine({ key }: Address): void {
  const engine = engines.get(key);
  if (engine?.state.status === 'failed') engine.open();
}

class SharedEngine {
  state = LOADING;
  /** The engine once it is open. @throws what `openPrivet` throws */
  opening!: Promise<Privet>;
  readonly #address: Address;
  readonly #listeners = new Set<() => void>();
  #numHolders = 0;

  constructor(address: Address) {
    this.#address = address;
    engines.set(address.key, this);
    this.open();
  }

  open(): void {
    const opening = openPrivet(this.#address.url, this.#address.options);
    this.opening = opening;
    this.#tell(LOADING);
    opening.then(
      (engine) => (this.#isEnded ? engine.dispose() : this.#tell({ engine, status: 'ready', error: undefined })),
      (error) => this.#tell({ engine: undefined, status: 'failed', error: asError(error) }),
    );
  }

  hold(): void {
    this.#numHolders++;
  }

  release(): void {
    if (--this.#numHolders === 0) setTimeout(() => this.#numHolders === 0 && this.#end());
  }

  /** @returns ends it */
  on(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get #isEnded(): boolean {
    return engines.get(this.#address.key) !== this;
  }

  #end(): void {
    if (this.#isEnded) return;
    engines.delete(this.#address.key);
    this.state.engine?.dispose();
  }

  #tell(state: EngineState): void {
    this.state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

export type { SharedEngine };

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** What a page's author should know and nobody waits for. */
export function warn(error: unknown): void {
  console.warn(`privet: ${messageOf(error)}`);
}
