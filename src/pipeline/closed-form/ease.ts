// EASE (H. Steck, Embarrassingly shallow autoencoders for sparse data, WWW 2019): the item-to-item weights of a linear
// autoencoder with zero diagonal, in closed form from the inverse of the regularized Gram matrix. Beyond
// MAX_DENSE_ITEMS that inverse is too large, and ease-neighbourhood.ts solves it within each item's neighbourhood.

import { addRow } from '../../numerics/sparse-rows.ts';
import type { OrtModule } from '../../towers/session.ts';
import { type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import type { Interactions } from '../input/interactions.ts';
import { fitNeighbourhoodEase } from './ease-neighbourhood.ts';
import type { FitOptions } from './fitting.ts';
import { invertMatrix } from './invert-matrix.ts';
import { createTransposedProduct } from './multiply-transposed.ts';
import { type Cooccurrences, cooccurrencesOf, likedItems, userItemMatrix } from './user-item-matrix.ts';

/** Largest catalog whose full inverse is computed: two matrices of 256 MB. */
const MAX_DENSE_ITEMS = 8000;
/** L2 weight, in users; chosen on the validation cases of ml-1m and latest-small. */
const EASE_REGULARIZATION = 200;

interface EaseOptions extends FitOptions {
  regularization?: number;
  maxDenseItems?: number;
}

export async function fitEase(
  train: Interactions,
  ort: OrtModule,
  options: EaseOptions = {},
): Promise<ScoringRecommender> {
  const addItem = await fitEaseRows(cooccurrencesOf(userItemMatrix(train)), ort, options);
  return scoringRecommender('ease', (history) => {
    const scores = new Float32Array(train.numItems);
    for (const item of likedItems(history)) addItem(scores, item);
    return scores;
  });
}

/** @returns adds what one item of a history says of every item to f32 [numItems] scores */
export async function fitEaseRows(
  common: Cooccurrences,
  ort: OrtModule,
  options: EaseOptions = {},
): Promise<(scores: Float32Array, item: number) => void> {
  const { regularization = EASE_REGULARIZATION, maxDenseItems = MAX_DENSE_ITEMS } = options;
  const { numItems } = common;
  if (numItems > maxDenseItems) {
    const rows = await fitNeighbourhoodEase(common, { ...options, regularization });
    return (scores, item) => addRow(scores, rows, item);
  }
  const weights = await denseWeights(common, regularization, ort, options);
  return (scores, item) => {
    const start = item * numItems;
    for (let i = 0; i < numItems; i++) scores[i]! += weights[start + i]!;
  };
}

/**
 * B = -P / diagonal(P) by columns with zero diagonal, where P is the inverse of the Gram matrix plus the
 * regularization.
 *
 * @returns  f32 [numItems, numItems]: row = item of the history, column = candidate
 */
export async function denseWeights(
  common: Cooccurrences,
  regularization: number,
  ort: OrtModule,
  options: FitOptions = {},
): Promise<Float32Array> {
  const { numItems } = common;
  const weights = new Float32Array(numItems * numItems);
  for (let item = 0; item < numItems; item++) {
    common.addTo(weights.subarray(item * numItems, (item + 1) * numItems), item);
    weights[item * numItems + item]! += regularization;
  }
  const product = await createTransposedProduct(ort);
  try {
    await invertMatrix(weights, numItems, product, options);
  } finally {
    await product.dispose();
  }
  const diagonal = Float32Array.from({ length: numItems }, (_, item) => weights[item * (numItems + 1)]!);
  for (let i = 0; i < weights.length; i++) weights[i]! /= -diagonal[i % numItems]!;
  for (let item = 0; item < numItems; item++) weights[item * (numItems + 1)] = 0;
  return weights;
}
