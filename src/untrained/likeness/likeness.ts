// How alike the items of a catalog are: meaning, words and columns in one sum (mixture.ts), none of them squeezed.

import { dot } from '../../numerics/dot.ts';
import { l2NormalizeRows } from '../../numerics/l2-normalize.ts';
import { type ContentItem, wholeText, wordTokens } from './item-tokens.ts';
import { columnRows, type EncodeAll, fitMixture } from './mixture.ts';
import { besideEachOther, dotsBehind, type TokenRows, tokenRows } from './token-rows.ts';

export interface LikenessInput {
  items: readonly ContentItem[];
  /** f32 [n, dim], unit-length rows: vectors of the items' whole texts */
  content: Float32Array;
  encodeAll: EncodeAll;
  seed: number;
}

export interface Likeness {
  /** How much meaning counts, 0 to 1: less where the text encoder misreads the catalog. */
  meaningWeight: number;
  /** f32 [n, dim]: meaning without what all have in common, as long as it counts. */
  meaning: Float32Array<ArrayBuffer>;
  /** Values of the columns, as long as each column counts. */
  columns: TokenRows;
  /** Words of the texts, as long as they count. */
  words: TokenRows;
}

/** The same input gives the same. */
export function fitLikeness({ items, content, encodeAll, seed }: LikenessInput): Likeness {
  const columns = columnRows(items);
  const mixture = fitMixture(items, columns, encodeAll, seed);
  const words = tokenRows(items.map((item) => wordTokens(wholeText(item))));
  return {
    meaningWeight: mixture.meaning,
    meaning: centredRows(content, items.length, Math.sqrt(mixture.meaning)),
    columns: besideEachOther(
      items.length,
      columns.map(({ rows }, c) => ({ rows, weight: mixture.columns[c]! })),
    ),
    words: besideEachOther(items.length, [{ rows: words, weight: mixture.words }]),
  };
}

/** Likeness of one item to those behind it (two items are as alike either way): f64 [n], the same array each time. */
export function likenessBehind({ meaning, columns, words }: Likeness): (item: number) => Float64Array {
  const n = words.offsets.length - 1;
  const dim = meaning.length / Math.max(1, n);
  const addShared = dotsBehind(
    besideEachOther(n, [
      { rows: columns, weight: 1 },
      { rows: words, weight: 1 },
    ]),
  );
  const row = new Float64Array(n);
  return (item) => {
    row.fill(0, 0, item + 1);
    dotsWithRows(meaning, dim, item, row);
    addShared(item, row);
    return row;
  };
}

function centredRows(content: Float32Array, n: number, length: number): Float32Array<ArrayBuffer> {
  const dim = content.length / Math.max(1, n);
  const mean = new Float64Array(dim);
  for (let i = 0; i < content.length; i++) mean[i % dim]! += content[i]! / n;
  const rows = l2NormalizeRows(
    Float32Array.from(content, (value, i) => value - mean[i % dim]!),
    dim,
  );
  return length === 1 ? rows : rows.map((value) => length * value);
}

/** Dot products of a row with all behind it: four rows at once, so that each value of the row is read once for them. */
function dotsWithRows(rows: Float32Array, dim: number, item: number, sums: Float64Array): void {
  const n = rows.length / dim;
  const row = Float64Array.from(rows.subarray(item * dim, (item + 1) * dim));
  let other = item + 1;
  for (; other + 3 < n; other += 4) {
    const first = other * dim;
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
    for (let d = 0; d < dim; d++) {
      const value = row[d]!;
      sum0 += value * rows[first + d]!;
      sum1 += value * rows[first + dim + d]!;
      sum2 += value * rows[first + 2 * dim + d]!;
      sum3 += value * rows[first + 3 * dim + d]!;
    }
    sums[other] = sum0;
    sums[other + 1] = sum1;
    sums[other + 2] = sum2;
    sums[other + 3] = sum3;
  }
  for (; other < n; other++) sums[other] = dot(row, rows, dim, 0, other * dim);
}
