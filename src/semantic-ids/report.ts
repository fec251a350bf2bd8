// How well a catalog's semantic IDs do: are all codes used, and how evenly, how many items can't be told apart by their codes,
// and what do the codes leave out?

import { groupByPrefix } from './code-prefix.ts';
import type { Encoding } from './residual-quantizer.ts';

export interface LevelQuality {
  /** Share of the level's codes that occur. */
  utilization: number;
  /** exp of the entropy of the level's codes: how many codes, used evenly, would be as varied; 1..codebookSize. */
  perplexity: number;
  /** Items of the code that has the most. */
  largestCode: number;
  /** Squares of what the codes up to this level leave out, as a share of the rows' squares, 0 = exact. */
  reconstructionError: number;
}

export interface SemanticIdReport {
  numItems: number;
  codebookSize: number;
  levels: LevelQuality[];
  /** Share of items whose codes another item has, too. */
  collisions: number;
  /** Items with the same codes, where those are the most. */
  largestBucket: number;
}

export function reportSemanticIds({ codes, levels }: Encoding, codebookSize: number): SemanticIdReport {
  const numLevels = levels.length;
  const numItems = codes.length / numLevels;
  const buckets = [...groupByPrefix(codes, numLevels, numLevels).values()].map((items) => items.length);
  const colliding = buckets.filter((size) => size > 1).reduce((sum, size) => sum + size, 0);
  return {
    numItems,
    codebookSize,
    levels: levels.map(({ utilization, reconstructionError }, level) => {
      const counts = countCodes(codes, numLevels, level);
      return { utilization, perplexity: perplexity(counts), largestCode: largest(counts), reconstructionError };
    }),
    collisions: numItems === 0 ? 0 : colliding / numItems,
    largestBucket: largest(buckets),
  };
}

/** A table of a line a level, and a line about whole IDs. Without a last line break. */
export function formatReport({ numItems, codebookSize, levels, collisions, largestBucket }: SemanticIdReport): string {
  const rows = levels.map((level, index) => [
    `${index}`,
    percent(level.utilization, 0),
    level.perplexity.toFixed(1),
    `${level.largestCode}`,
    percent(level.reconstructionError, 1),
  ]);
  return [
    `${numItems} items, ${levels.length} levels x ${codebookSize} codes`,
    ...alignRight([['level', 'codes used', 'perplexity', 'largest code', 'missing'], ...rows]),
    `items that share all codes: ${percent(collisions, 2)}; at most ${largestBucket} with the same`,
  ].join('\n');
}

function countCodes(codes: Uint8Array, numLevels: number, level: number): number[] {
  const counts = new Array<number>(256).fill(0);
  for (let place = level; place < codes.length; place += numLevels) counts[codes[place]!]!++;
  return counts;
}

/** 0 for no items. */
function perplexity(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const shares = counts.filter((count) => count > 0).map((count) => count / total);
  return Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0));
}

function largest(counts: readonly number[]): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** Columns as wide as their widest cell, two spaces apart. */
function alignRight(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join('  '));
}
