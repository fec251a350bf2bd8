// The graphs that ship: the same model functions with the serving inputs of the bundle's contract (see docs/formats).

import { type Array as JaxArray, numpy as np } from '@jax-js/jax';
import { itemTower, itemTowerInputs } from './item-tower.ts';
import { parameterReader } from './parameters.ts';
import type { TowerConfig } from './tower-config.ts';
import { addContexts, encodeUser, opinionMean } from './user-tower.ts';

/** Rows that the item tower embeds at once. */
const ITEM_TOWER_BATCH = 64;

/**
 * The user tower as it is served.
 *
 * @param parameters  user parameters, and `user.input.scale` / `user.output.scale` f32 [D], which undo the balance
 *   between
 *                    the towers' ranges (export-towers.ts)
 * @param inputs      item_embeddings [B, L, D], event_types, age_buckets, mask [B, L], and context_values
 *                    [B, numContexts] where there are any
 * @returns           f32 [B, D]
 */
export function servedUserTower(
  config: TowerConfig,
  parameters: Record<string, JaxArray>,
  inputs: Record<string, JaxArray>,
): JaxArray {
  const read = parameterReader(parameters);
  const input = parameterReader(inputs);
  const batch = input('mask').shape[0]!;
  const trace = {
    itemEmbeddings: input('item_embeddings').mul(read('user.input.scale')),
    eventTypes: input('event_types'),
    ageBuckets: input('age_buckets'),
    mask: input('mask'),
  };
  const encoded = encodeUser(read, config, trace, 'last').reshape([batch, config.embeddingDim]);
  const user = addContexts(read, config, encoded, input).mul(read('user.output.scale'));
  const { opinionStrength } = config;
  if (opinionStrength === 0) return user;
  return user.add(opinionMean(config, input('item_embeddings'), input('event_types')).mul(opinionStrength));
}

/**
 * The item tower as it is served.
 *
 * @param parameters  item parameters, and `item.output.scale` f32 [D]
 * @param inputs      as itemTowerExample
 * @returns           f32 [64, D]
 */
export function servedItemTower(
  config: TowerConfig,
  parameters: Record<string, JaxArray>,
  inputs: Record<string, JaxArray>,
): JaxArray {
  const read = parameterReader(parameters);
  const items = itemTowerInputs(config, parameterReader(inputs));
  return itemTower(read, config, items).mul(read('item.output.scale'));
}

/** Example arguments that fix the item tower's static shapes. */
export function itemTowerExample({
  contentDim,
  qualityDims,
  numLevels,
  modalityDim,
}: TowerConfig): Record<string, JaxArray> {
  return {
    content: np.zeros([ITEM_TOWER_BATCH, contentDim]),
    features: np.zeros([ITEM_TOWER_BATCH, qualityDims]),
    ...(numLevels > 0 && { codes: np.zeros([ITEM_TOWER_BATCH, numLevels], { dtype: np.int32 }) }),
    ...(modalityDim > 0 && { modalities: np.zeros([ITEM_TOWER_BATCH, modalityDim]) }),
  };
}

/** Example arguments that fix the user tower's static shapes. */
export function userTowerExample(config: TowerConfig, batch: number): Record<string, JaxArray> {
  const { sequenceLength: L, embeddingDim: D, numContexts } = config;
  const int = (shape: number[]): JaxArray => np.zeros(shape, { dtype: np.int32 });
  return {
    item_embeddings: np.zeros([batch, L, D]),
    event_types: int([batch, L]),
    age_buckets: int([batch, L]),
    mask: np.zeros([batch, L]),
    ...(numContexts > 0 && { context_values: int([batch, numContexts]) }),
  };
}
