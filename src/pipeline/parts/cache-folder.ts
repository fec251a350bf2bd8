// What a cache folder holds: only names that are Privet's own are counted, trimmed and removed.

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, PARTS_FOLDER, type StoreSize, trimStore } from './part-store.ts';

/** What lies there, and what it is, for people. */
const OWN = {
  [PARTS_FOLDER]: 'of builds: texts that were read, what is alike, maps',
  teachers: 'what teachers of towers answered',
  'build.checkpoint': 'a training that was stopped',
  evaluation: 'towers that privet evaluate trained',
} as const;

export interface CacheEntry extends StoreSize {
  name: string;
  /** In words. */
  what: string;
}

/** @returns what is there, of every kind */
export function cacheEntries(folder: string): CacheEntry[] {
  return Object.entries(OWN)
    .filter(([name]) => existsSync(join(folder, name)))
    .map(([name, what]) => {
      const files = filesIn(join(folder, name));
      const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
      return { name, what, numFiles: files.length, sizeBytes };
    });
}

/** Removes all of it, and nothing else. */
export function clearCache(folder: string): void {
  for (const name of Object.keys(OWN)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Parts and answers together take no more than `mostBytes` from then on; trainings that are under way stay. */
export function trimCache(folder: string, mostBytes: number): void {
  trimStore([join(folder, PARTS_FOLDER), join(folder, 'teachers')], mostBytes);
}
