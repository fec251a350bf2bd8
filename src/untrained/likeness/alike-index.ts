// Of each item the most alike, in a time that grows with the catalog and not with its square. Whoever is alike by meaning lies
// in a cell nearby (an inverted file over k-means cells: Jégou, Douze and Schmid, Product quantization for nearest neighbor
// search, TPAMI 2011); whoever shares rare words stands in the lists of these words (an inverted index: Zobel and Moffat,
// Inverted files for text search engines, ACM Computing Surveys 38, 2006). Among both the products are exact. In a catalog of
// 50,000 items and less all are compared with all, which is quicker there (bench/alike.bench.ts). Cells are gone through each by
// itself, on any thread or machine.

import { createRowDots, QUERIES_AT_ONCE, type RowDots } from '../../numerics/row-dots/row-dots.ts';
import { createTopK, type TopK } from '../../numerics/top-k.ts';
import { type AlikeRows, sharedInSparse } from './alike-rows.ts';
import { fitCentroids, nearCells, nearestCentroids, numCellsOf, sampleStep } from './cells.ts';

/** Typed arrays alone, so that threads can share it and files hold it. */
export interface AlikeIndex extends AlikeRows {
  /** u32 [numRows]: the item of a row. Rows lie cell by cell. */
  items: Uint32Array;
  /** u32 [numCells + 1]: first row of each. */
  cellStarts: Uint32Array;
  /** u32 [numCells + 1] and [..]: the cells around each. */
  nearOffsets: Uint32Array;
  nearCells: Uint32Array;
  /** u32 [numTokens + 1], then the rows with a token, and their values; none for a token that too many have. */
  listOffsets: Uint32Array;
  listRows: Uint32Array;
  listValues: Int16Array;
}

export interface IndexOptions {
  seed: number;
  /** Items up to which all are compared with all (default 50,000). */
  maxExact?: number;
  /** Items nearby that each is compared with, at least (default 4,000). */
  numNear?: number;
  /** Where the large arrays lie (default: in memory of this thread). */
  buffer?: (sizeBytes: number) => ArrayBufferLike;
}

/** Rows of a token's list: what more have finds too many, and counts only where two are compared in full. */
const MOST_LISTED = 2000;
/** Items elsewhere that share most by lists. */
const BY_WORDS = 1000;
/** So many times k are compared in full. */
const COMPARED_IN_FULL = 4;

/** Rows of a catalog. */
export interface AlikeBlocks {
  /** In order; gone through twice. */
  blocks: Iterable<AlikeRows>;
  /** Every so many-th row. */
  sample: (step: number) => AlikeRows;
}

export function createAlikeIndex(
  { blocks, sample }: AlikeBlocks,
  numRows: number,
  { seed, maxExact = 50_000, numNear = 4000, buffer = (sizeBytes) => new ArrayBuffer(sizeBytes) }: IndexOptions,
): AlikeIndex {
  const isExact = numRows <= maxExact;
  const numCells = numCellsOf(numRows);
  const centroids = fitCentroids(sample(sampleStep(numRows)), numCells, seed);
  const cellOf = new Uint32Array(numRows);
  const sizesOfRows = new Uint32Array(numRows);
  let first = 0;
  for (const block of blocks) {
    cellOf.set(nearestCentroids(block, centroids), first);
    for (let row = 0; row < block.numRows; row++) {
      sizesOfRows[first + row] = block.offsets[row + 1]! - block.offsets[row]!;
    }
    first += block.numRows;
  }
  const cellStarts = new Uint32Array(numCells + 1);
  for (const cell of cellOf) cellStarts[cell + 1]!++;
  const sizes = cellStarts.slice(1);
  for (let cell = 0; cell < numCells; cell++) cellStarts[cell + 1]! += cellStarts[cell]!;
  const near = nearCells(centroids, sizes, isExact ? numRows : numNear);
  const nearOffsets = new Uint32Array(numCells + 1);
  for (const [cell, cells] of near.entries()) nearOffsets[cell + 1] = nearOffsets[cell]! + cells.length;
  const next = cellStarts.slice(0, numCells);
  const places = cellOf.map((cell) => next[cell]!++);
  const items = new Uint32Array(numRows);
  for (let item = 0; item < numRows; item++) items[places[item]!] = item;
  const sorted = placed(blocks, sizesOfRows, places, buffer);
  return {
    ...{ ...sorted, items, cellStarts, nearOffsets, nearCells: Uint32Array.from(near.flatMap((cells) => [...cells])) },
    ...tokenLists(sorted, isExact ? numRows : MOST_LISTED, buffer),
  };
}

type NewBuffer = NonNullable<IndexOptions['buffer']>;

