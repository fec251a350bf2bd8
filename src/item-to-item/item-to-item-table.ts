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

/** Rows of items that a history says something of, newest first. */
export interface ContinuedItems {
  /** What a list goes on from. */
  wanted: readonly number[];
  /** What was disliked or hidden. */
  unwanted: readonly number[];
}

/**
 * The items that a history is continued from. Each counts once, at the place of its newest event, and its loudest event
 * (the newest of equally loud ones) says how: a like after a dislike is wanted, a dislike after any number of views is
 * not.
 *
 * @param events    oldest first
 * @param maxItems  historyItems of the table, the most of either kind
 */
export function itemsToContinue(events: readonly TableEvent[], maxItems: number): ContinuedItems {
  const signs = new Map<number, number>();
  for (let i = events.length - 1; i >= 0; i--) {
    const { itemIndex, type } = events[i]!;
    const sign = eventSign(type);
    if (Math.abs(sign) > Math.abs(signs.get(itemIndex) ?? 0)) signs.set(itemIndex, sign);
    else if (!signs.has(itemIndex)) signs.set(itemIndex, 0);
  }
  const newest = (side: 1 | -1): number[] =>
    [...signs].flatMap(([itemIndex, sign]) => (sign * side > 0 ? [itemIndex] : [])).slice(0, maxItems);
  return { wanted: newest(1), unwanted: newest(-1) };
}

/** What the n-th newest item (from 0) of a history counts, in steps: DECAY_STEPS * h / (h + n). */
function stepsOf({ halfWeightAt }: ItemToItemTable, n: number): number {
  return Math.round((DECAY_STEPS * halfWeightAt) / (halfWeightAt + n));
}

/**
 * The sum over the wanted items of weight(item -> b) * h / (h + n) for every b that has one, n = 0 for the newest, less
 * that of the unwanted ones, and at least 0: what leads from liked and from disliked items alike says nothing of a taste.
 * What leads from disliked items alone is the tower's to push away.
 *
 * @returns  by row, integers above 0 in steps of table.scale / DECAY_STEPS (below 2^53: 255 * 1000 * DECAY_STEPS is 2^46)
 */
export function tableSums(table: ItemToItemTable, { wanted, unwanted }: ContinuedItems): Map<number, number> {
  // A long history meets the same rows again and again: adding in an array is ten times faster than in a map.
  const sums = new Float64Array(table.numItems);
  const met: number[] = [];
  const add = (items: readonly number[], side: 1 | -1) =>
    items.forEach((item, n) => {
      const steps = side * stepsOf(table, n);
      for (let entry = table.offsets[item]!; entry < table.offsets[item + 1]!; entry++) {
        const neighbour = table.neighbours[entry]!;
        if (sums[neighbour] === 0 && side > 0) met.push(neighbour);
        sums[neighbour]! += steps * table.weights[entry]!;
      }
    });
  add(wanted, 1);
  add(unwanted, -1);
  return new Map(met.flatMap((row) => (sums[row]! > 0 ? [[row, sums[row]!]] : [])));
}

/** The same for one row alone: each item's neighbours are looked through by halves. */
function tableSum(table: ItemToItemTable, { wanted, unwanted }: ContinuedItems, row: number): number {
  const sumOf = (items: readonly number[]): number =>
    items.reduce((sum, item, n) => {
      const entry = entryOf(table, item, row);
      return entry === undefined ? sum : sum + stepsOf(table, n) * table.weights[entry]!;
    }, 0);
  return Math.max(0, sumOf(wanted) - sumOf(unwanted));
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
export function tableScore(table: ItemToItemTable, items: ContinuedItems, itemIndex: number, strength: number): number {
  return strength * worthOfSum(table, tableSum(table, items, itemIndex));
}

export interface TableRequest {
  table: ItemToItemTable;
  items: ContinuedItems;
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
