// EASE for catalogs whose full inverse is too large. A column of EASE's weights is the ridge regression of one item on
// all others; here it is the regression on the item's nearest others only, as in fsSLIM (X. Ning and G. Karypis, SLIM,
// ICDM 2011, section 4.4) with EASE's penalty. When every other item is a neighbour the two are the same.

import { choleskyFactor, solveWithFactor } from '../../numerics/cholesky.ts';
import { type SparseRows, SparseRowsBuilder, transposeRows } from '../../numerics/sparse-rows.ts';
import { type FitOptions, forEachStep } from './fitting.ts';
import { nearestNeighbours } from './item-knn.ts';
import type { Cooccurrences } from './user-item-matrix.ts';

interface NeighbourhoodEaseOptions extends FitOptions {
  /** L2 weight, in users. */
  regularization: number;
  /** Items that one item is regressed on (default 100). */
  neighbours?: number;
}

/** @returns row = item of the history, column = candidate */
export async function fitNeighbourhoodEase(
  common: Cooccurrences,
  options: NeighbourhoodEaseOptions,
): Promise<SparseRows> {
  const { numItems } = common;
  const { regularization, neighbours = 100 } = options;
  const nearest = await nearestNeighbours(common, { neighbours, signal: options.signal });
  const builder = new SparseRowsBuilder();
  const column = new Float32Array(numItems);
  const fitColumn = (item: number) => {
    const others = nearest.columns.subarray(nearest.offsets[item], nearest.offsets[item + 1]);
    const weights = regress(common.among([...others, item]), others.length, regularization);
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
