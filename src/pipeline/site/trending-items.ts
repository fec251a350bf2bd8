// What a site's visitors take more of lately than before: items that more people took in the last days than their
// share of the time before explains. Nobody counts twice for an item.
import type { LogCounts } from '../closed-form/log-counts.ts';

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
export async function trendingItems(counts: LogCounts): Promise<number[]> {
  if (!counts.hasTimes || counts.numEvents === 0) return [];
  const { recent, earlier } = await counts.peopleAround(await recentFrom(counts));
  const ratio = sum(recent) / (sum(earlier) + PRIOR_PEOPLE * counts.numItems);
  const deviations = Float64Array.from(recent, (count, item) => {
    const expected = (earlier[item]! + PRIOR_PEOPLE) * ratio;
    return (count - expected) / Math.sqrt(expected);
  });
  return Array.from(deviations.keys())
    .filter((item) => deviations[item]! >= FEWEST_DEVIATIONS && recent[item]! >= FEWEST_PEOPLE)
    .sort((a, b) => deviations[b]! - deviations[a]! || a - b)
    .slice(0, MOST_ITEMS);
}

/** Their ids. */
export async function trendingIds(items: readonly { id: string }[], counts: LogCounts): Promise<string[]> {
  return (await trendingItems(counts)).map((row) => items[row]!.id);
}

/** Milliseconds since the epoch. */
async function recentFrom(counts: LogCounts): Promise<number> {
  const { numEvents } = counts;
  const from = (await counts.timeAt(numEvents - 1)) - RECENT_DAYS * DAY_MS;
  const isLong = from - (await counts.timeAt(0)) >= RECENT_DAYS * DAY_MS;
  if (isLong && (await counts.numEventsFrom(from)) >= FEWEST_EVENTS) return from;
  return counts.timeAt(Math.floor(numEvents * (1 - NEWEST_SHARE)));
}

function sum(values: Uint32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
