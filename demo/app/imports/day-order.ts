// Days as people write them: 3/4/21 is March in one country and April in another. A whole list of them, which runs
// backwards in time, tells which it is.

export type DayOrder = 'day-first' | 'month-first';

interface Parts {
  first: number;
  second: number;
  year: number;
  separator: string;
}

function partsOf(text: string): Parts | undefined {
  const [, first, separator, second, year] =
    text.trim().match(/^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{2,4})\.?$/) ?? [];
  if (!year) return undefined;
  const full = Number(year) < 100 ? 2000 + Number(year) : Number(year);
  return { first: Number(first), second: Number(second), year: full, separator: separator! };
}

/** The order in which a list of days makes sense: no thirteenth month, then the fewest steps back and forth in time. */
export function dayOrder(days: readonly string[]): DayOrder {
  const parts = days.map(partsOf).filter((part) => part !== undefined);
  if (parts.some(({ first }) => first > 12)) return 'day-first';
  if (parts.some(({ second }) => second > 12)) return 'month-first';
  const [dayFirst, monthFirst] = (['day-first', 'month-first'] as const).map((order) => turns(parts, order));
  if (dayFirst !== monthFirst) return dayFirst! < monthFirst! ? 'day-first' : 'month-first';
  return parts[0]?.separator === '/' ? 'month-first' : 'day-first';
}

/** How often the list changes its direction. */
function turns(parts: readonly Parts[], order: DayOrder): number {
  const times = parts.map((part) => timeOfParts(part, order) ?? 0);
  const steps = times.slice(1).map((time, i) => Math.sign(time - times[i]!));
  const moving = steps.filter((step) => step !== 0);
  return moving.slice(1).filter((step, i) => step !== moving[i]).length;
}

/** Noon in UTC of a day; undefined for what is none. */
export function timeOfDay(text: string, order: DayOrder): number | undefined {
  const parts = partsOf(text);
  return parts && timeOfParts(parts, order);
}

function timeOfParts({ first, second, year }: Parts, order: DayOrder): number | undefined {
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  const time = Date.UTC(year, month - 1, day, 12);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && time >= 0 ? time : undefined;
}
