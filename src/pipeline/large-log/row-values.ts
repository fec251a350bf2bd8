// What the values of a log mean, for DuckDB: which item a row names and what happened have few values, so the code that reads
// a log in memory is asked once for each of them (log-events.ts), and the answers become tables to join. Users and times have
// as many values as there are rows: these are SQL, for the forms that it reads exactly as the code in memory does.

import { InputError, type InputErrorDetails } from '../../errors.ts';
import { towerEventType } from '../../history/events.ts';
import { Notes } from '../../items/notes.ts';
import { isInterest, type LogEventType } from '../input/event-names.ts';
import { eventTypeIndex } from '../input/interactions.ts';
import { KnownItems } from '../input/known-items.ts';
import { LOG_ROLES, type LogColumns, type LogRole, nobodyTexts } from '../input/log-columns.ts';
import { LogEvents } from '../input/log-events.ts';
import { literal } from './database.ts';
import type { LogFormat } from './log-source.ts';

/** Columns by which an item is named, and those that say what happened. */
const ITEM_ROLES = ['item', 'title'] as const satisfies readonly LogRole[];
const EVENT_ROLES = ['event', 'quantity', 'rating', 'status', 'cancelled'] as const satisfies readonly LogRole[];
/** Names that no column of a file has. */
const [WHO, WHAT, WHEN] = ['\0who', '\0what', '\0when'];
const A_TIME = '2024-05-31';

export const itemColumns = (columns: LogColumns): string[] => ITEM_ROLES.flatMap((role) => columns[role]);
export const eventColumns = (columns: LogColumns): string[] => EVENT_ROLES.flatMap((role) => columns[role]);

/** A value as the file has it, of its text in a question. */
const fileValue = (text: unknown, format: LogFormat): unknown =>
  format === 'jsonl' && text !== '' ? JSON.parse(text as string) : text;

export interface NamedItem {
  /** As the log calls it; '' = no item is named. */
  name: string;
  /** Row of the items file. */
  item: number | undefined;
}

/** Of the texts of `itemColumns`. */
export function itemReader(columns: LogColumns, known: KnownItems, format: LogFormat) {
  const own = { ...noColumns(), user: [WHO], item: columns.item, title: columns.title, time: [WHEN] };
  const events = new LogEvents(own, known, new Notes('', 'refuse'));
  const names = itemColumns(columns);
  return (texts: readonly unknown[]): NamedItem => {
    const values = new Map<string, unknown>(names.map((name, i) => [name, fileValue(texts[i], format)]));
    const [event] = events.of({ line: 0, values: values.set(WHO, 'x').set(WHEN, A_TIME) });
    return { name: event?.itemName ?? '', item: event?.item };
  };
}

export interface WhatHappened {
  /** Why the row cannot be used. */
  wrong?: Pick<InputErrorDetails, 'found' | 'expected'>;
  type: LogEventType;
  /** Index in TOWER_EVENT_TYPES; undefined = no sign of interest. */
  towerType?: number;
  rating?: number | undefined;
  /** What the log calls it. */
  name?: string | undefined;
}

/** Of the texts of `eventColumns`. */
export function eventReader(columns: LogColumns, format: LogFormat) {
  const own = { ...columns, user: [WHO], item: [WHAT], title: [], time: [WHEN] };
  const names = eventColumns(columns);
  return (texts: readonly unknown[]): WhatHappened => {
    const events = new LogEvents(own, new KnownItems(['x'], {}), new Notes('', 'refuse'));
    const values = new Map<string, unknown>(names.map((name, i) => [name, fileValue(texts[i], format)]));
    try {
      const [event] = events.of({ line: 0, values: values.set(WHO, 'x').set(WHAT, 'x').set(WHEN, A_TIME) });
      const { type, rating } = event!;
      return {
        type,
        rating,
        name: nameIn(events),
        ...(isInterest(type) && { towerType: eventTypeIndex(towerEventType(type, rating)) }),
      };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { type: 'none', name: nameIn(events), wrong: { found: error.found, expected: error.expected } };
    }
  };
}

const nameIn = ({ eventNames }: LogEvents): string | undefined => [...eventNames.keys()][0];

