// Two models in one: each model's scores brought to mean 0 and deviation 1 over the items, then added, the second with
// a weight that is chosen on the validation cases. Transitions know what comes next, EASE what belongs together.

import { historyOf, type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import { type EvaluationCase, MAX_VALIDATION_USERS, type Split } from '../evaluation/split.ts';
import { topScores } from '../evaluation/top-scores.ts';
import { type FitOptions, forEachStep } from './fitting.ts';
import { standardize } from './standardize.ts';

/** Weights of the second model that are tried; the first of equally good ones wins. */
const BLEND_WEIGHTS = [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5, 2] as const;
/** The weight is the one with the best NDCG at this K, seen items masked. */
const K = 10;

export interface Blend extends ScoringRecommender {
  /** Of the second model. */
  readonly weight: number;
}

/** `first+second`, with the weight that does best on the split's validation cases. */
export async function fitBlend(
  first: ScoringRecommender,
  second: ScoringRecommender,
  split: Split,
  options: FitOptions = {},
): Promise<Blend> {
  return blendOf(first, second, await chooseWeight(first, second, split, options));
}

/** `first+second` with a weight of the second that is known, 0 or above. */
export function blendOf(first: ScoringRecommender, second: ScoringRecommender, weight: number): Blend {
  const score: ScoringRecommender['score'] = (history) =>
    blended(standardize(first.score(history)), standardize(second.score(history)), weight);
  return { ...scoringRecommender(`${first.name}+${second.name}`, score), weight };
}

async function chooseWeight(
  first: ScoringRecommender,
  second: ScoringRecommender,
  split: Split,
  options: FitOptions,
): Promise<number> {
  const gains = new Float64Array(BLEND_WEIGHTS.length);
  const cases = spread(split.validation, MAX_VALIDATION_USERS);
  const addCase = (index: number) => {
    const history = historyOf(split.log, cases[index]!);
    const target = split.log.items[cases[index]!.targetEvent]!;
    const scores = [standardize(first.score(history)), standardize(second.score(history))] as const;
    BLEND_WEIGHTS.forEach((weight, i) => {
      const rank = topScores(blended(...scores, weight), K, history.items).indexOf(target) + 1;
      if (rank > 0) gains[i]! += 1 / Math.log2(rank + 1);
    });
  };
  await forEachStep(cases.length, addCase, options);
  return BLEND_WEIGHTS[gains.indexOf(Math.max(...gains))]!;
}

/** At most `count` of the cases, at even distances. */
function spread(cases: readonly EvaluationCase[], count: number): EvaluationCase[] {
  const step = Math.max(1, cases.length / count);
  return Array.from({ length: Math.min(count, cases.length) }, (_, i) => cases[Math.floor(i * step)]!);
}

function blended(first: Float32Array, second: Float32Array, weight: number): Float32Array {
  return first.map((score, item) => score + weight * second[item]!);
}
