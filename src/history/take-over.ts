// A history of the time when all of an origin had one name goes to the catalog that most of its items are of, once. Another
// catalog leaves it as it is, and so does whoever cannot read it.

import { inErasure } from './erasure-note.ts';
import type { HistoryLog } from './history-log.ts';
import { FIRST_HISTORY } from './history-name.ts';
import { openIndexedDbEventStore } from './indexeddb-event-store.ts';

/**
 * @param isOfCatalog  of an item's id
 * @param tell         hears, in a sentence for people, of a history that is left
 */
export async function takeOverHistory(
  log: HistoryLog,
  isOfCatalog: (itemId: string) => boolean,
  tell: (message: string) => void,
): Promise<void> {
  if (log.status.storage !== 'indexeddb' || log.status.encryption !== 'off' || !(await isThere())) return;
  // Neither two tabs at once, nor one that erases it meanwhile.
  await inErasure(FIRST_HISTORY, async () => {
    const store = await openIndexedDbEventStore({ databaseName: FIRST_HISTORY });
    try {
      if (store.encryption !== 'off') return tell(`${LEFT}: it is locked`);
      const events = await store.all();
      const ids = events.flatMap(({ itemId }) => (itemId === undefined ? [] : [itemId]));
      const numHere = ids.filter(isOfCatalog).length;
      if (ids.length === 0) return;
      if (2 * numHere <= ids.length)
        return tell(`${LEFT}: ${numHere} of its ${ids.length} events are about items of this catalog`);
      await log.add(events);
      if (log.status.storage === 'indexeddb') await store.erase();
    } finally {
      store.close();
    }
  });
}

const LEFT = `A history named '${FIRST_HISTORY}' lies beside this one and is left as it is`;

/** Where a browser does not list databases, none is made to look. */
async function isThere(): Promise<boolean> {
  const databases = (await globalThis.indexedDB?.databases?.()) ?? [];
  return databases.some(({ name }) => name === FIRST_HISTORY);
}
