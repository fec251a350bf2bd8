// A site's interaction log, as sites have it, -> Interactions. The first rows tell what its columns are (log-columns.ts), each
// row what somebody did (log-events.ts), and the last what its times are (log-times.ts). Rows are streamed; memory holds the
// typed columns only. Who somebody is, an e-mail perhaps, stays in memory and is in no message.

import { InputError, quoted } from '../../errors.ts';
import { towerEventType } from '../../history/events.ts';
import { SAMPLE_ROWS } from '../../items/column-values.ts';
import { Notes } from '../../items/notes.ts';
import { CONTEXT_PREFIX, type ColumnMap, checkColumns, interactionColumns, renamedColumns } from './column-map.ts';
import { ContextColumns } from './context-columns.ts';
import { EventBuffer } from './event-buffer.ts';
import { isInterest } from './event-names.ts';
import {
  contextsOf,
  type EventColumns,
  eventTypeIndex,
  type Interactions,
  sortedByUserAndTime,
  toInteractions,
} from './interactions.ts';
import { type ItemNames, KnownItems } from './known-items.ts';
import { guessLogColumns, type LogColumns } from './log-columns.ts';
import { type LogEvent, LogEvents } from './log-events.ts';
import { LogReport } from './log-report.ts';
import { type LogRow, logRow } from './log-rows.ts';
import { LogTimes } from './log-times.ts';
import type { OpenFileOptions } from './open-file.ts';
import { readRecords } from './read-records.ts';
import type { TimestampForm } from './timestamps.ts';

export interface ReadInteractionsOptions extends OpenFileOptions, ItemNames {
  map?: ColumnMap;
  /** Share of rows that may be wrong, 0 to 1: they are left out and named (default 0, which refuses the first of them). */
  maxBadRows?: number;
  /** Milliseconds since the epoch: what is later has not happened (default: the clock's). */
  now?: number;
  /** Hears every event as it is read, those too that are left out. */
  onEvent?: (event: LogEvent) => void;
}

/**
 * @param itemIds  ids of the items file, in its order: `items` of the result are rows of it
 * @throws InputError for a file that is no log, a row that cannot be read, or no event of a known item and user
 */
export async function readInteractions(
  file: string,
  itemIds: readonly string[],
  options: ReadInteractionsOptions = {},
): Promise<Interactions & { report: LogReport }> {
  const { maxBadRows = 0, now = Date.now() } = options;
  const notes = new Notes(file, maxBadRows === 0 ? 'refuse' : 'skip');
  const known = new KnownItems(itemIds, options);
  const reading = new LogReading(notes, known, now, options);
  let sample: LogRow[] | undefined = [];
  const map = interactionColumns(options.map ?? []);
  const names = new Map<string, string>();
  const nameOf = (name: string) => {
    const known = names.get(name) ?? renamedColumns([name], map)[0]!;
    names.set(name, known);
    return known;
  };
  for await (const record of readRecords(file, { ...options, map: new Map(), notes })) {
    const row = logRow(record, nameOf);
    if (!sample) {
      reading.add(row);
      continue;
    }
    sample.push(row);
    if (sample.length <= SAMPLE_ROWS) continue;
    reading.begin(sample, map);
    sample = undefined;
  }
  if (sample) reading.begin(sample, map);
  notes.checkBadRows(reading.numRowsOfFile, maxBadRows);
  return reading.finish(itemIds.length);
}

/** From the first row to the last. */
class LogReading {
  readonly #notes: Notes;
  readonly #known: KnownItems;
  readonly #times: LogTimes;
  readonly #onEvent: ReadInteractionsOptions['onEvent'];
  readonly #buffer = new EventBuffer();
  readonly #contexts: ContextColumns;
  readonly #users = new Map<string, number>();
  readonly report: LogReport;
  #events: LogEvents | undefined;
  #form: TimestampForm | undefined;
  /** Of the rows that were taken apart. */
  #numBad = 0;

  constructor(notes: Notes, known: KnownItems, now: number, { onEvent }: ReadInteractionsOptions) {
    this.#notes = notes;
    this.#known = known;
    this.#times = new LogTimes(notes, now);
    this.#onEvent = onEvent;
    this.#contexts = new ContextColumns(notes.file);
    this.report = new LogReport(notes);
  }

