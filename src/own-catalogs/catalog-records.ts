// The records of own catalogs and their rows, checked when they are read: what is stored may be of another version, or
// damaged. Apart from the database itself, which an open engine needs without any of this.

import * as v from 'valibot';
import { COLUMN_ROLES } from '../items/roles.ts';
import type { Table } from '../items/table.ts';
import { type OwnDatabase, stored } from './catalog-database.ts';
import type { OwnCatalog } from './own-catalogs-api.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const recordSchema = v.object({
  id: v.string(),
  name: v.string(),
  fileName: v.string(),
  createdMs: v.number(),
  openedMs: v.number(),
  state: v.picklist(['building', 'stopped', 'ready']),
  numItems: count,
  numEncoded: count,
  numUsable: count,
  generation: count,
  sizeBytes: count,
  notes: v.array(v.string()),
  roles: v.array(v.picklist(COLUMN_ROLES)),
  /** By which rows became items (ITEM_RULES); absent = the first. */
  rules: v.optional(count),
  /** SHA-256 of the text encoder that its vectors are of; absent = the first. */
  encoder: v.optional(v.string()),
});
export type OwnRecord = v.InferOutput<typeof recordSchema> & OwnCatalog;

const tableSchema = v.object({
  format: v.picklist(['csv', 'json', 'jsonl']),
  columns: v.array(v.string()),
  rows: v.array(v.array(v.union([v.string(), v.number(), v.array(v.string()), v.null()]))),
  notes: v.array(v.string()),
});

/** Undefined for one that is not there, or is no record of this version. */
export async function readRecord(database: OwnDatabase, id: string): Promise<OwnRecord | undefined> {
  return recordOf(await stored(() => database.get('catalogs', id)));
}

/** The last opened first. */
export async function readRecords(database: OwnDatabase): Promise<OwnRecord[]> {
  const records = (await stored(() => database.getAll('catalogs'))).map(recordOf);
  return records.filter((record) => record !== undefined).sort((a, b) => b.openedMs - a.openedMs);
}

function recordOf(value: unknown): OwnRecord | undefined {
  const parsed = v.safeParse(recordSchema, value);
  return parsed.success ? withoutOldBundle(parsed.output) : undefined;
}

/** The bundle of a catalog from before there were encoders to tell apart can no longer be read: it is made anew of the rows. */
function withoutOldBundle(record: OwnRecord): OwnRecord {
  if (record.encoder !== undefined || record.generation === 0) return record;
  return { ...record, state: 'building', generation: 0, numEncoded: 0, numUsable: 0 };
}

export async function readTable(database: OwnDatabase, id: string): Promise<Table | undefined> {
  const parsed = v.safeParse(tableSchema, await stored(() => database.get('tables', id)));
  return parsed.success ? parsed.output : undefined;
}
