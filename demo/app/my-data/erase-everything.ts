// Erases what the app knows about a person, and proves it: counts what is there, removes it, and reads again.

import { eraseOwnDatabases } from '../../../src/sdk/erase-own.ts';
import type { HistoryFootprint, Privet } from '../../../src/sdk/index.ts';
import {
  type Kept,
  type KeptFiles,
  keptFiles,
  keptKeys,
  personalDatabases,
  removeFiles,
  removeKeys,
} from '../state/app-storage.ts';
import { errorText } from '../state/words.ts';

export interface Holdings {
  history: HistoryFootprint;
  keys: Kept[];
  /** Further databases. */
  databases: string[];
  /** Downloaded files, the same for everyone. */
  files: KeptFiles[];
}

export interface ErasureProof {
  before: Holdings;
  /** As a reading after the erasure found it. */
  after: Holdings;
  withFiles: boolean;
  /** What of the history stands, and why: it is noted, and erased by the first visit that can reach it. */
  stands?: string;
}

export async function holdings(privet: Privet): Promise<Holdings> {
  const [history, databases, files] = await Promise.all([privet.historyFootprint(), personalDatabases(), keptFiles()]);
  return { history, keys: keptKeys(), databases, files };
}

/** @param withFiles  the downloaded films, models and code as well */
export async function eraseEverything(privet: Privet, withFiles: boolean): Promise<ErasureProof> {
  const before = await holdings(privet);
  // The history goes last: what is written over behind it is written over all that went before.
  await eraseOwnDatabases(before.databases);
  const stands = await privet.forget().then(
    () => undefined,
    (error: unknown) => errorText(error),
  );
  removeKeys();
  if (withFiles) await removeFiles();
  return { before, after: await holdings(privet), withFiles, ...(stands !== undefined && { stands }) };
}

/** Whether nothing about the person is left. */
export function isClean({ after, withFiles, stands }: ErasureProof): boolean {
  const { history, keys, databases, files } = after;
  if (stands !== undefined || history.numRecords > 0) return false;
  return keys.length + databases.length === 0 && (!withFiles || files.length === 0);
}
