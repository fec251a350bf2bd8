// How far the engine's parts are, and what it keeps for times without a network. Types only, as src/engine/engine-api.ts.
import type { WaitingFor } from '../../fetching/slow-requests.ts';

export interface EngineStatus {
  /** Whether there is a worker that answers. */
  engine: EngineState;
  parts: Record<PartName, PartStatus>;
  /** How far `warmUp` is. */
  warmUp: WarmUpStatus;
  /** A file of which nothing has come for 8 seconds or more, though it was asked for; it is still waited for. */
  waitingFor?: WaitingFor | undefined;
  /**
   * Where the history is kept. `partitioned`: in IndexedDB, in a frame of another site's page, for which browsers keep a
   * storage of its own for this pair of sites; said where it is certain (not in browsers that do not tell a frame what is
   * around it). `memory`: IndexedDB was refused or vanished, taps last until the tab closes.
   */
  storage: 'indexeddb' | 'partitioned' | 'memory';
  /**
   * Whether the history is encrypted by a passphrase. `locked`: nobody has given it here; lists are those of a newcomer, and
   * what reads or changes the history rejects with LockedError. `disputed`: it was encrypted when this browser's pages last saw
   * it, and its lock is gone without anybody having turned it off: as `locked`, but nothing opens it; `acceptPlain` and `forget`
   * end that. Said of a history that is in `parts` as more than `loading`.
   */
  encryption: 'off' | 'locked' | 'unlocked' | 'disputed';
  /** Name of the history's database, once it is known. */
  databaseName?: string;
  /**
   * Everything was ordered to be erased, and something stands in storage that cannot be reached now. Nothing of it is shown, what
   * is newer stays in memory, and it is erased as soon as that ends.
   */
  isErasureOwed?: true | undefined;
  /** Where the towers run, once they are ready. `js`: in plain JavaScript, since the page's policy forbids WebAssembly. */
  backend?: 'webgpu' | 'wasm' | 'js';
  /** What ranks the items, once the catalog is open. All give the same lists; `javascript` is the slowest. */
  rankingBackend?: 'webgpu' | 'wasm-relaxed-simd' | 'wasm-simd' | 'javascript';
  /**
   * Why they run there, once that is settled: the page asked for it, there is nothing else, it was the fastest in a
   * measurement just now, or in one of an earlier visit. Where there is a GPU it is settled at the end of `warmUp`.
   */
  backendChoice?: 'requested' | 'only' | 'measured' | 'remembered';
  /** There is a GPU, but this browser's WebAssembly cannot wait for it (no JSPI): the towers run on the processor. */
  cannotSuspend?: true;
  catalogName?: string;
  /** Items that have arrived; all of them once the part `catalog` is `ready`. */
  numItems: number;
  /** Bytes fetched so far, all files together. */
  bytesLoaded: number;
}

/**
 * `restarting`: the worker ended and another one is being opened; calls wait for it. `stopped`: it ended three times within
 * a minute, and nothing answers until the page disposes of the engine and opens a new one.
 */
export interface EngineState {
  state: 'running' | 'restarting' | 'stopped';
  /** For people, unless it runs: what happened, and what becomes of what they did. */
  message?: string;
}

/**
 * What `warmUp` fetches ahead of its use. `idle`: nobody has asked for it. `loading`: under way. `waiting`: the network is
 * away, or the host has sent nothing for 8 seconds, and it goes on by itself; until then nothing else is fetched either. `ready`: all that was asked for is here, and
 * nothing of it will be fetched again. `failed`: some of it cannot be had though the host answers; calling `warmUp` again
 * tries that again.
 *
 * `totalBytes` are those of the bundle's files, the first list's included, and not those of scripts and runtime;
 * `loadedBytes` are here.
 */
export type WarmUpStatus =
  | { state: 'idle' }
  | { state: 'loading'; loadedBytes: number; totalBytes: number }
  | { state: 'waiting' | 'failed'; loadedBytes: number; totalBytes: number; message: string }
  | ({
      state: 'ready';
      loadedBytes: number;
    } & WarmUpReport);

/** What is here after `warmUp`, in bytes of the bundle's files. */
export interface WarmUpReport {
  totalBytes: number;
  /** Of search by meaning, where that was not asked for: its first use will fetch them. */
  leftOutBytes: number;
}

export type PartName =
  | 'history'
  | 'catalog'
  | 'ranking'
  | 'runtime'
  | 'towers'
  | 'text-encoder'
  | 'item-to-item'
  | 'language'
  | 'map'
  | 'offline';

export interface PartStatus {
  state: 'idle' | 'loading' | 'ready' | 'degraded' | 'failed';
  loadedBytes?: number;
  totalBytes?: number;
  /** For people, in one sentence: what failed and what still works, or why the part is not needed. */
  message?: string;
}

/** What to fetch ahead of its use. */
export interface OfflineOptions {
  /** The files of search by meaning too, which are most of the bytes. */
  withSearch: boolean;
}

export interface UpdateOptions extends OfflineOptions {
  /** Integrity of the manifest that the next page will name (default: that which this page was opened with). */
  integrity?: string | undefined;
}

export interface OfflineReport {
  /** No version was kept before this one. */
  isFirst: boolean;
  /** Search by meaning will work too. */
  hasSearch: boolean;
  /** Absolute URLs of the WebAssembly that this device loaded: the engine does not keep it, a service worker may. */
  runtimeFiles: string[];
}

export type StatusListener = (status: EngineStatus) => void;
