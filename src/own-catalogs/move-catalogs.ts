// Own catalogs out to an export file and in again, each with its history. A catalog is known by its id; the same rows
// with the same roles and name that were brought on another device are the same catalog too.

import { StorageUnavailableError } from '../errors.ts';
import type { NewEvent, StoredEvent } from '../history/events.ts';
import { type HistoryLog, openHistory } from '../history/history-log.ts';
import type { ColumnRole } from '../items/roles.ts';
import type { Table } from '../items/table.ts';
import { type OwnDatabase, removeCatalog, stored } from './catalog-database.ts';
import { type OwnRecord, readRecords, readTable } from './catalog-records.ts';
import { createCatalog, publicRecord } from './catalog-store.ts';
import { type ExportedCatalog, formatCatalog } from './exported-catalog.ts';
import { ownHistoryName } from './history-name.ts';
import { newCatalog, newId } from './new-catalog.ts';
import type { RestoredCatalog } from './own-catalogs-api.ts';

/** @returns the list of an export file, in the order in which the catalogs were made; undefined where there are none */
export async function exportCatalogs(database: OwnDatabase): Promise<Blob | undefined> {
  const records = (await readRecords(database)).sort((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1));
  const texts: string[] = [];
  for (const record of records) {
    const table = await readTable(database, record.id);
    if (!table)
      throw new StorageUnavailableError(`own catalogs: the rows of ${record.name} are gone. Delete it first.`);
    texts.push(formatCatalog(record, table, await withHistory(record.id, (log) => log.all())));
  }
  return texts.length === 0 ? undefined : new Blob(['[\n', texts.join(',\n'), '\n]']);
}

/**
 * @param ofFile  all catalogs of the file that it is from
 * @throws StorageUnavailableError, CatalogFormatError; then nothing of it was kept
 */
export async function restoreCatalog(
  database: OwnDatabase,
  exported: ExportedCatalog,
  ofFile: readonly ExportedCatalog[],
): Promise<RestoredCatalog> {
  const known = await findSame(database, exported, new Set(ofFile.map(({ id }) => id)));
  if (known) return { catalog: publicRecord(known), isNew: false, added: await addEvents(known.id, exported.events) };
  const { table, roles, name, fileName, createdMs } = exported;
  const isTaken = (await stored(() => database.getKey('catalogs', exported.id))) !== undefined;
  const id = isTaken ? newId(name) : exported.id;
  const record = newCatalog({ id, name, fileName, createdMs }, table, roles);
  await createCatalog(database, record, table);
  try {
    return { catalog: publicRecord(record), isNew: true, added: await addEvents(id, exported.events) };
  } catch (error) {
    await removeCatalog(database, id);
    throw error;
  }
}

/** @param idsOfFile  a catalog that the file has by its own id is that one, and no copy of another */
async function findSame(
  database: OwnDatabase,
  { id, name, table, roles }: ExportedCatalog,
  idsOfFile: ReadonlySet<string>,
): Promise<OwnRecord | undefined> {
  const records = (await readRecords(database)).filter((record) =>
    idsOfFile.has(record.id) ? record.id === id : record.name === name,
  );
  records.sort((a, b) => Number(b.id === id) - Number(a.id === id));
  const content = contentOf(table, roles);
  for (const record of records) {
    const kept = await readTable(database, record.id);
    if (kept && contentOf(kept, record.roles) === content) return record;
  }
  return undefined;
}

function contentOf({ columns, rows }: Table, roles: readonly ColumnRole[]): string {
  return JSON.stringify([columns, roles, rows]);
}

/** @returns those that were not there */
async function addEvents(id: string, events: readonly NewEvent[]): Promise<StoredEvent[]> {
  if (events.length === 0) return [];
  return (await withHistory(id, (log) => log.add(events))).added;
}

/** @throws StorageUnavailableError where it would be in memory alone */
export async function withHistory<T>(id: string, work: (log: HistoryLog) => Promise<T>): Promise<T> {
  const log = await openHistory({ databaseName: ownHistoryName(id) });
  try {
    const result = await work(log);
    if (log.status.storage === 'memory') throw new StorageUnavailableError(log.status.message);
    return result;
  } finally {
    log.close();
  }
}
