// How well something tells bad matches from good ones: the area under the ROC curve between grades 0 and 1 and grades 3 and 4
// (T. Fawcett, An introduction to ROC analysis, 2006), with an interval by profile; what one loses at a line; and how often
// what is said to be bad is.
import { BAD, GOOD } from '../../match-filter/fit-match-filter.ts';
import { createRandom } from '../../numerics/random.ts';
import { type Interval, percentileInterval } from '../evaluation/bootstrap.ts';

const RESAMPLES = 500;
const BINS = 10;

/** What is compared: a score that is high for good matches. */
export interface ScoredPairs {
  scores: ArrayLike<number>;
  grades: readonly number[];
  profiles: readonly number[];
}

export interface AreaUnderCurve extends Interval {
  value: number;
  numBad: number;
  numGood: number;
}

/** @param at  rows that are looked at @returns undefined without a bad and a good one */
export function areaUnderCurve(pairs: ScoredPairs, at: readonly number[], seed = 1): AreaUnderCurve | undefined {
  const value = auc(pairs, at);
  if (value === undefined) return undefined;
  const byProfile = new Map<number, number[]>();
  for (const row of at) byProfile.set(pairs.profiles[row]!, [...(byProfile.get(pairs.profiles[row]!) ?? []), row]);
  const groups = [...byProfile.values()];
  const random = createRandom(seed);
  const drawn: number[] = [];
  for (let i = 0; i < RESAMPLES; i++) {
    const rows = groups.flatMap(() => groups[random.integer(groups.length)]!);
    const found = auc(pairs, rows);
    if (found !== undefined) drawn.push(found);
  }
  const grades = at.map((row) => pairs.grades[row]!);
  return {
    value,
    ...percentileInterval(Float64Array.from(drawn)),
    numBad: grades.filter((grade) => grade <= BAD).length,
    numGood: grades.filter((grade) => grade >= GOOD).length,
  };
}

/** The share of pairs of a good and a bad match that are in order; a tie is half a pair. */
function auc({ scores, grades }: ScoredPairs, at: readonly number[]): number | undefined {
  const told = at.filter((row) => grades[row]! <= BAD || grades[row]! >= GOOD);
  const order = told.sort((a, b) => scores[a]! - scores[b]!);
  let [inOrder, numBad, numGood] = [0, 0, 0];
  for (let i = 0; i < order.length; ) {
    let end = i;
    let [bad, good] = [0, 0];
    for (; end < order.length && scores[order[end]!] === scores[order[i]!]; end++)
      grades[order[end]!]! <= BAD ? bad++ : good++;
    inOrder += good * (numBad + bad / 2);
    numBad += bad;
    numGood += good;
    i = end;
  }
  return numBad * numGood > 0 ? inOrder / (numBad * numGood) : undefined;
}

/** Of some rows: how many of the bad and the good are at or below a line. */
export function atLine({ scores, grades }: ScoredPairs, at: readonly number[], line: number) {
  const count = (rows: readonly number[]) => ({
    bad: rows.filter((row) => grades[row]! <= BAD).length,
    good: rows.filter((row) => grades[row]! >= GOOD).length,
    all: rows.length,
  });
  return { below: count(at.filter((row) => scores[row]! <= line)), all: count(at) };
}

/** By tenths of the probability that is said: what was said, on average, and how often it was so. */
export function calibrationOf(probabilities: readonly number[], isBad: readonly boolean[]) {
  return Array.from({ length: BINS }, (_, bin) => {
    const rows = [...probabilities.keys()].filter(
      (row) => Math.min(BINS - 1, Math.floor(probabilities[row]! * BINS)) === bin,
    );
    const mean = (of: (row: number) => number) =>
      rows.reduce((sum, row) => sum + of(row), 0) / Math.max(1, rows.length);
    return { told: mean((row) => probabilities[row]!), was: mean((row) => Number(isBad[row])), count: rows.length };
  }).filter(({ count }) => count > 0);
}

/** How far two judges agree: exactly, on bad or not, and by Cohen's kappa with squared weights (J. Cohen, 1968). */
export function agreementOf(first: readonly number[], second: readonly number[]) {
  const n = Math.max(1, first.length);
  const same = first.filter((grade, i) => grade === second[i]).length / n;
  return {
    pairs: first.length,
    same,
    kappa: weightedKappa(first, second),
    badKappa: weightedKappa(
      first.map((grade) => Number(grade <= BAD)),
      second.map((grade) => Number(grade <= BAD)),
    ),
  };
}

function weightedKappa(first: readonly number[], second: readonly number[]): number {
  const square = (a: number, b: number) => (a - b) ** 2;
  const seen = first.reduce((sum, a, i) => sum + square(a, second[i]!), 0) / Math.max(1, first.length);
  const chance =
    first.reduce((sum, a) => sum + second.reduce((inner, b) => inner + square(a, b), 0), 0) /
    Math.max(1, first.length ** 2);
  return chance > 0 ? 1 - seen / chance : 1;
}
