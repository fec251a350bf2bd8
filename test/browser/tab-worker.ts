// A tab of test/history/tabs.browser.test.ts: a history in a thread of its own, as the engine's worker has it, that counts
// its transactions and sees when they are complete.
import { expose } from 'comlink';
import { HistoryView } from '../../src/engine/lists/history-view.ts';
import type { StoredEvent } from '../../src/history/events.ts';
import { openHistory } from '../../src/history/history-log.ts';

const counts = { readonly: 0, readwrite: 0, heard: 0 };
/** Items of events whose transaction is complete: nothing can take them back. */
const kept = new Set<string>();
const written = new WeakMap<IDBTransaction, StoredEvent[]>();

const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
  const tx = transaction.apply(this, args);
  counts[tx.mode as 'readonly' | 'readwrite']++;
  // Ahead of whoever waits for it.
  tx.addEventListener('complete', () => {
    for (const { itemId } of written.get(tx) ?? []) kept.add(itemId!);
  });
  return tx;
};

const { put } = IDBObjectStore.prototype;
IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
  const events: StoredEvent[] = args[0].events ?? [];
  written.set(this.transaction, [...(written.get(this.transaction) ?? []), ...events]);
  return put.apply(this, args);
};

let view: HistoryView;

const tab = {
  async open(databaseName: string) {
    view = new HistoryView(await openHistory({ databaseName, onChange: () => counts.heard++ }));
    Object.assign(counts, { readonly: 0, readwrite: 0, heard: 0 });
  },

  /** @returns how many were acknowledged before they were kept */
  async write(name: string, numEvents: number) {
    let numEarly = 0;
    const written = Array.from({ length: numEvents }, async (_, i) => {
      const { itemId } = await view.log.record({ type: 'like', itemId: `${name}-${i}`, time: i });
      if (!kept.has(itemId!)) numEarly++;
    });
    await Promise.all(written);
    return numEarly;
  },

  async read() {
    const asked = counts.readonly + counts.readwrite;
    const known = view.log.events.map(({ itemId, sequence }) => `${sequence} ${itemId}`);
    const likes = view.taste().marks.size;
    return { known, likes, readsOfList: counts.readonly + counts.readwrite - asked };
  },

  async stored() {
    return (await view.log.all()).map(({ itemId, sequence }) => `${sequence} ${itemId}`);
  },

  async counts() {
    return { ...counts };
  },
};

export type Tab = typeof tab;
expose(tab);