function noColumns(): Record<LogRole, readonly string[]> {
  return Object.fromEntries(LOG_ROLES.map((role) => [role, []])) as unknown as Record<LogRole, readonly string[]>;
}

/** What `trim` of JavaScript takes away. */
const BLANKS =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
/** SQL of a text without blanks around it; '' for none. Most have none, and looking is ten times as fast as trimming. */
export const trimmed = (text: string): string =>
  `CASE WHEN ${text} IS NULL THEN '' WHEN regexp_full_match(${text}, '[!-~](.*[!-~])?') THEN ${text}
    ELSE trim(${text}, ${literal(BLANKS)}) END`;

/** SQL of the text that a value of JSON is, of its JSON. */
export const unquoted = (json: string): string =>
  `CASE WHEN ${json} = 'null' THEN '' WHEN starts_with(${json}, '"') THEN json_extract_string(${json}, '$') ELSE ${json} END`;

/** SQL of whether JSON is a value that has no text, or one that JavaScript writes in another way. */
export const isOddJson = (json: string, ofUser: boolean): string => {
  const isList = `starts_with(${json}, '[') OR starts_with(${json}, '{')`;
  const plain = '".*|0|-?[1-9][0-9]{0,14}|true|false|null';
  return ofUser ? `(${isList} OR NOT regexp_full_match(${json}, '${plain}', 's'))` : `(${isList})`;
};

/** SQL of whether a trimmed text stands for nobody. @param column  as the log calls it */
export function isNobody(text: string, column: string): string {
  const words = [...nobodyTexts(column)].map(literal).join(', ');
  // As many bytes as characters: other alphabets have letters whose small forms are these too. IN would be a join, after which
  // rows have no order.
  return `(${text} = '' OR (list_contains([${words}], lower(${text})) AND strlen(${text}) = length(${text})))`;
}

/** SQL of a number, of a trimmed text; NULL for another text. */
export const numberOf = (text: string): string =>
  `CASE WHEN regexp_full_match(${text}, '-?[0-9]{1,20}(\\.[0-9]{1,9})?') THEN ${text}::DOUBLE END`;

/**
 * SQL of milliseconds since the epoch, of a trimmed text such as 2024-05-31, 2024-05-31 18:30 or 2024-05-31T18:30:00.5+02:00,
 * UTC where it names no zone; NULL for another text. The arithmetic is that of timestamps.ts.
 */
export function dateOf(text: string): string {
  const form =
    '[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?';
  const part = (from: number) => `coalesce(try_cast(substr(${text}, ${from}, 2) AS DOUBLE), 0)`;
  const [hours, minutes] = [part(12), part(15)];
  const seconds = `CASE WHEN substr(${text}, 17, 1) = ':' THEN ${part(18)} ELSE 0 END`;
  const fraction = `CASE WHEN substr(${text}, 20, 1) = '.' THEN ('0.' || regexp_extract(substr(${text}, 21), '^[0-9]+'))::DOUBLE ELSE 0 END`;
  const zone = `regexp_extract(substr(${text}, 11), '[+-][0-9]{2}:?[0-9]{2}$')`;
  const zoneMinutes = `(substr(${zone}, 2, 2)::DOUBLE * 60 + right(${zone}, 2)::DOUBLE)`;
  const hasZone = `length(${text}) > 10 AND (contains(substr(${text}, 11), '+') OR contains(substr(${text}, 11), '-'))`;
  const zoneMs = `CASE WHEN ${hasZone} THEN ${zoneMinutes} * (CASE WHEN starts_with(${zone}, '-') THEN -60000 ELSE 60000 END) ELSE 0 END`;
  const clockMs = `floor((${hours} * 3600 + ${minutes} * 60 + ${seconds} + ${fraction}) * 1000 + 0.5)`;
  const isClock = `(length(${text}) < 16 OR (${hours} <= 24 AND ${minutes} <= 59 AND ${seconds} <= 60))`;
  const day = `epoch_ms(try_cast(substr(${text}, 1, 10) AS DATE)::TIMESTAMP)::DOUBLE`;
  const time = `CASE WHEN length(${text}) < 16 THEN ${day} ELSE ${day} + ${clockMs} END - ${zoneMs}`;
  return `CASE WHEN regexp_full_match(${text}, '${form}') AND ${isClock} THEN ${time} END`;
}
