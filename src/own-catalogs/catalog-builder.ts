// The worker that makes and keeps a visitor's own catalogs: reads their file, encodes it, and answers what is kept
// here. What comes from the page is checked here, as the engine's border does it.

import * as v from 'valibot';
import { CatalogFormatError, InputError, RequestError } from '../errors.ts';
import type { StoredEvent } from '../history/events.ts';
import type { Cell } from '../items/cells.ts';
import { guessColumns } from '../items/guess-roles.ts';
import { COLUMN_ROLES, type ColumnRole, problemWith } from '../items/roles.ts';
import { readTable, type Table } from '../items/table.ts';
import { unpackedTable } from '../items/unpacked-table.ts';
import type { Archive } from '../items/zip.ts';
import { buildCatalog } from './build-catalog.ts';
import { type OwnDatabase, openOwnDatabase, removeCatalog, stored } from './catalog-database.ts';
import { type OwnRecord, readRecord, readRecords } from './catalog-records.ts';
import { createCatalog, MAP_FILE, publicRecord, putRecord } from './catalog-store.ts';
import { type ExportedCatalog, parseCatalogs } from './exported-catalog.ts';
import { decodeMap } from './map-file.ts';
import { exportCatalogs, restoreCatalog, withHistory } from './move-catalogs.ts';
import { newCatalog, newId } from './new-catalog.ts';
import type {
  BuildProgress,
  EncoderFile,
  OwnApi,
  OwnCatalog,
  OwnMap,
  RestoredCatalog,
  TablePreview,
} from './own-catalogs-api.ts';

/** Larger files are refused: they would have to be held in memory several times over. */
const MAX_FILE_BYTES = 50_000_000;
const PREVIEW_ROWS = 5;
const PREVIEW_CHARS = 160;
const MAX_NAME_CHARS = 80;

const rolesSchema = v.array(v.picklist(COLUMN_ROLES));

export class OwnBuilder implements OwnApi {
  #database: Promise<OwnDatabase> | undefined;
  #read: { table: Table; fileName: string } | undefined;
  #exported: ExportedCatalog[] | undefined;
  #building: AbortController | undefined;

  async read(file: Blob, fileName: string): Promise<TablePreview> {
    this.#read = undefined;
    const table = await tableOf(file, String(fileName).slice(0, 200));
    this.#read = { table, fileName };
    const guesses = guessColumns(table);
    return {
      fileName,
      format: table.format,
      numRows: table.rows.length,
      columns: table.columns.map((name, i) => ({ name, ...guesses[i]! })),
      rows: table.rows.slice(0, PREVIEW_ROWS).map((row) => row.map(previewText)),
      notes: table.notes,
    };
  }

  async create(name: string, roles: ColumnRole[]): Promise<OwnCatalog> {
    if (!this.#read) throw new RequestError('create: no file was read, expected one');
    const { table, fileName } = this.#read;
    checkRoles(roles, table);
    const shown = String(name).trim().slice(0, MAX_NAME_CHARS) || fileName;
    const record = newCatalog({ id: newId(name), name: shown, fileName, createdMs: Date.now() }, table, roles);
    await createCatalog(await this.#open(), record, table);
    return publicRecord(record);
  }

  /** One tab at a time builds a catalog. */
  async build(id: string, encoder: EncoderFile, onProgress: (progress: BuildProgress) => void): Promise<OwnCatalog> {
    this.#building?.abort();
    const { signal } = (this.#building = new AbortController());
    const database = await this.#open();
    const record = await this.#record(id);
    return navigator.locks.request(`privet-own-build-${id}`, { ifAvailable: true }, async (lock) => {
      if (!lock)
        throw new RequestError('build: another tab is building this catalog. It appears here when that is done.');
      return publicRecord(await buildCatalog(record, { database, encoder, signal, onProgress }));
    });
  }

  async stop(): Promise<void> {
    this.#building?.abort();
  }

  async list(): Promise<OwnCatalog[]> {
    return (await readRecords(await this.#open())).map(publicRecord);
  }

  async touch(id: string): Promise<void> {
    await putRecord(await this.#open(), { ...(await this.#record(id)), openedMs: Date.now() });
  }

  async map(id: string): Promise<OwnMap | undefined> {
    const database = await this.#open();
    return decodeMap(await stored(() => database.get('files', [id, MAP_FILE])));
  }

  async remove(id: string): Promise<void> {
    await removeCatalog(await this.#open(), id);
  }

  async export(): Promise<Blob | undefined> {
    return exportCatalogs(await this.#open());
  }

  async readExport(catalogs: Blob): Promise<number> {
    this.#exported = undefined;
    this.#exported = parseCatalogs(await catalogs.text());
    return this.#exported.length;
  }

  async restore(place: number): Promise<RestoredCatalog> {
    const catalog = this.#exported?.[place];
    if (!catalog) throw new RequestError(`restore: no catalog ${place} was read, expected one of an export file`);
    return restoreCatalog(await this.#open(), catalog, this.#exported!);
  }

  async removeEvents(id: string, events: StoredEvent[]): Promise<void> {
    const { id: known } = await this.#record(id);
    await withHistory(known, (log) => log.remove(events));
  }

  #open(): Promise<OwnDatabase> {
    this.#database ??= openOwnDatabase().catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }

  async #record(id: string): Promise<OwnRecord> {
    const record = await readRecord(await this.#open(), id);
    if (!record) throw new RequestError(`own catalogs: '${String(id).slice(0, 60)}' is not there`);
    return record;
  }
}

/** @throws CatalogFormatError as a person would say it */
async function tableOf(file: Blob, fileName: string): Promise<Table> {
  try {
    if (file.size > MAX_FILE_BYTES) {
      const [found, expected] = [file.size, MAX_FILE_BYTES].map((bytes) => `${Math.ceil(bytes / 1e6)} MB`);
      const mend = 'Keep the columns that say what an item is.';
      throw new InputError({ file: fileName, found: found!, expected: `at most ${expected}`, mend });
    }
    return await readTable(await unpackedTable(archiveOf(file, fileName), MAX_FILE_BYTES), fileName);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { line, found, expected, mend } = error;
    const where = line === undefined ? found : `${found} in line ${line}`;
    throw new CatalogFormatError(`${fileName}: found ${where}, expected ${expected}. ${mend ?? ''}`.trim());
  }
}

function archiveOf(blob: Blob, file: string): Archive {
  const read = async (start: number, end: number) => new Uint8Array(await blob.slice(start, end).arrayBuffer());
  return { file, sizeBytes: blob.size, read };
}

function checkRoles(roles: unknown, table: Table): void {
  const isList = v.is(rolesSchema, roles) && roles.length === table.columns.length;
  const problem = isList
    ? problemWith(roles as ColumnRole[])
    : `roles are not those of ${table.columns.length} columns.`;
  if (problem) throw new RequestError(problem);
}

function previewText(cell: Cell): string {
  const text = Array.isArray(cell) ? cell.join(', ') : cell === null ? '' : String(cell);
  return text.length > PREVIEW_CHARS ? `${text.slice(0, PREVIEW_CHARS - 1)}…` : text;
}
