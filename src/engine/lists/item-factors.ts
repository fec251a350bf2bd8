// What makes single items more or less likely in a list, as natural logarithms: factors of the site, and what the visitor
// looked at or took out of the cart lately, which comes later for a while and then as before.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { StoredEvent } from '../../history/events.ts';
import { moveScores } from '../../ranking/move-scores.ts';
import { MAX_BOOST, type RankResult } from '../../ranking/ranker.ts';
import { isViewed } from './candidates.ts';
import type { ListRules } from './lists-api.ts';

/** A viewed item counts a quarter at first, one that was taken out of the cart half; the logarithm halves in this time. */
const VIEWED = Math.log(1 / 4);
const TAKEN_OUT = Math.log(1 / 2);
const HALF_LIFE_MS = 3 * 24 * 3_600_000;
/** Below it nothing is left to tell. */
const LEAST_NATS = 0.01;

/** Logarithm of the factor by row; rows without one are absent. Ids that the catalog does not have change nothing. */
export type ItemFactors = ReadonlyMap<number, number>;

export function factorsOf(
  catalog: ItemCatalog,
  { boosts = {} }: Pick<ListRules, 'boosts'>,
  standing: readonly StoredEvent[],
  nowMs: number,
): ItemFactors {
  const nats = new Map<number, number>();
  for (const { type, itemId, time } of standing) {
    const first = isViewed(type) ? VIEWED : type === 'remove_from_cart' ? TAKEN_OUT : 0;
    const faded = first * 2 ** (-Math.max(0, nowMs - time) / HALF_LIFE_MS);
    // Of a long history most have faded: these are not looked up.
    if (faded >= -LEAST_NATS || itemId === undefined) continue;
    const row = catalog.indexOf(itemId);
    if (row !== undefined) nats.set(row, Math.min(faded, nats.get(row) ?? 0));
  }
  for (const [itemId, factor] of Object.entries(boosts)) {
    const row = catalog.indexOf(itemId);
    if (row !== undefined) nats.set(row, (nats.get(row) ?? 0) + Math.log(factor));
  }
  return nats;
}

/**
 * What the rankers add to scores that are logits; undefined where there is nothing to add.
 *
 * @param scoreStep  what one step of a score is worth in nats
 * @returns          i32 [numItems]
 */
export function denseFactors(
  numItems: number,
  factors: ItemFactors,
  scoreStep: number,
): Int32Array<ArrayBuffer> | undefined {
  if (factors.size === 0) return undefined;
  const dense = new Int32Array(numItems);
  for (const [row, nats] of factors) {
    const steps = nats === 0 ? 0 : Math.round(nats / scoreStep);
    dense[row] = Math.max(-MAX_BOOST, Math.min(MAX_BOOST, steps));
  }
  return dense;
}

/**
 * A whole ranking with the factors in it, best first, ties by the lower index.
 *
 * @param apply  a score with a factor, given as its logarithm
 */
export function withFactors(
  ranked: RankResult,
  factors: ItemFactors,
  apply: (score: number, nats: number) => number,
): RankResult {
  if (factors.size === 0) return ranked;
  return moveScores(ranked, (score, itemIndex) => {
    const nats = factors.get(itemIndex) ?? 0;
    const moved = nats === 0 ? score : Math.round(apply(score, nats));
    return Math.max(-MAX_BOOST, Math.min(MAX_BOOST, moved));
  });
}
