// The events that lift the items of a list. Eight are looked at, found by what each adds alone, and each is left out of
// the history once; every item is scored against those eight answers. So a whole page of reasons costs what one
// explanation costs, and none is guessed.

import { dot } from '../../numerics/dot.ts';
import { eventSign } from '../../towers/event-evidence.ts';
import type { HistoryParts, WindowEvent } from '../lists/history-window.ts';
import type { ListParts } from '../lists/list-parts.ts';
import { scoreFalls, VARIANTS } from './leave-out.ts';

/** An event without which an item's score would fall. */
export interface EventLift {
  itemIndex: number;
  event: WindowEvent;
  /** By how much it would, as `scoreFalls` tells; more than 0. */
  effect: number;
  /** The effect divided by the largest of the other events; Infinity where no other lifts the item. */
  lead: number;
}

/**
 * @param itemIndices  items of the catalog, as many as a page shows
 * @returns            by item the looked-at events that lift it, strongest first
 */
export async function eventLifts(
  parts: ListParts,
  history: HistoryParts,
  itemIndices: readonly number[],
): Promise<EventLift[][]> {
  const speaking = [...history.past, ...history.window].filter(({ type }) => eventSign(type) > 0);
  if (speaking.length === 0) return itemIndices.map(() => []);
  const shares = sharesOf(parts, history, speaking, itemIndices);
  const places = lookedAt(shares, speaking.length);
  const variants = places.map((place) => without(history, speaking[place]!));
  const fallsOf = await scoreFalls(parts, history, variants);
  return itemIndices.map((itemIndex, row) => {
    const falls = fallsOf(itemIndex);
    const lifts = places
      .map((place, i) => ({ place, effect: falls[i]! }))
      .filter(({ effect }) => effect > 0)
      .sort((a, b) => b.effect - a.effect);
    const leadOf = (place: number, effect: number) =>
      effect / (lifts.find((other) => other.place !== place)?.effect ?? 0);
    return lifts
      .filter(({ place }) => speaking.length <= VARIANTS || isHeard(shares[row]!, place))
      .map(({ place, effect }) => ({ itemIndex, event: speaking[place]!, effect, lead: leadOf(place, effect) }));
  });
}

/** The history without one event; nothing takes its place in the window. */
function without({ window, past }: HistoryParts, left: WindowEvent): HistoryParts {
  const isKept = (event: WindowEvent) => event !== left;
  return { window: window.filter(isKept), past: past.filter(isKept) };
}

/**
 * What each event alone adds to the score of each item: its share of the mean of the history, which is one of the
 * window, and what goes with its item.
 *
 * @returns  f64 [itemIndices.length] of [speaking.length]
 */
function sharesOf(
  { catalog, manifest, related }: ListParts,
  { window }: HistoryParts,
  speaking: readonly WindowEvent[],
  itemIndices: readonly number[],
): Float64Array[] {
  const { embeddingDim, qualityDims, itemScale, meanStrength } = manifest;
  const dims = embeddingDim - qualityDims;
  const inWindow = new Set(window);
  const voices = speaking.map((event) => ({
    alone: { window: [event] },
    embedding: inWindow.has(event) ? catalog.embedding(event.itemIndex) : undefined,
    weight: (eventSign(event.type) * meanStrength * itemScale) / window.length,
  }));
  return itemIndices.map((itemIndex) => {
    const item = catalog.embedding(itemIndex);
    return Float64Array.from(voices, ({ alone, embedding, weight }) => {
      const ofMean = embedding ? weight * dot(embedding, item, dims) : 0;
      return ofMean + related.score(alone, itemIndex, 'mean');
    });
  });
}

/**
 * The events to look at: each item votes for the one that speaks most for it, then whatever speaks most for all of them
 * together.
 *
 * @returns  up to VARIANTS of the places from 0 to numEvents - 1
 */
function lookedAt(shares: readonly Float64Array[], numEvents: number): number[] {
  const votes = new Float64Array(numEvents);
  const totals = new Float64Array(numEvents);
  for (const ofItem of shares) {
    for (const [place, share] of ofItem.entries()) totals[place]! += share;
    votes[ofItem.indexOf(Math.max(...ofItem))]!++;
  }
  const order = [...votes.keys()].sort((a, b) => votes[b]! - votes[a]! || totals[b]! - totals[a]!);
  return order.slice(0, VARIANTS);
}

/**
 * Of a long history most events are not looked at: one is heard for an item only where none of all speaks for it more
 * than twice as much.
 */
function isHeard(shares: Float64Array, place: number): boolean {
  const loudest = Math.max(...shares);
  return shares[place]! >= Math.min(loudest, loudest / 2);
}
