// A log's columns `context.NAME` (locale, daypart, device, ...) as small numbers. Only what several people had is kept:
// a rare value teaches the towers nothing, and might name the one person who had it in a file that everybody downloads.

import { InputError, quoted } from '../../errors.ts';
import {
  CONTEXT_NAME_PATTERN,
  CONTEXT_SIZE,
  MAX_CONTEXT_VALUE_LENGTH,
  MAX_CONTEXTS,
} from '../../formats/vocabulary.ts';
import { contextValue } from '../../towers/context-values.ts';
import { CONTEXT_PREFIX } from './column-map.ts';
import type { ContextColumn } from './interactions.ts';
import { isAbsent } from './text-values.ts';

/** People that a value must have been met with. */
const MIN_USERS = 5;

interface Collected {
  /** Text -> its number in order of appearance. */
  numbers: Map<string, number>;
  /** By that number, the first MIN_USERS people. */
  users: Set<number>[];
  /** By that number. */
  counts: number[];
  /** Number + 1 of each event; 0 = absent. */
  ofEvents: number[];
}

/** Collects the context columns of a log in file order. */
export class ContextColumns {
  readonly #file: string;
  readonly #columns = new Map<string, Collected>();
  #numEvents = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws InputError for a name or value that can't be one, or too many columns */
  add(user: number, values: Readonly<Record<string, unknown>>, line: number): void {
    for (const name of Object.keys(values)) {
      if (!name.startsWith(CONTEXT_PREFIX) || isAbsent(values[name])) continue;
      const value = this.#valueOf(values[name], name, line);
      const column = this.#columns.get(name) ?? this.#begin(name, line);
      const number = column.numbers.get(value) ?? column.numbers.size;
      column.numbers.set(value, number);
      column.counts[number] = (column.counts[number] ?? 0) + 1;
      const users = (column.users[number] ??= new Set());
      if (users.size < MIN_USERS) users.add(user);
      column.ofEvents[this.#numEvents] = number + 1;
    }
    this.#numEvents++;
  }

  /**
   * @returns the columns by name, without those of which nothing is kept (undefined where none is left), and what
   *   people should know of them
   */
  finish(): { contexts: ContextColumn[] | undefined; warnings: string[] } {
    const columns = [...this.#columns]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, collected]) => {
        const column = keptColumn(name.slice(CONTEXT_PREFIX.length), collected, this.#numEvents);
        return { column, numLeftOut: collected.numbers.size - column.values.length };
      });
    const kept = columns.map(({ column }) => column).filter(({ values }) => values.length > 0);
    const warnings = columns
      .filter(({ numLeftOut }) => numLeftOut > 0)
      .map(
        ({ column: { name, values }, numLeftOut }) =>
          `${this.#file}: ${CONTEXT_PREFIX}${name} has ${values.length} values that count; ${numLeftOut} are taken as unknown ` +
          `(met with fewer than ${MIN_USERS} people, or beyond the ${CONTEXT_SIZE - 1} most frequent)`,
      );
    return { contexts: kept.length > 0 ? kept : undefined, warnings };
  }

  #valueOf(found: unknown, column: string, line: number): string {
    const value = contextValue(String(found));
    if (typeof found !== 'object' && value.length <= MAX_CONTEXT_VALUE_LENGTH) return value;
    const expected = `a text of up to ${MAX_CONTEXT_VALUE_LENGTH} characters`;
    throw new InputError({ file: this.#file, line, found: `${column} ${quoted(found)}`, expected });
  }

  #begin(name: string, line: number): Collected {
    if (!CONTEXT_NAME_PATTERN.test(name.slice(CONTEXT_PREFIX.length))) {
      const expected = `${CONTEXT_PREFIX} and a name like ${CONTEXT_NAME_PATTERN.source}`;
      throw new InputError({ file: this.#file, line, found: `a column ${quoted(name)}`, expected });
    }
    if (this.#columns.size === MAX_CONTEXTS) {
      const found = `${MAX_CONTEXTS + 1} columns ${CONTEXT_PREFIX}…`;
      throw new InputError({ file: this.#file, line, found, expected: `at most ${MAX_CONTEXTS}` });
    }
    const begun: Collected = { numbers: new Map(), users: [], counts: [], ofEvents: [] };
    this.#columns.set(name, begun);
    return begun;
  }
}

/** The most frequent values, ties in code-unit order. */
function keptColumn(name: string, { numbers, users, counts, ofEvents }: Collected, numEvents: number): ContextColumn {
  const values = [...numbers.keys()]
    .filter((value) => users[numbers.get(value)!]!.size >= MIN_USERS)
    .sort((a, b) => counts[numbers.get(b)!]! - counts[numbers.get(a)!]! || (a < b ? -1 : 1))
    .slice(0, CONTEXT_SIZE - 1);
  const final = new Uint8Array(numbers.size + 1);
  for (const [place, value] of values.entries()) final[numbers.get(value)! + 1] = place + 1;
  return { name, values, numbers: Uint8Array.from({ length: numEvents }, (_, event) => final[ofEvents[event] ?? 0]!) };
}
