// The one setting that a page has: how varied a list is, from 0 to 1. It stands for two things at once: less of what
// repeats (maximal marginal relevance), and more of a person's smaller interests (calibration).
//
// diversity d   redundancy weighs   miscalibration weighs   relevance weighs   candidates
// 0             0                   0                       1                  k
// d             0.6 d               0.3 d                   1 - 0.9 d          k (1 + 4 d)
// 1             0.6                 0.3                     0.1                5 k
//
// The weights are shares of the objective in greedy.ts. What is not calibrated leaves its weight to relevance. Beside
// it stand how well known the items should be (novelty.ts), up to 0.3 of what diversity leaves to relevance, and whether
// all that somebody likes is served (coverage.ts), a share of what both leave.

import { type MixOptions, miscalibration } from './calibrate.ts';
import { type CoverageOptions, coverage } from './coverage.ts';
import { createGreedyReranker } from './greedy.ts';
import { redundancy, type SimilarityOptions } from './mmr.ts';
import { familiarity, NOVELTY_AT_FULL, type NoveltyOptions } from './novelty.ts';
import { checkK, checkShare, type Reranker, takeFirst } from './reranker.ts';

interface DiversityOptions extends SimilarityOptions {
  /** 0..1: 0 is pure relevance, the list as it was ranked. */
  diversity: number;
  /** The facet whose mix in the list should be the person's own (default: none). */
  calibration?: MixOptions;
  /** Whether known or unknown items are preferred (default: neither). */
  novelty?: NoveltyOptions;
  /** Whether each liked item has its part (default: not looked at). */
  coverage?: CoverageOptions;
}

const REDUNDANCY_AT_FULL = 0.6;
const MISCALIBRATION_AT_FULL = 0.3;
const FURTHER_CANDIDATES_AT_FULL = 4;

/** @throws RangeError for a diversity outside 0..1 */
export function createDiversityReranker(options: DiversityOptions): Reranker {
  const { diversity, calibration, novelty, coverage: served } = options;
  checkShare('diversity', diversity);
  if (diversity === 0 && !novelty?.novelty && !served?.share) return takeFirst;
  const criteria = [redundancy(REDUNDANCY_AT_FULL * diversity, options)];
  if (calibration) criteria.push(miscalibration(MISCALIBRATION_AT_FULL * diversity, calibration));
  const left = 1 - (REDUNDANCY_AT_FULL + MISCALIBRATION_AT_FULL) * diversity;
  if (novelty) criteria.push(familiarity(novelty, NOVELTY_AT_FULL * left));
  const unknown = left * (1 - NOVELTY_AT_FULL * Math.abs(novelty?.novelty ?? 0));
  if (served) criteria.push(coverage(served, served.share * unknown));
  return createGreedyReranker(criteria);
}

/** How many candidates to ask a ranker for, so that k diverse items can be chosen: k at diversity 0, 5 k at 1. */
export function candidatesFor(k: number, diversity: number): number {
  checkK(k);
  checkShare('diversity', diversity);
  return Math.ceil(k * (1 + FURTHER_CANDIDATES_AT_FULL * diversity));
}
