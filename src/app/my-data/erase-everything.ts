// Erases what the app knows about a person, and proves it: counts what is there, removes it, and reads again.
import type { HistoryFootprint, Privet } from '../../sdk/index.ts';
import {
  deleteDatabase,
  type Kept,
  type KeptFiles,
  keptFiles,
  keptKeys,
  personalDatabases,
  removeFiles,
  removeKeys,
} from './app-storage.ts';

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
}

export async function holdings(privet: Privet): Promise<Holdings> {
  const [history, databases, files] = await Promise.all([privet.historyFootprint(), personalDatabases(), keptFiles()]);
  return { history, keys: keptKeys(), databases, files };
}

/**
 * @param withFiles  the downloaded films, models and code as well
 * @throws StorageUnavailableError when the history's database cannot be reached now
 */
export async function eraseEverything(privet: Privet, withFiles: boolean): Promise<ErasureProof> {
  const before = await holdings(privet);
  await privet.forget();
  removeKeys();
  await Promise.all(before.databases.map(deleteDatabase));
  if (withFiles) await removeFiles();
  return { before, after: await holdings(privet), withFiles };
}

/** Whether nothing about the person is left. */
export function isClean({ after, withFiles }: ErasureProof): boolean {
  const { history, keys, databases, files } = after;
  return history.numRecords === 0 && keys.length + databases.length === 0 && (!withFiles || files.length === 0);
}
