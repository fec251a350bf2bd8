// The visitor's day, by which rows change, and whether it is evening.
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The hour from which somebody who comes is looking for tonight's film. */
const EVENING_HOUR = 17;

/** Days since 1970 by the visitor's own calendar. */
export function dayNumber(now = new Date()): number {
  return Math.floor((now.getTime() - now.getTimezoneOffset() * MINUTE_MS) / DAY_MS);
}

export function isEvening(now = new Date()): boolean {
  return now.getHours() >= EVENING_HOUR;
}
