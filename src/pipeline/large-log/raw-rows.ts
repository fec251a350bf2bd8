// The table of a log's rows as the files have them, a column for each that means something. It is the one time that the
// files are read.

import { randomBytes } from 'node:crypto';
import { InputError, quoted } from '../../errors.ts';
import type { Notes } from '../../items/notes.ts';
import type { LogColumns } from '../input/log-columns.ts';
import { ORDER_ROLES } from '../input/log-events.ts';
import type { LogDatabase } from './database.ts';
import type { LogSource } from './log-source.ts';
import { dateOf, eventColumns, isNobody, isOddJson, itemColumns, numberOf, trimmed, unquoted } from './row-values.ts';

/** People are dealt into so many parts by a hash of who they are, the same in every run: a sample is some of the parts. */
export const NUM_BUCKETS = 2 ** 20;

/**
 * Makes `rows`: key (who, or NULL), bucket, i0 … (texts of item columns), e0 … (of event columns), time and is_date, and
 * `odd`, the text of a time that is neither number nor date. `rowid` is the place in the files.
 *
 * @returns number of rows that could not be taken apart; `notes` has them
 * @throws InputError for values that are read in memory alone
 */
export async function createRows(
  database: LogDatabase,
  source: LogSource,
  columns: LogColumns,
  notes: Notes,
): Promise<number> {
  const { isRow = 'true', from, parameters, format } = source;
  const [user, time] = [columns.user[0]!, columns.time[0]!];
  const isJson = format === 'jsonl';
  const values = [...named('i', itemColumns(columns)), ...named('e', eventColumns(columns))];
  const asTheyAre = values.map(([name, column]) => `coalesce(${column ? source.textOf(column) : "''"}, '') AS ${name}`);
  const names = values.map(([name]) => name);
  const clean = (text: string) => trimmed(isJson ? unquoted(text) : text);
  const odd = [isOddJson('raw_user', true), ...['raw_time', ...names].map((name) => isOddJson(name, false))];
  const orders = columns.order.length > 0 ? orderColumns(source, columns) : [];
  const orderNames = orders.length > 0 ? ', orders, filled' : '';
  const typed = source.timeOf(time);
  const select = `
    SELECT is_row, is_odd, ${names}${orderNames}, CASE WHEN NOT is_nobody THEN md5_number($secret || who) END AS key,
      (md5_number(who) >> 108)::UINTEGER AS bucket, coalesce(typed, number, date) AS time,
      typed IS NOT NULL OR number IS NULL AS is_date,
      CASE WHEN coalesce(typed, number, date) IS NULL THEN moment ELSE '' END AS odd
    FROM (SELECT *, ${isNobody('who', user)} AS is_nobody, ${numberOf('moment')} AS number, ${dateOf('moment')} AS date
      FROM (SELECT is_row, ${isJson ? odd.join(' OR ') : 'false'} AS is_odd, ${names}${orderNames}, typed,
          ${clean('raw_user')} AS who, ${clean('raw_time')} AS moment
        FROM (SELECT ${[`${isRow} AS is_row`, ...asTheyAre, ...orders].join(', ')},
          ${source.textOf(user)} AS raw_user, ${source.textOf(time)} AS raw_time, ${typed ?? 'NULL::DOUBLE'} AS typed
          FROM ${from})))`;
  const secret = randomBytes(16).toString('hex');
  // One after the other: of several at once DuckDB keeps no order.
  for (const [i, file] of source.files.entries()) {
    const into = i === 0 ? 'CREATE TABLE rows AS' : 'INSERT INTO rows';
    await database.run(`${into} ${select}`, { ...parameters, files: [file], secret });
  }
  await refuseOdd(database, columns, notes);
  if (format === 'csv') return noteRejected(database, notes);
  const [count] = await database.row('SELECT count(*)::DOUBLE FROM rows WHERE NOT is_row');
  if (count === 0) return 0;
  await database.run('DELETE FROM rows WHERE NOT is_row');
  notes.badRow({ found: 'what is no object of JSON', expected: 'an object in each line' }, '', count as number);
  return count as number;
}

/** Names in the table, and the columns of the log; one at least, for joins. */
function named(prefix: string, columns: readonly string[]): [name: string, column: string | undefined][] {
  return Array.from({ length: Math.max(1, columns.length) }, (_, i) => [`${prefix}${i}`, columns[i]]);
}

/** `orders`: which order a row is of; `filled`: which columns that rows of an order share have something in it. */
function orderColumns(source: LogSource, columns: LogColumns): string[] {
  const texts = columns.order.map((name) => `nullif(${trimmed(source.textOf(name))}, '')`);
  const shared = ORDER_ROLES.flatMap((role) => columns[role]).map((name) => `${trimmed(source.textOf(name))} <> ''`);
  return [`coalesce(${texts.join(', ')}, '') AS orders`, `concat_ws(' ', ${shared.join(', ')}) AS filled`];
}

/** @throws InputError for what is read in memory alone */
async function refuseOdd(database: LogDatabase, { user, item, order }: LogColumns, { file }: Notes): Promise<void> {
  const mend = 'Grant more memory (--memory): such a log is read in memory alone.';
  const [isOdd] = await database.row('SELECT bool_or(is_odd AND is_row) FROM rows');
  if (isOdd === true) {
    const found = `lists, objects or numbers with a fraction in ${quoted(user[0])} or ${quoted(item[0])}`;
    throw new InputError({ file, found, expected: 'one id in each row of a log that is larger than memory', mend });
  }
  if (order.length === 0) return;
  const [isShared] = await database.row(`
    SELECT coalesce(bool_or(orders = earlier AND filled <> earlier_filled), false) FROM
      (SELECT orders, filled, lag(orders) OVER w AS earlier, lag(filled) OVER w AS earlier_filled FROM rows
      WHERE is_row AND orders <> '' WINDOW w AS (ORDER BY rowid))`);
  if (isShared !== true) return;
  const found = 'orders of which the first row alone says who, when or what';
  throw new InputError({ file, found, expected: 'rows that say all of it in a log that is larger than memory', mend });
}

/** Rows of csv that have more cells than the header, or fewer. */
async function noteRejected(database: LogDatabase, notes: Notes): Promise<number> {
  const [count] = await database.row('SELECT count(DISTINCT (scan_id, file_id, line))::DOUBLE FROM reject_errors');
  if (count === 0) return 0;
  const [line, type] = await database.row(
    'SELECT line::DOUBLE, error_type::VARCHAR FROM reject_errors ORDER BY scan_id, file_id, line LIMIT 1',
  );
  const cells = /COLUMNS/.test(type as string);
  const found = cells ? 'another number of cells' : 'quotes or bytes that cannot be read';
  const expected = cells ? 'as many cells as the header has' : 'cells in UTF-8, with quotes in pairs';
  notes.badRow({ line: line as number, found, expected }, '', count as number);
  return count as number;
}
