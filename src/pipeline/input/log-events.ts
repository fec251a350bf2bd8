// A row of a log -> what somebody did, an event for each of its items. Rows of one order share what only the first of them
// says (Shopify writes the state of an order once).

import { InputError, quoted } from '../../errors.ts';
import type { Notes } from '../../items/notes.ts';
import { eventNamed, type LogEventType, stateNamed } from './event-names.ts';
import type { KnownItems } from './known-items.ts';
import { cellText, isNo, type LogColumns, type LogRole, userReader } from './log-columns.ts';
import { entriesOf, type LogRow, valueAt } from './log-rows.ts';
import { isAbsent, numberValue } from './text-values.ts';
import { TIME_WORDS, type Timestamp, timestampOf } from './timestamps.ts';

export interface LogEvent {
  line: number;
  /** '' = nobody that the log knows. */
  user: string;
  /** As the log calls it. */
  itemName: string;
  /** Row of the items file; undefined = unknown there. */
  item: number | undefined;
  type: LogEventType;
  time: Timestamp;
  /** Pieces, at least 1. */
  quantity: number;
  rating: number | undefined;
}

/** Columns of an order that stand in its first row alone. */
export const ORDER_ROLES = ['user', 'time', 'event', 'status', 'cancelled'] as const satisfies readonly LogRole[];
/** More names are no events but prose. */
const MAX_NAMES = 10_000;

export class LogEvents {
  readonly #columns: LogColumns;
  readonly #known: KnownItems;
  readonly #notes: Notes;
  readonly #types = new Map<string, LogEventType | undefined>();
  readonly #userOf: (value: unknown) => string;
  #order: { name: string; values: Map<string, unknown> } | undefined;
  /** Rows by the name of what happened, as the log has it. */
  readonly eventNames = new Map<string, number>();
  readonly orders = new Set<string>();
  readonly ordersWithoutUser = new Set<string>();
  readonly users = new Set<string>();
  /** Rows in which no item is named. */
  numRowsWithoutItem = 0;

  constructor(columns: LogColumns, known: KnownItems, notes: Notes) {
    this.#columns = columns;
    this.#userOf = userReader(columns.user[0] ?? '');
    this.#known = known;
    this.#notes = notes;
  }

