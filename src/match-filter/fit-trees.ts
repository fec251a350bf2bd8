// Boosted regression trees, fitted by histograms (G. Ke and others, LightGBM: a highly efficient gradient boosting decision
// tree, 2017): values fall into bins once, and a leaf is split where the sums of two sides of bins say most. The loss is the
// squared error of soft grades; a margin between the items of one person was no better (research/LOG.md).
import { createRandom, type Random } from '../numerics/random.ts';
import { binOf } from './match-student.ts';

export interface TreeSettings {
  trees: number;
  leaves: number;
  rate: number;
  /** Rows that a leaf has at least. */
  leastRows: number;
  /** Rows of mean 0 that a leaf is held to. */
  ridge: number;
  /** Share of the features that a tree may read, and of the profiles that it learns from. */
  featureShare: number;
  rowShare: number;
}

/** Chosen on held-out profiles (research/LOG.md). */
export const TREE_SETTINGS: TreeSettings = {
  ...{ trees: 160, leaves: 12, rate: 0.075, leastRows: 20, ridge: 5 },
  ...{ featureShare: 0.3, rowShare: 0.7 },
};
const MAX_EDGES = 63;

export interface TreeNode {
  /** -1: a leaf. */
  feature: number;
  bin: number;
  left: number;
  right: number;
  /** What a leaf adds; of an inner node, the mean of what its rows get. */
  value: number;
}

export interface Forest {
  edges: Float32Array[];
  base: number;
  /** Each from its root, which is its first node. */
  trees: TreeNode[][];
}

export interface GradedRows {
  /** f32 [features] of each. */
  values: readonly Float32Array[];
  /** 0 to 4. */
  grades: readonly number[];
  /** Whose row it is, a number. */
  profiles: readonly number[];
}

/** The same rows, settings and seed give the same forest. */
export function fitTrees(rows: GradedRows, seed: number, settings: TreeSettings = TREE_SETTINGS): Forest {
  const { values, grades, profiles } = rows;
  const numRows = values.length;
  const numFeatures = values[0]?.length ?? 0;
  const random = createRandom(seed);
  const edges = Array.from({ length: numFeatures }, (_, f) => edgesOf(values.map((row) => row[f]!)));
  const binned = edges.map((ofFeature, f) => Uint8Array.from(values, (row) => binOf(ofFeature, row[f]!)));
  const base = grades.reduce((sum, grade) => sum + grade, 0) / Math.max(1, numRows);
  const told = new Float64Array(numRows).fill(base);
  const numProfiles = Math.max(0, ...profiles) + 1;
  const trees: TreeNode[][] = [];
  for (let t = 0; t < settings.trees; t++) {
    // What the next tree should add: the negative gradient of the squared error.
    const residuals = Float64Array.from(told, (value, row) => grades[row]! - value);
    const isIn = Array.from({ length: numProfiles }, () => random.next() < settings.rowShare);
    const chosen = Array.from(values.keys()).filter((row) => isIn[profiles[row]!]);
    const features = drawn(numFeatures, Math.ceil(settings.featureShare * numFeatures), random);
    const tree = growTree(binned, residuals, chosen, features, settings, edges);
    if (tree.length === 1) continue;
    for (let row = 0; row < numRows; row++) told[row]! += leafOf(tree, (f) => binned[f]![row]!).value;
    trees.push(tree);
  }
  return { edges, base, trees };
}

/** Grade of one row by a forest, in floating point: what the 8-bit file is compared with. */
export function gradeByForest({ edges, base, trees }: Forest, values: Float32Array): number {
  const binned = edges.map((ofFeature, f) => binOf(ofFeature, values[f]!));
  return trees.reduce((sum, tree) => sum + leafOf(tree, (f) => binned[f]!).value, base);
}

function leafOf(tree: readonly TreeNode[], binOfFeature: (feature: number) => number): TreeNode {
  let node = tree[0]!;
  while (node.feature >= 0) node = tree[binOfFeature(node.feature) <= node.bin ? node.left : node.right]!;
  return node;
}

/** Between values, so that about as many rows fall into each bin; f32, as the file has them. */
function edgesOf(values: readonly number[]): Float32Array {
  const sorted = Float32Array.from(values).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const source = distinct.length <= MAX_EDGES + 1 ? distinct : sorted;
  const edges: number[] = [];
  const most = Math.min(MAX_EDGES, source.length - 1);
  for (let e = 1; e <= most; e++) {
    const edge = source[Math.floor((e * source.length) / (most + 1)) - 1]!;
    if (edge !== edges.at(-1) && edge < sorted.at(-1)!) edges.push(edge);
  }
  return Float32Array.from(edges);
}

function drawn(count: number, wanted: number, random: Random): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  random.shuffle(all);
  return all.slice(0, wanted);
}

interface Leaf {
  node: number;
  rows: number[];
  split: Split | undefined;
}
interface Split {
  feature: number;
  bin: number;
  gain: number;
}

/** Leaf by leaf, the one whose split says most first. */
function growTree(
  binned: readonly Uint8Array[],
  residuals: Float64Array,
  rows: number[],
  features: readonly number[],
  settings: TreeSettings,
  edges: readonly Float32Array[],
): TreeNode[] {
  const { leaves, rate, ridge } = settings;
  const nodes: TreeNode[] = [];
  const add = (ofNode: number[]): Leaf => {
    const sum = ofNode.reduce((total, row) => total + residuals[row]!, 0);
    nodes.push({ feature: -1, bin: 0, left: 0, right: 0, value: (rate * sum) / (ofNode.length + ridge) });
    return {
      node: nodes.length - 1,
      rows: ofNode,
      split: bestSplit(binned, residuals, ofNode, features, settings, edges),
    };
  };
  const open = [add(rows)];
  for (let count = 1; count < leaves; count++) {
    const best = open.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
    if (!best.split) break;
    const { feature, bin } = best.split;
    const [left, right] = [true, false].map((isLeft) =>
      add(best.rows.filter((row) => binned[feature]![row]! <= bin === isLeft)),
    ) as [Leaf, Leaf];
    Object.assign(nodes[best.node]!, { feature, bin, left: left.node, right: right.node });
    open.splice(open.indexOf(best), 1, left, right);
  }
  return nodes;
}

function bestSplit(
  binned: readonly Uint8Array[],
  residuals: Float64Array,
  rows: readonly number[],
  features: readonly number[],
  { leastRows, ridge }: TreeSettings,
  edges: readonly Float32Array[],
): Split | undefined {
  if (rows.length < 2 * leastRows) return undefined;
  const total = rows.reduce((sum, row) => sum + residuals[row]!, 0);
  const worth = (sum: number, count: number) => sum ** 2 / (count + ridge);
  let best: Split | undefined;
  const sums = new Float64Array(MAX_EDGES + 1);
  const counts = new Uint32Array(MAX_EDGES + 1);
  for (const feature of features) {
    sums.fill(0);
    counts.fill(0);
    const bins = binned[feature]!;
    for (const row of rows) {
      sums[bins[row]!]! += residuals[row]!;
      counts[bins[row]!]! += 1;
    }
    let [sum, count] = [0, 0];
    for (let bin = 0; bin < edges[feature]!.length; bin++) {
      sum += sums[bin]!;
      count += counts[bin]!;
      if (count < leastRows || rows.length - count < leastRows) continue;
      const gain = worth(sum, count) + worth(total - sum, rows.length - count) - worth(total, rows.length);
      if (gain > (best?.gain ?? 1e-9)) best = { feature, bin, gain };
    }
  }
  return best;
}
