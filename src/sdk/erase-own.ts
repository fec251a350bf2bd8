// Erasing databases beside a page's history: a visitor's own catalogs, what was said of their items and of those of other catalogs
// of this origin. As with the history, it is noted first, tabs that have them open let go, and what stands is owed: nobody reads it before it is gone.
import { owedErasures } from './owed-erasures.ts';

/** A database that somebody holds open goes when they let go. */
const DELETE_TIMEOUT_MS = 3000;
/** Own catalogs, what was said there, and histories of other catalogs of this origin. */
const OWN = /^privet(-own\b|:)/;

/** @returns names of those that stand; they are erased the next time that own catalogs are asked for */
export async function eraseOwnDatabases(names: readonly string[]): Promise<string[]> {
  for (const name of names) owedErasures.order(name);
  return payOwnErasures();
}

/** @returns names of those that stand */
export async function payOwnErasures(): Promise<string[]> {
  const owed = owedErasures.all().filter((name) => OWN.test(name));
  const areGone = await Promise.all(owed.map(eraseDatabase));
  return owed.filter((_, i) => !areGone[i]);
}

async function eraseDatabase(name: string): Promise<boolean> {
  tellLogs(name);
  const isGone = await isDeleted(name);
  if (isGone) owedErasures.paid(name);
  return isGone;
}

/** Tabs that have a history open forget it at once (history-log.ts). */
function tellLogs(databaseName: string): void {
  const channel = new BroadcastChannel(`privet-history:${databaseName}`);
  channel.postMessage('erased');
  channel.close();
}

function isDeleted(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), DELETE_TIMEOUT_MS);
    try {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = () => resolve(true);
      request.onerror = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
}
