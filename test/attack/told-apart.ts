// How well measurements of two kinds of visits can be told apart: by the best single measurement, and by a logistic regression
// over all of them, as the area under the curve (0.5: not at all, 1: always).
import { createRandom } from '../../src/numerics/random.ts';

/** One visit's measurements; all visits have the same ones in the same order. */
export type Visit = readonly number[];

const FOLDS = 10;
const STEPS = 300;
const RATE = 0.1;
/** Weights are held small: there are about as many measurements as visits. */
const DECAY = 0.05;

/** Of a random pair, one of each kind: how often the first is larger; pairs that are the same count half. */
export function areaUnderCurve(ones: readonly number[], others: readonly number[]): number {
  let larger = 0;
  for (const a of ones) for (const b of others) larger += a > b ? 1 : a === b ? 0.5 : 0;
  return larger / (ones.length * others.length);
}

export interface Told {
  feature: number;
  area: number;
}

/** Measurements, those that tell most first, whichever way. Of many, one tells something by chance alone. */
export function singles(ones: readonly Visit[], others: readonly Visit[]): Told[] {
  const areas = ones[0]!.map((_, i) =>
    areaUnderCurve(
      ones.map((visit) => visit[i]!),
      others.map((visit) => visit[i]!),
    ),
  );
  return areas.map((area, feature) => ({ feature, area: Math.max(area, 1 - area) })).sort((a, b) => b.area - a.area);
}

/** Over visits that the regression has not seen: each tenth is judged by what the other nine taught. */
export function logisticArea(ones: readonly Visit[], others: readonly Visit[], seed = 1): number {
  const all = [...ones.map((visit) => ({ visit, is: 1 })), ...others.map((visit) => ({ visit, is: 0 }))];
  const order = shuffled(all.length, seed);
  const scores = new Array<number>(all.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeld = (place: number) => place % FOLDS === fold;
    const taught = order.filter((_, place) => !isHeld(place)).map((i) => all[i]!);
    const judge = regression(
      taught.map(({ visit }) => visit),
      taught.map(({ is }) => is),
    );
    for (const i of order.filter((_, place) => isHeld(place))) scores[i] = judge(all[i]!.visit);
  }
  return areaUnderCurve(scores.slice(0, ones.length), scores.slice(ones.length));
}

function regression(visits: readonly Visit[], labels: readonly number[]): (visit: Visit) => number {
  const scale = scaling(visits);
  const rows = visits.map(scale);
  const weights = new Array<number>(rows[0]!.length).fill(0);
  let bias = 0;
  const score = (row: Visit) => row.reduce((sum, value, i) => sum + value * weights[i]!, bias);
  for (let step = 0; step < STEPS; step++) {
    const errors = rows.map((row, i) => 1 / (1 + Math.exp(-score(row))) - labels[i]!);
    for (let j = 0; j < weights.length; j++) {
      const slope = errors.reduce((sum, error, i) => sum + error * rows[i]![j]!, 0) / rows.length;
      weights[j]! -= RATE * (slope + DECAY * weights[j]!);
    }
    bias -= (RATE * errors.reduce((sum, error) => sum + error, 0)) / rows.length;
  }
  return (visit) => score(scale(visit));
}

/** Mean 0 and deviation 1 over these visits. */
function scaling(visits: readonly Visit[]): (visit: Visit) => Visit {
  const means = visits[0]!.map((_, i) => visits.reduce((sum, visit) => sum + visit[i]!, 0) / visits.length);
  const deviations = means.map((mean, i) =>
    Math.sqrt(visits.reduce((sum, visit) => sum + (visit[i]! - mean) ** 2, 0) / visits.length),
  );
  return (visit) => visit.map((value, i) => (value - means[i]!) / (deviations[i]! || 1));
}

function shuffled(length: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length }, (_, i) => ({ i, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ i }) => i);
}
