// Where items belong that nobody has met yet, beside what the item tower says: kernel ridge regression, which is the
// mean of a Gaussian process (Rasmussen and Williams 2006, section 2.2), from what is known of an item to the finished
// embeddings of the items that people have met. The tower saw few thousand items and knows them by heart; the
// regression knows only likeness. Their mean is better than either.

import type { OrtModule } from '../../towers/session.ts';
import type { FitOptions } from '../closed-form/fitting.ts';
import { invertMatrix } from '../closed-form/invert-matrix.ts';
import { createTransposedProduct, type Matrix, type TransposedProduct } from '../closed-form/multiply-transposed.ts';
import { type ItemKernel, itemKernel, type KnownOfItems } from './item-kernel.ts';

// Chosen on fold 1 of the cold-start protocol (research/cold-start.trial.ts), the distance and the ridge with the
// restart that sites have.
/** Variance of the noise; an item's kernel with itself is at most 4.5 where a site brings no vectors of its own. */
const RIDGE = 2;
/** Of the regression; the rest is the tower's. */
const REGRESSION_SHARE = 0.65;
/** How far out a new item is, as a share of the geometric mean of the tower's distance and of both answers' mean. */
const DISTANCE_SHARE = 0.91;
/** Known items that are regressed on, the most met first: time grows with the cube of their number. */
const MAX_ANCHORS = 4000;
/** New items at once. */
const BATCH = 1024;

interface PlaceOptions extends KnownOfItems {
  ort: OrtModule;
  /** Events of each item; 0 = new */
  events: ArrayLike<number>;
  embeddingDim: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * @param tables  f32 [numItems, D] each: of known items the finished embeddings, of new items the item tower's. Several
 *   are placed by one
 *                regression, such as those of a tower before and after rounding
 * @returns       the same with the new items moved; copies without any change where there is nobody to learn from
 */
export async function placeNewItems(
  { ort, events, embeddingDim: dim, signal, onProgress, ...known }: PlaceOptions,
  tables: readonly Float32Array[],
): Promise<Float32Array<ArrayBuffer>[]> {
  const placed = tables.map((table) => Float32Array.from(table));
  const anchors = anchorItems(events);
  const newItems = Uint32Array.from(known.items.keys()).filter((item) => events[item] === 0);
  if (anchors.length === 0 || newItems.length === 0) return placed;
  const product = await createTransposedProduct(ort);
  try {
    const kernel = itemKernel(known, anchors, product);
    const inverse = await invertedGram(kernel, anchors, product, { signal, onProgress });
    const regressions: { placed: Float32Array; mean: Float64Array; weights: Matrix }[] = [];
    for (const table of placed) {
      const mean = meanRow(table, anchors, dim);
      const weights = await product.multiply(targetsOf(table, anchors, mean), inverse); // the inverse is symmetric
      regressions.push({ placed: table, mean, weights });
    }
    for (let from = 0; from < newItems.length; from += BATCH) {
      signal?.throwIfAborted();
      const batch = newItems.subarray(from, from + BATCH);
      const likeness = await kernel.rows(batch);
      for (const { placed, mean, weights } of regressions) {
        const { data } = await product.multiply(likeness, weights);
        for (const [place, item] of batch.entries()) {
          moveRow(placed.subarray(item * dim, (item + 1) * dim), data.subarray(place * dim, (place + 1) * dim), mean);
        }
      }
    }
  } finally {
    await product.dispose();
  }
  return placed;
}

/** The known items that are met most, ties to the lower index. */
function anchorItems(events: ArrayLike<number>): Uint32Array {
  const known = Array.from({ length: events.length }, (_, item) => item).filter((item) => events[item]! > 0);
  return Uint32Array.from(known.sort((a, b) => events[b]! - events[a]! || a - b).slice(0, MAX_ANCHORS));
}

/** f32 [anchors, anchors]: (K + ridge I)^-1. */
async function invertedGram(
  kernel: ItemKernel,
  anchors: Uint32Array,
  product: TransposedProduct,
  options: FitOptions,
): Promise<Matrix> {
  const gram = await kernel.rows(anchors);
  const { rows, data } = gram;
  for (let i = 0; i < rows; i++) data[i * rows + i]! += RIDGE;
  await invertMatrix(data, rows, product, options);
  return gram;
}

/** f32 [D, anchors]: what is regressed on, transposed. */
function targetsOf(table: Float32Array, anchors: Uint32Array, mean: Float64Array): Matrix {
  const [dim, size] = [mean.length, anchors.length];
  const targets: Matrix = { rows: dim, columns: size, data: new Float32Array(dim * size) };
  for (const [place, item] of anchors.entries()) {
    for (let d = 0; d < dim; d++) targets.data[d * size + place] = table[item * dim + d]! - mean[d]!;
  }
  return targets;
}

/**
 * The row goes to the mean of both answers. That is the shorter the less they agree, so that items of which both are
 * sure stand further out, where lists find them; not in full, since how far out an item belongs is also something that
 * the tower knows.
 */
function moveRow(row: Float32Array, regressed: Float32Array, mean: Float64Array): void {
  const own = row.map((value, d) => value - mean[d]!);
  const both = own.map((value, d) => REGRESSION_SHARE * regressed[d]! + (1 - REGRESSION_SHARE) * value);
  const length = Math.hypot(...both);
  const factor = length === 0 ? 0 : DISTANCE_SHARE * Math.sqrt(Math.hypot(...own) / length);
  for (let d = 0; d < row.length; d++) row[d] = mean[d]! + factor * both[d]!;
}

function meanRow(rows: Float32Array, items: Uint32Array, dim: number): Float64Array {
  const mean = new Float64Array(dim);
  for (const item of items) for (let d = 0; d < dim; d++) mean[d]! += rows[item * dim + d]! / items.length;
  return mean;
}
