// What goes with the last few things that somebody dealt with: sums of rows of the item-to-item table, and a home list
// that heeds them. The tower knows a person's taste, the table knows what follows what; added up they beat either.
// All sums are integers and one product per score is rounded by the shared rule, so that the list is the same whatever
// ranked before it, bit for bit. Specification: docs/formats/item-to-item.md.

import type { ItemToItemTable } from '../formats/item-to-item.ts';
import type { TowerEventType } from '../formats/vocabulary.ts';
import { roundHalfAwayFromZero } from '../numerics/quantize.ts';
import type { Bitset } from '../ranking/bitset.ts';
import type { RankResult } from '../ranking/ranker.ts';
import { eventSign } from '../towers/event-evidence.ts';

/**
 * What the newest item of a history weighs, in steps: those before it weigh a part of it, rounded to steps. lcm(1 .. 20),
 * so that 1, 1/2, … 1/20 are exact.
 */
const DECAY_STEPS = 232_792_560;
/** Keeps the sum with any boost (2^30) and any dot product (less than 2^22) an int32. */
const MAX_TABLE_BOOST = 2 ** 30 - 2 ** 22;

export interface TableEvent {
  itemIndex: number;
  type: TowerEventType;
}

/**
 * The items that a history is continued from, newest first. Each counts once, at the place of
 * its newest event, and its loudest event (the newest of equally loud ones) says whether it counts: a like after a
 * dislike does, a dislike after any number of views does not. Disliked and hidden items are left out and subtract
 * nothing: the table counts what people went on to, and most who went on from an item had no quarrel with it; the tower
 * is what pushes away.
 *
 * @param events    oldest first
 * @param maxItems  historyItems of the table
 */
export function itemsToContinue(events: readonly TableEvent[], maxItems: number): number[] {
  const signs = new Map<number, number>();
  for (let i = events.length - 1; i >= 0; i--) {
    const { itemIndex, type } = events[i]!;
    const sign = eventSign(type);
    if (Math.abs(sign) > Math.abs(signs.get(itemIndex) ?? 0)) signs.set(itemIndex, sign);
    else if (!signs.has(itemIndex)) signs.set(itemIndex, 0);
  }
  const items: number[] = [];
  for (const [itemIndex, sign] of signs) {
    if (sign > 0 && items.length < maxItems) items.push(itemIndex);
  }
  return items;
}

/** What the n-th newest item (from 0) of a history counts, in steps: DECAY_STEPS * h / (h + n). */
function stepsOf({ halfWeightAt }: ItemToItemTable, n: number): number {
  return Math.round((DECAY_STEPS * halfWeightAt) / (halfWeightAt + n));
}

/**
 * The sum over the items of weight(item -> b) * h / (h + n) for every b that has one; n = 0 for the newest.
 *
 * @param items  newest first, as `itemsToContinue` gives them
 * @returns      by row, integers in steps of table.scale / DECAY_STEPS (below 2^53: 255 * 1000 * DECAY_STEPS is 2^46)
 */
export function tableSums(table: ItemToItemTable, items: readonly number[]): Map<number, number> {
  // A long history meets the same rows again and again: adding in an array is ten times faster than in a map.
  const sums = new Float64Array(table.numItems);
  const met: number[] = [];
  items.forEach((item, n) => {
    const steps = stepsOf(table, n);
    for (let entry = table.offsets[item]!; entry < table.offsets[item + 1]!; entry++) {
      const neighbour = table.neighbours[entry]!;
      if (sums[neighbour] === 0) met.push(neighbour);
      sums[neighbour]! += steps * table.weights[entry]!;
    }
  });
  return new Map(met.map((row) => [row, sums[row]!]));
}

/** The same for one row alone: each item's neighbours are looked through by halves. */
function tableSum(table: ItemToItemTable, items: readonly number[], row: number): number {
  let sum = 0;
  items.forEach((item, n) => {
    const entry = entryOf(table, item, row);
    if (entry !== undefined) sum += stepsOf(table, n) * table.weights[entry]!;
  });
  return sum;
}

/** Neighbours ascend within an item. */
function entryOf({ offsets, neighbours }: ItemToItemTable, item: number, neighbour: number): number | undefined {
  let [low, high] = [offsets[item]!, offsets[item + 1]!];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (neighbours[middle]! < neighbour) low = middle + 1;
    else high = middle;
  }
  return low < offsets[item + 1]! && neighbours[low] === neighbour ? low : undefined;
}

