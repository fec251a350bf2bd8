// One reason for each item of a list: the event without which its score would fall most. Eight events are looked at,
// found by what each adds alone, and each is left out of the history once, in one batch of the user tower; every item is scored
// against those eight answers. So a whole page of reasons costs what one explanation costs, and none is guessed. It is
// the score that is judged and not the rank: a place also depends on what the others do.
import { dot } from '../../numerics/dot.ts';
import { eventSign } from '../../towers/event-evidence.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { HistoryParts, WindowEvent } from '../lists/history-window.ts';

/** What one run of the batch tower holds. */
const EVENTS = 8;

export interface StrongestReason {
  itemIndex: number;
  event: WindowEvent;
  /**
   * By how much the item's score falls without the event; more than 0. In the unit of a float user embedding times an
   * int8 item embedding.
   */
  effect: number;
  /** The second largest effect, or 0. */
  next: number;
}

/**
 * The event that lifts each item most. Items that no looked-at event lifts are left out.
 *
 * @param itemIndices  items of the catalog, as many as a page shows
 */
export async function itemReasons(
  parts: EngineParts,
  history: HistoryParts,
  itemIndices: readonly number[],
): Promise<StrongestReason[]> {
  const events = nearestEvents(parts, history.window, itemIndices);
  if (events.length === 0) return [];
  const scoreOf = await scorers(parts, history, events);
  return itemIndices.flatMap((itemIndex) => {
    const [whole, ...without] = scoreOf(itemIndex);
    const effects = without.map((score) => whole! - score);
    const best = effects.indexOf(Math.max(...effects));
    const effect = effects[best]!;
    if (!(effect > 0)) return [];
    const next = Math.max(0, ...effects.filter((_, i) => i !== best));
    return [{ itemIndex, event: events[best]!, effect, next }];
  });
}

/** Scores of an item: with the whole history, then without each of the events. */
async function scorers(
  { catalog, embedder, related }: EngineParts,
  { window, past }: HistoryParts,
  events: readonly WindowEvent[],
) {
  const variants = [window, ...events.map((left) => window.filter((event) => event !== left))].map((window) => ({
    window,
    past,
  }));
  const nowMs = Date.now();
  const [whole] = await embedder.embedAll(variants.slice(0, 1), nowMs);
  const without = await embedder.embedAll(variants.slice(1), nowMs);
  const embeddings = [whole!, ...without];
  return (itemIndex: number) => {
    const item = catalog.embedding(itemIndex);
    return embeddings.map(
      ({ values, source }, i) => dot(values, item) + related.score(variants[i]!, itemIndex, source),
    );
  };
}

/**
 * The events to look at: each item votes for the one that speaks most for it, by what the event alone adds to its score
 * (its share of the mean of the history, and what goes with its item); then whatever speaks most for all of them
 * together.
 */
export function nearestEvents(
  { catalog, manifest, related }: Pick<EngineParts, 'catalog' | 'manifest' | 'related'>,
  window: readonly WindowEvent[],
  itemIndices: readonly number[],
): WindowEvent[] {
  const { embeddingDim, qualityDims, itemScale, meanStrength } = manifest;
  const dims = embeddingDim - qualityDims;
  const speaking = window.filter(({ type }) => eventSign(type) > 0);
  const rows = speaking.map(({ itemIndex }) => catalog.embedding(itemIndex));
  const meanShare = (meanStrength * itemScale) / Math.max(1, speaking.length);
  const votes = new Float64Array(speaking.length);
  const totals = new Float64Array(speaking.length);
  for (const itemIndex of itemIndices) {
    const item = catalog.embedding(itemIndex);
    const shares = speaking.map((event, i) => {
      const byMean = eventSign(event.type) * meanShare * dot(rows[i]!, item, dims);
      return byMean + related.score({ window: [event] }, itemIndex, 'mean');
    });
    for (const [i, share] of shares.entries()) totals[i]! += share;
    if (shares.length > 0) votes[shares.indexOf(Math.max(...shares))]!++;
  }
  const order = [...speaking.keys()].sort((a, b) => votes[b]! - votes[a]! || totals[b]! - totals[a]!);
  return order.slice(0, EVENTS).map((i) => speaking[i]!);
}
