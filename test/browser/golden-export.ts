// The golden export with own catalogs: those of test/fixtures/own-catalog beside the history of
// test/fixtures/histories.
import { deleteDB } from 'idb';
import { formatExportFile } from '../../demo/app/imports/export-file.ts';
import type { OwnCatalogs } from '../../src/sdk/own-catalogs.ts';
import { EXPORT_PATH } from './golden-histories.ts';
import { CATALOG_DATABASE, CATALOG_HISTORY_PATH, CATALOG_PATH } from './golden-own-catalog.ts';
import { parseDatabase, putDatabase, readFixture } from './stored-databases.ts';

export const WHOLE_EXPORT_PATH = 'exports/with-catalogs.export.json';

export async function putGoldenCatalogs(): Promise<void> {
  await removeCatalogs();
  await putDatabase(parseDatabase(await readFixture(CATALOG_PATH)));
  await putDatabase(parseDatabase(await readFixture(CATALOG_HISTORY_PATH)));
}

export async function removeCatalogs(): Promise<void> {
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  for (const name of names.filter((name) => name.startsWith(CATALOG_DATABASE))) await deleteDB(name);
}

/** The stored catalogs beside the golden history, as the app writes them into a file. */
export async function exportStored(own: OwnCatalogs): Promise<string> {
  const catalogs = (await own.export())!;
  return formatExportFile({ history: await readFixture(EXPORT_PATH), catalogs }).text();
}