  /** @throws InputError where wrong rows are refused */
  of(row: LogRow): LogEvent[] {
    const { line } = row;
    const [order = ''] = this.#texts(row, 'order');
    const whole = order === '' ? row : this.#withOrder(row, order);
    const user = this.#userOf(valueAt(whole, this.#columns.user[0], 0));
    if (user !== '') this.users.add(user);
    if (order !== '') this.orders.add(order);
    if (order !== '' && user === '') this.ordersWithoutUser.add(order);
    const items = this.#items(row);
    const names = this.#texts(whole, 'event');
    this.#countName(names[0]);
    if (items.length === 0) {
      this.numRowsWithoutItem++;
      return [];
    }
    const [timeColumn] = this.#columns.time;
    const time = timestampOf(valueAt(whole, timeColumn, 0));
    if (!time) return this.#wrong(line, timeColumn!, valueAt(whole, timeColumn, 0), TIME_WORDS);
    const said = this.#said(whole, names, items.length);
    return items.flatMap(({ item, name, place }): LogEvent[] => {
      const rating = this.#rating(row, place);
      if (rating === 'wrong') return [];
      const pieces = Number(cellText(valueAt(row, this.#columns.quantity[0], place)) || 1);
      const type = typeOf(said ?? (rating === undefined ? 'view' : 'rate'), pieces);
      if (type === 'rate' && rating === undefined) return this.#noRating(line);
      const quantity = Number.isFinite(pieces) ? Math.max(1, Math.abs(pieces)) : 1;
      return [{ line, user, itemName: name, item, type, time, quantity, rating }];
    });
  }

  /** What the row says for all of its items. Without a word an order is a purchase; undefined leaves it to stars. */
  #said(row: LogRow, names: readonly string[], numItems: number): LogEventType | undefined {
    const columns = this.#columns;
    const isOrder = columns.order.length > 0 || columns.quantity.length > 0;
    const named = names.map((name) => this.#typeOf(name)).find((type) => type !== undefined);
    // A list that was shown is no interest in each of its items.
    if (named === 'view' && numItems > 1) return 'none';
    if (named) return named;
    if (names.length > 0) return 'none';
    if (columns.event.length > 0) return undefined;
    if (this.#texts(row, 'cancelled').some((text) => !isNo(text))) return 'cancelled';
    const state = this.#texts(row, 'status')
      .map(stateNamed)
      .find((type) => type !== undefined);
    if (state) return state;
    if (columns.rating.length > 0) return undefined;
    return isOrder ? 'purchase' : 'view';
  }

  #countName(name: string | undefined): void {
    if (name === undefined || (this.eventNames.size === MAX_NAMES && !this.eventNames.has(name))) return;
    this.eventNames.set(name, (this.eventNames.get(name) ?? 0) + 1);
  }

  /** Names are few, and their words take time. */
  #typeOf(name: string): LogEventType | undefined {
    if (this.#types.has(name)) return this.#types.get(name);
    const type = eventNamed(name);
    if (this.#types.size < MAX_NAMES) this.#types.set(name, type);
    return type;
  }

  /** Of the columns of a role, those texts that are there. */
  #texts(row: LogRow, role: LogRole): string[] {
    return this.#columns[role].map((name) => cellText(valueAt(row, name, 0))).filter(Boolean);
  }

  #withOrder(row: LogRow, name: string): LogRow {
    const own = ORDER_ROLES.flatMap((role) => this.#columns[role]);
    if (this.#order?.name !== name) {
      this.#order = { name, values: new Map(own.map((column) => [column, row.values.get(column)])) };
      return row;
    }
    const values = new Map(row.values);
    for (const column of own) if (isAbsent(values.get(column))) values.set(column, this.#order.values.get(column));
    return { ...row, values };
  }

  /** One column of a row has a list, or each has one value: the first that is known, else the first that is there. */
  #items(row: LogRow): { name: string; item: number | undefined; place: number }[] {
    const { item: columns, title } = this.#columns;
    const count = Math.max(0, ...[...columns, ...title].map((name) => listLength(row.values.get(name))));
    return Array.from({ length: count }, (_, place) => {
      const names = columns.map((name) => cellText(valueAt(row, name, place))).filter(Boolean);
      const known = names.find((name) => this.#known.indexOf(name) !== undefined);
      if (known) return { name: known, item: this.#known.indexOf(known), place };
      const called = cellText(valueAt(row, title[0], place));
      return { name: names[0] ?? called, item: called ? this.#known.indexOfTitle(called) : undefined, place };
    }).filter(({ name }) => name !== '');
  }

  #rating(row: LogRow, place: number): number | undefined | 'wrong' {
    const [column] = this.#columns.rating;
    if (column === undefined) return undefined;
    const value = valueAt(row, column, place);
    try {
      const rating = numberValue(value, { file: this.#notes.file, line: row.line, column });
      if (rating === undefined || (rating >= 0 && rating <= 5)) return rating;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
    this.#wrong(row.line, column, value, 'a rating from 0 to 5');
    return 'wrong';
  }

  #noRating(line: number): [] {
    this.#notes.badRow({ line, found: 'event "rate" without a rating', expected: 'a rating from 0 to 5' }, '');
    return [];
  }

  #wrong(line: number, column: string, value: unknown, expected: string): [] {
    const found = isAbsent(value) ? `no ${column}` : `${column} ${quoted(value)}`;
    this.#notes.badRow({ line, found, expected }, '');
    return [];
  }
}

function listLength(value: unknown): number {
  return isAbsent(value) ? 0 : entriesOf(value).length;
}

/** Fewer pieces than one take back; for a cart they add nothing. */
function typeOf(said: LogEventType, pieces: number): LogEventType {
  if (pieces > 0 || Number.isNaN(pieces)) return said;
  if (said === 'purchase') return 'refund';
  return said === 'add_to_cart' ? 'none' : said;
}
