// A log that is larger than memory -> a table of its events in a database: `events`, one row each, by person and time, as
// Interactions has them. It is told, counted and left out what reading in memory would (read-interactions.ts), in the same
// words. Who somebody is, an e-mail perhaps, is not written to the disk: people are hashes with a key that nobody keeps.

import { InputError, quoted } from '../../errors.ts';
import { Notes } from '../../items/notes.ts';
import { CONTEXT_PREFIX, type ColumnMap, interactionColumns, renamedColumns } from '../input/column-map.ts';
import { type ItemNames, KnownItems } from '../input/known-items.ts';
import type { LogColumns } from '../input/log-columns.ts';
import { LogEvents } from '../input/log-events.ts';
import { LogReport } from '../input/log-report.ts';
import { addImpossible, DAY_MS, FIRST_TIME } from '../input/log-times.ts';
import { columnsOfLog } from '../input/read-interactions.ts';
import { TIME_WORDS, timestampOf } from '../input/timestamps.ts';
import type { LogDatabase, Row } from './database.ts';
import { type LogSource, openLogSource } from './log-source.ts';
import { createRows } from './raw-rows.ts';
import { eventColumns, eventReader, itemColumns, itemReader, type WhatHappened } from './row-values.ts';

/** More different things that happened, with stars and pieces, are no names but prose. */
const MAX_EVENT_VALUES = 1_000_000;
/** Different texts of times that SQL does not read. */
const MAX_ODD_TIMES = 200_000;

export interface ReadLargeLogOptions extends ItemNames {
  map?: ColumnMap | undefined;
  /** Share of rows that may be wrong, 0 to 1 (default 0, which refuses the first of them). */
  maxBadRows?: number;
  /** Milliseconds since the epoch: what is later has not happened (default: the clock's). */
  now?: number;
  /** Hears what is done next, for people. */
  onStage?: (stage: string) => void;
}

/** What the database then holds: `events` (person, item, type, rating, time), and `people` (person, key, bucket). */
export interface LargeLog {
  database: LogDatabase;
  report: LogReport;
  numItems: number;
  numUsers: number;
  numEvents: number;
  timestampsArePositions: boolean;
}

/**
 * @param files    of one format, in the order in which they are read
 * @param itemIds  ids of the items file, in its order
 * @throws InputError as `readInteractions` does, and for a log that cannot be read in this way exactly as in memory
 */
export async function readLargeLog(
  database: LogDatabase,
  files: readonly string[],
  itemIds: readonly string[],
  options: ReadLargeLogOptions = {},
): Promise<LargeLog> {
  const { maxBadRows = 0, now = Date.now(), onStage } = options;
  const map = interactionColumns(options.map ?? []);
  const known = new KnownItems(itemIds, options);
  const source = await openLogSource(database, files, (name) => renamedColumns([name], map)[0]!);
  const file = files.length === 1 ? files[0]! : `${files[0]} and ${files.length - 1} more`;
  const columns = columnsOfLog(source.sample, map, known, file);
  checkContexts(source, file);
  const notes = new Notes(file, maxBadRows === 0 ? 'refuse' : 'skip');
  const report = new LogReport(notes);
  report.columns = columns;
  const reading = new Reading(database, source, columns, notes, report);
  onStage?.('reading the log');
  const numBroken = await createRows(database, source, columns, notes);
  onStage?.('telling what rows mean');
  await reading.createItems(known);
  const happened = await reading.createHappened();
  await reading.createOddTimes();
  await reading.countKinds(happened);
  await reading.createCounted();
  notes.checkBadRows(report.numRows + numBroken, maxBadRows);
  onStage?.('sorting the log');
  const timestampsArePositions = await reading.createEvents(now);
  report.addNotes();
  const [numUsers, numEvents] = await database.row('SELECT (SELECT count(*) FROM people), count(*) FROM events');
  const size = { numItems: itemIds.length, numUsers: Number(numUsers), numEvents: Number(numEvents) };
  return { database, report, ...size, timestampsArePositions };
}

class Reading {
  readonly #database: LogDatabase;
  readonly #source: LogSource;
  readonly #columns: LogColumns;
  readonly #notes: Notes;
  readonly #report: LogReport;

  constructor(database: LogDatabase, source: LogSource, columns: LogColumns, notes: Notes, report: LogReport) {
    this.#database = database;
    this.#source = source;
    this.#columns = columns;
    this.#notes = notes;
    this.#report = report;
  }

