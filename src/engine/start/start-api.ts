// What a page opens an engine with, and what it hears and keeps for it. Types only, as src/engine/engine-api.ts.

export interface OpenOptions {
  /** Absolute URL of the bundle's manifest.json. */
  manifestUrl: string;
  /**
   * Absolute URLs of further bundles' manifests, at most 15: their items are ranked with those of the first as one catalog, over
   * one history (docs/scale.md says which bundles go together). Not with `keepFiles` or `ownCatalog`.
   */
  furtherManifestUrls?: readonly string[];
  /**
   * Subresource Integrity metadata of the manifest, `sha256-…`, as `privet build` prints it: a manifest that is not this one
   * is never read, and by its hashes no other file either (default: the manifest is what the host says it is). Several with
   * spaces between them: any of them, such as those of several bundles.
   */
  integrity?: string;
  /** Absolute URL of the folder with ONNX Runtime's .wasm files (default: where the build put them). */
  wasmUrl?: string;
  /**
   * Id of a catalog that is stored on this device (src/own-catalogs): it is opened in place of the bundle's, of
   * which only the text encoder is fetched, by a search, unless `useEncoder` brought it.
   */
  ownCatalog?: string;
  /**
   * The page has own catalogs: `warmUp` holds what `encoderParts` answers, in memory where nothing is kept on the device
   * (default false).
   */
  ownCatalogs?: boolean;
  /**
   * Name of the IndexedDB database that keeps the history (default: `privet:` with the name that the bundle was built with, or
   * else with its address). Catalogs of one origin can share a history so.
   */
  databaseName?: string;
  /**
   * `auto` (default): where there is a real GPU, WebGPU and the processor are measured once, for tower and ranking each,
   * at the end of `warmUp`, and the fastest way is taken; else the processor. `webgpu` takes any adapter, a software one too, and
   * fetches ONNX Runtime for it by `loadTowers`; `wasm` never looks for one.
   */
  backend?: 'auto' | 'webgpu' | 'wasm';
  /**
   * Keeps the bundle's files in the browser's storage, by their hash, and opens from there, so that a list comes
   * without a network (default false: the browser's HTTP cache alone). With it, `keepOffline` and `fetchUpdate` have
   * something to do.
   */
  keepFiles?: boolean;
  /** Names of databases that were ordered to be erased and may still be there, as the page noted it. Set by `openPrivet`. */
  owed?: string[];
  /**
   * Names of histories that were encrypted when this browser's pages last saw them: one without a lock is in dispute. Set by
   * `openPrivet`.
   */
  expectedLocks?: string[];
  /** For tests: `auto` treats a software adapter as a real GPU. */
  takeSoftwareAdapter?: boolean;
}

/** Called when another tab changed the history, or erased everything. */
export type HistoryListener = (isErased: boolean) => void;

/** What a page keeps for its worker of erasures that were ordered, by the names of databases: outside of IndexedDB. */
export interface OwedErasures {
  order(database: string): void | Promise<void>;
  isOwed(database: string): boolean | Promise<boolean>;
  paid(database: string): void | Promise<void>;
}
