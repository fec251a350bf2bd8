// What a match filter has to beat: single columns of what it reads, and a regression on three of them. Where one is as good,
// there is no need for trees.
import type { GradedRows } from '../../match-filter/fit-trees.ts';

const FOLDS = 5;
/** What three columns say most of the time: how the list scores it, and how near it is to what was liked and disliked. */
const THREE = ['score', 'nearLiked', 'nearestDisliked'] as const;
const DISLIKED_KIND = 'likedOverDisliked';

export interface SimpleRule {
  name: string;
  /** High for good matches. */
  scores: Float64Array;
}

/** @param names  of the values @param train  what the regression learns from, if not from the other folds of the rows */
export function simpleRules(names: readonly string[], rows: GradedRows, train?: GradedRows): SimpleRule[] {
  const column = (name: string, sign = 1) =>
    Float64Array.from(rows.values, (values) => sign * (values[names.indexOf(name)] ?? 0));
  return [
    { name: 'the list’s own score', scores: column('score') },
    { name: 'nearest of what was liked', scores: column('nearLiked') },
    { name: 'liked over disliked', scores: column(DISLIKED_KIND) },
    { name: 'fame', scores: column('popularity') },
    { name: 'regression on three columns', scores: threeColumns(names, rows, train) },
  ];
}

function threeColumns(names: readonly string[], rows: GradedRows, train?: GradedRows): Float64Array {
  const columns = THREE.map((name) => names.indexOf(name));
  const read = (values: Float32Array) => [1, ...columns.map((c) => values[c]!)];
  const told = new Float64Array(rows.grades.length);
  if (train) {
    const weights = leastSquares(train.values.map(read), train.grades);
    return told.map((_, row) => product(weights, read(rows.values[row]!)));
  }
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = [...told.keys()].filter((row) => rows.profiles[row]! % FOLDS !== fold);
    const weights = leastSquares(
      others.map((row) => read(rows.values[row]!)),
      others.map((row) => rows.grades[row]!),
    );
    for (const row of told.keys())
      if (rows.profiles[row]! % FOLDS === fold) told[row] = product(weights, read(rows.values[row]!));
  }
  return told;
}

const product = (weights: readonly number[], values: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0);

/** By the normal equations, which four columns allow; a little ridge keeps them from being singular. */
function leastSquares(rows: readonly (readonly number[])[], targets: readonly number[]): number[] {
  const n = THREE.length + 1;
  const system = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n + 1 }, (_, j) =>
      rows.reduce((sum, row, r) => sum + row[i]! * (j < n ? row[j]! : targets[r]!), i === j ? 1e-3 : 0),
    ),
  );
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const factor = system[k]![i]! / system[i]![i]!;
      for (let j = i; j <= n; j++) system[k]![j]! -= factor * system[i]![j]!;
    }
  }
  return system.map((row, i) => row[n]! / row[i]!);
}
