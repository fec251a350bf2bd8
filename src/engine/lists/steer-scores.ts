// What steers a list moves the scores of what was ranked.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Where } from '../../catalog/where.ts';
import type { StoredEvent } from '../../history/events.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { moveScores } from '../../ranking/move-scores.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { takeFirst } from '../../ranking/rerank/reranker.ts';

/** Items whose scores are moved: a steered list comes from farther down than another. */
export const STEERED_DEPTH = 5000;

/** Whether the visitor has said in words how lists should be; it may be over. */
export function isSteered(standing: readonly StoredEvent[]): boolean {
  return standing.some(({ type }) => type === 'steer');
}

/**
 * A ranked list whose scores were moved, best first.
 *
 * @param scoreStep  what one step of a score is worth in nats
 */
export function steerScores(
  ranked: RankResult,
  nats: (itemIndex: number) => number,
  scoreStep: number,
  k: number,
): RankResult {
  return takeFirst(
    moveScores(ranked, (score, itemIndex) => score + Math.round(nats(itemIndex) / scoreStep)),
    k,
  );
}

/** What a steered list may hold: what satisfies its conditions, without items that are not wanted themselves. */
export function fittingItems(
  { where, unwanted }: { where: Where; unwanted: readonly number[] },
  catalog: ItemCatalog,
): Bitset {
  return catalog.filter(where).andNot(Bitset.fromIndices(catalog.numItems, unwanted));
}
