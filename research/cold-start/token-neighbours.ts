// What a plain search over words finds: the outside reference of the cold-start protocol, as nothing is learned from
// anybody's events. Items are vectors of tokens (title words, genres, years) weighted by inverse document frequency
// (Spärck Jones 1972), of unit length; a score is the square root of the cosine with each event's item, so that one
// twin does not outweigh several relatives, summed with weights that fall with age.

import type { Item } from '../../src/items/item.ts';
import { addRow, type SparseRows, SparseRowsBuilder } from '../../src/numerics/sparse-rows.ts';
import {
  type History,
  type ScoringRecommender,
  scoringRecommender,
} from '../../src/pipeline/evaluation/recommender.ts';
import { isNegativeEvent } from '../../src/pipeline/evaluation/split.ts';
import { titleWords } from '../../src/text/hash-words.ts';

// The defaults and the square root were chosen on the first 1,200 users of ml-1m with items of fold 1 cold.
interface TokenNeighbourSettings {
  /** The n-th last event weighs recency^n, n from 0 (default 0.75). */
  recency?: number;
  /** Years to either side that an item shares a token with (default 1). */
  yearReach?: number;
}

/** What is read of an item. */
export type TokenItem = Pick<Item, 'title' | 'year' | 'fields'>;

/** Weights below this change no list: older events are left out. */
const SMALLEST_WEIGHT = 1e-4;

/** @param items  by the evaluator's numbers */
export function tokenNeighbours(
  items: readonly TokenItem[],
  { recency = 0.75, yearReach = 1 }: TokenNeighbourSettings = {},
): ScoringRecommender {
  const similar = tokenSimilarities(items.map((item) => itemTokens(item, yearReach)));
  return scoringRecommender('token-neighbours', (history) => {
    const scores = new Float32Array(items.length);
    let weight = 1;
    for (const item of newestFirst(history)) {
      if (weight < SMALLEST_WEIGHT) break;
      addRow(scores, similar, item, weight);
      weight *= recency;
    }
    return scores;
  });
}

/** Items that were not disliked. */
function* newestFirst({ items, eventTypes }: History): Generator<number> {
  for (let i = items.length - 1; i >= 0; i--) if (!isNegativeEvent(eventTypes[i]!)) yield items[i]!;
}

/** Title words, genres (or whatever lists the item has) and years, told apart by a prefix. */
export function itemTokens({ title, year, fields }: TokenItem, yearReach: number): string[] {
  const words = titleWords(title).map((word) => `title:${word}`);
  const { genres = [], tags = [] } = fields;
  const values = [
    ...genres.map((genre) => `genres:${genre.toLowerCase()}`),
    ...tags.map((tag) => `tags:${tag.toLowerCase()}`),
  ];
  const years =
    year === undefined ? [] : Array.from({ length: 2 * yearReach + 1 }, (_, i) => `year:${year - yearReach + i}`);
  return [...new Set([...words, ...values, ...years])];
}

/**
 * Row a, column b: the square root of the cosine of two items' tokens, each weighted ln(n / items with it); 0 with
 * itself.
 */
export function tokenSimilarities(tokens: readonly (readonly string[])[]): SparseRows {
  const itemsWith = new Map<string, number[]>();
  for (const [item, own] of tokens.entries()) {
    for (const token of own) {
      const items = itemsWith.get(token) ?? [];
      items.push(item);
      itemsWith.set(token, items);
    }
  }
  const weightOf = (token: string) => Math.log(tokens.length / itemsWith.get(token)!.length);
  const lengths = tokens.map((own) => Math.hypot(...own.map(weightOf)) || 1);
  const builder = new SparseRowsBuilder();
  const row = new Float32Array(tokens.length);
  for (const [item, own] of tokens.entries()) {
    row.fill(0);
    for (const token of own) {
      const weight = weightOf(token) ** 2 / lengths[item]!;
      for (const other of itemsWith.get(token)!) row[other]! += weight / lengths[other]!;
    }
    row[item] = 0;
    for (let other = 0; other < row.length; other++) row[other] = Math.sqrt(row[other]!);
    builder.addDenseRow(row);
  }
  return builder.finish();
}
