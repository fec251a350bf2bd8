// How alike the items of a catalog are: meaning, words and columns in one sum (mixture.ts), none of them squeezed.

import { fourSumDot } from '../../numerics/dot.ts';
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
    for (let other = item + 1; other < n; other++)
      row[other] = fourSumDot(meaning, item * dim, meaning, other * dim, dim);
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
