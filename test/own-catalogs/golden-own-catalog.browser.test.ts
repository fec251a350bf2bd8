// A visitor's own catalogs as they were stored before the code was moved, put into the browser record by record: one
// that is complete, with a history, and one whose build a closed tab cut off. Both open; the second is built to its
// end. Catalogs whose vectors another text encoder made are built anew of their rows, and keep their histories.
import { deleteDB } from 'idb';
import { afterEach, expect, test } from 'vitest';
import { OwnCatalogs } from '../../src/sdk/own-catalogs.ts';
import {
  CATALOG_DATABASE,
  CATALOG_FOUND_PATH,
  CATALOG_HISTORY_PATH,
  CATALOG_PATH,
  COMPLETE_ID,
  CUT_OFF_ID,
  EARLIER_CATALOG_PATH,
  filmEncoder,
  findCatalogs,
  HISTORY_OF_COMPLETE,
  openStored,
} from '../browser/golden-own-catalog.ts';
import { dumpDatabase, parseDatabase, putDatabase, readFixture } from '../browser/stored-databases.ts';

let own: OwnCatalogs;
afterEach(async () => {
  own.dispose();
  for (const name of (await databaseNames()).filter((name) => name.startsWith(CATALOG_DATABASE))) await deleteDB(name);
});

const databaseNames = async () => (await indexedDB.databases()).map(({ name = '' }) => name);

async function putCatalogs(path = CATALOG_PATH): Promise<void> {
  const catalogs = parseDatabase(await readFixture(path));
  const history = parseDatabase(await readFixture(CATALOG_HISTORY_PATH));
  expect([catalogs.name, history.name]).toEqual([CATALOG_DATABASE, HISTORY_OF_COMPLETE]);
  await putDatabase(catalogs);
  await putDatabase(history);
  own = new OwnCatalogs();
}

test('stored catalogs are found as they were, and a build goes on where it was cut off', async () => {
  await putCatalogs();
  expect(await findCatalogs(own)).toEqual(JSON.parse(await readFixture(CATALOG_FOUND_PATH)));
});

test('catalogs of another text encoder are none until they are built anew, and then have their history', async () => {
  await putCatalogs(EARLIER_CATALOG_PATH);
  expect(await own.list()).toMatchObject([
    { id: COMPLETE_ID, state: 'building', numItems: 12, numUsable: 0 },
    { id: CUT_OFF_ID, state: 'building', numItems: 12, numUsable: 0 },
  ]);
  const encoder = await filmEncoder();
  for (const id of [COMPLETE_ID, CUT_OFF_ID])
    expect(await own.build(id, encoder, () => {})).toMatchObject({ state: 'ready', numUsable: 12 });
  const { stores } = await dumpDatabase(CATALOG_DATABASE);
  expect(stores.find(({ name }) => name === 'vectors')!.records).toEqual([]);
  const privet = await openStored(COMPLETE_ID);
  const { complete } = JSON.parse(await readFixture(CATALOG_FOUND_PATH));
  const { items } = await privet.forYou();
  expect((await privet.history()).map(({ event, item }) => [event, item?.title ?? null])).toEqual(complete.history);
  // What is alike is counted otherwise since then: films that are nearly as good may change places.
  expect(items.map(({ itemId }) => itemId).sort()).toEqual([...complete.list].sort());
  privet.dispose();
});

test('a stored catalog is removed with everything that is of it', async () => {
  await putCatalogs();
  await own.remove(COMPLETE_ID);
  const { stores } = await dumpDatabase(CATALOG_DATABASE);
  const keys = stores.flatMap(({ records }) => records.map(([key]) => JSON.stringify(key)));
  expect(keys.filter((key) => key.includes(COMPLETE_ID))).toEqual([]);
  expect((await own.list()).map(({ id }) => id)).toEqual([CUT_OFF_ID]);
  await expect.poll(databaseNames).not.toContain(HISTORY_OF_COMPLETE);
});

test('a build is stopped between two runs of items, and goes on where it was', async () => {
  await deleteDB(CATALOG_DATABASE);
  own = new OwnCatalogs();
  const rows = Array.from({ length: 2500 }, (_, i) => `Plant ${i},fern number ${i} of the shade`);
  const { columns } = await own.read(new Blob([`title,description\n${rows.join('\n')}\n`]), 'plants.csv');
  const roles = columns.map(({ role }) => role);
  const { id } = await own.create('Plants', roles);
  const encoder = await filmEncoder();
  const stopped = await own.build(id, encoder, ({ stage }) => {
    if (stage === 'encoding') void own.stop();
  });
  expect(stopped).toMatchObject({ state: 'stopped', numItems: 2500 });
  expect(stopped.numEncoded).toBeGreaterThan(0);
  expect(stopped.numEncoded).toBeLessThan(2500);
  expect(await own.build(id, encoder, () => {})).toMatchObject({ state: 'ready', numUsable: 2500 });
});
