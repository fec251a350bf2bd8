// How much the table counts beside a score, and how much EASE counts in the table: chosen together on held-out targets, by the list
// that the page itself would make of scores and table.

import type { ItemToItemTable } from '../../formats/item-to-item.ts';
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { dotWithRow, type ItemMatrix } from '../../ranking/item-matrix.ts';
import { boostOfSum, itemsToContinue, type TableCandidate, tableCandidates } from '../../ranking/item-to-item.ts';
import { createJavaScriptRanker } from '../../ranking/javascript-ranker.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { createWasmRanker } from '../../ranking/wasm-ranker.ts';
import { MAX_EVENTS } from '../../towers/history-inputs.ts';
import { EVENT_TYPES } from '../../towers/vocabulary.ts';
import type { TrainingLog } from '../training/training-data.ts';
import type { ValidationCase } from '../training/validate.ts';

/** The strength is the one with the best NDCG at this K, seen items masked. */
const K = 10;
/** Tried multiples of `unitStrength`. */
const FACTORS = [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.3, 1.7, 2.2, 3, 4, 6, 9, 14, 20] as const;

/** A held-out target with all that ranking it needs. */
export interface StrengthCase {
  target: number;
  /** Newest first. */
  items: number[];
  /** Items that are not in the history. */
  allowed: Bitset;
  query: Int8Array;
  scoreStep: number;
  /** The K best by score alone. */
  ranked: RankResult;
}

export interface ScoredCatalog {
  matrix: ItemMatrix;
  itemScale: number;
}

/**
 * @param users  f32 [cases.length, D]: user embeddings of the cases
 */
export async function strengthCases(
  log: TrainingLog,
  cases: readonly ValidationCase[],
  users: Float32Array,
  { matrix, itemScale }: ScoredCatalog,
): Promise<StrengthCase[]> {
  const ranker = createWasmRanker(matrix) ?? createJavaScriptRanker(matrix);
  const made: StrengthCase[] = [];
  for (const [i, { user, target }] of cases.entries()) {
    const [start, end] = [log.offsets[user], log.offsets[user + 1]];
    const seen = log.items.subarray(start, end);
    if (seen.includes(target)) continue;
    const allowed = Bitset.fromIndices(matrix.numItems, seen).not();
    const { values: query, scale } = quantizeUserEmbedding(users.subarray(i * matrix.dim, (i + 1) * matrix.dim));
    const ranked = await ranker.rank({ query, k: K, allowed });
    made.push({ target, items: continuedItems(log, user), allowed, query, scoreStep: scale * itemScale, ranked });
  }
  ranker.dispose();
  return made;
}

function continuedItems(log: TrainingLog, user: number): number[] {
  const first = Math.max(log.offsets[user], log.offsets[user + 1] - MAX_EVENTS);
  const events = [];
  for (let i = first; i < log.offsets[user + 1]; i++) {
    events.push({ itemIndex: log.items[i], type: EVENT_TYPES[log.eventTypes[i]] });
  }
  return itemsToContinue(events);
}

export interface ChosenStrength {
  strength: number;
  ndcg10: number;
  recall10: number;
}

/** The best of the tried strengths; the first of equally good ones. */
export function chooseStrength(
  cases: readonly StrengthCase[],
  table: ItemToItemTable,
  { matrix: { tiles } }: ScoredCatalog,
): ChosenStrength {
  const candidates = cases.map(({ items, allowed, query, ranked }) =>
    tableCandidates(ranked, { table, items, allowed, scoreOf: (itemIndex) => dotWithRow(tiles, itemIndex, query) }),
  );
  const unit = unitStrength(cases, table);
  return FACTORS.map((factor): ChosenStrength => {
    const strength = Math.fround(factor * unit);
    let gain = 0;
    let hits = 0;
    for (const [i, { target, scoreStep }] of cases.entries()) {
      const rank = rankOf(target, candidates[i], boostOfSum(table, { strength, scoreStep }));
      if (rank === undefined || rank > K) continue;
      hits++;
      gain += 1 / Math.log2(rank + 1);
    }
    const { length } = cases;
    return { strength, ndcg10: gain / Math.max(1, length), recall10: hits / Math.max(1, length) };
  }).reduce((best, other) => (other.ndcg10 > best.ndcg10 ? other : best));
}

/** The target's place in the list that `addTable` makes, from 1, without making it. */
function rankOf(
  target: number,
  candidates: readonly TableCandidate[],
  boost: (sum: number) => number,
): number | undefined {
  const own = candidates.find(({ itemIndex }) => itemIndex === target);
  if (own === undefined) return undefined;
  const ownScore = own.score + boost(own.sum);
  let rank = 1;
  for (const { itemIndex, score, sum } of candidates) {
    const other = score + boost(sum);
    if (other > ownScore || (other === ownScore && itemIndex < target)) rank++;
  }
  return rank;
}

/** The strength at which the largest weight is worth as much as the mean best score: a yardstick, in whatever unit both are. */
function unitStrength(cases: readonly StrengthCase[], { scale }: ItemToItemTable): number {
  const best = cases.map(({ ranked, scoreStep }) => Math.abs((ranked.scores[0] ?? 0) * scoreStep));
  const mean = best.reduce((sum, value) => sum + value, 0) / Math.max(1, best.length);
  return mean / (255 * scale);
}
