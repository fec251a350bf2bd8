// How much words, meaning and columns count in the likeness of two items, fitted on the very catalog and without anybody's
// judgement. A column counts by how much more alike the prose of two items is that share its values: a category says much,
// an author some, a colour nothing. Meaning counts in full unless a description finds its own title better without it, as
// where the text encoder does not read the catalog's language.

import { dot } from '../../numerics/dot.ts';
import { createRandom, type Random } from '../../numerics/random.ts';
import { transposeRows } from '../../numerics/sparse-rows.ts';
import type { ColumnRows } from './columns.ts';
import { type ContentItem, prose, wordTokens } from './item-tokens.ts';
import { dotOfRows, type TokenRows, tokenRows } from './token-rows.ts';

/** What words count beside a meaning of 1; chosen on the development triples of three shops, among 0.5 to 4. */
export const WORDS_WEIGHT = 2;
/**
 * What all columns count together where they say so much of the prose; a column that says little has little of it, also
 * where it is the only one.
 */
const COLUMNS_WEIGHT = 1.8;
/** What each column counts at least: titles alone say nothing of a year. */
const LEAST_COLUMN_WEIGHT = 0.05;
/** Pairs of items that are looked at: any two, and of each column two that share a value. */
const ANY_PAIRS = 10_000;
const SHARING_PAIRS = 500;
/** Items of which any two are taken. */
const MOST_ITEMS = 1500;
/** Rounds of coordinate descent, and what is added to each diagonal (ridge, in pairs). */
const ROUNDS = 50;
const RIDGE = 5;
const MEANING_WEIGHTS = [1, 0.5, 0.25, 0] as const;
const MOST_DESCRIPTIONS = 300;
/** Fewer say nothing of a language. */
const LEAST_DESCRIPTIONS = 30;
/** How much better, of the mean reciprocal rank, meaning has to be without some of its weight. */
const MARGIN = 1.05;

export interface Mixture {
  /** 0 to 1 */
  meaning: number;
  words: number;
  /** In the order of the columns. */
  columns: number[];
}

/** Unit-length vectors of texts, f32 [texts.length, dim]. */
export type EncodeAll = (texts: readonly string[]) => Float32Array;

export function fitMixture(
  items: readonly ContentItem[],
  columns: readonly ColumnRows[],
  encodeAll: EncodeAll,
  seed: number,
): Mixture {
  const random = createRandom(seed);
  return {
    meaning: meaningWeight(items, encodeAll),
    words: WORDS_WEIGHT,
    columns: columnWeights(items, columns, encodeAll, random),
  };
}

type Pair = readonly [a: number, b: number];

function columnWeights(
  items: readonly ContentItem[],
  columns: readonly ColumnRows[],
  encodeAll: EncodeAll,
  random: Random,
): number[] {
  if (items.length < 2 || columns.length === 0) return columns.map(() => 0);
  const any = anyPairs(items.length, random);
  const pairs = [...any, ...columns.flatMap(({ rows }) => sharingPairs(rows, random))];
  const target = proseLikeness(items, pairs, any.length, encodeAll);
  const shared = columns.map(({ rows }) => Float64Array.from(pairs, ([a, b]) => dotOfRows(rows, a, b)));
  const slopes = nonNegativeLeastSquares(shared, target);
  const sum = slopes.reduce((all, slope) => all + slope, 0);
  return slopes.map((slope) => LEAST_COLUMN_WEIGHT + (COLUMNS_WEIGHT * slope) / (1 + sum));
}

/** Any two of a thousand items and more, evenly taken. */
function anyPairs(numItems: number, random: Random): Pair[] {
  const step = Math.max(1, numItems / MOST_ITEMS);
  const taken = Math.min(numItems, MOST_ITEMS);
  const pairs: Pair[] = [];
  for (let i = 0; i < ANY_PAIRS; i++) {
    const [a, b] = [random.integer(taken), random.integer(taken)];
    if (a !== b) pairs.push([Math.floor(a * step), Math.floor(b * step)]);
  }
  return pairs;
}

/** Two items that share a value: an entry of the column, and another one of its value. */
function sharingPairs(rows: TokenRows, random: Random): Pair[] {
  const { offsets, columns } = transposeRows(rows, rows.numTokens);
  const pairs: Pair[] = [];
  for (let i = 0; i < SHARING_PAIRS; i++) {
    const token = rows.columns[random.integer(rows.columns.length)]!;
    const [first, count] = [offsets[token]!, offsets[token + 1]! - offsets[token]!];
    const [a, b] = [columns[first + random.integer(count)]!, columns[first + random.integer(count)]!];
    if (a !== b) pairs.push([a, b]);
  }
  return pairs;
}

