// A site's interaction log: csv or jsonl with user_id, item_id, timestamp and, where there are any, rating, event and
// context.NAME -> Interactions. Rows are streamed; memory holds the typed columns only.

import { InputError, quoted } from '../../errors.ts';
import { TOWER_EVENT_TYPES, type TowerEventType } from '../../formats/vocabulary.ts';
import { towerEventType } from '../../history/events.ts';
import { type ColumnMap, interactionColumns } from './column-map.ts';
import { ContextColumns } from './context-columns.ts';
import { EventBuffer } from './event-buffer.ts';
import {
  type EventColumns,
  eventTypeIndex,
  type Interactions,
  sortedByUserAndTime,
  toInteractions,
} from './interactions.ts';
import type { OpenFileOptions } from './open-file.ts';
import { type InputRecord, readRecords } from './read-records.ts';
import { idValue, isAbsent, numberValue, type Place } from './text-values.ts';
import { arePositions, millisecondsPerUnit, parseTimestamp, type TimestampForm } from './timestamps.ts';

export interface InteractionsReport {
  /** Rows of the file, the unknown ones included. */
  numRows: number;
  /** Rows left out because their item is not in the items file. */
  numUnknownItemRows: number;
  /** The first few of those ids. */
  unknownItemIds: string[];
  /** For people; one sentence each. */
  warnings: string[];
}

export interface ReadInteractionsOptions extends OpenFileOptions {
  map?: ColumnMap;
}

/** What a row of a log can say; a search has no item, and the rest of TOWER_EVENT_TYPES are the tower's own marks. */
const ROW_EVENTS = TOWER_EVENT_TYPES.filter((type) => type !== 'none' && type !== 'start' && type !== 'search');
const MAX_REPORTED_IDS = 5;

/**
 * @param itemIds  ids of the items file, in its order: `items` of the result are rows of it
 * @throws InputError for a row that can't be read, or when no row has a known item
 */
export async function readInteractions(
  file: string,
  itemIds: readonly string[],
  options: ReadInteractionsOptions = {},
): Promise<Interactions & { report: InteractionsReport }> {
  const itemIndexes = new Map(itemIds.map((itemId, itemIndex) => [itemId, itemIndex]));
  const userIndexes = new Map<string, number>();
  const unknown = new Map<string, number>();
  const events = new EventBuffer();
  const contextColumns = new ContextColumns(file);
  let form: TimestampForm | undefined;
  let numRows = 0;
  const required = ['user_id', 'item_id', 'timestamp'];
  const map = interactionColumns(options.map ?? []);
  for await (const record of readRecords(file, { ...options, map, required })) {
    numRows++;
    const row = parseRow(record, file, form);
    form = row.form;
    const itemIndex = itemIndexes.get(row.itemId);
    if (itemIndex === undefined) {
      unknown.set(row.itemId, (unknown.get(row.itemId) ?? 0) + 1);
      continue;
    }
    const userIndex = userIndexes.get(row.userId) ?? userIndexes.size;
    userIndexes.set(row.userId, userIndex);
    contextColumns.add(userIndex, record.values, record.line);
    events.add(userIndex, itemIndex, row.timestamp, row.rating, eventTypeIndex(row.type));
  }
  const { contexts, warnings } = contextColumns.finish();
  const unknownItems = reportOf(file, numRows, unknown);
  const report = { ...unknownItems, warnings: [...unknownItems.warnings, ...warnings] };
  if (events.length === 0) throw noKnownItem(file, report);
  const columns = { ...events.columns(), contexts };
  return { ...assembled(columns, [...userIndexes.keys()], itemIds.length, form ?? 'number'), report };
}

interface Row {
  userId: string;
  itemId: string;
  timestamp: number;
  form: TimestampForm;
  rating: number | undefined;
  type: TowerEventType;
}

function parseRow({ line, values }: InputRecord, file: string, form: TimestampForm | undefined): Row {
  const place = (column: string): Place => ({ file, line, column });
  const userId = idValue(values.user_id, place('user_id'));
  const itemId = idValue(values.item_id, place('item_id'));
  const timestamp = parseTimestamp(values.timestamp, place('timestamp'));
  if (form !== undefined && timestamp.form !== form) {
    const found = `timestamp ${quoted(values.timestamp)}`;
    throw new InputError({ file, line, found, expected: `a ${form}, as in the rows before` });
  }
  const rating = ratingValue(values.rating, place('rating'));
  const type = eventType(values.event, rating, place('event'));
  return { userId, itemId, timestamp: timestamp.value, form: timestamp.form, rating, type };
}

function ratingValue(value: unknown, place: Place): number | undefined {
  const rating = numberValue(value, place);
  if (rating === undefined || (rating >= 0 && rating <= 5)) return rating;
  const { file, line } = place;
  throw new InputError({ file, line, found: `rating ${quoted(value)}`, expected: 'a rating from 0 to 5' });
}

/** The event that the row names; without one, or for `rate`, the rating decides (see towerEventType). */
function eventType(value: unknown, rating: number | undefined, { file, line }: Place): TowerEventType {
  const type = isAbsent(value) ? undefined : ROW_EVENTS.find((event) => event === String(value).trim().toLowerCase());
  if (!isAbsent(value) && type === undefined) {
    throw new InputError({ file, line, found: `event ${quoted(value)}`, expected: `one of ${ROW_EVENTS.join(', ')}` });
  }
  if (type === 'rate' && rating === undefined) {
    throw new InputError({ file, line, found: 'event "rate" without a rating', expected: 'a rating from 0 to 5' });
  }
  if (type !== undefined && type !== 'rate') return type;
  return rating === undefined ? 'view' : towerEventType('rate', rating);
}

function assembled(columns: EventColumns, userIds: string[], numItems: number, form: TimestampForm): Interactions {
  const { timestamps, users } = columns;
  const sorted = sortedByUserAndTime(users, timestamps, userIds.length);
  const positions = form === 'number' && arePositions(timestamps, sorted.offsets, sorted.order);
  const unitMs = form === 'date' || positions ? 1 : millisecondsPerUnit(timestamps);
  const scaled = unitMs === 1 ? timestamps : timestamps.map((value) => value * unitMs);
  return toInteractions({ ...columns, timestamps: scaled }, sorted, userIds, numItems, positions);
}

function reportOf(file: string, numRows: number, unknown: ReadonlyMap<string, number>): InteractionsReport {
  const numUnknownItemRows = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  const unknownItemIds = [...unknown.keys()].slice(0, MAX_REPORTED_IDS);
  const ids = unknownItemIds.map((id) => quoted(id)).join(', ');
  const warning = `${file}: ${numUnknownItemRows} of ${numRows} rows have an item that is not in the items file (${ids}${unknown.size > MAX_REPORTED_IDS ? ', …' : ''}) and are left out`;
  return { numRows, numUnknownItemRows, unknownItemIds, warnings: numUnknownItemRows > 0 ? [warning] : [] };
}

function noKnownItem(file: string, { numRows, unknownItemIds }: InteractionsReport): InputError {
  if (numRows === 0) return new InputError({ file, found: 'no rows', expected: 'at least one interaction' });
  const found = `no row whose item is in the items file (item_id is ${quoted(unknownItemIds.join(', '))}, …)`;
  return new InputError({ file, found, expected: 'item_id values that are ids of the items file' });
}
