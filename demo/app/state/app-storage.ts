// What this app keeps in the browser: its keys, databases and caches. Everything of it has a name that begins with
// `privet`; other apps of the same origin are left alone. Files are the same for everyone and say nothing about a
// person; nor does the measurement of the graphics processor, nor random records that write over what was erased. All
// else is taken to be the person's.
import { plural, sum } from './words.ts';

export interface Kept {
  name: string;
  sizeBytes: number;
}

export interface KeptFiles extends Kept {
  numFiles: number;
}

const OURS = /^privet\b/;
/** That something is to be erased still: it goes when that is done. */
const OWED = /^privet-erasure-owed:/;
/** Which processor is faster; and random numbers, while something is written over. */
const IMPERSONAL_DATABASES: ReadonlySet<string> = new Set(['privet-backends', 'privet-scratch']);
/** Their records are erased and counted by the engine, which has them open. */
const OF_HISTORY: ReadonlySet<string> = new Set(['privet', 'privet-set-aside']);

/** How much some of it takes together. */
export function totalBytes(kept: readonly Kept[]): number {
  return sum(kept.map(({ sizeBytes }) => sizeBytes));
}

/** `12 files`. */
export function countFiles(files: readonly KeptFiles[]): string {
  return plural(sum(files.map(({ numFiles }) => numFiles)), 'file');
}

/** Keys of local and session storage, in bytes of text. */
export function keptKeys(): Kept[] {
  return storages().flatMap((storage) => {
    const keys = Object.keys(storage).filter((key) => OURS.test(key) && !OWED.test(key));
    return keys.map((name) => ({ name, sizeBytes: name.length + (storage.getItem(name)?.length ?? 0) }));
  });
}

export function removeKeys(): void {
  for (const storage of storages()) for (const { name } of keptKeys()) storage.removeItem(name);
}

/** Where storage is refused there is none. */
function storages(): Storage[] {
  try {
    return [localStorage, sessionStorage];
  } catch {
    return [];
  }
}

/** Databases that may hold something about the person, beside the history; none where the browser lists none. */
export async function personalDatabases(): Promise<string[]> {
  const databases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const names = databases.flatMap(({ name }) => (name !== undefined && OURS.test(name) ? [name] : []));
  return names.filter((name) => !OF_HISTORY.has(name) && !IMPERSONAL_DATABASES.has(name));
}

/** Downloaded files that are kept for the next visit, a cache each; empty where there are no caches. */
export async function keptFiles(): Promise<KeptFiles[]> {
  const names = await ourCaches();
  return Promise.all(names.map(measureCache));
}

export async function removeFiles(): Promise<void> {
  await Promise.all((await ourCaches()).map((name) => caches.delete(name)));
}

async function ourCaches(): Promise<string[]> {
  if (!('caches' in globalThis)) return [];
  const names = await caches.keys().catch(() => []);
  return names.filter((name) => OURS.test(name));
}

async function measureCache(name: string): Promise<KeptFiles> {
  const cache = await caches.open(name);
  const responses = await cache.matchAll();
  let sizeBytes = 0;
  for (const response of responses) sizeBytes += await sizeOf(response);
  return { name, sizeBytes, numFiles: responses.length };
}

async function sizeOf(response: Response): Promise<number> {
  const stated = Number(response.headers.get('content-length'));
  return stated > 0 ? stated : (await response.blob()).size;
}