/** How alike the prose of two items is, by words and by meaning, each in its standard deviations over any two items. */
function proseLikeness(
  items: readonly ContentItem[],
  pairs: readonly Pair[],
  numAny: number,
  encodeAll: EncodeAll,
): Float64Array {
  const met = [...new Set(pairs.flat())];
  const placeOf = new Map(met.map((item, place) => [item, place]));
  const texts = met.map((item) => prose(items[item]!));
  const vectors = encodeAll(texts);
  const dim = vectors.length / texts.length;
  const words = tokenRows(texts.map(wordTokens));
  const places = pairs.map(([a, b]): Pair => [placeOf.get(a)!, placeOf.get(b)!]);
  const meaning = Float64Array.from(places, ([a, b]) => dot(vectors, vectors, dim, a * dim, b * dim));
  const overlap = Float64Array.from(places, ([a, b]) => dotOfRows(words, a, b));
  const [first, second] = [standardized(meaning, numAny), standardized(overlap, numAny)];
  return first.map((value, i) => value + second[i]!);
}

/** By the first values alone; all are 0 where those don't differ. */
function standardized(values: Float64Array, numFirst: number): Float64Array {
  const first = values.subarray(0, numFirst);
  const mean = first.reduce((sum, value) => sum + value, 0) / Math.max(1, numFirst);
  const variance = first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, numFirst);
  return values.map((value) => (variance > 0 ? (value - mean) / Math.sqrt(variance) : 0));
}

/**
 * Slopes of at least 0 with which the columns explain the target best, beside a constant, by coordinate descent (Franc,
 * Hlavac and Navara 2005).
 */
function nonNegativeLeastSquares(columns: readonly Float64Array[], target: Float64Array): number[] {
  const centred = columns.map(centre);
  const rest = centre(target);
  const squares = centred.map((column) => column.reduce((sum, value) => sum + value * value, 0));
  const slopes = columns.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    centred.forEach((column, c) => {
      const gradient = column.reduce((sum, value, i) => sum + value * rest[i]!, 0) - RIDGE * slopes[c]!;
      const slope = Math.max(0, slopes[c]! + gradient / (squares[c]! + RIDGE));
      const step = slope - slopes[c]!;
      slopes[c] = slope;
      if (step !== 0) for (let i = 0; i < rest.length; i++) rest[i]! -= step * column[i]!;
    });
  }
  return slopes;
}

function centre(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return values.map((value) => value - mean);
}

/** The largest weight at which a description finds its own title about as well as at any. */
function meaningWeight(items: readonly ContentItem[], encodeAll: EncodeAll): number {
  const described = items.filter(({ fields }) => fields.title && fields.description);
  if (described.length < LEAST_DESCRIPTIONS) return MEANING_WEIGHTS[0];
  const step = Math.max(1, described.length / MOST_DESCRIPTIONS);
  const taken = Array.from(
    { length: Math.min(described.length, MOST_DESCRIPTIONS) },
    (_, i) => described[Math.floor(i * step)]!.fields,
  );
  const found = titleRanks(
    taken.map(({ description }) => description!),
    taken.map(({ title }) => title),
    encodeAll,
  );
  const best = Math.max(...found);
  return MEANING_WEIGHTS[found.findIndex((rank) => MARGIN * rank >= best)]!;
}

/** Of each weight of meaning the mean reciprocal rank of the own title; among titles that are as alike it is in the middle. */
function titleRanks(descriptions: readonly string[], titles: readonly string[], encodeAll: EncodeAll): number[] {
  const n = titles.length;
  const texts = [...descriptions, ...titles];
  const vectors = encodeAll(texts);
  const dim = vectors.length / texts.length;
  const words = tokenRows(texts.map(wordTokens));
  const sums = MEANING_WEIGHTS.map(() => 0);
  for (let i = 0; i < n; i++) {
    const meaning = titles.map((_, j) => dot(vectors, vectors, dim, i * dim, (n + j) * dim));
    const shared = titles.map((_, j) => WORDS_WEIGHT * dotOfRows(words, i, n + j));
    MEANING_WEIGHTS.forEach((weight, w) => {
      const alike = meaning.map((value, j) => weight * value + shared[j]!);
      const before = alike.reduce(
        (count, value) => count + (value > alike[i]! ? 1 : value === alike[i] ? 0.5 : 0),
        -0.5,
      );
      sums[w]! += 1 / (1 + before) / n;
    });
  }
  return sums;
}
