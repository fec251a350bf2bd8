// What is done when a file cannot be had because the network is away: it is tried again, at times that are the same for
// everyone. No randomness is added to them: nobody's requests should differ from another's.
import { messageOf } from '../errors.ts';

/** Milliseconds until the next try; the last one again and again. */
const WAITS_MS = [1000, 2000, 5000, 10_000, 20_000, 40_000, 60_000];

/** As much of a window or a worker as is looked at; Node has less. */
interface Realm {
  navigator?: { onLine?: boolean };
  addEventListener?(type: 'online', listen: () => void): void;
  removeEventListener?(type: 'online', listen: () => void): void;
  setTimeout(call: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}
const realm = globalThis as unknown as Realm;

/** How browsers word it, where they throw no more than a TypeError: a fetch, a body that breaks off, an import. */
const OF_NETWORK = /fetch|network|import|load|stream|terminated/i;

/** Whether a try may go better later: the host was not reached, its answer broke off, or it was too busy to give one. */
export function isOfNetwork(error: unknown): boolean {
  if (error instanceof TypeError) return OF_NETWORK.test(error.message);
  if (error instanceof Error && error.name === 'NetworkError') return true;
  return error instanceof Error && error.cause !== undefined && isOfNetwork(error.cause);
}

export interface PersistOptions {
  signal?: AbortSignal;
  /** Told before each wait, why. */
  onWait?: (reason: string) => void;
  /** Told before each further try. */
  onTry?: () => void;
  /** Default: without end. */
  mostTries?: number;
}

/**
 * Tries until the network lets it.
 *
 * @throws what `work` throws where that is no fault of the network, and when `signal` is aborted
 */
export async function persist<T>(work: () => Promise<T>, options: PersistOptions = {}): Promise<T> {
  const { signal, onWait, onTry, mostTries = Number.POSITIVE_INFINITY } = options;
  for (let numTries = 1; ; numTries++) {
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted || numTries >= mostTries || !isOfNetwork(error)) throw error;
      onWait?.(messageOf(error));
    }
    await pause(numTries);
    signal?.throwIfAborted();
    onTry?.();
  }
}

/**
 * Until the next try, or until the browser says that it is online again. What it says is a hint: while it says offline
 * it is still asked every minute, for a host on the same machine is there all the same.
 */
function pause(numTries: number): Promise<void> {
  const last = WAITS_MS.at(-1)!;
  const ms = realm.navigator?.onLine === false ? last : (WAITS_MS[numTries - 1] ?? last);
  return new Promise((resolve) => {
    const done = () => {
      realm.clearTimeout(timer);
      realm.removeEventListener?.('online', done);
      resolve();
    };
    const timer = realm.setTimeout(done, ms);
    realm.addEventListener?.('online', done);
  });
}
