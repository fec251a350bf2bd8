// How much the table counts beside a score, from where on sums count less than in full, and how much EASE counts in the
// table: chosen together on held-out targets, by the list that the page itself would make of scores and table.

import { type ItemToItemTable, SEQUENTIAL_HISTORY } from '../../formats/item-to-item.ts';
import { TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import {
  boostOfSum,
  type ContinuedItems,
  itemsToContinue,
  type TableCandidate,
  tableCandidates,
  worthOf,
} from '../../item-to-item/item-to-item-table.ts';
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { dotWithRow, type ItemMatrix } from '../../ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../ranking/javascript-ranker.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { createWasmRanker } from '../../ranking/wasm-ranker.ts';
import { MAX_EVENTS } from '../../towers/history-inputs.ts';
import { type FitOptions, forEachStep } from '../closed-form/fitting.ts';
import type { TrainingLog } from '../training/training-data.ts';
import type { ValidationCase } from '../training/validate.ts';

/** The strength is the one with the best NDCG at this K, seen items masked. */
const K = 10;
/** Tried multiples of the strength at which the largest weight is worth as much as the mean best score. */
const FACTORS = [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.3, 1.7, 2.2, 3, 4, 6, 9, 14, 20] as const;
/** Tried knees; the mean weight is 1, and at the last one all sums count in full. */
const KNEES = [0.1, 0.5, 2, 8, 2 ** 20] as const;
const MAX_WEIGHT = 255;

/** A held-out target with all that ranking it needs. */
interface StrengthCase {
  target: number;
  items: ContinuedItems;
  /** Items of the history: a set over the catalog is made when it is needed, as one a case would take gigabytes. */
  seen: Uint32Array;
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
    const allowed = allBut(seen, matrix.numItems);
    const { values: query, scale } = quantizeUserEmbedding(users.subarray(i * matrix.dim, (i + 1) * matrix.dim));
    const ranked = await ranker.rank({ query, k: K, allowed });
    made.push({ target, items: continuedItems(log, user), seen, query, scoreStep: scale * itemScale, ranked });
  }
  ranker.dispose();
  return made;
}

function allBut(seen: Uint32Array, numItems: number): Bitset {
  return Bitset.fromIndices(numItems, seen).not();
}

function continuedItems(log: TrainingLog, user: number): ContinuedItems {
  const first = Math.max(log.offsets[user]!, log.offsets[user + 1]! - MAX_EVENTS);
  const events = [];
  for (let i = first; i < log.offsets[user + 1]!; i++) {
    events.push({ itemIndex: log.items[i]!, type: TOWER_EVENT_TYPES[log.eventTypes[i]!]! });
  }
  return itemsToContinue(events, SEQUENTIAL_HISTORY.historyItems);
}

export interface ChosenStrength {
  strength: number;
  knee: number;
  ndcg10: number;
  recall10: number;
}

interface ChooseOptions extends FitOptions {
  knees?: readonly number[];
}

/** A setting, and what it has found so far. */
interface Tried {
  strength: number;
  knee: number;
  gain: number;
  hits: number;
}

/**
 * The best of the tried strengths and knees; the first of equally good ones.
 *
 * @param table  its own knee and strengths don't matter
 * @param knees  to try (default: all)
 */
export async function chooseStrength(
  cases: readonly StrengthCase[],
  table: ItemToItemTable,
  catalog: ScoredCatalog,
  { knees = KNEES, ...options }: ChooseOptions = {},
): Promise<ChosenStrength> {
  const bestScore = meanBestScore(cases);
  const tried = knees.flatMap((value) => {
    const knee = Math.fround(value);
    const unit = bestScore / worthOf(MAX_WEIGHT * table.scale, knee);
    return FACTORS.map((factor): Tried => ({ strength: Math.fround(factor * unit), knee, gain: 0, hits: 0 }));
  });
  // Case by case: the candidates of all of them at once would take gigabytes.
  await forEachStep(cases.length, (i) => addFigures(tried, cases[i]!, table, catalog), options);
  const count = Math.max(1, cases.length);
  return tried
    .map(({ strength, knee, gain, hits }) => ({ strength, knee, ndcg10: gain / count, recall10: hits / count }))
    .reduce((best, other) => (other.ndcg10 > best.ndcg10 ? other : best));
}

function addFigures(
  tried: readonly Tried[],
  { target, items, seen, query, scoreStep, ranked }: StrengthCase,
  table: ItemToItemTable,
  { matrix: { tiles, numItems } }: ScoredCatalog,
): void {
  const allowed = allBut(seen, numItems);
  const scoreOf = (itemIndex: number): number => dotWithRow(tiles, itemIndex, query);
  const candidates = tableCandidates(ranked, { table, items, allowed, scoreOf });
  const own = candidates.find(({ itemIndex }) => itemIndex === target);
  if (own === undefined) return;
  for (const setting of tried) {
    const { strength, knee } = setting;
    const rank = rankOf(own, candidates, boostOfSum({ ...table, knee }, { strength, scoreStep }));
    if (rank === undefined) continue;
    setting.hits++;
    setting.gain += 1 / Math.log2(rank + 1);
  }
}

/** The place of one candidate in the list of K that `addTable` makes, from 1, without making it. */
function rankOf(
  own: TableCandidate,
  candidates: readonly TableCandidate[],
  boost: (sum: number) => number,
): number | undefined {
  const ownScore = own.score + boost(own.sum);
  let rank = 1;
  for (const { itemIndex, score, sum } of candidates) {
    const other = score + boost(sum);
    if ((other > ownScore || (other === ownScore && itemIndex < own.itemIndex)) && ++rank > K) return undefined;
  }
  return rank;
}

/**
 * What the best item of a list scores, on average: with the largest weight worth it, score and table are of one size,
 * in whatever unit.
 */
function meanBestScore(cases: readonly StrengthCase[]): number {
  const sum = cases.reduce((total, { ranked, scoreStep }) => total + Math.abs((ranked.scores[0] ?? 0) * scoreStep), 0);
  return sum / Math.max(1, cases.length);
}
