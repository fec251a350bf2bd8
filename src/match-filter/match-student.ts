// The student: boosted regression trees (J. H. Friedman, Greedy function approximation: a gradient boosting machine, 2001)
// over what is read of a pair. Splits compare bins of 8 bits and leaves are whole steps, so every device decides alike.
import type { MatchFilterFile } from '../formats/match-filter.ts';

export class MatchStudent {
  readonly file: MatchFilterFile;
  readonly #edges: Float32Array[];
  readonly #features: Int16Array;
  readonly #bins: Int16Array;
  readonly #rights: Int32Array;

  constructor(file: MatchFilterFile) {
    this.file = file;
    this.#edges = file.edges.map((edges) => Float32Array.from(edges));
    this.#features = Int16Array.from(file.nodes.features);
    this.#bins = Int16Array.from(file.nodes.bins);
    this.#rights = Int32Array.from(file.nodes.rights);
  }

  /** @param values  f32 [features], as `matchFeatures` gives them @returns a grade, about 0 (a mistake) to 4 (surely) */
  grade(values: Float32Array): number {
    const { base, leafStep } = this.file;
    return base + leafStep * this.#walk(this.#binsOf(values));
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
    this.#walk(this.#binsOf(values), (parent, child) => {
      added[nodes.features[parent]!]! += leafStep * (nodes.means[child]! - nodes.means[parent]!);
    });
    return added;
  }

  #binsOf(values: Float32Array): Uint8Array {
    const binned = new Uint8Array(this.#edges.length);
    for (let f = 0; f < binned.length; f++) binned[f] = binOf(this.#edges[f]!, values[f]!);
    return binned;
  }

  /** @returns steps of all leaves together */
  #walk(binned: Uint8Array, onStep?: (parent: number, child: number) => void): number {
    const [features, bins, rights] = [this.#features, this.#bins, this.#rights];
    let steps = 0;
    for (const root of this.file.roots) {
      let node = root;
      while (features[node]! >= 0) {
        const child = binned[features[node]!]! <= bins[node]! ? node + 1 : rights[node]!;
        onStep?.(node, child);
        node = child;
      }
      steps += bins[node]!;
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