/** All rows, each at its place. @param sizes  u32 [numRows], entries of each */
function placed(blocks: Iterable<AlikeRows>, sizes: Uint32Array, places: Uint32Array, buffer: NewBuffer): AlikeRows {
  const numRows = sizes.length;
  const offsets = new Uint32Array(numRows + 1);
  for (const [row, size] of sizes.entries()) offsets[places[row]! + 1] = size;
  for (let place = 0; place < numRows; place++) offsets[place + 1]! += offsets[place]!;
  const size = offsets[numRows]!;
  const [tokens, values] = [new Uint32Array(buffer(4 * size)), new Int16Array(buffer(2 * size))];
  let dense: Int16Array | undefined;
  let [first, dim, numTokens] = [0, 0, 0];
  for (const block of blocks) {
    ({ dim, numTokens } = block);
    dense ??= new Int16Array(buffer(2 * numRows * dim));
    for (let row = 0; row < block.numRows; row++) {
      const place = places[first + row]!;
      dense.set(block.dense.subarray(row * dim, (row + 1) * dim), place * dim);
      tokens.set(block.tokens.subarray(block.offsets[row], block.offsets[row + 1]), offsets[place]);
      values.set(block.values.subarray(block.offsets[row], block.offsets[row + 1]), offsets[place]);
    }
    first += block.numRows;
  }
  return { numRows, dim, dense: dense ?? new Int16Array(0), offsets, tokens, values, numTokens };
}

function tokenLists({ numRows, numTokens, offsets, tokens, values }: AlikeRows, mostListed: number, buffer: NewBuffer) {
  const counts = new Uint32Array(numTokens);
  for (const token of tokens) counts[token]!++;
  const listOffsets = new Uint32Array(numTokens + 1);
  for (const [token, count] of counts.entries()) {
    listOffsets[token + 1] = listOffsets[token]! + (count <= mostListed ? count : 0);
  }
  const next = listOffsets.slice(0, numTokens);
  const size = listOffsets[numTokens]!;
  const [listRows, listValues] = [new Uint32Array(buffer(4 * size)), new Int16Array(buffer(2 * size))];
  for (let row = 0; row < numRows; row++) {
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const token = tokens[entry]!;
      if (counts[token]! > mostListed) continue;
      const place = next[token]!++;
      listRows[place] = row;
      listValues[place] = values[entry]!;
    }
  }
  return { listOffsets, listRows, listValues };
}

/** Of some items the most alike, k places each. */
export interface Nearest {
  k: number;
  /** u32 [numItems]: places that are filled. */
  counts: Uint32Array;
  /** u32 [numItems, k]: items, best first. */
  items: Uint32Array;
  /** i32 [numItems, k]: likeness, in the index's products. */
  scores: Int32Array;
}

/** Of each item of a cell, in the order of its rows, the k most alike but itself; ties go to the lower item. */
export function nearestOfCell(index: AlikeIndex, cell: number, k: number): Nearest {
  const { dim, dense, cellStarts } = index;
  const nearby = new Nearby(index, cell);
  const shared = new SharedWords(index);
  const [start, end] = [cellStarts[cell]!, cellStarts[cell + 1]!];
  const found = noneOf(end - start, k);
  for (let first = start; first < end; first += QUERIES_AT_ONCE) {
    const count = Math.min(QUERIES_AT_ONCE, end - first);
    nearby.multiply(dense.subarray(first * dim, (first + count) * dim), count);
    for (let q = 0; q < count; q++) {
      const row = first + q;
      const top = createTopK(nearby.isAll ? k : COMPARED_IN_FULL * k, index.numRows);
      shared.add(row);
      nearby.offer(q, row, shared.sums, top);
      if (!nearby.isAll) shared.offerBest(row, nearby, top);
      const best = top.finish();
      keep(found, row - start, byItems(index, nearby.isAll ? best : inFull(index, row, best, shared.sums), k));
      shared.clear();
    }
  }
  return found;
}

/** That of all items, in their order. @param ofCell  of each cell, in order */
export function nearestOfAll(
  { numRows, cellStarts, items }: AlikeIndex,
  ofCell: Iterable<Nearest>,
  k: number,
): Nearest {
  const all = noneOf(numRows, k);
  let cell = 0;
  for (const found of ofCell) {
    for (let row = cellStarts[cell]!, i = 0; row < cellStarts[cell + 1]!; row++, i++) {
      const item = items[row]!;
      all.counts[item] = found.counts[i]!;
      all.items.set(found.items.subarray(i * k, (i + 1) * k), item * k);
      all.scores.set(found.scores.subarray(i * k, (i + 1) * k), item * k);
    }
    cell++;
  }
  return all;
}

function noneOf(numItems: number, k: number): Nearest {
  const [items, scores] = [new Uint32Array(numItems * k), new Int32Array(numItems * k)];
  return { k, counts: new Uint32Array(numItems), items, scores };
}

