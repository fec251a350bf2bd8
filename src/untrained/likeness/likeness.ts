// How alike the items of a catalog are: meaning, words and columns in one sum (mixture.ts), none of them squeezed.

import { l2NormalizeRows } from '../../numerics/l2-normalize.ts';
import type { AlikeBlocks } from './alike-index.ts';
import { type AlikeLayout, type AlikeRows, alikeLayout, alikeRows, joinAlike } from './alike-rows.ts';
import { columnRows, type WeighedColumn } from './columns.ts';
import { type Described, type DescribedBlock, selectDescribed } from './described.ts';
import type { ContentItem } from './item-tokens.ts';
import { type EncodeAll, fitMixture } from './mixture.ts';
import { countShared, type SharedTokens } from './token-counts.ts';
import { besideEachOther, countsOfTokens, rowsOfBlocks, selectRows, sliceRows, type TokenRows } from './token-rows.ts';

export interface LikenessInput {
  items: readonly ContentItem[];
  described: Described;
  encodeAll: EncodeAll;
  seed: number;
}

/** What a catalog takes for alike; it goes for later items as well. */
export interface Likeness {
  /** How much meaning counts, 0 to 1: less where the text encoder misreads the catalog. */
  meaningWeight: number;
  /** f64 [dim]: what the vectors of all items have in common. */
  meaningMean: Float64Array;
  columns: WeighedColumn[];
  words: SharedTokens;
  wordsWeight: number;
}

export interface FittedLikeness extends Likeness {
  /** Values of the columns of all items, as long as each column counts. */
  columnsOfItems: TokenRows;
}

/** The same input gives the same. */
export function fitLikeness({ items, described, encodeAll, seed }: LikenessInput): FittedLikeness {
  const columns = columnRows(items);
  const mixture = fitMixture(items, columns, encodeAll, seed);
  return {
    meaningWeight: mixture.meaning,
    meaningMean: meanOf(described),
    columns: columns.map(({ name, shared }, c) => ({ name, shared, weight: mixture.columns[c]! })),
    columnsOfItems: besideEachOther(
      items.length,
      columns.map(({ rows }, c) => ({ rows, weight: mixture.columns[c]! })),
    ),
    words: countShared({ [Symbol.iterator]: () => wordsIn(described) }),
    wordsWeight: mixture.words,
  };
}

function* wordsIn(described: Described) {
  for (const { words } of described) yield words;
}

/** Words of all items, as long as they count. */
export function wordRows(described: Described, { words, wordsWeight }: Likeness): TokenRows {
  const rows = rowsOfBlocks({ [Symbol.iterator]: () => wordsIn(described) }, words);
  return besideEachOther(rows.offsets.length - 1, [{ rows, weight: wordsWeight }]);
}

/** Rows of the items whose products are how alike they are; `layout` is that of the catalog. */
export function alikeOf(likeness: FittedLikeness, described: Described, layout: AlikeLayout): AlikeBlocks {
  return {
    blocks: { [Symbol.iterator]: () => alikeBlocks(likeness, described, layout) },
    sample: (step) => joinAlike([...alikeSamples(likeness, described, layout, step)]),
  };
}

function* alikeSamples(likeness: FittedLikeness, described: Described, layout: AlikeLayout, step: number) {
  let first = 0;
  for (const block of described) {
    const numItems = block.words.offsets.length - 1;
    const chosen: number[] = [];
    for (let row = (step - (first % step)) % step; row < numItems; row += step) chosen.push(row);
    const columns = selectRows(
      likeness.columnsOfItems,
      chosen.map((row) => first + row),
    );
    if (chosen.length > 0) yield alikeBlock(likeness, selectDescribed(block, chosen), columns, layout);
    first += numItems;
  }
}

function* alikeBlocks(likeness: FittedLikeness, described: Described, layout: AlikeLayout): Generator<AlikeRows> {
  let first = 0;
  for (const block of described) {
    const numItems = block.words.offsets.length - 1;
    yield alikeBlock(likeness, block, sliceRows(likeness.columnsOfItems, first, first + numItems), layout);
    first += numItems;
  }
}

/** @param columns  of the items of the block */
export function alikeBlock(
  likeness: Likeness,
  block: DescribedBlock,
  columns: TokenRows,
  layout: AlikeLayout,
): AlikeRows {
  const { meaningMean, meaningWeight } = likeness;
  const meaning = centredRows(block.content, meaningMean, Math.sqrt(meaningWeight));
  return alikeRows(meaning, meaningMean.length, tokensOf(likeness, block, columns), layout);
}

function tokensOf({ words, wordsWeight }: Likeness, block: DescribedBlock, columns: TokenRows): TokenRows {
  return besideEachOther(columns.offsets.length - 1, [
    { rows: columns, weight: 1 },
    { rows: rowsOfBlocks([block.words], words), weight: wordsWeight },
  ]);
}

/** By the commonest tokens of the whole catalog: a file may begin with all that is of one kind. */
export function layoutOf(likeness: FittedLikeness): AlikeLayout {
  const { meaningWeight, words, wordsWeight, columns, columnsOfItems } = likeness;
  const square = columns.reduce((sum, { weight }) => sum + weight, meaningWeight + wordsWeight);
  const numWords = wordsWeight > 0 ? words.tokens.length : 0; // as `tokensOf` places them
  const counts = new Float64Array(columnsOfItems.numTokens + numWords);
  counts.set(countsOfTokens(columnsOfItems));
  counts.set(words.counts.subarray(0, numWords), columnsOfItems.numTokens);
  return alikeLayout(counts, square);
}

function meanOf(described: Described): Float64Array {
  let sums: Float64Array | undefined;
  let numItems = 0;
  for (const { content, words } of described) {
    const count = words.offsets.length - 1;
    const dim = content.length / Math.max(1, count);
    sums ??= new Float64Array(dim);
    for (let i = 0; i < content.length; i++) sums[i % dim]! += content[i]!;
    numItems += count;
  }
  return (sums ?? new Float64Array(0)).map((sum) => sum / Math.max(1, numItems));
}

function centredRows(content: Float32Array, mean: Float64Array, length: number): Float32Array<ArrayBuffer> {
  const dim = mean.length;
  const centred = new Float32Array(content.length);
  for (let i = 0; i < content.length; i++) centred[i] = content[i]! - mean[i % dim]!;
  const rows = l2NormalizeRows(centred, dim);
  if (length !== 1) for (let i = 0; i < rows.length; i++) rows[i]! *= length;
  return rows;
}
