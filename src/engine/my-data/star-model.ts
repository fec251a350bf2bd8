// What somebody would give an item in stars, by what they gave others: Gaussian process regression (C. E. Rasmussen and C.
// Williams, Gaussian Processes for Machine Learning, 2006, algorithm 2.1 and equations 5.10 to 5.12). A person has a level, a
// spread, a leaning towards what is well rated, widely known or new, and a taste, which goes from an item to those like it.
// How much of each is usual is fixed; a few ratings then say how much of it is theirs, and how sure that is.
import { choleskyFactor, invertLowerTriangle } from '../../numerics/cholesky.ts';
import { dot } from '../../numerics/dot.ts';

/** How people differ. Variances are in spreads of a person, squared. */
export interface StarWeights {
  /** Spreads that a step of the item's rating feature, 0 to 1, is worth to most. */
  quality: number;
  /** Variance of a person's level. */
  level: number;
  /** Variances of what a step of each feature is worth to a person, in the order of `ItemTraits.features`. */
  leanings: readonly [number, number, number];
  /** Variance of what a taste adds. */
  taste: number;
  /** Variance of what nothing explains. */
  noise: number;
  /** The usual spread in stars, and how many ratings it counts for. */
  spread: number;
  spreadRatings: number;
}

/** Chosen on the development half of real people: `npm run films -- stars --data FOLDER --fit` prints them. */
export const STAR_WEIGHTS: StarWeights = {
  quality: 2.6,
  level: 0.144,
  leanings: [0.544, 0.108, 0.405],
  taste: 0.203,
  noise: 0.55,
  spread: 0.95,
  spreadRatings: 16.8,
};
/** Stars that a step of the rating feature is worth to people on average, for what a prediction must beat. */
export const STARS_OF_QUALITY = 2.7;
/** The middle of what people give. */
const MIDDLE = 3.5;
const [LOWEST, HIGHEST] = [0.5, 5];

/** What the model reads of an item. */
export interface ItemTraits {
  /** Rating, popularity and freshness, 0 to 1, as the catalog has them; undefined where unknown. */
  features: readonly [number | undefined, number | undefined, number | undefined];
  /** Its embedding without the quality dims, of unit length. */
  taste: ArrayLike<number>;
}

export interface RatedItem extends ItemTraits {
  /** 0.5 to 5. */
  stars: number;
}

/** What is said of an item: the stars, 0.5 to 5, and their standard error. */
export interface StarPrediction {
  stars: number;
  error: number;
}

/** Sums of squares of what each way misses when every rating in turn is told from the others, in stars. */
export interface LeaveOneOut {
  predicted: number;
  /** The mean of the others. */
  mean: number;
  /** The same, moved by what the item's rating feature is worth to people on average. */
  quality: number;
}

export class StarModel {
  readonly #rated: readonly RatedItem[];
  readonly #weights: StarWeights;
  readonly #deviations: readonly number[][];
  /** Of each feature, the mean of what was rated. */
  readonly #centre: number[];
  /** In stars: of the person's ratings, and some of everybody's. */
  readonly #spread: number;
  /** f64 [n, n], lower triangle: its product with its transpose is the inverse of the covariance. */
  readonly #inverse: Float64Array;
  /** f64 [n]: the inverse of the covariance times what was given. */
  readonly #pulls: Float64Array;

  /** @param rated  two items at least, each once */
  constructor(rated: readonly RatedItem[], weights = STAR_WEIGHTS) {
    const n = rated.length;
    this.#rated = rated;
    this.#weights = weights;
    this.#centre = [0, 1, 2].map((f) => meanOf(rated.flatMap(({ features }) => features[f] ?? [])));
    this.#deviations = rated.map((item) => this.#deviationsOf(item));
    const mean = meanOf(rated.map(({ stars }) => stars));
    const { spread, spreadRatings, noise } = weights;
    const squares = sumOfSquares(rated.map(({ stars }) => stars - mean));
    this.#spread = Math.sqrt((squares + spreadRatings * spread ** 2) / (n - 1 + spreadRatings));
    const covariance = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++)
        covariance[i * n + j] = this.#covariance(rated[i]!, this.#deviations[i]!, j) + (i === j ? noise : 0);
    }
    this.#inverse = invertLowerTriangle(choleskyFactor(covariance, n), n);
    const given = rated.map(({ stars }, i) => (stars - MIDDLE) / this.#spread - this.#expected(this.#deviations[i]!));
    this.#pulls = this.#solve(given);
  }

  predict(item: ItemTraits): StarPrediction {
    const { level, leanings, taste, noise } = this.#weights;
    const n = this.#rated.length;
    const deviations = this.#deviationsOf(item);
    const covariances = this.#rated.map((_, i) => this.#covariance(item, deviations, i));
    const stars = MIDDLE + this.#spread * (this.#expected(deviations) + dot(covariances, this.#pulls));
    const own = level + taste + noise + leanings.reduce((sum, leaning, f) => sum + leaning * deviations[f]! ** 2, 0);
    let known = 0;
    for (let i = 0; i < n; i++) known += dot(this.#inverse, covariances, i + 1, i * n) ** 2;
    const error = this.#spread * Math.sqrt(Math.max(noise, own - known));
    return { stars: Math.min(HIGHEST, Math.max(LOWEST, stars)), error };
  }

  leaveOneOut(): LeaveOneOut {
    const n = this.#rated.length;
    const precision = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) precision[j]! += this.#inverse[i * n + j]! ** 2;
    const stars = this.#rated.map((item) => item.stars);
    const moved = stars.map((given, i) => given - STARS_OF_QUALITY * this.#deviations[i]![0]!);
    return {
      predicted: sumOfSquares([...this.#pulls.keys()].map((i) => (this.#spread * this.#pulls[i]!) / precision[i]!)),
      mean: missedByMean(stars),
      quality: missedByMean(moved),
    };
  }

  /** Each feature less its centre; what is unknown is like most. */
  #deviationsOf({ features }: ItemTraits): number[] {
    return features.map((value, f) => (value === undefined ? 0 : value - this.#centre[f]!));
  }

  /** What anybody would say, in spreads from the middle. */
  #expected([quality]: readonly number[]): number {
    return this.#weights.quality * quality!;
  }

  /** Of an item and one that was rated, without noise. */
  #covariance({ taste }: ItemTraits, deviations: readonly number[], i: number): number {
    const { level, leanings, taste: ofTaste } = this.#weights;
    const others = this.#deviations[i]!;
    const leaning = leanings.reduce((sum, variance, f) => sum + variance * deviations[f]! * others[f]!, 0);
    return level + leaning + ofTaste * dot(taste, this.#rated[i]!.taste);
  }

  #solve(given: readonly number[]): Float64Array {
    const n = given.length;
    const solved = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const z = dot(this.#inverse, given, i + 1, i * n);
      for (let j = 0; j <= i; j++) solved[j]! += this.#inverse[i * n + j]! * z;
    }
    return solved;
  }
}

/** Sum of squares when each value is told by the mean of the others. */
function missedByMean(values: readonly number[]): number {
  const mean = meanOf(values);
  const others = values.length / (values.length - 1);
  return sumOfSquares(values.map((value) => (value - mean) * others));
}

const sumOfSquares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value ** 2, 0);
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
