// Which items are most alike, as an item-to-item table (docs/formats/item-to-item.md) made of content alone: a page adds
// it up as it does a table that was counted in a log. The dot product with a mean hears all items a little; the table
// hears the nearest of each item loudly, and words of titles, which a few directions can't hold.

import { type ItemToItemTable, SEQUENTIAL_HISTORY } from '../formats/item-to-item.ts';
import { fourSumDot } from '../numerics/dot.ts';
import { createTopK } from '../numerics/top-k.ts';
import { HALF_WEIGHT_AT } from './forgetting.ts';
import type { TokenColumn } from './item-tokens.ts';
import { unitTokens } from './token-vectors.ts';

/** Neighbours that an item keeps: at most so many, and no more than a tenth of the catalog, at least 10. */
const MOST_NEIGHBOURS = 100;
/** What two titles of the very same words add to the likeness of their items. */
const TITLE_LIKENESS = 0.3;
/**
 * A neighbour of likeness s, as a share of an item's likeness to itself, weighs exp(SHARPNESS * (s - 1)): near ones say
 * far more than others. Chosen with the strength on validation targets of both MovieLens logs, among 2, 4, 6 and 1 to 8.
 */
const SHARPNESS = 6;
/** What a weight of 1 adds to a score, in standard deviations of likeness. */
const STRENGTH = 8;
const MAX_WEIGHT = 255;
/** Likeness as an integer, for the ranking of neighbours. */
const LIKENESS_STEPS = 1_000_000;
/** No sum of a history reaches it: sums count in full. */
const KNEE = 1000;

export interface ContentTableInput {
  /** f32 [n, dim] */
  embeddings: Float32Array;
  dim: number;
  /** First dims of an embedding, which say what an item is. */
  tasteDim: number;
  /** Of each item its title, as one column of tokens or none. */
  titles: readonly (readonly TokenColumn[])[];
  /** Of likeness over the catalog. */
  deviation: number;
}

/** @param onProgress  told the items that are done, now and then */
export function contentTable(
  input: ContentTableInput,
  onProgress: (done: number, total: number) => void = () => {},
): ItemToItemTable {
  const n = input.titles.length;
  const neighboursPerItem = Math.min(n - 1, MOST_NEIGHBOURS, Math.max(10, Math.ceil(n / 10)));
  const likeness = likenessTo(input);
  const self = meanLikenessToItself(likeness, n);
  const offsets = new Uint32Array(n + 1);
  const neighbours = new Uint32Array(n * neighboursPerItem);
  const weights = new Uint8Array(n * neighboursPerItem);
  let size = 0;
  for (let item = 0; item < n; item++) {
    for (const [neighbour, weight] of nearest(likeness(item), item, neighboursPerItem, self)) {
      neighbours[size] = neighbour;
      weights[size++] = weight;
    }
    offsets[item + 1] = size;
    if (item % 256 === 255) onProgress(item + 1, n);
  }
  const strength = Math.fround(STRENGTH * input.deviation);
  return {
    ...{ numItems: n, neighboursPerItem, offsets, scale: Math.fround(1 / MAX_WEIGHT), knee: KNEE },
    ...{ neighbours: neighbours.slice(0, size), weights: weights.slice(0, size) },
    ...{ towerStrength: strength, meanStrength: strength, similarStrength: 1 },
    ...SEQUENTIAL_HISTORY,
    halfWeightAt: HALF_WEIGHT_AT,
  };
}

/** Likeness of one item to all: f64 [n], the same array each time. */
function likenessTo({ embeddings, dim, tasteDim, titles }: ContentTableInput): (item: number) => Float64Array {
  const n = titles.length;
  const vectors = unitTokens(titles);
  const itemsWith = new Map<string, [item: number, value: number][]>();
  for (const [item, vector] of vectors.entries()) {
    for (const [token, value] of vector) {
      const items = itemsWith.get(token);
      if (items) items.push([item, value]);
      else itemsWith.set(token, [[item, value]]);
    }
  }
  const row = new Float64Array(n);
  return (item) => {
    for (let other = 0; other < n; other++)
      row[other] = fourSumDot(embeddings, item * dim, embeddings, other * dim, tasteDim);
    for (const [token, value] of vectors[item]!) {
      for (const [other, theirs] of itemsWith.get(token)!) row[other]! += TITLE_LIKENESS * value * theirs;
    }
    return row;
  };
}

/** Over at most a thousand items, evenly taken; above 0. */
function meanLikenessToItself(likeness: (item: number) => Float64Array, n: number): number {
  const step = Math.ceil(n / 1000);
  let [sum, count] = [0, 0];
  for (let item = 0; item < n; item += step) {
    sum += likeness(item)[item]!;
    count++;
  }
  return sum > 0 ? sum / count : 1;
}

/** The k most alike and what each weighs, 1 to 255, ascending by row; those that weigh nothing are no neighbours. */
function nearest(likeness: Float64Array, item: number, k: number, self: number): [row: number, weight: number][] {
  const top = createTopK(k, likeness.length);
  for (let other = 0; other < likeness.length; other++) {
    if (other !== item) top.add(other, Math.round(LIKENESS_STEPS * likeness[other]!));
  }
  const found: [number, number][] = [];
  for (const row of top.finish().indices) {
    const share = Math.min(1, likeness[row]! / self);
    const weight = Math.round(MAX_WEIGHT * Math.exp(SHARPNESS * (share - 1)));
    if (weight > 0) found.push([row, weight]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}
