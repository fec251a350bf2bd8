// The contract between a page and the worker that makes and keeps a visitor's own catalogs. Types only, as
// src/engine/engine-api.ts, whose engine then serves them.

import type { StoredEvent } from '../history/events.ts';
import type { ColumnGuess, ColumnRole } from '../items/roles.ts';

/** What was read of a file, for a person to look at. */
export interface TablePreview {
  fileName: string;
  format: 'csv' | 'json' | 'jsonl';
  numRows: number;
  /** What each was taken for, how sure that is, and why it is left out where it is. */
  columns: ({ name: string } & ColumnGuess)[];
  /** The first rows as short texts, one a column. */
  rows: string[][];
  /** What was cut or left out, one sentence each. */
  notes: string[];
}

/**
 * `building`: under way, or cut off by a closed tab; `stopped`: by the person, usable as far as it came; `ready`: all
 * of it.
 */
export type OwnCatalogState = 'building' | 'stopped' | 'ready';

export interface OwnCatalog {
  id: string;
  name: string;
  fileName: string;
  createdMs: number;
  openedMs: number;
  state: OwnCatalogState;
  numItems: number;
  /** Items that have a content vector. */
  numEncoded: number;
  /** Items that the engine can recommend. */
  numUsable: number;
  /** Counts the bundles that were written; 0 = none yet. A page that shows an earlier one opens it again. */
  generation: number;
  /** Bytes of its files, vectors and rows, near enough. */
  sizeBytes: number;
  /** What was left out, one sentence each. */
  notes: string[];
}

export interface BuildProgress {
  stage: 'loading' | 'encoding' | 'fitting' | 'grouping' | 'mapping';
  catalog: OwnCatalog;
  /** Of this run; undefined until there is something to measure. */
  itemsPerSecond?: number;
  secondsLeft?: number;
}

/** Where items lie on a map: like ones near each other. */
export interface OwnMap {
  itemIds: string[];
  titles: string[];
  /** f32 [numItems, 2], each in 0..1 */
  positions: Float32Array;
  /** Of each item, a number of `groups`; -1 = none. */
  groupOf: Int16Array;
  /** Labels of the groups. */
  groups: string[];
}

/** What an export file brought of one catalog. */
export interface RestoredCatalog {
  catalog: OwnCatalog;
  /** Not there before, and still to be built. */
  isNew: boolean;
  /** The events that its history did not have. */
  added: StoredEvent[];
}

/** The text encoder as a page's engine has it, so that nothing of it is fetched again; a search needs the very same. */
export interface EncoderFile {
  /** As the manifest has it; written out, since a site's compiler reads these types without our packages. */
  file: { path: string; sizeBytes: number; sha256: string; inflated: { sizeBytes: number; sha256: string } };
  /** Inflated. */
  bytes: Uint8Array<ArrayBuffer>;
}

export interface OwnApi {
  /** Reads a file and guesses its columns. @throws CatalogFormatError in words for its owner */
  read(file: Blob, fileName: string): Promise<TablePreview>;
  /**
   * Keeps the file that was read last as a catalog, still to be built.
   * @throws RequestError, CatalogFormatError, StorageUnavailableError
   */
  create(name: string, roles: ColumnRole[]): Promise<OwnCatalog>;
  /**
   * Encodes what has no content vector yet and writes the bundle, first for a hundred items, then for ever more of
   * them. Goes on where an earlier build stopped.
   *
   * @param encoder  the text encoder of the page's bundle
   */
  build(id: string, encoder: EncoderFile, onProgress: (progress: BuildProgress) => void): Promise<OwnCatalog>;
  /** Ends a build that is under way; `build` then resolves with what is usable. */
  stop(): Promise<void>;
  /** Newest opened first. */
  list(): Promise<OwnCatalog[]>;
  /** Notes that it was opened now. */
  touch(id: string): Promise<void>;
  map(id: string): Promise<OwnMap | undefined>;
  /** Deletes the catalog and all that was made of it. */
  remove(id: string): Promise<void>;
  /**
   * All catalogs with their histories, as the list in an export file (docs/formats/export.md), in the order in which they
   * were made; undefined where there are none.
   *
   * @throws StorageUnavailableError
   */
  export(): Promise<Blob | undefined>;
  /** Reads and checks that list, for `restore`. @returns how many there are @throws RequestError */
  readExport(catalogs: Blob): Promise<number>;
  /**
   * Keeps one of those that were read last: a catalog that is not here yet with its history, or nothing of it; of one that
   * is here the events that are missing. Nothing is built.
   *
   * @param place  from 0
   * @throws RequestError, StorageUnavailableError, CatalogFormatError
   */
  restore(place: number): Promise<RestoredCatalog>;
  /** Removes events of a catalog's history for good. */
  removeEvents(id: string, events: StoredEvent[]): Promise<void>;
}
