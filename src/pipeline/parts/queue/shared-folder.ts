// The folder that all machines of a build see: results, inputs, and a file for each build that shows that it is this folder.

import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../../errors.ts';
import { writeWhole } from '../../base/write-whole.ts';
import { openPartStore, type PartStore } from '../part-store.ts';

/** Of a build that never ended, the file is removed. */
const OLD_MARKER_MS = 7 * 24 * 3600_000;

export interface SharedFolder {
  results: PartStore;
  inputs: PartStore;
  /** Shows that whoever finds it sees the same folder. @throws InputError where it can't be written */
  mark(buildId: string): Promise<void>;
  unmark(buildId: string): void;
  isMarked(buildId: string): boolean;
}

export function openSharedFolder(folder: string): SharedFolder {
  const markers = join(folder, 'builds');
  return {
    results: openPartStore(folder),
    inputs: openPartStore(join(folder, 'inputs')),
    async mark(buildId) {
      mkdirSync(markers, { recursive: true });
      for (const name of readdirSync(markers)) {
        const found = statSync(join(markers, name), { throwIfNoEntry: false });
        if (found && Date.now() - found.mtimeMs > OLD_MARKER_MS) rmSync(join(markers, name), { force: true });
      }
      await writeWhole(join(markers, buildId), '');
    },
    unmark: (buildId) => rmSync(join(markers, buildId), { force: true }),
    isMarked: (buildId) => existsSync(join(markers, buildId)),
  };
}

/** What is told where the folder of a build isn't there. */
export function folderIsGone(folder: string): InputError {
  return new InputError({
    file: folder,
    found: 'no mark of this build: the folder is gone, or not the same one',
    expected: 'the folder that all machines of a build share',
    mend: 'Mount it, or name it by --shared, and run the same command again: what was done is found there.',
  });
}
