// What a site's visitors take more of lately than before: items that more people took in the last days than their
// share of the time before explains. Nobody counts twice for an item.
import type { Interactions } from '../input/interactions.ts';

const DAY_MS = 86_400_000;
const RECENT_DAYS = 14;
/** A quieter log is asked for the newest tenth of its events. */
const FEWEST_EVENTS = 200;
const NEWEST_SHARE = 0.1;
/** Fewer people than this are no trend. */
const FEWEST_PEOPLE = 5;
const FEWEST_DEVIATIONS = 2;
const MOST_ITEMS = 200;
/** People that every item is taken to have had before, so that a new one needs more than one day's luck. */
const PRIOR_PEOPLE = 1;

/**
 * @returns rows of the items file, the clearest first, at most 200: those that 5 people or more took in the last 14 days of
 *          the log (or in its newest tenth, where these have fewer than 200 events or the log is shorter than four weeks)
 *          and that lie two standard deviations of a Poisson count above what their share of the time before predicts.
 *          None where the log has no times.
 */
export function trendingItems(log: Interactions): number[] {
  if (log.timestampsArePositions || log.items.length === 0) return [];
  const from = recentFrom(log.timestamps);
  const [recent, earlier] = [peopleOf(log, (time) => time >= from), peopleOf(log, (time) => time < from)];
  const ratio = sum(recent) / (sum(earlier) + PRIOR_PEOPLE * log.numItems);
  const deviations = recent.map((count, item) => {
    const expected = (earlier[item]! + PRIOR_PEOPLE) * ratio;
    return (count - expected) / Math.sqrt(expected);
  });
  return Array.from(deviations.keys())
    .filter((item) => deviations[item]! >= FEWEST_DEVIATIONS && recent[item]! >= FEWEST_PEOPLE)
    .sort((a, b) => deviations[b]! - deviations[a]! || a - b)
    .slice(0, MOST_ITEMS);
}

/** f64 [numItems]: how many people took an item at such times. */
function peopleOf(log: Interactions, isThen: (time: number) => boolean): Float64Array {
  const people = new Float64Array(log.numItems);
  for (let user = 0; user < log.numUsers; user++) {
    const items = new Set<number>();
    for (let event = log.offsets[user]!; event < log.offsets[user + 1]!; event++) {
      if (isThen(log.timestamps[event]!)) items.add(log.items[event]!);
    }
    for (const item of items) people[item]!++;
  }
  return people;
}

/** Milliseconds since the epoch. */
function recentFrom(timestamps: Float64Array): number {
  const sorted = timestamps.toSorted();
  const from = sorted.at(-1)! - RECENT_DAYS * DAY_MS;
  const isLong = from - sorted[0]! >= RECENT_DAYS * DAY_MS;
  const numRecent = sorted.length - sorted.findIndex((time) => time >= from);
  return isLong && numRecent >= FEWEST_EVENTS ? from : sorted[Math.floor(sorted.length * (1 - NEWEST_SHARE))]!;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