function keep({ k, counts, items, scores }: Nearest, place: number, top: TopK): void {
  counts[place] = top.indices.length;
  items.set(top.indices, place * k);
  scores.set(top.scores, place * k);
}

/** Candidates with all that they share, in place of what the lists say of it. */
function inFull(index: AlikeIndex, own: number, { indices, scores }: TopK, byLists: Int32Array): TopK {
  return {
    indices,
    scores: scores.map((sum, i) => sum - byLists[indices[i]!]! + sharedInSparse(index, own, indices[i]!)),
  };
}

/** The k best, ties to the lower item. */
function byItems({ items }: AlikeIndex, { indices, scores }: TopK, k: number): TopK {
  const top = createTopK(k, indices.length);
  for (const [place, row] of indices.entries()) top.add(items[row]!, scores[place]!);
  return top.finish();
}

type Top = ReturnType<typeof createTopK>;

/** The rows of the cells around one, for the kernel. */
class Nearby {
  readonly isAll: boolean;
  readonly #dots: RowDots;
  /** u32: where they are in the index. */
  readonly #rows: Uint32Array;
  readonly #isHere: Uint8Array;

  constructor({ numRows, dim, dense, cellStarts, nearOffsets, nearCells }: AlikeIndex, cell: number) {
    const cells = nearCells.subarray(nearOffsets[cell], nearOffsets[cell + 1]);
    const count = cells.reduce((sum, near) => sum + cellStarts[near + 1]! - cellStarts[near]!, 0);
    this.isAll = count === numRows;
    this.#dots = createRowDots(count, dim);
    this.#rows = new Uint32Array(count);
    this.#isHere = new Uint8Array(numRows);
    let place = 0;
    for (const near of cells) {
      const [start, end] = [cellStarts[near]!, cellStarts[near + 1]!];
      this.#dots.rows.set(dense.subarray(start * dim, end * dim), place * dim);
      for (let row = start; row < end; row++) this.#rows[place++] = row;
      this.#isHere.fill(1, start, end);
    }
  }

  has(row: number): boolean {
    return this.#isHere[row] === 1;
  }

  multiply(queries: Int16Array, count: number): void {
    this.#dots.queries.set(queries);
    this.#dots.run(count);
  }

  offer(query: number, own: number, shared: Int32Array, top: Top): void {
    const { sums, stride } = this.#dots;
    const rows = this.#rows;
    const start = query * stride;
    let least = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place]!;
      const sum = sums[start + place]! + shared[row]!;
      if (sum < least || row === own) continue;
      top.add(row, sum);
      least = top.least();
    }
  }
}

/** What a row shares with others by the lists of its tokens. */
class SharedWords {
  readonly sums: Int32Array;
  readonly #index: AlikeIndex;
  readonly #touched: Uint32Array;
  #numTouched = 0;
  /** Rows that are multiplied although they lie elsewhere. */
  readonly #chosen: RowDots;

  constructor(index: AlikeIndex) {
    this.#index = index;
    this.sums = new Int32Array(index.numRows);
    this.#touched = new Uint32Array(index.numRows);
    this.#chosen = createRowDots(BY_WORDS, index.dim);
  }

  add(row: number): void {
    const { offsets, tokens, values, listOffsets, listRows, listValues } = this.#index;
    const { sums } = this;
    const touched = this.#touched;
    let numTouched = 0;
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const [token, value] = [tokens[entry]!, values[entry]!];
      const end = listOffsets[token + 1]!;
      for (let place = listOffsets[token]!; place < end; place++) {
        const other = listRows[place]!;
        if (sums[other] === 0) touched[numTouched++] = other;
        sums[other]! += value * listValues[place]!;
      }
    }
    this.#numTouched = numTouched;
  }

  clear(): void {
    for (let i = 0; i < this.#numTouched; i++) this.sums[this.#touched[i]!] = 0;
  }

  /** Those that share most and lie elsewhere. */
  offerBest(own: number, nearby: Nearby, top: Top): void {
    const { dim, dense } = this.#index;
    const best = createTopK(BY_WORDS, this.#numTouched);
    let least = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.#numTouched; i++) {
      const row = this.#touched[i]!;
      if (this.sums[row]! < least || row === own || nearby.has(row)) continue;
      best.add(row, this.sums[row]!);
      least = best.least();
    }
    const { indices, scores } = best.finish();
    const { rows, queries, sums } = this.#chosen;
    for (const [place, row] of indices.entries()) rows.set(dense.subarray(row * dim, (row + 1) * dim), place * dim);
    queries.set(dense.subarray(own * dim, (own + 1) * dim));
    this.#chosen.run(1);
    for (const [place, row] of indices.entries()) top.add(row, sums[place]! + scores[place]!);
  }
}
