// Timestamps as files write them: seconds, milliseconds, microseconds, ISO dates, dates of spreadsheets, or mere positions in
// a user's sequence. What a date with bars means (`3/4/2010`) and whether numbers are positions is a property of the whole
// file, found after its last row (log-times.ts).

import { isAbsent } from './text-values.ts';

export type TimestampForm = 'number' | 'date';

export interface Timestamp {
  form: TimestampForm;
  /** A number as it stands; a date in milliseconds, UTC where it names no zone. */
  value: number;
  /** `12/31/2023`: which comes first is sure. `either`: `3/4/2010`, read as month and day. */
  order?: 'month-day' | 'day-month' | 'either';
}

/** Below this a number is no time: as seconds it would lie before March 1973. */
const FIRST_PLAUSIBLE_SECONDS = 1e8;
/** From here on a number counts a thousandth of the unit before: as seconds, the first would lie beyond the year 5138. */
const [FIRST_MILLISECONDS, FIRST_MICROSECONDS, FIRST_NANOSECONDS] = [1e11, 1e14, 1e17];

const CLOCK = String.raw`(?:[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?`;
const HALF = String.raw`(?:\s*([ap])\.?m\.?)?`;
const ZONE = String.raw`(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${CLOCK}${HALF}${ZONE}$`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${CLOCK}${HALF}${ZONE}$`, 'i');
const MONTH_NAMES = /[a-z]{3,}/i;
const HAS_ZONE = /(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i;

export const TIME_WORDS =
  'seconds, milliseconds or microseconds since 1970, a date (2024-05-31T18:30:00Z, 31.12.2023 18:05), or a position';

/** Undefined for what is no time. */
export function timestampOf(value: unknown): Timestamp | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? { form: 'number', value } : undefined;
  if (isAbsent(value) || typeof value !== 'string' || value.length > 60) return undefined;
  const text = value.trim();
  const number = Number(text);
  return Number.isFinite(number) ? { form: 'number', value: number } : dateOf(text);
}

function dateOf(text: string): Timestamp | undefined {
  const [, year, month, day, ...clock] = text.match(YEAR_FIRST) ?? [];
  if (year) return dateAt(Number(year), Number(month), Number(day), clock);
  const [, first, separator, second, short, ...rest] = text.match(YEAR_LAST) ?? [];
  if (first) return barredDate([Number(first), Number(second)], separator!, fullYear(short!), rest);
  if (!MONTH_NAMES.test(text) || !/\d{4}/.test(text)) return undefined;
  const value = Date.parse(HAS_ZONE.test(text) ? text : `${text} UTC`);
  return Number.isNaN(value) ? undefined : { form: 'date', value };
}

type Clock = readonly (string | undefined)[];

/** Dots are German, and the day comes first. */
function barredDate([first, second]: [number, number], separator: string, year: number, clock: Clock) {
  const isDayFirst = separator === '.' || first > 12;
  const [month, day] = isDayFirst ? [second, first] : [first, second];
  const date = dateAt(year, month, day, clock);
  if (!date || separator === '.' || first === second) return date;
  const order = first > 12 ? 'day-month' : second > 12 ? 'month-day' : 'either';
  return { ...date, order } satisfies Timestamp;
}

const fullYear = (text: string) =>
  text.length === 4 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900);

function dateAt(year: number, month: number, day: number, clock: Clock): Timestamp | undefined {
  const [hour = '0', minute = '0', second = '0', fraction = '0', half, zone] = clock;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const days = Date.UTC(year, month - 1, day);
  const isDate = month >= 1 && new Date(days).getUTCDate() === day && new Date(days).getUTCMonth() === month - 1;
  if (!isDate || hours > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const seconds = hours * 3600 + Number(minute) * 60 + Number(second) + Number(`0.${fraction}`);
  return { form: 'date', value: days + Math.round(seconds * 1000) - zoneMs(zone) };
}

function zoneMs(zone: string | undefined): number {
  const [, sign, hours, minutes] = zone?.match(/^([+-])(\d{2}):?(\d{2})$/) ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
}

/** The same date with day and month the other way round, of those that are `either`. */
export function swappedDate(timeMs: number): number {
  const date = new Date(timeMs);
  const days = (month: number, day: number) => Date.UTC(date.getUTCFullYear(), month, day);
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  return timeMs - days(month, day) + days(day - 1, month + 1);
}

/**
 * Whether numbers are positions: too small to be times, or every user's rise by exactly one from event to event.
 *
 * @param timestamps  f64 [numEvents], the file's own numbers
 * @param offsets     u32 [numUsers + 1], @param order u32 [numEvents]: events by user and timestamp
 */
export function arePositions(timestamps: Float64Array, offsets: Uint32Array, order: Uint32Array): boolean {
  if (timestamps.every((value) => value < FIRST_PLAUSIBLE_SECONDS)) return true;
  let steps = 0;
  for (let user = 0; user + 1 < offsets.length; user++) {
    for (let i = offsets[user]! + 1; i < offsets[user + 1]!; i++, steps++) {
      if (timestamps[order[i]!]! - timestamps[order[i - 1]!]! !== 1) return false;
    }
  }
  return steps > 0;
}

/** A number of seconds, milliseconds, microseconds or nanoseconds in milliseconds; its size says which. */
export function millisecondsOf(value: number): number {
  if (value < FIRST_MILLISECONDS) return value * 1000;
  if (value < FIRST_MICROSECONDS) return value;
  return value < FIRST_NANOSECONDS ? value / 1000 : value / 1e6;
}
