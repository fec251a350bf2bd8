// Pure steps on the standing events that the page shows, so that a tap is on screen before the engine has kept it.
import {
  type HistoryEntry,
  type ItemSummary,
  type Mark,
  type Marks,
  markOf,
  type Opinion,
  replacesOpinion,
  type StoredEvent,
} from '../../../src/sdk/index.ts';
import { marksOf, standingEvents } from '../../../src/sdk/marks.ts';

/** What somebody says of an item by one tap. */
export interface Said {
  type: Opinion | 'rate' | 'clear' | 'allow';
  /** Stars of a `rate`. */
  value?: number;
  /** The mark that a `clear` takes back. */
  mark?: Mark;
}

/** Ids that a list may leave out: as many as the engine takes. */
export const MAX_EXCLUDED = 10_000;
/** Of an event that the engine has not numbered yet. */
const UNNUMBERED = Number.MAX_SAFE_INTEGER;

/** Whether an entry is something that the person said about an item, and not just a trace such as a view. */
export function isOpinion({ event }: HistoryEntry): boolean {
  return replacesOpinion(event.type);
}

/** The standing marks by item id. */
export function marksByItem(taps: readonly HistoryEntry[]): Map<string, Marks> {
  return marksOf(taps.map(({ event }) => event));
}

/** Whether an opinion stands among the marks of an item; stars count as the taste that they tell. */
export function hasMark({ taste, seen, saved, hidden }: Marks, opinion: Opinion): boolean {
  const stands = { like: taste === 'like', dislike: taste === 'dislike', seen, save: saved, hide: hidden };
  return stands[opinion] === true;
}

/** The one mark where there is room for one only: the taste first. */
export function mainMark(marks: Marks): Opinion | undefined {
  return (['hide', 'like', 'dislike', 'save', 'seen'] as const).find((opinion) => hasMark(marks, opinion));
}

/** The newest entry of each item of which something was said. */
export function saidOf(taps: readonly HistoryEntry[]): HistoryEntry[] {
  const ids = new Set<string>();
  return taps.filter((entry) => {
    const { itemId } = entry.event;
    if (!isOpinion(entry) || itemId === undefined || ids.has(itemId)) return false;
    ids.add(itemId);
    return true;
  });
}

/**
 * Films that somebody has seen without an opinion for or against them (a diary that was imported): no list needs to
 * name them.
 */
export function seenIds(taps: readonly HistoryEntry[]): string[] {
  const seen = taps.filter(({ event }) => event.type === 'view' || event.type === 'rate');
  return [...new Set(seen.map(({ event }) => event.itemId!))];
}

/** The standing events after something was said of an item, as the engine will count them. */
export function withTap(taps: readonly HistoryEntry[], item: ItemSummary, said: Said): HistoryEntry[] {
  const { itemId } = item;
  const mark = said.mark ?? markOf(said.type);
  const event: StoredEvent = { ...said, itemId, time: Date.now(), sequence: UNNUMBERED, ...(mark && { mark }) };
  const before = taps.filter((entry) => entry.event.itemId === itemId && isOpinion(entry)).reverse();
  const stands = new Set(standingEvents([...before.map((entry) => entry.event), event]));
  const others = taps.filter((entry) => !before.includes(entry) || stands.has(entry.event));
  return stands.has(event) ? [{ event, item }, ...others] : others;
}

/**
 * The standing events once what was said of an item is undone.
 *
 * @param said   what is undone
 * @param ended  entries that stood before it and no more after it
 */
export function withoutTap(
  taps: readonly HistoryEntry[],
  itemId: string,
  said: Said,
  ended: readonly HistoryEntry[],
): HistoryEntry[] {
  const mark = markOf(said.type);
  const isOfTap = ({ event }: HistoryEntry) =>
    event.itemId === itemId && (mark === undefined ? event.type === said.type : markOf(event.type) === mark);
  const sequences = new Set(ended.map(({ event }) => event.sequence));
  const isBack = ({ event }: HistoryEntry) => event.itemId === itemId && sequences.has(event.sequence);
  const others = taps.filter((entry) => !isOfTap(entry) && !isBack(entry));
  return [...others, ...ended].sort((a, b) => b.event.sequence - a.event.sequence);
}

/** The event as the engine keeps it takes the place of the tap as it was shown. */
export function withKept(taps: readonly HistoryEntry[], kept: StoredEvent): HistoryEntry[] {
  const isShown = ({ event }: HistoryEntry) =>
    event.sequence === UNNUMBERED && event.itemId === kept.itemId && event.type === kept.type;
  const place = taps.findIndex(isShown);
  return place < 0 ? [...taps] : taps.with(place, { ...taps[place]!, event: kept });
}
