// Results of parts in a folder, each in a file named by what it was made of: a cache of one machine, or a folder that several
// share. A file is there whole or not at all, and what is damaged is made again.

import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from '../base/write-whole.ts';
import { decodeRecord, encodeRecord, type PartRecord } from './part-records.ts';

export interface PartStore {
  folder: string;
  /** Undefined where it isn't there, or not whole. */
  read(key: string): PartRecord | undefined;
  /** Whether its file is there. */
  has(key: string): boolean;
  /** @throws InputError where the disk refuses it */
  write(key: string, result: PartRecord): Promise<void>;
}

/** Folder of results below a cache folder. */
export const PARTS_FOLDER = 'parts';
/** What lies there at most after a build, unless it is told otherwise. */
export const DEFAULT_MOST_BYTES = 4_000_000_000;

/** @param folder  made where it is missing */
export function openPartStore(folder: string): PartStore {
  const fileOf = (key: string) => join(folder, key.slice(0, 2), key);
  return {
    folder,
    read(key) {
      const file = fileOf(key);
      try {
        const record = decodeRecord(new Uint8Array(readFileSync(file)));
        const now = new Date();
        if (record) utimesSync(file, now, now); // what is used stays longest
        return record;
      } catch {
        return undefined;
      }
    },
    has: (key) => existsSync(fileOf(key)),
    async write(key, result) {
      mkdirSync(dirname(fileOf(key)), { recursive: true });
      await writeWhole(fileOf(key), encodeRecord(result));
    },
  };
}

/** Bytes and files of a store, and of what was removed. */
export interface StoreSize {
  numFiles: number;
  sizeBytes: number;
}

/** What was cut off in the middle of writing lies under such a name; after a while nobody is still at it. */
const CUT_OFF = /\.part$/;
const CUT_OFF_MS = 3600_000;

/** Removes what was used longest ago until no more than `mostBytes` are left in all of the folders. @returns what is left */
export function trimStore(folders: readonly string[], mostBytes: number): StoreSize {
  const files = folders.flatMap(filesIn).sort((a, b) => b.usedMs - a.usedMs || (a.path < b.path ? -1 : 1));
  let [sizeBytes, numFiles] = [0, 0];
  for (const file of files) {
    const isCutOff = CUT_OFF.test(file.path) && Date.now() - file.usedMs > CUT_OFF_MS;
    if (isCutOff || sizeBytes + file.sizeBytes > mostBytes) rmSync(file.path, { force: true });
    else {
      sizeBytes += file.sizeBytes;
      numFiles++;
    }
  }
  return { sizeBytes, numFiles };
}

interface StoredFile {
  path: string;
  sizeBytes: number;
  /** Milliseconds since the epoch. */
  usedMs: number;
}

/** Those in it, and in folders in it; links are not followed. */
export function filesIn(folder: string): StoredFile[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found ? [{ path, sizeBytes: found.size, usedMs: found.mtimeMs }] : [];
  });
}

function entriesOf(folder: string) {
  try {
    const found = lstatSync(folder);
    return found.isFile() ? [] : readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
