// Pure steps on the standing events that the page shows, so that a tap is on screen before the engine has kept it.
import { type HistoryEntry, type ItemSummary, type Opinion, opinionOf, replacesOpinion } from '../../sdk/index.ts';

/** Whether an entry is something that the person said about an item, and not just a trace such as a view. */
export function isOpinion({ event }: HistoryEntry): boolean {
  return replacesOpinion(event.type);
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

/**
 * Films that somebody has seen without an opinion for or against them (a diary that was imported): no list needs to
 * name them.
 */
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