  /** Tells the columns from the first rows, and reads these. @throws InputError for rows that are no log */
  begin(sample: readonly LogRow[], map: ReadonlyMap<string, string>): void {
    const columns = columnsOfLog(sample, map, this.#known, this.#notes.file);
    this.report.columns = columns;
    this.#events = new LogEvents(columns, this.#known, this.#notes);
    for (const row of sample) this.add(row);
  }

  add(row: LogRow): void {
    const before = this.#notes.numBadRows;
    this.report.numRows++;
    for (const event of this.#events!.of(row)) this.#addEvent(event, row);
    this.#numBad += this.#notes.numBadRows - before;
  }

  /** With those that could not be taken apart. */
  get numRowsOfFile(): number {
    return this.report.numRows + this.#notes.numBadRows - this.#numBad;
  }

  #addEvent(event: LogEvent, row: LogRow): void {
    this.#onEvent?.(event);
    if (!this.report.counts(event) || !isInterest(event.type)) return;
    const { form } = event.time;
    if (this.#form !== undefined && form !== this.#form) {
      const [column] = this.report.columns!.time;
      const found = `${column} ${quoted(row.values.get(column!))}`;
      this.#notes.badRow({ line: event.line, found, expected: `a ${this.#form}, as in the rows before` }, '');
      return;
    }
    this.#form = form;
    this.#times.see(event.time, event.line);
    const user = this.#users.get(event.user) ?? this.#users.size;
    this.#users.set(event.user, user);
    this.#contexts.add(user, contextOf(row), row.line);
    const time = { timestamp: event.time.value, isSwappable: event.time.order === 'either', line: event.line };
    this.#buffer.add(user, event.item!, time, event.rating, eventTypeIndex(towerEventType(event.type, event.rating)));
  }

  finish(numItems: number): Interactions & { report: LogReport } {
    const { contexts, warnings } = this.#contexts.finish();
    this.report.finish(this.#events!, warnings);
    if (this.#buffer.length === 0) throw this.report.noEvent();
    const columns = this.#buffer.columns();
    const { times, kept, arePositions } = this.#times.finish(columns, this.#form ?? 'number', this.#users.size);
    if (kept.length === 0) throw this.report.noTime();
    this.report.addNotes();
    const possible = keptEvents({ ...columns, timestamps: times, contexts }, kept, [...this.#users.keys()]);
    const sorted = sortedByUserAndTime(possible.columns.users, possible.columns.timestamps, possible.userIds.length);
    const log = toInteractions(possible.columns, sorted, possible.userIds, numItems, arePositions);
    return { ...log, report: this.report };
  }
}

function contextOf({ values }: LogRow): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const [name, value] of values) if (name.startsWith(CONTEXT_PREFIX)) context[name] = value;
  return context;
}

/**
 * What the columns of a log are, by its first rows.
 *
 * @throws InputError for rows that are no log
 */
export function columnsOfLog(
  sample: readonly LogRow[],
  map: ReadonlyMap<string, string>,
  known: KnownItems,
  file: string,
): LogColumns {
  if (sample.length === 0) throw new InputError({ file, found: 'no rows', expected: 'at least one interaction' });
  const names = [...new Set(sample.flatMap(({ values }) => [...values.keys()]))];
  const theirs = names.map((name) => map.get(name) ?? name);
  checkColumns(theirs, map, [], file);
  const given = new Set([...map.keys()].filter((name) => names.includes(name)));
  const columns = guessLogColumns(names, sample, known, given);
  checkLog(columns, theirs, file);
  return columns;
}

/** @throws InputError for columns that lack who, what or when */
function checkLog(columns: LogColumns, names: readonly string[], file: string): void {
  const missing = (
    [
      ['user', 'user_id'],
      ['item', 'item_id'],
      ['time', 'timestamp'],
    ] as const
  ).filter(([role]) => columns[role].length === 0);
  if (missing.length === 0) return;
  const [, ours] = missing[0]!;
  const isCatalog = missing.length > 1 && columns.user.length === 0;
  throw new InputError({
    file,
    line: 1,
    found: `the columns ${quoted(names.join(', '), 200)}`,
    expected: `a log: a column of users, one of items and one of times; there is no ${quoted(ours)} (or --map ${ours}=<column>)`,
    ...(isCatalog && {
      mend: 'It looks like a catalog of items, which says nothing of a user. Give it without --interactions: privet build <items> --out <folder>.',
    }),
  });
}

/** Some of the events; users are numbered anew in the order in which they come. */
function keptEvents(columns: EventColumns, kept: Uint32Array, userIds: readonly string[]) {
  if (kept.length === columns.users.length) return { columns, userIds: [...userIds] };
  const numbers = new Map<number, number>();
  const users = kept.map((event) => {
    const user = columns.users[event]!;
    const number = numbers.get(user) ?? numbers.size;
    numbers.set(user, number);
    return number;
  });
  const { ratings, contexts } = columns;
  const some: EventColumns = {
    users,
    items: kept.map((event) => columns.items[event]!),
    timestamps: Float64Array.from(kept, (event) => columns.timestamps[event]!),
    ...(ratings && { ratings: Float32Array.from(kept, (event) => ratings[event]!) }),
    eventTypes: Uint8Array.from(kept, (event) => columns.eventTypes[event]!),
    ...(contexts && { contexts: contextsOf(contexts, kept) }),
  };
  return { columns: some, userIds: [...numbers.keys()].map((user) => userIds[user]!) };
}
