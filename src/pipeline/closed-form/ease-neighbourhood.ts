// EASE for catalogs whose full inverse is too large. A column of EASE's weights is the ridge regression of one item on
// all others; here it is the regression on the item's nearest others only, as in fsSLIM (X. Ning and G. Karypis, SLIM,
// ICDM 2011, section 4.4) with EASE's penalty. When every other item is a neighbour the two are the same.

import { choleskyFactor, solveWithFactor } from '../../numerics/cholesky.ts';
import { type SparseRows, SparseRowsBuilder, transposeRows } from '../../numerics/sparse-rows.ts';
import { type FitOptions, forEachStep } from './fitting.ts';
import { nearestNeighbours } from './item-knn.ts';
import { rowOf, type UserItemMatrix } from './user-item-matrix.ts';

interface NeighbourhoodEaseOptions extends FitOptions {
  /** L2 weight, in users. */
  regularization: number;
  /** Items that one item is regressed on (default 100). */
  neighbours?: number;
}

/** @returns row = item of the history, column = candidate */
export async function fitNeighbourhoodEase(
  matrix: UserItemMatrix,
  options: NeighbourhoodEaseOptions,
): Promise<SparseRows> {
  const { numItems } = matrix;
  const { regularization, neighbours = 100 } = options;
  const nearest = await nearestNeighbours(matrix, { neighbours, signal: options.signal });
  const gram = createLocalGram(matrix);
  const builder = new SparseRowsBuilder();
  const column = new Float32Array(numItems);
  const fitColumn = (item: number) => {
    const others = nearest.columns.subarray(nearest.offsets[item], nearest.offsets[item + 1]);
    const weights = regress(gram.of([...others, item]), others.length, regularization);
    column.fill(0);
    others.forEach((other, i) => {
      column[other] = weights[i]!;
    });
    builder.addDenseRow(column);
  };
  await forEachStep(numItems, fitColumn, options);
  return transposeRows(builder.finish(), numItems);
}

/**
 * Ridge regression of the last item on those before it.
 *
 * @param gram  f64 [n + 1, n + 1], common users
 * @returns     f64 [n]
 */
function regress(gram: Float64Array, n: number, regularization: number): Float64Array {
  const left = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    left.set(gram.subarray(i * (n + 1), i * (n + 1) + n), i * n);
    left[i * n + i]! += regularization;
  }
  return solveWithFactor(choleskyFactor(left, n), n, gram.subarray(n * (n + 1), n * (n + 1) + n));
}

/** Counts common users among a few items, by the users that these items have. */
function createLocalGram({ numUsers, usersOfItem }: UserItemMatrix): { of(items: readonly number[]): Float64Array } {
  const itemsOfUser: number[][] = Array.from({ length: numUsers }, () => []);
  return {
    of(items) {
      const gram = new Float64Array(items.length ** 2);
      const touched = new Set<number>();
      items.forEach((item, i) => {
        for (const user of rowOf(usersOfItem, item)) {
          touched.add(user);
          itemsOfUser[user]!.push(i);
        }
      });
      for (const user of touched) {
        const list = itemsOfUser[user]!;
        for (const i of list) for (const j of list) gram[i * items.length + j]!++;
        list.length = 0;
      }
      return gram;
    },
  };
}
