// Which well-known items to ask a newcomer about, so that a few answers tell most. Sequential transductive experimental
// design (Yu, Bi and Tresp, "Active learning via transductive experimental design", ICML 2006): taste is a Gaussian
// process over the items, alike for items that are alike, and the next question is the one whose answer leaves least
// variance over all of them. The choice is weighed by how many people can answer at all (Rashid et al., "Getting to
// know you", IUI 2002), because the most telling item tells nothing to somebody who has never met it.
import { dot } from '../../numerics/dot.ts';

/** An item that may be asked about. */
export interface PickerCandidate {
  itemIndex: number;
  /** f32 [D], without the quality dims. */
  embedding: Float32Array;
  /** 0..1: how likely somebody knows it, up to a factor. */
  known: number;
}

/** What was said: 1 = liked, -1 = disliked. */
export interface PickerAnswer {
  /** f32 [D], without the quality dims. */
  embedding: Float32Array;
  sign: number;
}

/** Variance of an answer beside that of taste, which is 1: people like some films for other reasons than all others. */
const NOISE = 0.5;
/** How much more the items count that the answers speak for: they are what the list will be made of. */
const FAVOUR = 2.5;

/**
 * @param candidates  some hundred well-known items; what is asked is chosen to tell most about all of them
 * @param answers     what is known already
 * @param excluded    item indices that must not be asked about (again)
 * @param k           items to show at once
 * @returns           item indices, the most telling first; those after it are chosen as if the ones before had been
 *                    answered, so that the set is spread
 */
export function pickItems(
  candidates: readonly PickerCandidate[],
  answers: readonly PickerAnswer[],
  excluded: ReadonlySet<number>,
  k: number,
): number[] {
  const process = new TasteProcess(candidates, answers);
  const open = new Set(candidates.keys());
  for (const [place, { itemIndex }] of candidates.entries()) if (excluded.has(itemIndex)) open.delete(place);
  const chosen: number[] = [];
  while (chosen.length < k && open.size > 0) {
    const best = largest(open, (place) => candidates[place]!.known * process.gain(place));
    process.observe(best);
    open.delete(best);
    chosen.push(candidates[best]!.itemIndex);
  }
  return chosen;
}

/** What is known of a taste for n items: mean and covariance, of which each answer takes its share. */
class TasteProcess {
  readonly #size: number;
  /** f64 [n, n] */
  readonly #covariance: Float64Array;
  /** f64 [n]: how much each item's variance counts. */
  readonly #weights: Float64Array;

  constructor(candidates: readonly PickerCandidate[], answers: readonly PickerAnswer[]) {
    this.#size = candidates.length;
    // The answers come first: they are observed, and then only the candidates are looked at.
    const rows = centred([...answers, ...candidates].map(({ embedding }) => embedding));
    const all = covarianceOf(rows);
    const mean = new Float64Array(rows.length);
    for (const [place, { sign }] of answers.entries()) observe(all, rows.length, place, mean, sign);
    this.#covariance = lowerRight(all, rows.length, this.#size);
    this.#weights = Float64Array.from(mean.subarray(answers.length), (value) => Math.exp(FAVOUR * value));
  }

  /** By how much an answer about the item at `place` lowers the weighed variance of all. */
  gain(place: number): number {
    const n = this.#size;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += this.#weights[i]! * this.#covariance[place * n + i]! ** 2;
    return sum / (this.#covariance[place * n + place]! + NOISE);
  }

  observe(place: number): void {
    observe(this.#covariance, this.#size, place);
  }
}

/**
 * Conditions a Gaussian of n values on a noisy look at one of them: covariance, and with a `target` the mean too, in
 * place.
 */
function observe(covariance: Float64Array, n: number, place: number, mean?: Float64Array, target = 0): void {
  const column = covariance.slice(place * n, (place + 1) * n);
  const scale = 1 / (column[place]! + NOISE);
  const surprise = mean ? (target - mean[place]!) * scale : 0;
  for (let i = 0; i < n; i++) {
    if (mean) mean[i]! += column[i]! * surprise;
    for (let j = 0; j < n; j++) covariance[i * n + j]! -= column[i]! * column[j]! * scale;
  }
}

/** Cosines of the rows: f64 [n, n]. */
function covarianceOf(rows: readonly Float64Array[]): Float64Array {
  const n = rows.length;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) covariance[i * n + j] = dot(rows[i]!, rows[j]!);
  return covariance;
}

/** The last `size` rows and columns of an [n, n] matrix. */
function lowerRight(matrix: Float64Array, n: number, size: number): Float64Array {
  const part = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    part.set(matrix.subarray((n - size + i) * n + n - size, (n - size + i + 1) * n), i * size);
  }
  return part;
}

/** The vectors less their mean, at unit length: what all have in common tells none from another. */
function centred(vectors: readonly Float32Array[]): Float64Array[] {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (const [d, value] of vector.entries()) mean[d]! += value / vectors.length;
  return vectors.map((vector) => {
    const row = Float64Array.from(vector, (value, d) => value - mean[d]!);
    const length = Math.sqrt(dot(row, row)) || 1;
    return row.map((value) => value / length);
  });
}

function largest(places: Iterable<number>, gainOf: (place: number) => number): number {
  let best = -1;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const place of places) {
    const value = gainOf(place);
    if (value > bestValue) [best, bestValue] = [place, value];
  }
  return best;
}
