// What people should know of a log that was read: what was counted, what was left out, and why nothing was left where nothing
// is. It names items and events, and never a user.

import { InputError, quoted } from '../../errors.ts';
import type { Notes } from '../../items/notes.ts';
import { eventNamed, type LogEventType } from './event-names.ts';
import { columnsInWords, type LogColumns } from './log-columns.ts';
import type { LogEvent, LogEvents } from './log-events.ts';

const MAX_NAMED = 5;
/** What is said of events that are no sign of interest. */
const LEFT_OUT: Readonly<Partial<Record<LogEventType, string>>> = {
  refund: 'refunds or returns',
  cancelled: 'what is of orders that were cancelled or failed',
  remove_from_cart: 'what was taken out of a cart',
};

export class LogReport {
  readonly #notes: Notes;
  /** Rows that could be read. */
  numRows = 0;
  columns: LogColumns | undefined;
  /** Events of a known item and user, by type, those too that are no sign of interest. */
  readonly numEvents: Partial<Record<LogEventType, number>> = {};
  /** Events left out because their item is not in the items file. */
  numUnknownItemRows = 0;
  readonly #unknown = new Set<string>();
  /** Events left out because nobody is named. */
  numRowsWithoutUser = 0;
  readonly #users = new Set<string>();
  /** Whether they did anything that counts or not. */
  numUsersSeen = 0;
  numOrders = 0;
  numOrdersWithoutUser = 0;
  /** Rows by the name of what happened, as the log has it. */
  eventNames: ReadonlyMap<string, number> = new Map();
  #numRowsWithoutItem = 0;
  /** For people; one sentence each. */
  warnings: string[] = [];

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** The first few. */
  get unknownItemIds(): string[] {
    return [...this.#unknown].slice(0, MAX_NAMED);
  }

  get numUnknownItems(): number {
    return this.#unknown.size;
  }

  /** Who did anything with a known item. */
  get numUsers(): number {
    return this.#users.size;
  }

  /** @param rows  of this kind @returns whether it is of a known item and user */
  counts({ user, item, itemName, type }: Pick<LogEvent, 'user' | 'item' | 'itemName' | 'type'>, rows = 1): boolean {
    if (item === undefined) {
      this.numUnknownItemRows += rows;
      this.#unknown.add(itemName);
    }
    if (user === '') this.numRowsWithoutUser += rows;
    if (user === '' || item === undefined) return false;
    this.#users.add(user);
    this.numEvents[type] = (this.numEvents[type] ?? 0) + rows;
    return true;
  }

  /** For people: an item that the log names and the items file lacks. */
  nameUnknown(itemName: string): void {
    this.#unknown.add(itemName);
  }

  finish(events: LogEvents, contextWarnings: readonly string[]): void {
    this.eventNames = events.eventNames;
    this.numUsersSeen = events.users.size;
    this.numOrders = events.orders.size;
    this.numOrdersWithoutUser = events.ordersWithoutUser.size;
    this.#numRowsWithoutItem = events.numRowsWithoutItem;
    const { file } = this.#notes;
    this.warnings = [...this.#leftOut().map((sentence) => `${file}: ${sentence}`), ...contextWarnings];
  }

  /** For people: what the columns were taken for. */
  columnLine(): string {
    return `columns of the log: ${this.columns ? columnsInWords(this.columns) : 'none'} (--map user_id=… changes one)`;
  }

  /** Once times were looked at as well. */
  addNotes(): void {
    this.warnings.push(...this.#notes.list().map((sentence) => `${this.#notes.file}: ${sentence}`));
  }

  noEvent(): InputError {
    const { file } = this.#notes;
    if (this.numRows === 0) return new InputError({ file, found: 'no rows', expected: 'at least one interaction' });
    if (this.#users.size > 0) {
      const found = `no event that means something (${this.#namesOfEvents() || 'none is named'})`;
      return new InputError({ file, found, expected: 'events such as view, add_to_cart or purchase' });
    }
    const unknown = this.unknownItemIds;
    if (unknown.length === 0) {
      const [role, column] =
        this.numRowsWithoutUser > 0 ? (['user', 'user_id'] as const) : (['item', 'item_id'] as const);
      const found = `no ${column} in any row${this.columns ? ` (the column of it is ${quoted(this.columns[role][0])})` : ''}`;
      return new InputError({ file, found, expected: `who and what in each row (or --map ${column}=<column>)` });
    }
    const found = `no row whose item is in the items file (item_id is ${quoted(unknown.join(', '))}, …)`;
    return new InputError({ file, found, expected: 'item_id values that are ids of the items file' });
  }

  noTime(): InputError {
    const [found = 'no event with a time that can be'] = this.#notes.list();
    return new InputError({ file: this.#notes.file, found, expected: 'events with times from 1990 until now' });
  }

  #leftOut(): string[] {
    const of = `of ${this.numRows} rows`;
    const sentences: string[] = [];
    if (this.numUnknownItemRows > 0) {
      const more = this.#unknown.size > MAX_NAMED ? ', …' : '';
      const ids = this.unknownItemIds.map((id) => quoted(id)).join(', ');
      sentences.push(
        `${this.numUnknownItemRows} ${of} have an item that is not in the items file (${ids}${more}) and are left out`,
      );
    }
    if (this.numRowsWithoutUser > 0)
      sentences.push(`${this.numRowsWithoutUser} ${of} say nothing of who it was and are left out`);
    if (this.#numRowsWithoutItem > 0) sentences.push(`${this.#numRowsWithoutItem} ${of} name no item and are left out`);
    const gone = Object.entries(LEFT_OUT).filter(([type]) => this.numEvents[type as LogEventType]);
    for (const [type, words] of gone) sentences.push(`left out: ${words} (${this.numEvents[type as LogEventType]})`);
    const { none } = this.numEvents;
    const names = this.#namesOfEvents((name) => eventNamed(name) === undefined);
    if (none) sentences.push(`left out: events that say nothing of a wish (${none}${names && `, such as ${names}`})`);
    return sentences;
  }

  #namesOfEvents(isMeant: (name: string) => boolean = () => true): string {
    return [...this.eventNames]
      .filter(([name]) => isMeant(name))
      .sort(([, a], [, b]) => b - a)
      .slice(0, MAX_NAMED)
      .map(([name, count]) => `${quoted(name)} ${count} times`)
      .join(', ');
  }
}
