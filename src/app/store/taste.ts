// Pure steps on the standing events that the page shows, so that a tap is on screen before the engine has kept it.
import type { HistoryEntry, ItemSummary, Opinion } from '../../sdk/index.ts';

const OPINIONS: ReadonlySet<string> = new Set(['like', 'dislike', 'hide']);
/** Event types that replace each other: an item has one standing opinion. */
const OPINION_EVENTS: ReadonlySet<string> = new Set([...OPINIONS, 'rate']);

/** Whether an entry is something that the person said about an item, and not just a trace such as a view. */
export function isOpinion(entry: HistoryEntry): boolean {
  return OPINION_EVENTS.has(entry.event.type);
}

/** The standing opinion by item id. */
export function opinionsOf(taps: readonly HistoryEntry[]): Map<string, Opinion> {
  const known = taps.filter(({ event }) => event.itemId !== undefined && OPINIONS.has(event.type));
  return new Map(known.map(({ event }) => [event.itemId!, event.type as Opinion]));
}

/** The standing events after a tap; `clear` takes the opinion back. */
export function withTap(taps: readonly HistoryEntry[], item: ItemSummary, type: Opinion | 'clear'): HistoryEntry[] {
  const others = taps.filter((entry) => entry.event.itemId !== item.itemId || !isOpinion(entry));
  if (type === 'clear') return others;
  return [
    { event: { type, itemId: item.itemId, time: Date.now(), sequence: Number.MAX_SAFE_INTEGER }, item },
    ...others,
  ];
}
