// The file that a person takes along: the history, and the catalogs of their own where there are any. No passphrase locks these:
// what is kept of them lies beside the history, in databases of its own.

import { type Privet, RequestError } from '../../../src/sdk/index.ts';
import { OwnCatalogs } from '../../../src/sdk/own-catalogs.ts';
import { formatExportFile, MAX_EXPORT_BYTES } from '../imports/export-file.ts';
import { personalDatabases } from '../state/app-storage.ts';
import { formatBytes } from '../state/words.ts';

/**
 * @param hasOwn  without catalogs of one's own no worker is started for them
 * @throws RequestError for more than an import takes
 */
export async function exportEverything(privet: Privet, hasOwn: boolean): Promise<Blob> {
  const history = await privet.export();
  const catalogs = hasOwn ? await exportOwn() : undefined;
  if (!catalogs) return new Blob([history], { type: 'application/json' });
  const file = formatExportFile({ history, catalogs });
  if (file.size <= MAX_EXPORT_BYTES) return file;
  const [found, most] = [file.size, MAX_EXPORT_BYTES].map(formatBytes);
  throw new RequestError(
    `The file would have ${found}, and an import takes at most ${most}. Delete your largest own catalog first, and keep the file that it was made of.`,
  );
}

async function exportOwn(): Promise<Blob | undefined> {
  const own = new OwnCatalogs();
  try {
    return await own.export();
  } finally {
    own.dispose();
  }
}

/** Whether there are catalogs of their own. An empty database is none: coming to the view of own catalogs makes one. */
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
