// The n largest of very many scores, where n is large as well. A heap, which is right for a hundred results, sinks in
// thousands; here scores are counted in buckets, which tells where the cut lies, and are then gone through once more.

import { createTopK, type TopKCollector } from '../numerics/top-k.ts';
import type { Bitset } from './bitset.ts';

/** 4,096 buckets: few scores lie in the one of the cut, and the counts fit the processor's nearest cache. */
const BUCKET_BITS = 12;

/** Scores of some neighbouring items; valid until the next block is asked for. */
export interface ScoreBlock {
  /** Item index of the first one. */
  first: number;
  /** i32 [items of the block] */
  scores: Int32Array;
}

export interface Scores {
  /** Goes through all items, blocks in the order of their indices. Asked for twice: scores are made again, not stored. */
  blocks: () => Iterable<ScoreBlock>;
  /** Integers less than 2^32 apart; no score is below or above. */
  low: number;
  high: number;
}

/**
 * @param n        items wanted, an integer >= 0
 * @param allowed  items that count (default: all)
 * @returns        u32 [min(n, allowed items)], ascending: the items with the largest scores, on a tie the lower indices
 */
export function largestScores(scores: Scores, n: number, allowed?: Bitset): Uint32Array<ArrayBuffer> {
  const { low, high } = scores;
  const shift = Math.max(0, 32 - Math.clz32(high - low) - BUCKET_BITS);
  const counts = countBuckets(scores, shift, allowed);
  const { bucket, numAbove } = findCut(counts, n);
  const within = createTopK(n - numAbove, counts[bucket] ?? 0);
  const above = new Uint32Array(numAbove);
  const cut = low + bucket * 2 ** shift;
  takeFrom(scores, cut, cut + 2 ** shift, above, within, allowed);
  return concatenate(above, within.finish().indices).sort();
}

/** The second pass: writes indices of scores from `aboveCut` on to `above`, and offers those between the bounds to `within`. */
function takeFrom(
  { blocks }: Scores,
  cut: number,
  aboveCut: number,
  above: Uint32Array,
  within: TopKCollector,
  allowed?: Bitset,
): void {
  let size = 0;
  for (const { first, scores } of blocks()) {
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i]!;
      if (score < cut || (allowed && !allowed.has(first + i))) continue;
      if (score >= aboveCut) above[size++] = first + i;
      else within.add(first + i, score);
    }
  }
}

/** Scores by bucket: 2^shift neighbouring scores have one. */
function countBuckets({ low, blocks }: Scores, shift: number, allowed?: Bitset): Uint32Array {
  const counts = new Uint32Array(1 << BUCKET_BITS);
  for (const { first, scores } of blocks()) {
    for (let i = 0; i < scores.length; i++) {
      if (!allowed || allowed.has(first + i)) counts[(scores[i]! - low) >>> shift]!++;
    }
  }
  return counts;
}

/** The bucket of which only a part is wanted, and how many scores lie above it; -1 where all are wanted. */
function findCut(counts: Uint32Array, n: number): { bucket: number; numAbove: number } {
  let numAbove = 0;
  let bucket = counts.length - 1;
  while (bucket >= 0 && numAbove + counts[bucket]! <= n) numAbove += counts[bucket--]!;
  return { bucket, numAbove };
}

function concatenate(a: Uint32Array, b: Uint32Array): Uint32Array<ArrayBuffer> {
  const joined = new Uint32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
