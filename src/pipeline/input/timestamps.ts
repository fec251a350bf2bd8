// Timestamps as files write them: seconds, milliseconds, ISO dates, or mere positions in a user's sequence. The unit is
// a property of the whole file, found after its last row.

import { InputError, quoted } from '../../errors.ts';
import { isAbsent, type Place } from './text-values.ts';

export type TimestampForm = 'number' | 'date';

/** Below this a number is no time: as seconds it would lie before March 1973. */
const FIRST_PLAUSIBLE_SECONDS = 1e8;
/** From here on a number counts milliseconds: as seconds it would lie beyond the year 5138. */
const FIRST_MILLISECONDS = 1e11;

const ISO_DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const HAS_ZONE = /(Z|[+-]\d{2}:?\d{2})$/;

/**
 * One timestamp: a number as it stands, or an ISO date in milliseconds (UTC where it names no zone).
 *
 * @throws InputError for anything else
 */
export function parseTimestamp(value: unknown, { file, line, column }: Place): { form: TimestampForm; value: number } {
  if (typeof value === 'number' && Number.isFinite(value)) return { form: 'number', value };
  const text = typeof value === 'string' ? value.trim() : '';
  const number = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return { form: 'number', value: number };
  const date = ISO_DATE.test(text) ? Date.parse(utcText(text)) : Number.NaN;
  if (!Number.isNaN(date)) return { form: 'date', value: date };
  throw new InputError({
    file,
    line,
    found: isAbsent(value) ? `no ${column}` : `${column} ${quoted(value)}`,
    expected: 'seconds or milliseconds since 1970, an ISO date (2024-05-31T18:30:00Z), or a position',
  });
}

function utcText(text: string): string {
  const iso = text.replace(' ', 'T');
  return iso.includes('T') && !HAS_ZONE.test(text) ? `${iso}Z` : iso;
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

/** Milliseconds a unit of the file's numbers: 1000 where they count seconds, 1 where they count milliseconds. */
export function millisecondsPerUnit(timestamps: Float64Array): number {
  return timestamps.some((value) => value >= FIRST_MILLISECONDS) ? 1 : 1000;
}
