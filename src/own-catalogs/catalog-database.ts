// Where a visitor's own catalogs are kept: rows as they were read, content vectors while they are being made, and the
// bundle's files. IndexedDB and not OPFS: it is there wherever the history is (private windows too), and one
// transaction writes a bundle and the record that names it, so that a closed tab never leaves half of one.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { StorageUnavailableError } from '../errors.ts';

const OWN_DATABASE = 'privet-own';
const SCHEMA_VERSION = 1;

interface OwnSchema extends DBSchema {
  catalogs: { key: string; value: unknown };
  tables: { key: string; value: unknown };
  /** Key: catalog and first item; a run of content vectors, f32 [n, dim]. Gone once the catalog is complete. */
  vectors: { key: [string, number]; value: Float32Array };
  /** Key: catalog and path in its bundle. */
  files: { key: [string, string]; value: Uint8Array<ArrayBuffer> };
}
const STORES = ['catalogs', 'tables', 'vectors', 'files'] as const;
export type OwnDatabase = IDBPDatabase<OwnSchema>;

/** @throws StorageUnavailableError when the browser refuses */
export function openOwnDatabase(): Promise<OwnDatabase> {
  return stored(() =>
    openDB<OwnSchema>(OWN_DATABASE, SCHEMA_VERSION, {
      upgrade: (database) => {
        for (const name of STORES) database.createObjectStore(name);
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    }),
  );
}

/** Whatever IndexedDB refuses comes out in words. */
export async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    const isFull = cause.name === 'QuotaExceededError';
    const why = isFull ? 'it is full: free some space, or bring fewer items' : cause.message;
    throw new StorageUnavailableError(`own catalogs: this browser's storage cannot be used (${why})`, { cause });
  }
}

/** Everything of one catalog, in one transaction. */
export async function removeCatalog(database: OwnDatabase, id: string): Promise<void> {
  await stored(async () => {
    const tx = database.transaction(STORES, 'readwrite');
    const parts = IDBKeyRange.bound([id], [id, []]);
    tx.objectStore('catalogs').delete(id);
    tx.objectStore('tables').delete(id);
    tx.objectStore('vectors').delete(parts);
    tx.objectStore('files').delete(parts);
    await tx.done;
  });
}

/** The content vectors of the first items, as far as they follow each other. @returns f32 [n, dim] */
export async function readVectors(database: OwnDatabase, id: string, dim: number): Promise<Float32Array> {
  const range = IDBKeyRange.bound([id], [id, []]);
  const [keys, runs] = await stored(() =>
    Promise.all([database.getAllKeys('vectors', range), database.getAll('vectors', range)]),
  );
  let numRows = 0;
  const following = runs.filter((run, i) => {
    if (keys[i]![1] !== numRows || !(run instanceof Float32Array) || run.length % dim !== 0) return false;
    numRows += run.length / dim;
    return true;
  });
  const vectors = new Float32Array(numRows * dim);
  let at = 0;
  for (const run of following) {
    vectors.set(run, at);
    at += run.length;
  }
  return vectors;
}
