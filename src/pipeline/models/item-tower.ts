// The item tower: content vector and features -> item embedding. The first D - Q dims are taste (a linear map of the centred
// content plus a hidden layer that also sees the features), the last Q dims are the features themselves: the quality vector.
// A known item adds its residual outside the tower, so that an item without one goes through the very same graph.

import { type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import type { Random } from '../../numerics/random.ts';
import { filled, normal, type ParameterReader, type Parameters } from './parameters.ts';
import { type TowerConfig, tasteDims } from './tower-config.ts';

/** Trainable parameters. The outputs start small (deviation 0.02), as an item table would. */
export function initItemTower(config: TowerConfig, random: Random): Parameters {
  const { contentDim, itemHiddenDim, qualityDims } = config;
  const taste = tasteDims(config);
  return {
    'item.linear': normal([contentDim, taste], 0.02, random),
    'item.hidden.content': normal([contentDim, itemHiddenDim], 1, random),
    'item.hidden.features': normal([qualityDims, itemHiddenDim], 0.3, random),
    'item.hidden.bias': filled([itemHiddenDim], 0),
    'item.output': normal([itemHiddenDim, taste], 0.02 * itemHiddenDim ** -0.5, random),
    'item.output.bias': filled([taste], 0),
  };
}

/**
 * @param read      trainable parameters, and the frozen `item.content.mean` f32 [512] and `item.content.scale` f32 [1]
 * @param content   f32 [N, 512], unit length
 * @param features  f32 [N, Q]
 * @returns         f32 [N, D], without residuals
 */
export function itemTower(read: ParameterReader, content: JaxArray, features: JaxArray): JaxArray {
  const centred = content.sub(read('item.content.mean')).mul(read('item.content.scale'));
  const hidden = nn.relu(
    np
      .matmul(centred.ref, read('item.hidden.content'))
      .add(np.matmul(features.ref, read('item.hidden.features')))
      .add(read('item.hidden.bias')),
  );
  const taste = np
    .matmul(centred, read('item.linear'))
    .add(np.matmul(hidden, read('item.output')))
    .add(read('item.output.bias'));
  return np.concatenate([taste, features], -1);
}

/**
 * The frozen parameters: content vectors share a large common part, so they are centred, and scaled to unit mean length.
 *
 * @param content  f32 [N, contentDim]
 */
export function contentStatistics(content: Float32Array, contentDim: number): Parameters {
  const rows = content.length / contentDim;
  const mean = filled([contentDim], 0);
  for (let i = 0; i < content.length; i++) mean.data[i % contentDim] += content[i] / rows;
  let squares = 0;
  for (let i = 0; i < content.length; i++) squares += (content[i] - mean.data[i % contentDim]) ** 2;
  const scale = filled([1], squares > 0 ? Math.sqrt(rows / squares) : 1);
  return { 'item.content.mean': mean, 'item.content.scale': scale };
}
