// The item tower: content vector, further vectors, semantic ID codes and features -> item embedding. The first D - Q
// dims are taste: a linear map of content and further vectors, a hidden layer that also sees the features, and one
// learned embedding for each code of the semantic ID. The last Q dims are the features themselves: the quality vector.
// A known item adds its residual outside the tower, so that an item without one goes through the very same graph.

import { type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import type { Random } from '../../numerics/random.ts';
import { oneHot } from './one-hot.ts';
import { filled, normal, type ParameterReader, type Parameters } from './parameters.ts';
import { type TowerConfig, tasteDims } from './tower-config.ts';

/** Trainable parameters. The outputs start small (deviation 0.02), as an item table would. */
export function initItemTower(config: TowerConfig, random: Random): Parameters {
  const { contentDim, itemHiddenDim, qualityDims, numLevels, codebookSize, modalityDim } = config;
  const taste = tasteDims(config);
  const parameters: Parameters = {
    'item.linear': normal([contentDim, taste], 0.02, random),
    'item.hidden.content': normal([contentDim, itemHiddenDim], 1, random),
    'item.hidden.features': normal([qualityDims, itemHiddenDim], 0.3, random),
    'item.hidden.bias': filled([itemHiddenDim], 0),
    'item.output': normal([itemHiddenDim, taste], 0.02 * itemHiddenDim ** -0.5, random),
    'item.output.bias': filled([taste], 0),
  };
  if (modalityDim > 0) {
    parameters['item.modalities'] = normal([modalityDim, taste], 0.02, random);
    parameters['item.hidden.modalities'] = normal([modalityDim, itemHiddenDim], 1, random);
  }
  for (let level = 0; level < numLevels; level++)
    parameters[`item.code${level}`] = normal([codebookSize, taste], 0.02, random);
  return parameters;
}

/** What the tower reads of N items. */
export interface ItemTowerInputs {
  /** f32 [N, 256], unit length */
  content: JaxArray;
  /** f32 [N, Q] */
  features: JaxArray;
  /** i32 [N, numLevels]; absent where the config has no levels */
  codes?: JaxArray;
  /** f32 [N, modalityDim]; absent where the config has none */
  modalities?: JaxArray;
}

/** Inputs of the config, by their ONNX names; each is consumed by `itemTower`. */
export function itemTowerInputs(config: TowerConfig, input: ParameterReader): ItemTowerInputs {
  return {
    content: input('content'),
    features: input('features'),
    ...(config.numLevels > 0 && { codes: input('codes') }),
    ...(config.modalityDim > 0 && { modalities: input('modalities') }),
  };
}

/**
 * The embeddings of codes are learned with behaviour while the codes themselves stay what the content made them
 * (trainable multimodal semantic IDs: Luo et al., QARM, 2024): items that share a code share what was learned of it.
 *
 * @param read  trainable parameters, and the frozen `item.content.mean` f32 [256] and `item.content.scale` f32 [1]
 * @returns     f32 [N, D], without residuals
 */
export function itemTower(read: ParameterReader, config: TowerConfig, inputs: ItemTowerInputs): JaxArray {
  const { features, codes, modalities } = inputs;
  const centred = inputs.content.sub(read('item.content.mean')).mul(read('item.content.scale'));
  let hidden = np
    .matmul(centred.ref, read('item.hidden.content'))
    .add(np.matmul(features.ref, read('item.hidden.features')))
    .add(read('item.hidden.bias'));
  if (modalities) hidden = hidden.add(np.matmul(modalities.ref, read('item.hidden.modalities')));
  let taste = np
    .matmul(centred, read('item.linear'))
    .add(np.matmul(nn.relu(hidden), read('item.output')))
    .add(read('item.output.bias'));
  if (modalities) taste = taste.add(np.matmul(modalities, read('item.modalities')));
  if (codes) taste = taste.add(codeEmbeddings(read, config, codes));
  return np.concatenate([taste, features], -1);
}

/** Sum over the levels of each code's embedding: i32 [N, numLevels] -> f32 [N, T]. */
function codeEmbeddings(read: ParameterReader, { numLevels, codebookSize }: TowerConfig, codes: JaxArray): JaxArray {
  const flags = oneHot(codes, codebookSize);
  const ofLevel = (level: number): JaxArray => np.matmul(flags.ref.slice([], level), read(`item.code${level}`));
  let sum = ofLevel(0);
  for (let level = 1; level < numLevels; level++) sum = sum.add(ofLevel(level));
  flags.dispose();
  return sum;
}

/**
 * The frozen parameters: content vectors share a large common part, so they are centred, and scaled to unit mean
 * length.
 *
 * @param content  f32 [N, contentDim]
 */
export function contentStatistics(content: Float32Array, contentDim: number): Parameters {
  const rows = content.length / contentDim;
  const mean = filled([contentDim], 0);
  for (let i = 0; i < content.length; i++) mean.data[i % contentDim]! += content[i]! / rows;
  let squares = 0;
  for (let i = 0; i < content.length; i++) squares += (content[i]! - mean.data[i % contentDim]!) ** 2;
  const scale = filled([1], squares > 0 ? Math.sqrt(rows / squares) : 1);
  return { 'item.content.mean': mean, 'item.content.scale': scale };
}
