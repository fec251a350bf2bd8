// Why an item stands where it does, by leaving one event out: the item's score with the whole history, minus its score
// as if that event had never happened. This asks the very model that made the list, the item-to-item table included,
// and so explains it and nothing else.

import { dot } from '../../numerics/dot.ts';
import type { HistoryParts, WindowEvent } from '../lists/history-window.ts';
import { historyOf } from '../lists/item-sets.ts';
import type { ListParts } from '../lists/list-parts.ts';
import type { AnswerSource } from '../lists/lists-api.ts';
import type { UserEmbedder, UserState } from '../lists/user-embedder.ts';
import type { Reason } from './why-api.ts';

export interface EventEffect {
  event: WindowEvent;
  /** -1 to 1: the effect divided by the largest one; 0 for all when no event matters. */
  effect: number;
}

/**
 * What is added to the item's score beside the model's, for a part of the history; in the unit of embedding times
 * `item`.
 */
export type AddedScore = (state: UserState, source: AnswerSource) => number;

/** The events that move an item most, largest effect first; events without any effect are no reasons. */
export async function explain(parts: ListParts, itemIndex: number, maxReasons: number): Promise<Reason[]> {
  const { catalog, embedder, related } = parts;
  const addedScore: AddedScore = (state, source) => related.score(state, itemIndex, source);
  const embedding = catalog.embedding(itemIndex);
  const effects = await eventEffects(historyOf(parts), embedding, embedder, Date.now(), addedScore);
  return effects
    .filter(({ effect }) => effect !== 0)
    .slice(0, maxReasons)
    .map(({ event, effect }) => ({ event: event.event, item: catalog.summary(event.itemIndex), effect }));
}

/**
 * @param parts       the events of its window are told apart; the past before it stands as it is
 * @param item        the item's embedding [D]
 * @param addedScore  default: nothing is added
 * @returns           all events, largest absolute effect first, on a tie the newer first
 */
export async function eventEffects(
  { window, past }: HistoryParts,
  item: ArrayLike<number>,
  embedder: UserEmbedder,
  nowMs: number,
  addedScore: AddedScore = () => 0,
): Promise<EventEffect[]> {
  if (window.length === 0) return [];
  const variants = window.map((_, left) => ({ window: window.filter((_, i) => i !== left), past }));
  // One call for all, so that every score comes from the same model, in float: int8 steps would hide small effects.
  const state = { window, past };
  const [whole, ...without] = await embedder.embedAll([state, ...variants], nowMs);
  const { source } = whole!;
  const score = dot(whole!.values, item) + addedScore(state, source);
  const effects = without.map(({ values }, i) => score - dot(values, item) - addedScore(variants[i]!, source));
  const largest = Math.max(...effects.map(Math.abs)) || 1;
  return window
    .map((event, i) => ({ event, effect: effects[i]! / largest }))
    .reverse()
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}
