// Ranking a catalog that is too large to hold: of each item only its semantic-ID codes are in memory, a few bytes. A query's
// products with all centroids are tabulated once; an item's score is then about the sum of one table entry a level
// (asymmetric distance computation: Jegou, Douze and Schmid, PAMI 2011, section III). That is the first cut. The rows of
// those that survive it are fetched from wherever they are kept, and scored exactly.

import { dot } from '../numerics/dot.ts';
import { createTopK } from '../numerics/top-k.ts';
import type { Codebooks } from '../semantic-ids/residual-quantizer.ts';
import { largestScores, type ScoreBlock } from './largest-scores.ts';
import { checkRankRequest, type RankRequest, type RankResult } from './ranker.ts';

/** Items that are scored before they are compared: their scores stay in the processor's nearest cache. */
const BLOCK_ITEMS = 2048;

export interface CodeScanOptions {
  /** Items that are scored exactly, an integer >= 0; at least k are. More of them cost time and lose fewer of the best. */
  numSurvivors: number;
  /** Fetches rows, i8 [indices, dim], row-major. @param indices  u32, ascending */
  rows: (indices: Uint32Array) => Promise<Int8Array>;
}

export interface CodeScanner {
  readonly numItems: number;
  /**
   * The items whose scores are the highest by their codes.
   *
   * @returns u32 [min(numSurvivors, allowed items)], ascending
   * @throws RangeError as `Ranker.rank`, and for a bad numSurvivors
   */
  survivors(request: RankRequest, numSurvivors: number): Uint32Array<ArrayBuffer>;
  /**
   * The k best of the survivors: exact scores and the order of every ranker, though an item that its codes describe badly may
   * be missing. With numSurvivors = numItems the answer is that of every ranker.
   *
   * @throws RangeError as `survivors`, and for rows of the wrong length; else what `rows` throws
   */
  rankByCodes(request: RankRequest, options: CodeScanOptions): Promise<RankResult>;
}

/**
 * @param codes      u8 [numItems, numLevels], row-major; not copied
 * @param codebooks  trained on the int8 rows themselves, since tables and boosts add up in the unit of exact scores
 * @throws RangeError for codes that don't fit the codebooks
 */
export function createCodeScanner(codes: Uint8Array, codebooks: Codebooks): CodeScanner {
  checkCodes(codes, codebooks);
  const { dim, numLevels } = codebooks;
  const numItems = codes.length / numLevels;

  function survivors(request: RankRequest, numSurvivors: number): Uint32Array<ArrayBuffer> {
    checkRankRequest(request, numItems, dim);
    checkNumSurvivors(numSurvivors);
    const { query, allowed, boosts } = request;
    const tables = tabulate(query, codebooks);
    const blocks = () => scoreBlocks(codes, tables, codebooks, boosts);
    return largestScores({ blocks, ...scoreRange(tables, codebooks, boosts) }, numSurvivors, allowed);
  }

  async function rankByCodes(request: RankRequest, { numSurvivors, rows }: CodeScanOptions): Promise<RankResult> {
    checkNumSurvivors(numSurvivors);
    const indices = survivors(request, Math.max(request.k, numSurvivors));
    return rankRows(request, indices, await rows(indices));
  }

  return { numItems, survivors, rankByCodes };
}

/**
 * A query's products with the centroids, rounded to the integers that scores are. Half a step a level is far below what the
 * codes leave out, and the sum with a boost stays an int32: |product| < 2^24 at 256 dims.
 *
 * @returns i32 [numLevels, codebookSize]
 */
function tabulate(query: Int8Array, { centroids, dim }: Codebooks): Int32Array {
  return Int32Array.from({ length: centroids.length / dim }, (_, row) =>
    Math.round(dot(query, centroids, dim, 0, row * dim)),
  );
}

/** Bounds of all scores: the sums of each level's least and largest entry, and of the boosts'. */
function scoreRange(tables: Int32Array, { codebookSize }: Codebooks, boosts: Int32Array = new Int32Array(1)) {
  const parts: Int32Array[] = [boosts];
  for (let start = 0; start < tables.length; start += codebookSize) {
    parts.push(tables.subarray(start, start + codebookSize));
  }
  const bound = (choose: (a: number, b: number) => number) =>
    parts.reduce((sum, part) => sum + part.reduce(choose, part[0] ?? 0), 0);
  return { low: bound((a, b) => Math.min(a, b)), high: bound((a, b) => Math.max(a, b)) };
}

/** Every item's score by its codes, plus its boost. */
function* scoreBlocks(
  codes: Uint8Array,
  tables: Int32Array,
  { numLevels, codebookSize }: Codebooks,
  boosts?: Int32Array,
): Generator<ScoreBlock> {
  const numItems = codes.length / numLevels;
  const buffer = new Int32Array(BLOCK_ITEMS);
  const scoreBlock = numLevels === 4 ? scoreFourLevels : scoreLevels;
  for (let first = 0; first < numItems; first += BLOCK_ITEMS) {
    const scores = buffer.subarray(0, Math.min(BLOCK_ITEMS, numItems - first));
    scoreBlock(codes.subarray(first * numLevels), tables, codebookSize, scores);
    if (boosts) for (let i = 0; i < scores.length; i++) scores[i]! += boosts[first + i]!;
    yield { first, scores };
  }
}

/** Codes lie item by item: one stream of memory. Four streams, one a level, were slower when both were measured. */
function scoreFourLevels(codes: Uint8Array, tables: Int32Array, size: number, scores: Int32Array): void {
  for (let i = 0, c = 0; i < scores.length; i++, c += 4) {
    scores[i] =
      tables[codes[c]!]! +
      tables[size + codes[c + 1]!]! +
      tables[2 * size + codes[c + 2]!]! +
      tables[3 * size + codes[c + 3]!]!;
  }
}

/** The same for any number of levels. */
function scoreLevels(codes: Uint8Array, tables: Int32Array, size: number, scores: Int32Array): void {
  for (let i = 0, c = 0; i < scores.length; i++) {
    let score = 0;
    for (let table = 0; table < tables.length; table += size) score += tables[table + codes[c++]!]!;
    scores[i] = score;
  }
}

/** The k best of the given rows. @param rows  i8 [indices, dim] */
function rankRows({ query, k, boosts }: RankRequest, indices: Uint32Array, rows: Int8Array): RankResult {
  const dim = query.length;
  if (rows.length !== indices.length * dim) {
    throw new RangeError(`code scan: rows hold ${rows.length} values, expected ${indices.length} x ${dim}`);
  }
  const top = createTopK(k, indices.length);
  for (const [i, index] of indices.entries()) {
    top.add(index, dot(query, rows, dim, 0, i * dim) + (boosts?.[index] ?? 0));
  }
  return top.finish();
}

function checkNumSurvivors(numSurvivors: number): void {
  if (Number.isInteger(numSurvivors) && numSurvivors >= 0) return;
  throw new RangeError(`code scan: numSurvivors is ${numSurvivors}, expected an integer of at least 0`);
}

function checkCodes(codes: Uint8Array, { numLevels, codebookSize }: Codebooks): void {
  if (codes.length % numLevels !== 0) {
    throw new RangeError(`code scan: there are ${codes.length} codes, expected a multiple of ${numLevels}`);
  }
  const unknown = codes.find((code) => code >= codebookSize);
  if (unknown !== undefined) {
    throw new RangeError(`code scan: codes hold ${unknown}, expected 0 to ${codebookSize - 1}`);
  }
}
