// A build that was begun by other rules for rows and items starts again: its vectors are those of other items.
import { beforeEach, expect, test } from 'vitest';
import { ITEM_RULES } from '../../src/items/item-reader.ts';
import { openOwnDatabase, readVectors, removeCatalog } from '../../src/own-catalogs/catalog-database.ts';
import { readRecord, readTable } from '../../src/own-catalogs/catalog-records.ts';
import { createCatalog, endBuild, putVectors, restartBuild } from '../../src/own-catalogs/catalog-store.ts';

beforeEach(
  () =>
    new Promise((resolve) => {
      indexedDB.deleteDatabase('privet-own').onsuccess = resolve;
    }),
);

const TABLE = { format: 'csv' as const, columns: ['title'], rows: [['A'], ['B'], ['C']], notes: [] };
/** As it was stored before there was a number of rules. */
const RECORD = {
  ...{ id: 'mine', name: 'Mine', fileName: 'mine.csv', createdMs: 1, openedMs: 2, notes: [] },
  ...{ state: 'building' as const, generation: 1, numItems: 3, numEncoded: 0, numUsable: 3, sizeBytes: 0 },
  roles: ['title' as const],
  encoder: 'abc',
};

test('a record without rules is read, and begins again without its vectors; its rows and bundle stay', async () => {
  const database = await openOwnDatabase();
  await createCatalog(database, RECORD, TABLE);
  await putVectors(database, RECORD, 0, new Float32Array(2 * 256).fill(1));
  const stored = (await readRecord(database, 'mine'))!;
  expect(stored).toMatchObject({ numEncoded: 2, sizeBytes: 2048 });
  expect(stored.rules).toBeUndefined();

  const restarted = await restartBuild(database, stored, { rules: ITEM_RULES, encoder: 'abc' }, 3);
  expect(await readRecord(database, 'mine')).toEqual(restarted);
  expect(restarted).toMatchObject({
    rules: ITEM_RULES,
    encoder: 'abc',
    numItems: 3,
    numEncoded: 0,
    generation: 1,
    sizeBytes: 0,
  });
  expect((await readVectors(database, 'mine', 256)).length).toBe(0);
  expect(await readTable(database, 'mine')).toEqual(TABLE);

  // Stopped before anything is encoded, it is not taken for complete, though the earlier bundle had as many items.
  expect(await endBuild(database, restarted)).toMatchObject({ state: 'stopped' });
  await removeCatalog(database, 'mine');
  database.close();
});
