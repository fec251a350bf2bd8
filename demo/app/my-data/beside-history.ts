// What is kept of the person beside the history, in databases that no passphrase locks: catalogs of their own.
import { personalDatabases } from '../state/app-storage.ts';

/** Whether there is any. An empty database is none: coming to the view of own catalogs makes one. */
export async function hasOwnCatalogs(): Promise<boolean> {
  const held = await Promise.all((await personalDatabases()).map(holdsRecords));
  return held.includes(true);
}

async function holdsRecords(name: string): Promise<boolean> {
  const database = await answerOf(indexedDB.open(name));
  try {
    const stores = [...database.objectStoreNames];
    if (stores.length === 0) return false;
    const tx = database.transaction(stores);
    const counts = await Promise.all(stores.map((store) => answerOf(tx.objectStore(store).count())));
    return counts.some((count) => count > 0);
  } finally {
    database.close();
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
