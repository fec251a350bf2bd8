// The student: boosted regression trees (J. H. Friedman, Greedy function approximation: a gradient boosting machine, 2001)
// over what is read of a pair. Splits stand at edges of a column and leaves are whole steps, so every device decides alike.
import type { MatchFilterFile } from '../formats/match-filter.ts';

export class MatchStudent {
  readonly file: MatchFilterFile;
  readonly #features: Int16Array;
  /** By node: the highest value that goes to the next node, an edge of the feature; of a leaf, its steps. */
  readonly #limits: Float32Array;
  readonly #rights: Int32Array;

  constructor(file: MatchFilterFile) {
    const { features, bins, rights } = file.nodes;
    this.file = file;
    this.#features = Int16Array.from(features);
    this.#limits = Float32Array.from(bins, (bin, node) =>
      features[node]! < 0 ? bin : (file.edges[features[node]!]![bin] ?? Number.POSITIVE_INFINITY),
    );
    this.#rights = Int32Array.from(rights);
  }

  /** @param values  f32 [features], as `matchFeatures` gives them @returns a grade, about 0 (a mistake) to 4 (surely) */
  grade(values: Float32Array): number {
    const { base, leafStep } = this.file;
    return base + leafStep * this.#walk(values);
  }

  /** How probable it is that a judge would say 0 or 1, 0 to 1. */
  badAt(grade: number): number {
    const { slope, offset } = this.file.bad;
    return 1 / (1 + Math.exp(slope * grade - offset));
  }

  /**
   * What each feature adds to the grade: a split adds what the mean of its child is above that of itself (A. Saabas,
   * Interpreting random forests, 2014). With the mean of all roots the sum is the grade.
   *
   * @returns f64 [features]
   */
  contributions(values: Float32Array): Float64Array {
    const { nodes, leafStep, features } = this.file;
    const added = new Float64Array(features.length);
    this.#walk(values, (parent, child) => {
      added[nodes.features[parent]!]! += leafStep * (nodes.means[child]! - nodes.means[parent]!);
    });
    return added;
  }

  /** @returns steps of all leaves together */
  #walk(values: Float32Array, onStep?: (parent: number, child: number) => void): number {
    const features = this.#features;
    const limits = this.#limits;
    const rights = this.#rights;
    const { roots } = this.file;
    let steps = 0;
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t]!;
      for (let feature = features[node]!; feature >= 0; feature = features[node]!) {
        const child = values[feature]! <= limits[node]! ? node + 1 : rights[node]!;
        onStep?.(node, child);
        node = child;
      }
      steps += limits[node]!;
    }
    return steps;
  }
}

/** How many of the edges are below a value. */
export function binOf(edges: Float32Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
