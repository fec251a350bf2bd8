// Times and days of stored events, as the person's own clock shows them, and the groups that a list makes of them.
import type { EventEntry } from '../../../src/sdk/index.ts';

interface DayGroup {
  /** `Today`, `Yesterday`, `Monday 3 March 2025`; further back a month: `January 2023`. */
  label: string;
  entries: EventEntry[];
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });
const shortDayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
/** Days back that have a heading each; a diary of years has a few films a month. */
const DAYS_APART = 14;
const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Neighbouring events of one day, or of one month long ago, together; their order stays. */
export function byDay(entries: readonly EventEntry[], now = Date.now()): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const entry of entries) {
    const label = dayLabel(entry.event.time, now);
    const last = groups.at(-1);
    if (last?.label === label) last.entries.push(entry);
    else groups.push({ label, entries: [entry] });
  }
  return groups;
}

export function dayLabel(time: number, now = Date.now()): string {
  const days = Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return isLongAgo(days) ? monthFormat.format(time) : dayFormat.format(time).replace(',', '');
}

const isLongAgo = (days: number): boolean => days > DAYS_APART || days < 0;

/** What the heading leaves open: `21:05`, or `6 Jan, 21:05` under a month. */
export function momentOf(time: number, now = Date.now()): string {
  const days = Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);
  return [isLongAgo(days) && shortDayFormat.format(time), clockOf(time)].filter(Boolean).join(', ');
}

/** `21:05`; nothing for noon in UTC to the millisecond, which stands for a day whose hour nobody knows. */
function clockOf(time: number): string {
  return time % 86_400_000 === 43_200_000 ? '' : clockFormat.format(time);
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** A time as `<input type="datetime-local">` holds it. */
export function toLocalInput(time: number): string {
  const shifted = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** Milliseconds since the epoch; undefined for what is no time that a history can hold. */
export function fromLocalInput(text: string): number | undefined {
  const time = new Date(text).getTime();
  return time >= 0 && time <= Date.now() + 86_400_000 ? time : undefined;
}
