// Own catalogs in an export file: the golden file is written byte for byte from what is stored, and brings all of it
// back into an empty browser, once. (That lists are the same then, test/e2e/own-catalog.e2e.test.ts looks at.)
import { afterEach, expect, test } from 'vitest';
import { parseExportFile } from '../../demo/app/imports/export-file.ts';
import { OwnCatalogs } from '../../src/sdk/own-catalogs.ts';
import { exportStored, putGoldenCatalogs, removeCatalogs, WHOLE_EXPORT_PATH } from '../browser/golden-export.ts';
import { COMPLETE_ID, CUT_OFF_ID, openStored } from '../browser/golden-own-catalog.ts';
import { readFixture } from '../browser/stored-databases.ts';

let own: OwnCatalogs;
afterEach(async () => {
  own.dispose();
  await removeCatalogs();
});

/** As the import does it. */
async function bring(text: string) {
  const { catalogs, numCatalogs } = parseExportFile(JSON.parse(text));
  expect(await own.readExport(catalogs)).toBe(numCatalogs);
  const restored = [];
  for (let place = 0; place < numCatalogs; place++) restored.push(await own.restore(place));
  return restored.map(({ catalog: { id, state }, isNew, added }) => ({ id, state, isNew, numAdded: added.length }));
}

test('what is stored is written as the golden file', async () => {
  await putGoldenCatalogs();
  own = new OwnCatalogs();
  expect(await exportStored(own)).toBe(await readFixture(WHOLE_EXPORT_PATH));
});

test('the golden file brings all of it back, and twice no more than once', async () => {
  await removeCatalogs();
  own = new OwnCatalogs();
  const file = await readFixture(WHOLE_EXPORT_PATH);
  expect(await bring(file)).toEqual([
    { id: COMPLETE_ID, state: 'building', isNew: true, numAdded: 3 },
    { id: CUT_OFF_ID, state: 'building', isNew: true, numAdded: 0 },
  ]);
  expect(await exportStored(own)).toBe(file);
  expect(await bring(file)).toEqual([
    { id: COMPLETE_ID, state: 'building', isNew: false, numAdded: 0 },
    { id: CUT_OFF_ID, state: 'building', isNew: false, numAdded: 0 },
  ]);
  expect(await exportStored(own)).toBe(file);
});

test('the same rows under the same name that were brought on another device are the same catalog; other rows under its id are another one', async () => {
  await removeCatalogs();
  own = new OwnCatalogs();
  const file = await readFixture(WHOLE_EXPORT_PATH);
  await bring(file);
  const json = JSON.parse(file);
  const [complete] = json.catalogs;
  const elsewhere = { ...complete, id: 'elsewhere-000000000000' };
  const of = (...catalogs: unknown[]) => JSON.stringify({ ...json, catalogs });
  expect(await bring(of(elsewhere))).toMatchObject([{ id: COMPLETE_ID, isNew: false, numAdded: 0 }]);
  const [other] = await bring(of({ ...complete, rows: complete.rows.slice(1) }));
  expect(other).toMatchObject({ isNew: true, numAdded: 3 });
  expect(other!.id).not.toBe(COMPLETE_ID);
  expect(await own.list()).toHaveLength(3);
});

test('events that came are removed again, and one that was there stays', async () => {
  await putGoldenCatalogs();
  own = new OwnCatalogs();
  const privet = await openStored(COMPLETE_ID);
  await privet.forget();
  await privet.record('like', 'winter-bees-2008', { time: 5 });
  const file = await readFixture(WHOLE_EXPORT_PATH);
  const { catalogs } = parseExportFile(JSON.parse(file));
  await own.readExport(catalogs);
  const { added } = await own.restore(0);
  // The open engine hears of it.
  await expect.poll(async () => (await privet.history()).length).toBe(4);
  await own.removeEvents(COMPLETE_ID, added);
  await expect.poll(async () => (await privet.history()).length).toBe(1);
  privet.dispose();
});
