// The loss that teaches the item tower where to place an item that nobody has met. Everything else is finished and
// stays as it is: users ask with their finished embeddings, known items answer with theirs, and some candidates answer
// with what the item tower makes of them without residual, rating and popularity, as if they were new (after
// DropoutNet, Volkovs et al., NeurIPS 2017, which teaches both at once; here known items lose nothing by it).
//
// Shapes as in sequence-loss.ts.

import { type Array as JaxArray, numpy as np } from '@jax-js/jax';
import { FEATURES } from '../../formats/vocabulary.ts';
import { itemTower, itemTowerInputs } from '../models/item-tower.ts';
import { parameterReader } from '../models/parameters.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import { finishedInputShapes, finishedItemsLoss, type InputShapes, type LossShapes } from './sequence-loss.ts';

/** Features before it come from people who met the item. */
const FRESHNESS = FEATURES.indexOf('freshness');

/** The graph's data inputs beside parameters. */
export function coldItemInputShapes(config: TowerConfig, shapes: LossShapes): InputShapes {
  return { ...finishedInputShapes(config, shapes), is_cold: [[shapes.numCandidates, 1], 'float32'] };
}

/**
 * @param trainable  parameters of the item tower: they get a gradient
 * @param frozen     all others
 * @param data       as coldItemInputShapes: `items` are the finished embeddings, `is_cold` is 1 for candidates that are
 *   met as new
 * @returns          f32 []: mean cross entropy with the targets in nats
 */
export function coldItemLoss(
  config: TowerConfig,
  shapes: LossShapes,
  trainable: Record<string, JaxArray>,
  frozen: Record<string, JaxArray>,
  data: Record<string, JaxArray>,
): JaxArray {
  const read = parameterReader({ ...trainable, ...frozen });
  const input = parameterReader(data);
  const stillKnown = np.array(FEATURES.map((_, f) => (f < FRESHNESS ? 0 : 1)));
  const asNew = { ...itemTowerInputs(config, input), features: input('features').mul(stillKnown) };
  const isCold = input('is_cold');
  const known = input('items').mul(isCold.ref.neg().add(1));
  const candidates = itemTower(read, config, asNew).mul(isCold).add(known);
  return finishedItemsLoss(read, config, shapes, candidates, data);
}
