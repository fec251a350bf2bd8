// The answers that come from the history: a list for the visitor, a list beside an item, and why an item is where it is.
import { opinions, standingEvents } from '../history/standing-events.ts';
import { allowedItems, type EngineParts, rankedItems, withoutItems } from './engine-parts.ts';
import { eventEffects } from './explain.ts';
import { historyWindow } from './history-window.ts';
import type { AnswerSource, RankedItem, Reason, RecommendRequest, StoredEvent } from './protocol.ts';

export interface Answer {
  items: RankedItem[];
  source: AnswerSource;
  eventsUsed: number;
}

/**
 * The k best items for the visitor. What the visitor has an opinion on is left out: a liked film is known, a disliked or
 * hidden one unwanted.
 */
export async function recommend(parts: EngineParts, request: RecommendRequest, k: number): Promise<Answer> {
  const { filters, exclude = [] } = request;
  const allowed = allowedItems(parts, filters);
  const log = await parts.history.all();
  const candidates = withoutItems(parts, allowed, [...opinions(log).keys(), ...exclude]);
  const window = windowOf(parts, log);
  const { quantized, source } = await parts.embedder.embed(window, Date.now());
  const { indices, scores } = await parts.ranker.rank({ query: quantized.values, k, allowed: candidates });
  return { items: rankedItems(parts, indices, scores), source, eventsUsed: window.length };
}

/** The k items most like one item. What the visitor dislikes or hid is left out; what they like may well be shown. */
export async function recommendSimilar(
  parts: EngineParts,
  itemIndex: number,
  k: number,
): Promise<{ items: RankedItem[] }> {
  const { history, similar } = parts;
  const unwanted = [...opinions(await history.all())].filter(([, opinion]) => opinion !== 'like').map(([id]) => id);
  const candidates = withoutItems(parts, allowedItems(parts), unwanted);
  const { indices, scores } = similar.find(itemIndex, k, candidates);
  return { items: rankedItems(parts, indices, scores) };
}

/** The events that move an item most, largest effect first; events without any effect are no reasons. */
export async function explain(parts: EngineParts, itemIndex: number, maxReasons: number): Promise<Reason[]> {
  const { catalog, embedder, history } = parts;
  const window = windowOf(parts, await history.all());
  const effects = await eventEffects(window, catalog.embedding(itemIndex), embedder, Date.now());
  return effects
    .filter(({ effect }) => effect !== 0)
    .slice(0, maxReasons)
    .map(({ event, effect }) => ({ event: event.event, item: catalog.summary(event.itemIndex), effect }));
}

function windowOf({ catalog }: EngineParts, log: readonly StoredEvent[]) {
  return historyWindow(standingEvents(log), (itemId) => catalog.indexOf(itemId));
}
