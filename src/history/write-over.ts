// What was removed from a database is on the disk still: browsers write behind what was there, and tidy up when enough has
// come together. So enough comes: random records in a database of their own, which is deleted again. In Chromium (LevelDB,
// 4 MiB a table, 10 MiB a level) that makes it merge every table in which something of the past stands, and drop it; its
// files go at once or with the next start. `npm run attack -- written-over` measures it on the files of a profile.
//
// While that database is there, writing over is owed: whoever opens a history next does it anew.

import { deleteDB, openDB } from 'idb';

const SCRATCH = 'privet-scratch';
const STORE = 'random';
const MEBIBYTE = 2 ** 20;
/** 32 were enough for histories of 20 to 10,000 events. */
const MIN_BYTES = 40 * MEBIBYTE;
const MAX_BYTES = 120 * MEBIBYTE;
const TIMES_WHAT_WAS = 3;
/** What a transaction writes: other work of the database comes in between. */
const PIECE_BYTES = MEBIBYTE;
/** As much as `getRandomValues` gives at once; what is larger Chromium keeps in files beside the database. */
const RECORD_BYTES = 2 ** 15;

/** Notes that something is about to be removed: where the tab ends before `writeOver`, the next visit sees to it. */
export async function oweWriteOver(): Promise<void> {
  (await openScratch()).close();
}

/**
 * Writes over what was just removed from databases of this origin, as well as a page can. Takes half a second to some seconds,
 * in pieces; one tab at a time. Where the browser refuses (no storage, no room), nothing is owed any more.
 *
 * @param sizeBytes  what was there
 */
export async function writeOver(sizeBytes: number): Promise<void> {
  const bytes = Math.min(Math.max(MIN_BYTES, TIMES_WHAT_WAS * sizeBytes), MAX_BYTES);
  await inTurn(() => fillAndDelete(bytes));
}

/** Writes over where a tab did not get to the end of it. Does nothing where nothing is owed. */
export async function finishWriteOver(): Promise<void> {
  await inTurn(async () => {
    const isOwed = (await indexedDB.databases()).some(({ name }) => name === SCRATCH);
    if (isOwed) await fillAndDelete(MIN_BYTES);
  });
}

/** Pages that came over plain http have no locks: there two tabs may do it at the same time, which costs only time. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: { request(name: string, work: () => Promise<void>): Promise<void> } };
  if (locks) await locks.request(SCRATCH, work);
  else await work();
}

/** Records stay until all are written: only so the levels fill, and are merged. */
async function fillAndDelete(bytes: number): Promise<void> {
  const database = await openScratch();
  try {
    for (let written = 0; written < bytes; written += PIECE_BYTES) {
      await writePiece(database, written);
    }
  } catch {
    // There is no room for more, or another tab deletes it.
  } finally {
    database.close();
  }
  await deleteDB(SCRATCH);
}

async function writePiece(database: Awaited<ReturnType<typeof openScratch>>, start: number): Promise<void> {
  const tx = database.transaction(STORE, 'readwrite', { durability: 'relaxed' });
  for (let at = start; at < start + PIECE_BYTES; at += RECORD_BYTES) {
    tx.store.put(crypto.getRandomValues(new Uint8Array(RECORD_BYTES)), at).catch(() => {}); // told by `done`
  }
  await tx.done;
}

function openScratch() {
  return openDB(SCRATCH, 1, {
    upgrade: (database) => void database.createObjectStore(STORE),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}