  /** `items`: which item each text of the item columns names. */
  async createItems(known: KnownItems): Promise<void> {
    const texts = this.#textsOf('i', itemColumns(this.#columns));
    const read = itemReader(this.#columns, known, this.#source.format);
    await this.#database.run(
      `CREATE TABLE items AS SELECT ${texts}, 0::UINTEGER AS item, '' AS name FROM rows LIMIT 0`,
    );
    for await (const rows of this.#database.pieces(`SELECT DISTINCT ${texts} FROM rows`)) {
      const named = rows.map((row) => ({ row, ...read(row) }));
      await this.#database.insert(
        'items',
        named.map(({ row, item, name }) => [...row, item, name]),
      );
    }
  }

  /** `happened`: what each combination of texts of the event columns says. @returns that, by its number */
  async createHappened(): Promise<WhatHappened[]> {
    const names = eventColumns(this.#columns);
    const texts = this.#textsOf('e', names);
    const read = eventReader(this.#columns, this.#source.format);
    const all: WhatHappened[] = [];
    const types = '0::UTINYINT AS type, 0::DOUBLE AS rating, 0::UINTEGER AS happened';
    await this.#database.run(`CREATE TABLE happened AS SELECT ${texts}, ${types} FROM rows LIMIT 0`);
    for await (const rows of this.#database.pieces(`SELECT DISTINCT ${texts} FROM rows`)) {
      const told = rows.map((row): Row => {
        const what = read(row);
        const number = all.push(what) - 1;
        const rating = what.rating === undefined ? undefined : Math.fround(what.rating);
        return [...row, what.towerType, rating, number];
      });
      if (all.length > MAX_EVENT_VALUES) throw this.#tooMany(names.join(', '), 'names, numbers of pieces or stars');
      await this.#database.insert('happened', told);
    }
    return all;
  }

  /** `odd_times`: what texts mean that SQL reads as no time. */
  async createOddTimes(): Promise<void> {
    const [column] = this.#columns.time;
    await this.#database.run('CREATE TABLE odd_times (odd VARCHAR, odd_time DOUBLE, odd_is_date BOOLEAN)');
    let count = 0;
    for await (const rows of this.#database.pieces("SELECT DISTINCT odd FROM rows WHERE odd <> ''")) {
      const times = rows.map(([odd]) => ({ odd, time: timestampOf(odd) }));
      const read = times.filter(({ time }) => time !== undefined);
      const either = read.find(({ time }) => time!.order === 'either');
      count += read.length;
      if (either || count > MAX_ODD_TIMES) throw this.#oddTime(column!, (either ?? read[0]!).odd);
      await this.#database.insert(
        'odd_times',
        read.map(({ odd, time }) => [odd, time!.value, time!.form === 'date']),
      );
    }
  }

  /** Tells the report and the notes of rows by their kind: as many rows of a kind are told at once as there are. */
  async countKinds(happened: readonly WhatHappened[]): Promise<void> {
    const kinds = await this.#database.rows(`
      SELECT happened, name = '' AS is_nothing, item IS NOT NULL AS is_known, key IS NOT NULL AS has_user,
        moment IS NOT NULL AS has_time, count(*)::DOUBLE, min(name), arg_min(odd, row)
      FROM (${this.#matched()}) GROUP BY ALL ORDER BY min(row)`);
    const { time } = this.#columns;
    const events = new LogEvents(this.#columns, new KnownItems([], {}), this.#notes);
    for (const [number, isNothing, isKnown, hasUser, hasTime, count, itemName, odd] of kinds) {
      const [what, rows] = [happened[number as number]!, count as number];
      const user = hasUser ? 'x' : '';
      this.#report.numRows += rows;
      if (what.name !== undefined) events.eventNames.set(what.name, (events.eventNames.get(what.name) ?? 0) + rows);
      if (isNothing) events.numRowsWithoutItem += rows;
      else if (!hasTime) {
        const found = odd === '' ? `no ${time[0]}` : `${time[0]} ${quoted(odd)}`;
        this.#notes.badRow({ found, expected: TIME_WORDS }, '', rows);
      } else if (what.wrong) this.#notes.badRow(what.wrong, '', rows);
      else
        this.#report.counts(
          { user, item: isKnown ? 0 : undefined, itemName: itemName as string, type: what.type },
          rows,
        );
    }
    await this.#nameUnknown();
    this.#report.finish(events, []);
  }

  /** `counted`: events that say something of a known item and user. */
  async createCounted(): Promise<void> {
    await this.#database.run(`
      CREATE TABLE counted AS SELECT row, key, bucket, item::UINTEGER AS item, type, rating, moment, moment_is_date
      FROM (${this.#matched()})
      WHERE item IS NOT NULL AND key IS NOT NULL AND type IS NOT NULL AND moment IS NOT NULL`);
    await this.#database.run('DROP TABLE rows');
    const [numEvents, isDate] = await this.#database.row('SELECT count(*), arg_min(moment_is_date, row) FROM counted');
    if (numEvents === 0n) throw this.#report.noEvent();
    const isOther = `moment_is_date <> ${isDate === true}`;
    const [others, at] = await this.#database.row(
      `SELECT count(*)::DOUBLE, arg_min(moment, row) FROM counted WHERE ${isOther}`,
    );
    if (others === 0) return;
    const found = `${this.#columns.time[0]} ${isDate ? at : quoted(new Date(at as number).toISOString())}`;
    const expected = `a ${isDate ? 'date' : 'number'}, as in the rows before`;
    this.#notes.badRow({ found, expected }, '', others as number);
    await this.#database.run(`DELETE FROM counted WHERE ${isOther}`);
  }

  /** @returns whether times are positions */
  async createEvents(now: number): Promise<boolean> {
    const [isDate, least, most] = await this.#database.row(
      'SELECT any_value(moment_is_date), min(moment), max(moment) FROM counted',
    );
    const arePositions = !isDate && (await this.#arePositions(least as number, most as number));
    const time = arePositions || isDate ? 'moment' : MILLISECONDS;
    const isPossible = arePositions ? 'true' : `${time} BETWEEN ${FIRST_TIME} AND ${now + DAY_MS}`;
    const impossible = await this.#database.rows(`
      SELECT count(*)::DOUBLE, arg_min(${time}, row) FROM counted WHERE NOT (${isPossible})
      GROUP BY ${time} < 0, ${time} < ${FIRST_TIME} ORDER BY min(row)`);
    for (const [rows, example] of impossible) addImpossible(this.#notes, example as number, undefined, rows as number);
    await this.#database.run(`
      CREATE TABLE people AS SELECT key, (row_number() OVER (ORDER BY first_row) - 1)::UINTEGER AS person, bucket FROM
        (SELECT key, min(row) AS first_row, min(bucket) AS bucket FROM counted WHERE ${isPossible} GROUP BY key)`);
    await this.#database.run(`
      CREATE TABLE events AS SELECT person, item, type, rating, ${time} AS time
      FROM counted JOIN people USING (key) WHERE ${isPossible} ORDER BY person, time, row`);
    await this.#database.run('DROP TABLE counted');
    const [numEvents] = await this.#database.row('SELECT count(*) FROM events');
    if (numEvents === 0n) throw this.#report.noTime();
    return arePositions;
  }

  /** As `arePositions` of timestamps.ts. */
  async #arePositions(least: number, most: number): Promise<boolean> {
    if (least < 0) return false;
    if (most < 1e8) return true;
    const ofKey = 'SELECT max(moment) - min(moment) - count(*) + 1 AS missing, count(*) AS n FROM counted GROUP BY key';
    const [couldBe] = await this.#database.row(`SELECT bool_and(missing = 0) AND max(n) > 1 FROM (${ofKey})`);
    if (couldBe !== true) return false;
    const steps = 'SELECT moment - lag(moment) OVER (PARTITION BY key ORDER BY moment, row) AS step FROM counted';
    const [are] = await this.#database.row(`SELECT bool_and(step = 1) FROM (${steps}) WHERE step IS NOT NULL`);
    return are === true;
  }

  /** Rows with what their values mean. */
  #matched(): string {
    const [items, events] = [itemColumns(this.#columns), eventColumns(this.#columns)];
    return `
      SELECT row, key, bucket, odd, item, name, type, rating, happened,
        coalesce(time, odd_time) AS moment, coalesce(is_date, odd_is_date) AS moment_is_date
      FROM (SELECT rowid AS row, * FROM rows) JOIN items USING (${this.#textsOf('i', items)})
      JOIN happened USING (${this.#textsOf('e', events)}) LEFT JOIN odd_times USING (odd)`;
  }

  /** Names of columns that hold texts; one at least, for joins. */
  #textsOf(prefix: 'i' | 'e', columns: readonly string[]): string {
    return Array.from({ length: Math.max(1, columns.length) }, (_, i) => `${prefix}${i}`).join(', ');
  }

  /** The first few of the items that are not in the items file. */
  async #nameUnknown(): Promise<void> {
    const unknown = await this.#database.rows(
      "SELECT DISTINCT name FROM items WHERE item IS NULL AND name <> '' ORDER BY name LIMIT 6",
    );
    for (const [name] of unknown) this.#report.nameUnknown(name as string);
  }

  #tooMany(column: string, expected: string): InputError {
    const found = `more than ${MAX_EVENT_VALUES.toLocaleString('en-GB')} different values in ${column}`;
    const mend = 'Leave these columns out of the file, or round what is in them.';
    return new InputError({ file: this.#notes.file, found, expected, mend });
  }

  #oddTime(column: string, odd: unknown): InputError {
    const found = `${column} ${quoted(odd)} in a log that is larger than memory`;
    const expected = 'seconds or milliseconds since 1970, or dates as in 2024-05-31T18:30:00Z';
    const mend = 'Write them so, or grant more memory (--memory): in memory all of the file tells which is the day.';
    return new InputError({ file: this.#notes.file, found, expected, mend });
  }
}

/** SQL of `millisecondsOf` of timestamps.ts. */
const MILLISECONDS = `CASE WHEN moment < 1e11 THEN moment * 1000 WHEN moment < 1e14 THEN moment WHEN moment < 1e17 THEN moment / 1000 ELSE moment / 1e6 END`;

function checkContexts({ sample }: LogSource, file: string): void {
  const name = sample.flatMap(({ values }) => [...values.keys()]).find((key) => key.startsWith(CONTEXT_PREFIX));
  if (name === undefined) return;
  const mend = 'Leave it out of the file, or grant more memory (--memory): such columns are read in memory alone.';
  const expected = `no column ${CONTEXT_PREFIX}… in a log that is larger than memory`;
  throw new InputError({ file, found: `a column ${quoted(name)}`, expected, mend });
}
