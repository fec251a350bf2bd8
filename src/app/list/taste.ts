// Pure steps on the standing events that the page shows, so that a tap is on screen before the engine has kept it.
import type { HistoryEntry, HistoryEvent, ItemSummary, Opinion } from '../../sdk/index.ts';

const OPINIONS: ReadonlySet<string> = new Set(['like', 'dislike', 'hide', 'seen', 'save']);
/** Event types that replace each other: an item has one standing opinion. */
const OPINION_EVENTS: ReadonlySet<string> = new Set([...OPINIONS, 'rate']);

/** Whether an entry is something that the person said about an item, and not just a trace such as a view. */
export function isOpinion(entry: HistoryEntry): boolean {
  return OPINION_EVENTS.has(entry.event.type);
}

/** Stars from which a rating is a like, and up to which it is a dislike, as the engine counts them. */
const LIKED_FROM_STARS = 3.5;
const DISLIKED_TO_STARS = 2.5;

/** What an event says about its item; undefined for what is no opinion, stars in the middle included. */
export function opinionOf({ type, value }: HistoryEvent): Opinion | undefined {
  if (OPINIONS.has(type)) return type as Opinion;
  if (type !== 'rate' || value === undefined) return undefined;
  if (value >= LIKED_FROM_STARS) return 'like';
  return value <= DISLIKED_TO_STARS ? 'dislike' : undefined;
}

/** The standing opinion by item id. */
export function opinionsOf(taps: readonly HistoryEntry[]): Map<string, Opinion> {
  const opinions = new Map<string, Opinion>();
  for (const { event } of taps) {
    const opinion = opinionOf(event);
    if (opinion && event.itemId !== undefined) opinions.set(event.itemId, opinion);
  }
  return opinions;
}

/** Films that somebody has seen without an opinion for or against them (a diary that was imported): no list needs to name them. */
export function seenIds(taps: readonly HistoryEntry[]): string[] {
  const seen = taps.filter(({ event }) => event.type === 'view' || event.type === 'rate');
  return [...new Set(seen.map(({ event }) => event.itemId!))];
}

/** The standing events after a tap; `clear` takes the opinion back. @param value  stars of a `rate` */
export function withTap(
  taps: readonly HistoryEntry[],
  item: ItemSummary,
  type: Opinion | 'clear' | 'rate',
  value?: number,
): HistoryEntry[] {
  const others = taps.filter((entry) => entry.event.itemId !== item.itemId || !isOpinion(entry));
  if (type === 'clear') return others;
  const stars = value !== undefined && { value };
  return [
    { event: { type, itemId: item.itemId, time: Date.now(), sequence: Number.MAX_SAFE_INTEGER, ...stars }, item },
    ...others,
  ];
}

/** What was saved for later and still is, newest first. */
export function savedItems(taps: readonly HistoryEntry[]): ItemSummary[] {
  return taps.flatMap(({ event, item }) => (event.type === 'save' && item ? [item] : []));
}
