// A history database with another schema than this code makes (a store is missing, or it is somebody else's): it is kept whole
// under another name, and a new one is made in its place. People are told, and offered what was set aside as a file.

import { answerOf, committed, openExisting } from './raw-database.ts';

/** Of the database that holds what was set aside of another. */
export const setAsideName = (databaseName: string) => `${databaseName}-set-aside`;

/** A record as it was found, and where. */
export interface SetAsideRecord {
  store: string;
  key: unknown;
  value: unknown;
}

const STORE = 'records';

/**
 * Moves all records, and removes the database. What is there of an earlier time stays beside them.
 *
 * @returns how many records there were
 */
export async function setAside(databaseName: string): Promise<number> {
  const database = await openExisting(databaseName);
  if (!database) return 0;
  const records = await readAll(database);
  database.close();
  if (records.length > 0) await add(setAsideName(databaseName), records);
  await answerOf(indexedDB.deleteDatabase(databaseName));
  return records.length;
}

/** What was set aside of a database, oldest first; empty where nothing was. */
export async function readSetAside(databaseName: string): Promise<SetAsideRecord[]> {
  const database = await openExisting(setAsideName(databaseName));
  if (!database) return [];
  try {
    return (await readAll(database)).map(({ value }) => value as SetAsideRecord);
  } finally {
    database.close();
  }
}

async function readAll(database: IDBDatabase): Promise<SetAsideRecord[]> {
  const names = [...database.objectStoreNames];
  if (names.length === 0) return [];
  const tx = database.transaction(names);
  const parts = names.map(async (store) => {
    const [keys, values] = await Promise.all([
      answerOf(tx.objectStore(store).getAllKeys()),
      answerOf<unknown[]>(tx.objectStore(store).getAll()),
    ]);
    return values.map((value, i): SetAsideRecord => ({ store, key: keys[i], value }));
  });
  return (await Promise.all(parts)).flat();
}

async function add(name: string, records: readonly SetAsideRecord[]): Promise<void> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { autoIncrement: true });
  const database = await answerOf(opening);
  const tx = database.transaction(STORE, 'readwrite', { durability: 'strict' });
  for (const record of records) tx.objectStore(STORE).add(record);
  await committed(tx);
  database.close();
}
