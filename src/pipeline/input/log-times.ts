// The times of a log once all of it was read: which of day and month comes first, whether numbers are positions, and which
// events have a time that cannot be. Those are told with their line, and left out.

import type { Notes } from '../../items/notes.ts';
import { sortedByUserAndTime } from './interactions.ts';
import { arePositions, millisecondsOf, swappedDate, type Timestamp } from './timestamps.ts';

/** No site has a log of before. */
export const FIRST_TIME = Date.UTC(1990, 0, 1);
/** Clocks and zones differ by less. */
export const DAY_MS = 86_400_000;

/** Events as they were read, in file order. */
export interface TimedEvents {
  users: Uint32Array;
  /** As in the file. */
  timestamps: Float64Array;
  lines: Uint32Array;
  /** u8: 1 = day and month may be the other way round. */
  swappable: Uint8Array;
}

export class LogTimes {
  readonly #notes: Notes;
  readonly #now: number;
  #numDayFirst = 0;
  #numMonthFirst = 0;
  #eitherLine: number | undefined;

  /** @param now  milliseconds since the epoch: what is later has not happened */
  constructor(notes: Notes, now: number) {
    this.#notes = notes;
    this.#now = now;
  }

  see({ order }: Timestamp, line: number): void {
    if (order === 'day-month') this.#numDayFirst++;
    if (order === 'month-day') this.#numMonthFirst++;
    if (order === 'either') this.#eitherLine ??= line;
  }

  /**
   * @returns `times`: in milliseconds since the epoch, or positions; `kept`: places of the events whose time can be
   */
  finish(events: TimedEvents, form: Timestamp['form'], numUsers: number) {
    const { users, timestamps } = events;
    if (form === 'number') {
      const { offsets, order } = sortedByUserAndTime(users, timestamps, numUsers);
      if (timestamps.every((value) => value >= 0) && arePositions(timestamps, offsets, order)) {
        return { times: timestamps, kept: Uint32Array.from(timestamps.keys()), arePositions: true };
      }
    }
    const swaps = form === 'date' && this.#isDayFirst(events);
    const times = timestamps.map((value, i) => {
      if (form === 'number') return millisecondsOf(value);
      return swaps && events.swappable[i] === 1 ? swappedDate(value) : value;
    });
    return { times, kept: this.#possible(times, events.lines), arePositions: false };
  }

  #possible(times: Float64Array, lines: Uint32Array): Uint32Array {
    const last = this.#now + DAY_MS;
    return Uint32Array.from(times.keys()).filter((event) => {
      const time = times[event]!;
      if (time >= FIRST_TIME && time <= last) return true;
      addImpossible(this.#notes, time, lines[event]!);
      return false;
    });
  }

  /** What cannot be read the other way round decides; where there is nothing of it, the order of the file. */
  #isDayFirst({ timestamps, swappable }: TimedEvents): boolean {
    if (this.#eitherLine === undefined) return false;
    if (this.#numDayFirst !== this.#numMonthFirst) return this.#numDayFirst > this.#numMonthFirst;
    const swapped = timestamps.map((value, i) => (swappable[i] === 1 ? swappedDate(value) : value));
    const falls = numFalls(swapped) - numFalls(timestamps);
    const isDayFirst = falls === 0 ? spanOf(swapped) < spanOf(timestamps) : falls < 0;
    const read = isDayFirst ? 'day/month' : 'month/day';
    const place = this.#notes.placeOf(this.#eitherLine);
    this.#notes.say(
      `Dates such as that ${place} may be of two days. They are read as ${read}, by which the file is in the better order of time. Dates like 2024-05-31 are of one day.`,
    );
    return isDayFirst;
  }
}

/** Tells of a time that cannot be. @param line  where it is known @param rows  with such a time */
export function addImpossible(notes: Notes, time: number, line?: number, rows = 1): void {
  const what = time < 0 ? 'before 1970' : time < FIRST_TIME ? 'before 1990' : 'in the future';
  notes.add(`with a time ${what}: left out`, line, `found ${inWords(time)}`, rows);
}

/** How often a time is earlier than the one before: logs lie in the order of time. */
function numFalls(times: Float64Array): number {
  return times.reduce((falls, time, i) => falls + (i > 0 && time < times[i - 1]! ? 1 : 0), 0);
}

/** From the first to the last, in milliseconds. */
function spanOf(times: Float64Array): number {
  const [first, last] = times.reduce(([a, b], time) => [Math.min(a, time), Math.max(b, time)], [Infinity, -Infinity]);
  return last - first;
}

function inWords(timeMs: number): string {
  return Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : String(timeMs);
}
