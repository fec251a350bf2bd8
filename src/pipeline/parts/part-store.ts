// Results of parts in a folder, each in a file named by what it was made of: a cache of one machine, or a folder that several
// share. A file is there whole or not at all, and what is damaged is made again.

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from '../base/write-whole.ts';
import { decodeRecord, encodeRecord, type PartRecord } from './part-records.ts';

export interface PartStore {
  folder: string;
  /** Undefined where it isn't there, or not whole. */
  read(key: string): PartRecord | undefined;
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

/** Removes what was used longest ago until no more than `mostBytes` are left. @returns what is left */
export function trimStore(folder: string, mostBytes: number): StoreSize {
  const files = filesIn(folder).sort((a, b) => b.usedMs - a.usedMs || (a.path < b.path ? -1 : 1));
  let [sizeBytes, numFiles] = [0, 0];
  for (const file of files) {
    if (sizeBytes + file.sizeBytes > mostBytes) rmSync(file.path, { force: true });
    else {
      sizeBytes += file.sizeBytes;
      numFiles++;
    }
  }
  return { sizeBytes, numFiles };
}

function filesIn(folder: string): { path: string; sizeBytes: number; usedMs: number }[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? [{ path, sizeBytes: found.size, usedMs: found.mtimeMs }] : [];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
