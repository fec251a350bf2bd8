// What the builder does to the database, each step in one transaction.

import type { BundleFiles } from '../bundle/encode-bundle.ts';
import { CONTENT_DIM } from '../formats/vocabulary.ts';
import type { Table } from '../items/table.ts';
import { type OwnDatabase, stored } from './catalog-database.ts';
import type { OwnRecord } from './catalog-records.ts';
import { generationFolder } from './own-bundle.ts';
import type { OwnCatalog } from './own-catalogs-api.ts';

/** Bytes of a content vector while the catalog is being built. */
const VECTOR_BYTES = 4 * CONTENT_DIM;
export const MAP_FILE = 'own/map.json';

/** What a page is told: without what only the builder needs. */
export function publicRecord({ roles: _, rules: __, encoder: ___, ...record }: OwnRecord): OwnCatalog {
  return record;
}

export async function createCatalog(database: OwnDatabase, record: OwnRecord, table: Table): Promise<void> {
  await stored(async () => {
    const tx = database.transaction(['catalogs', 'tables'], 'readwrite');
    tx.objectStore('catalogs').put(record, record.id);
    tx.objectStore('tables').put(table, record.id);
    await tx.done;
  });
}

export async function putRecord(database: OwnDatabase, record: OwnRecord): Promise<void> {
  await stored(() => database.put('catalogs', record, record.id));
}

/** Forgets the vectors of a build that was begun by other rules or another encoder. What is usable stays so until it is replaced. */
export async function restartBuild(
  database: OwnDatabase,
  record: OwnRecord,
  made: Required<Pick<OwnRecord, 'rules' | 'encoder'>>,
  numItems: number,
): Promise<OwnRecord> {
  const { id, numEncoded, sizeBytes } = record;
  const next: OwnRecord = {
    ...{ ...record, ...made, numItems, numEncoded: 0 },
    // Not yet all of them, however many the earlier bundle has.
    numUsable: Math.min(record.numUsable, numItems - 1),
    sizeBytes: Math.max(0, sizeBytes - numEncoded * VECTOR_BYTES),
  };
  await stored(async () => {
    const tx = database.transaction(['catalogs', 'vectors'], 'readwrite');
    tx.objectStore('vectors').delete(IDBKeyRange.bound([id], [id, []]));
    tx.objectStore('catalogs').put(next, id);
    await tx.done;
  });
  return next;
}

/** @param vectors  f32 [n, 256] of the items from `first` on */
export async function putVectors(
  database: OwnDatabase,
  record: OwnRecord,
  first: number,
  vectors: Float32Array,
): Promise<OwnRecord> {
  const next = {
    ...record,
    numEncoded: first + vectors.length / CONTENT_DIM,
    sizeBytes: record.sizeBytes + vectors.byteLength,
  };
  await stored(async () => {
    const tx = database.transaction(['catalogs', 'vectors'], 'readwrite');
    tx.objectStore('vectors').put(vectors, [record.id, first]);
    tx.objectStore('catalogs').put(next, record.id);
    await tx.done;
  });
  return next;
}

/** Writes a generation and takes away what only the ones before the last had. */
export async function putBundle(
  database: OwnDatabase,
  record: OwnRecord,
  files: BundleFiles,
  numUsable: number,
): Promise<OwnRecord> {
  const { id } = record;
  const generation = record.generation + 1;
  const next: OwnRecord = { ...record, generation, numUsable, sizeBytes: record.numEncoded * VECTOR_BYTES };
  for (const bytes of files.values()) next.sizeBytes += bytes.length;
  await stored(async () => {
    const tx = database.transaction(['catalogs', 'files'], 'readwrite');
    const store = tx.objectStore('files');
    for (const key of await store.getAllKeys(IDBKeyRange.bound([id], [id, []]))) {
      const isKept = [generation, generation - 1].some((kept) => key[1].startsWith(`${generationFolder(kept)}/`));
      if (!isKept) store.delete(key);
    }
    for (const [path, bytes] of files) store.put(bytes, [id, path]);
    tx.objectStore('catalogs').put(next, id);
    await tx.done;
  });
  return next;
}

/** Ends a build. A complete catalog needs its vectors no more: the bundle holds them as int8. */
export async function endBuild(database: OwnDatabase, record: OwnRecord): Promise<OwnRecord> {
  const { id, numUsable, numItems, numEncoded, sizeBytes } = record;
  const isComplete = numUsable === numItems;
  const next: OwnRecord = isComplete
    ? { ...record, state: 'ready', sizeBytes: Math.max(0, sizeBytes - numEncoded * VECTOR_BYTES) }
    : { ...record, state: 'stopped' };
  await stored(async () => {
    const tx = database.transaction(['catalogs', 'vectors'], 'readwrite');
    if (isComplete) tx.objectStore('vectors').delete(IDBKeyRange.bound([id], [id, []]));
    tx.objectStore('catalogs').put(next, id);
    await tx.done;
  });
  return next;
}
