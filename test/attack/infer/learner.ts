// What an attacker makes of evidence: a logistic regression that learns from other people, whose acts it is given, which sign
// speaks for which act. It is judged by how well it puts a person's items of one act before all others.
import { createRandom } from '../../../src/numerics/random.ts';

/** f64 [numItems, numSigns], row-major: what was seen of one person. */
export interface Evidence {
  numSigns: number;
  signs: Float64Array;
}

const STEPS = 150;
const RATE = 0.5;
const L2 = 1e-3;
/** Items without the act that are looked at of each person while learning. */
const OTHERS = 150;

/**
 * Area under the curve of each person's act, where those of the other half are learned from.
 *
 * @param positives  by person, the items with the act
 */
export function crossedAreas(evidence: readonly Evidence[], positives: readonly ReadonlySet<number>[]): number[] {
  const people = [...evidence.keys()];
  const half = (parity: number) => people.filter((i) => i % 2 === parity);
  const weights = [half(1), half(0)].map((others) =>
    learn(
      others.map((i) => evidence[i]!),
      others.map((i) => positives[i]!),
    ),
  );
  return people.map((i) => areaUnder(scores(evidence[i]!, weights[i % 2]!), positives[i]!));
}

interface Weights {
  mean: Float64Array;
  deviation: Float64Array;
  weight: Float64Array;
}

function learn(evidence: readonly Evidence[], positives: readonly ReadonlySet<number>[]): Weights {
  const { numSigns } = evidence[0]!;
  const random = createRandom(5);
  const rows: { signs: Float64Array; isActed: boolean }[] = [];
  for (const [i, { signs }] of evidence.entries()) {
    const numItems = signs.length / numSigns;
    const row = (item: number) => signs.slice(item * numSigns, (item + 1) * numSigns);
    for (const item of positives[i]!) rows.push({ signs: row(item), isActed: true });
    for (let n = 0; n < OTHERS; n++) {
      const item = random.integer(numItems);
      if (!positives[i]!.has(item)) rows.push({ signs: row(item), isActed: false });
    }
  }
  const { mean, deviation } = spread(
    rows.map(({ signs }) => signs),
    numSigns,
  );
  const x = rows.map(({ signs }) => signs.map((value, d) => (value - mean[d]!) / deviation[d]!));
  const numActed = rows.filter(({ isActed }) => isActed).length;
  const weight = new Float64Array(numSigns + 1);
  const velocity = new Float64Array(numSigns + 1);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(numSigns + 1);
    for (const [r, { isActed }] of rows.entries()) {
      let z = weight[numSigns]!;
      for (let d = 0; d < numSigns; d++) z += weight[d]! * x[r]![d]!;
      // Both kinds count the same in all.
      const share = isActed ? 0.5 / numActed : 0.5 / (rows.length - numActed);
      const error = share * (1 / (1 + Math.exp(-z)) - Number(isActed));
      for (let d = 0; d < numSigns; d++) gradient[d]! += error * x[r]![d]!;
      gradient[numSigns]! += error;
    }
    for (let d = 0; d <= numSigns; d++) {
      velocity[d] = 0.9 * velocity[d]! - RATE * (gradient[d]! + L2 * weight[d]!);
      weight[d]! += velocity[d]!;
    }
  }
  return { mean, deviation, weight };
}

function spread(rows: readonly Float64Array[], numSigns: number) {
  const [mean, deviation] = [new Float64Array(numSigns), new Float64Array(numSigns)];
  for (const row of rows) for (let d = 0; d < numSigns; d++) mean[d]! += row[d]! / rows.length;
  for (const row of rows) for (let d = 0; d < numSigns; d++) deviation[d]! += (row[d]! - mean[d]!) ** 2 / rows.length;
  return { mean, deviation: deviation.map((variance) => Math.sqrt(variance) || 1) };
}

function scores({ signs, numSigns }: Evidence, { mean, deviation, weight }: Weights): Float64Array {
  return Float64Array.from({ length: signs.length / numSigns }, (_, item) => {
    let score = 0;
    for (let d = 0; d < numSigns; d++) score += (weight[d]! * (signs[item * numSigns + d]! - mean[d]!)) / deviation[d]!;
    return score;
  });
}

/** How likely one of these is before one of the others; what is equal counts half. */
export function areaUnder(scores: Float64Array, positives: ReadonlySet<number>): number {
  const order = [...scores.keys()].sort((a, b) => scores[a]! - scores[b]!);
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (let place = from; place < to; place++) if (positives.has(order[place]!)) rankSum += (from + to + 1) / 2;
    from = to;
  }
  const [numActed, numOthers] = [positives.size, order.length - positives.size];
  return (rankSum - (numActed * (numActed + 1)) / 2) / (numActed * numOthers);
}
