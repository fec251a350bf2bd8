// Erasing a history, and proving it: databases are emptied whatever is in them, by a connection of their own, and read again by
// another one. What cannot be reached stays owed (erasure-note.ts), and is erased before anything is read the next time.

import { messageOf, StorageUnavailableError } from '../errors.ts';
import { answerOf, committed, openExisting } from './raw-database.ts';
import { setAsideName } from './set-aside.ts';

/** @throws StorageUnavailableError that says what stands, and why */
export async function eraseHistory(databaseName: string): Promise<void> {
  if (typeof indexedDB === 'undefined') return; // nothing can have been kept there
  for (const name of [databaseName, setAsideName(databaseName)]) {
    try {
      await emptyDatabase(name);
    } catch (cause) {
      throw new StorageUnavailableError(`the database '${name}' stands (${messageOf(cause)})`, {
        cause,
      });
    }
  }
}

async function emptyDatabase(name: string): Promise<void> {
  const database = await openExisting(name);
  if (!database) return;
  try {
    await clearAll(database);
  } catch {
    database.close();
    await answerOf(indexedDB.deleteDatabase(name));
  } finally {
    database.close();
  }
  const numLeft = await countRecords(name);
  if (numLeft > 0) throw new Error(`${numLeft} records were read again`);
}

/** Strictly: it is on the disk before anybody is told. */
async function clearAll(database: IDBDatabase): Promise<void> {
  const names = [...database.objectStoreNames];
  if (names.length === 0) return;
  const tx = database.transaction(names, 'readwrite', { durability: 'strict' });
  for (const name of names) tx.objectStore(name).clear();
  await committed(tx);
}

async function countRecords(name: string): Promise<number> {
  const database = await openExisting(name);
  if (!database) return 0;
  try {
    const names = [...database.objectStoreNames];
    if (names.length === 0) return 0;
    const tx = database.transaction(names);
    const counts = await Promise.all(names.map((store) => answerOf(tx.objectStore(store).count())));
    return counts.reduce((sum, count) => sum + count, 0);
  } finally {
    database.close();
  }
}