/**
 * What a sum of weights counts: itself up to the knee, and above it one knee more for each doubling of knee + sum,
 * linear in between. The scores of a tower are logarithms of odds; beside a logarithm, what was counted often would
 * drown everything else. Sums, quotients and halves alone, so that every engine has the same bits.
 *
 * @param total  at least 0
 * @param knee   above 0
 */
export function worthOf(total: number, knee: number): number {
  if (total <= knee) return total;
  let rest = 1 + total / knee;
  let doublings = 0;
  for (; rest >= 2; doublings++) rest /= 2;
  return knee * (doublings + (rest - 1));
}

/** @param sum  of `tableSums` */
function worthOfSum({ scale, knee }: ItemToItemTable, sum: number): number {
  return worthOf((sum * scale) / DECAY_STEPS, knee);
}

/** The real score that the table adds to one item. */
export function tableScore(
  table: ItemToItemTable,
  items: readonly number[],
  itemIndex: number,
  strength: number,
): number {
  return strength * worthOfSum(table, tableSum(table, items, itemIndex));
}

export interface TableRequest {
  table: ItemToItemTable;
  /** Newest first, as `itemsToContinue` gives them. */
  items: readonly number[];
  /** Items that may be in the list, as it was ranked (default: all). */
  allowed?: Bitset;
  /** The score of an item that was not among the k ranked, exactly as its ranker would give it. */
  scoreOf: (itemIndex: number) => number;
}

/** An item that may be among the k best by score + table. */
export interface TableCandidate {
  itemIndex: number;
  /** Of the ranker. */
  score: number;
  /** Of the table, see `tableSums`. */
  sum: number;
}

/**
 * All items that can be among the k best by score + table. No sum is negative, so what the table does not lift can only
 * have come from the k best by score: they and the lifted items hold the exact list, and no larger set of candidates is
 * needed.
 *
 * @param ranked  the k best by score alone, or all where there are fewer
 */
export function tableCandidates(
  ranked: RankResult,
  { table, items, allowed, scoreOf }: TableRequest,
): TableCandidate[] {
  const sums = tableSums(table, items);
  const candidates: TableCandidate[] = [];
  ranked.indices.forEach((itemIndex, place) => {
    candidates.push({ itemIndex, score: ranked.scores[place]!, sum: sums.get(itemIndex) ?? 0 });
    sums.delete(itemIndex);
  });
  for (const [itemIndex, sum] of sums) {
    if (!allowed || allowed.has(itemIndex)) candidates.push({ itemIndex, score: scoreOf(itemIndex), sum });
  }
  return candidates;
}

export interface TableWeight {
  /** Real score of a sum that counts 1: towerStrength or meanStrength of the table. */
  strength: number;
  /** Real score of one step of the rankers' integer scores: the user embedding's scale times the catalog's. */
  scoreStep: number;
}

/**
 * The k best by score + table.
 *
 * @param ranked  the k best by score alone, or all where there are fewer
 * @param k       an integer >= 0
 * @returns       best first, ties to the lower index; scores with what the table added, in the rankers' unit
 */
export function addTable(ranked: RankResult, k: number, request: TableRequest & TableWeight): RankResult {
  const boost = boostOfSum(request.table, request);
  const best = tableCandidates(ranked, request)
    .map(({ itemIndex, score, sum }) => ({ itemIndex, score: score + boost(sum) }))
    .sort((a, b) => b.score - a.score || a.itemIndex - b.itemIndex)
    .slice(0, k);
  return {
    indices: Uint32Array.from(best, ({ itemIndex }) => itemIndex),
    scores: Int32Array.from(best, ({ score }) => score),
  };
}

/** What a sum adds to the rankers' integer scores. */
export function boostOfSum(table: ItemToItemTable, { strength, scoreStep }: TableWeight): (sum: number) => number {
  const factor = strength / scoreStep;
  return (sum) => Math.min(MAX_TABLE_BOOST, roundHalfAwayFromZero(worthOfSum(table, sum) * factor));
}

/** The neighbours of one item that may be shown, the heaviest first, ties to the lower index. */
export function neighboursOf(
  { offsets, neighbours, weights }: ItemToItemTable,
  itemIndex: number,
  allowed: Bitset,
): { itemIndex: number; weight: number }[] {
  const found: { itemIndex: number; weight: number }[] = [];
  for (let entry = offsets[itemIndex]!; entry < offsets[itemIndex + 1]!; entry++) {
    const neighbour = neighbours[entry]!;
    if (allowed.has(neighbour)) found.push({ itemIndex: neighbour, weight: weights[entry]! });
  }
  return found.sort((a, b) => b.weight - a.weight || a.itemIndex - b.itemIndex);
}
