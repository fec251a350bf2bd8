// What is saved for later, as the watchlist shows it: which films, what fits tonight, in which order, and one of them
// drawn by lot. Pure steps; what the person chose of them is kept for this tab, since a mood tells something of a person.
import type { HistoryEntry, ItemSummary } from '../../../src/sdk/index.ts';
import { parsed, readOfTab, writeOfTab } from '../state/kept-text.ts';
import { sum } from '../state/words.ts';

export interface SavedFilm {
  item: ItemSummary;
  /** Milliseconds since the epoch. */
  savedAt: number;
}

/** In the words of its menu. */
export const ORDERS = [
  ['best', 'Best for you'],
  ['newest', 'Newest saved'],
  ['oldest', 'Oldest saved'],
  ['shortest', 'Shortest'],
] as const;
export type Order = (typeof ORDERS)[number][0];
export const LENGTHS = [
  ['', 'Any length'],
  ['90', 'Up to 90 min'],
  ['120', 'Up to 2 hours'],
  ['150', 'Up to 2½ hours'],
] as const;

/** What fits tonight; '' = any. */
export interface Tonight {
  order: Order;
  /** Most minutes, as a text. */
  length: (typeof LENGTHS)[number][0];
  mood: string;
  /** A value of the facet `audience`. */
  audience: string;
}

export const ANY: Tonight = { order: 'newest', length: '', mood: '', audience: '' };
const KEY = 'watchlist';
const MAX_VALUE_LENGTH = 200;

/** Saved films that the catalog has, the newest first. */
export function savedFilms(taps: readonly HistoryEntry[]): SavedFilm[] {
  return taps.flatMap(({ event, item }) => (event.type === 'save' && item ? [{ item, savedAt: event.time }] : []));
}

/** Minutes by the catalog's words, `131 min`; undefined where it is not known. */
function minutesOf({ details }: ItemSummary): number | undefined {
  const [, minutes] = /^(\d+) min$/.exec(details.runningTime ?? '') ?? [];
  return minutes === undefined ? undefined : Number(minutes);
}

/** Films that fit; of which something is not known that is asked for, they don't. */
export function fitting(films: readonly SavedFilm[], { length, mood, audience }: Tonight): SavedFilm[] {
  return films.filter(({ item }) => {
    const isShort = length === '' || (minutesOf(item) ?? Number.POSITIVE_INFINITY) <= Number(length);
    return isShort && hasValue(item, 'mood', mood) && hasValue(item, 'audience', audience);
  });
}

function hasValue({ facets }: ItemSummary, name: string, value: string): boolean {
  return value === '' || (facets[name]?.includes(value) ?? false);
}

/** @param scores  of the list, by item id; films without one come last */
export function inOrder(films: readonly SavedFilm[], order: Order, scores: ReadonlyMap<string, number>): SavedFilm[] {
  const scoreOf = ({ item }: SavedFilm) => scores.get(item.itemId) ?? Number.NEGATIVE_INFINITY;
  const lengthOf = ({ item }: SavedFilm) => minutesOf(item) ?? Number.MAX_SAFE_INTEGER;
  const by: Record<Order, (a: SavedFilm, b: SavedFilm) => number> = {
    best: (a, b) => (scoreOf(a) === scoreOf(b) ? 0 : scoreOf(b) - scoreOf(a)),
    newest: (a, b) => b.savedAt - a.savedAt,
    oldest: (a, b) => a.savedAt - b.savedAt,
    shortest: (a, b) => lengthOf(a) - lengthOf(b),
  };
  return films.toSorted(by[order]);
}

/**
 * One film by lot: a standard deviation more of score is e times as likely. The one that was drawn last is not drawn
 * again where there is another.
 *
 * @param random  from 0, below 1
 */
export function drawOne(
  films: readonly SavedFilm[],
  scores: ReadonlyMap<string, number>,
  last: string | undefined,
  random: number,
): SavedFilm | undefined {
  const others = films.filter(({ item }) => item.itemId !== last);
  const drawn = others.length > 0 ? others : films;
  const known = drawn.flatMap(({ item }) => scores.get(item.itemId) ?? []);
  const mean = sum(known) / known.length;
  const deviation = Math.sqrt(sum(known.map((score) => (score - mean) ** 2)) / known.length) || 1;
  // What has no score is neither better nor worse than the others.
  const weights = drawn.map(({ item }) => Math.exp(((scores.get(item.itemId) ?? mean) - mean) / deviation || 0));
  let rest = random * sum(weights);
  const place = weights.findIndex((weight) => (rest -= weight) < 0);
  return drawn[place] ?? drawn.at(-1);
}

/** What was chosen in this tab; any film, newest first, for anything that is not as it was written. */
export function readTonight(): Tonight {
  const { order, length, mood, audience } = (parsed(readOfTab(KEY)) ?? {}) as Partial<Record<keyof Tonight, unknown>>;
  return {
    order: ORDERS.find(([one]) => one === order)?.[0] ?? ANY.order,
    length: LENGTHS.find(([one]) => one === length)?.[0] ?? '',
    mood: textOr(mood),
    audience: textOr(audience),
  };
}

export function keepTonight(tonight: Tonight): void {
  writeOfTab(KEY, JSON.stringify(tonight));
}

function textOr(value: unknown): string {
  return typeof value === 'string' && value.length <= MAX_VALUE_LENGTH ? value : '';
}
