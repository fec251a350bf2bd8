// Writes test/fixtures/histories/sealed-*.json (PRIVET_WRITE_GOLDEN=1 npx vitest run --project browser sealed-write-golden):
// encrypted histories as they lie in the browser of somebody who has one, and what they say. They are the test vectors of
// docs/formats/sealed-history.md; run once for a new layout, beside the files that are there, which are left as they are.
import { deleteDB, openDB } from 'idb';
import { test } from 'vitest';
import type { RoundsTimer } from '../../src/history/encryption/choose-rounds.ts';
import { decryptHistory, encryptHistory } from '../../src/history/encryption/encryption.ts';
import type { NewEvent } from '../../src/history/events.ts';
import { openHistory } from '../../src/history/history-log.ts';
import { databaseText, dumpDatabase, readFixture, writeFixture } from './stored-databases.ts';

const START_MS = Date.UTC(2024, 1, 29, 12);
const EVENTS: NewEvent[] = [
  { type: 'like', itemId: 'alien-1979', time: START_MS },
  { type: 'rate', itemId: 'the-matrix-1999', value: 4.5, time: START_MS + 1 },
  { type: 'search', query: '七人 <b>& "Zwölf" Stühle</b> 🎬', time: START_MS + 2 },
  ...Array.from({ length: 297 }, (_, i): NewEvent => ({ type: 'view', itemId: `film-${i}`, time: START_MS + 3 + i })),
];

/** Two chunks, an event that was erased, a record that was damaged before; another passphrase than the first one. */
async function write(name: string, passphrase: string, timeOf: RoundsTimer): Promise<void> {
  const isThere = await readFixture(`histories/sealed-${name}.stored.json`).catch(() => '');
  if (isThere) return;
  const databaseName = `privet-golden-${name}`;
  const log = await openHistory({ databaseName });
  const { added } = await log.add(EVENTS);
  await log.remove([added[5]!]);
  await log.record({ type: 'steer', query: 'nothing bloody', time: START_MS + 1000 });
  const raw = await openDB(databaseName);
  await raw.put('chunks', { version: 2, events: 'of a later version' }, 1000);
  raw.close();
  await log.all();
  await encryptHistory(log, passphrase, timeOf);
  const sealed = { ...(await dumpDatabase(databaseName)), name: 'privet' };
  await decryptHistory(log);
  const plain = await dumpDatabase(databaseName);
  log.close();
  const recordsOf = (store: string) => plain.stores.find(({ name }) => name === store)!.records;
  const says = {
    passphrase,
    nextSequence: new Map(recordsOf('meta')).get('nextSequence'),
    setAside: recordsOf('quarantine').map(([, record]) => record),
    events: recordsOf('chunks').flatMap(([, chunk]) => (chunk as { events: unknown[] }).events),
  };
  await writeFixture(`histories/sealed-${name}.stored.json`, databaseText(sealed));
  const events = says.events.map((event) => JSON.stringify(event)).join(',\n');
  const head = JSON.stringify({ ...says, events: undefined }).slice(0, -1);
  await writeFixture(`histories/sealed-${name}.says.json`, `${head},"events":[\n${events}\n]}\n`);
  await deleteDB(databaseName);
}

// Composed and not (NFKC), and beyond Latin: as keyboards send it.
// Written by the code of before rounds were measured.
test('of 600,000 rounds', () => write('600000', 'ﬁlm cafe\u0301 № 七人 🎬', async () => 500));
test('of a device that does six million rounds a second', () =>
  write('3000000', 'unclothed partner sizzling glare dreamless uncork', async (rounds) => rounds / 6000));
