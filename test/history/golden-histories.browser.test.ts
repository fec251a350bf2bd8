// Histories as they were stored before the code was moved: each is put into the browser record by record and opened
// as a page opens it. Visitors have such databases; what they find in them must not change.
import { deleteDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { unlockHistory } from '../../src/history/encryption/encryption.ts';
import { openHistory } from '../../src/history/history-log.ts';
import type { Privet } from '../../src/sdk/index.ts';
import {
  EXPORT_PATH,
  findHistory,
  foundPath,
  GOLDEN_NAMES,
  HISTORY_DATABASE,
  openStoredFilms,
  storedPath,
} from '../browser/golden-histories.ts';
import { dumpDatabase, parseDatabase, putDatabase, readFixture } from '../browser/stored-databases.ts';

let privet: Privet | undefined;
afterEach(async () => {
  privet?.dispose();
  await deleteDB(HISTORY_DATABASE);
});

describe.each(GOLDEN_NAMES)('the stored history %s', (name) => {
  test('is found as it was', async () => {
    const stored = parseDatabase(await readFixture(storedPath(name)));
    expect(stored.name).toBe(HISTORY_DATABASE);
    await putDatabase(stored);
    expect(await dumpDatabase(HISTORY_DATABASE)).toEqual(stored);
    privet = await openStoredFilms();
    expect(await findHistory(privet)).toEqual(JSON.parse(await readFixture(foundPath(name))));
  });
});

test('a history stays as it is stored when it is only read', async () => {
  const stored = parseDatabase(await readFixture(storedPath('ten-thousand')));
  await putDatabase(stored);
  privet = await openStoredFilms();
  await privet.events({ limit: 0 });
  await privet.forYou();
  privet.dispose();
  expect(await dumpDatabase(HISTORY_DATABASE)).toEqual(stored);
});

test('an export that was imported is exported again byte for byte', async () => {
  const text = await readFixture(EXPORT_PATH);
  privet = await openStoredFilms();
  const { added, numKnown, numUnknownItems } = await privet.import(text);
  expect([added.length, numKnown, numUnknownItems]).toEqual([JSON.parse(text).events.length, 0, 3]);
  expect(await privet.export()).toBe(text);
});

test('an export is the one of its stored history: importing it there adds nothing', async () => {
  await putDatabase(parseDatabase(await readFixture(storedPath('every-kind'))));
  const text = await readFixture(EXPORT_PATH);
  privet = await openStoredFilms();
  expect(await privet.export()).toBe(text);
  expect(await privet.import(text)).toMatchObject({ added: [], numKnown: JSON.parse(text).events.length });
});

/** Made before rounds were measured, and after. */
test.each(['600000', '3000000'])('an encrypted history of %s rounds unlocks, and says what it said', async (rounds) => {
  const { passphrase, events } = JSON.parse(await readFixture(`histories/sealed-${rounds}.says.json`));
  await putDatabase(parseDatabase(await readFixture(`histories/sealed-${rounds}.stored.json`)));
  const log = await openHistory({ databaseName: HISTORY_DATABASE });
  expect(log.status.encryption).toBe('locked');
  // As a keyboard composes it.
  await unlockHistory(log, passphrase.normalize('NFC'), async () => 500);
  expect(await log.all()).toEqual(events);
  expect((await log.record({ type: 'like', itemId: 'alien-1979' })).sequence).toBe(events.at(-1).sequence + 1);
  log.close();
});
