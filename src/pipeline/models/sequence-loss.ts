// The training loss, written once as a jax-js function: next-item prediction at every slot of every history, over a set of
// candidate items whose embeddings the item tower makes inside the same graph. What a slot should foresee is a distribution over
// the candidates: the next item, a mix of the next ones, a teacher's answer, or a mix of these (training/slot-targets.ts).
//
// Shapes: B sequences, L slots, N = B * L, C candidates, T = D - Q taste dims. Items are numbered by candidate row.

import { type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import { itemTower, itemTowerInputs } from './item-tower.ts';
import { parameterReader } from './parameters.ts';
import type { TowerConfig } from './tower-config.ts';
import { encodeUser, requestShift } from './user-tower.ts';

export interface LossShapes {
  batchSize: number;
  numCandidates: number;
  /** The first sequences of a batch are search requests (query = content of each slot's target) ... */
  numSearch: number;
  /** ... the next are "similar" requests (context = each slot's own item); the rest are home requests. */
  numSimilar: number;
}

/** The weight of the loss on disliked items, against 1 for the next-item loss. */
const DISLIKE_WEIGHT = 0.2;

/** The graph's data inputs beside parameters and residuals, as [shape, dtype]; keys are the ONNX input names. */
export function lossInputShapes(
  config: TowerConfig,
  shapes: LossShapes,
): Record<string, [number[], 'float32' | 'int32']> {
  const { batchSize: B, numCandidates: C, numSearch } = shapes;
  const { sequenceLength: L, contentDim, qualityDims, embeddingDim, numLayers, numLevels, modalityDim } = config;
  const inputs: Record<string, [number[], 'float32' | 'int32']> = {
    candidate_bias: [[C], 'float32'],
    content: [[C, contentDim], 'float32'],
    event_types: [[B, L], 'int32'],
    age_buckets: [[B, L], 'int32'],
    features: [[C, qualityDims], 'float32'],
    history_rows: [[B * L], 'int32'],
    mask: [[B, L], 'float32'],
    negative_weight: [[B * L], 'float32'],
    residual_keep: [[C, 1], 'float32'],
    target_weight: [[B * L], 'float32'],
    targets: [[B * L, C], 'float32'],
    task: [[B * L], 'int32'],
  };
  if (numSearch > 0) inputs.query_content = [[numSearch * L, contentDim], 'float32'];
  if (numLevels > 0) inputs.codes = [[C, numLevels], 'int32'];
  if (modalityDim > 0) inputs.modalities = [[C, modalityDim], 'float32'];
  for (let i = 0; i < 1 + 2 * numLayers; i++) inputs[`dropout${i}`] = [[B, L, embeddingDim], 'float32'];
  return inputs;
}

/**
 * @param trainable  parameters that get a gradient
 * @param residual   f32 [C, T]: the candidates' residuals; gets a gradient
 * @param frozen     parameters that get none
 * @param data       as lossInputShapes
 * @returns          f32 []: mean cross entropy with the targets in nats, plus the loss on disliked items
 */
export function sequenceLoss(
  config: TowerConfig,
  shapes: LossShapes,
  trainable: Record<string, JaxArray>,
  residual: JaxArray,
  frozen: Record<string, JaxArray>,
  data: Record<string, JaxArray>,
): JaxArray {
  const { batchSize: B, numCandidates: C, numSearch, numSimilar } = shapes;
  const { sequenceLength: L, embeddingDim: D, qualityDims } = config;
  const read = parameterReader({ ...trainable, ...frozen });
  const input = parameterReader(data);

  const learned = np.concatenate([residual.mul(input('residual_keep')), np.zeros([C, qualityDims])], -1);
  const items = itemTower(read, config, itemTowerInputs(config, input)).add(learned);
  const history = np.take(items.ref, input('history_rows'), 0);

  const trace = {
    itemEmbeddings: history.ref.reshape([B, L, D]),
    eventTypes: input('event_types'),
    ageBuckets: input('age_buckets'),
    mask: input('mask'),
  };
  const dropout = Array.from({ length: 1 + 2 * config.numLayers }, (_, i) => input(`dropout${i}`));
  const { contentDim } = config;
  const similar = numSimilar > 0 ? history.ref.slice([numSearch * L, (numSearch + numSimilar) * L]) : undefined;
  const contextItem = rowsOrZeros(numSearch * L, similar, B * L, D);
  const queryContent = rowsOrZeros(0, numSearch > 0 ? input('query_content') : undefined, B * L, contentDim);
  const user = encodeUser(read, config, trace, 'all', dropout)
    .reshape([B * L, D])
    .add(requestShift(read, queryContent, contextItem, input('task')));

  const logits = np.matmul(user.ref, items.transpose()).add(input('candidate_bias'));
  const normalizer = nn.logsumexp(logits.ref, -1);
  const weight = input('target_weight');
  const foreseen = logits.mul(input('targets')).sum(-1);
  const nextItem = normalizer.ref.mul(weight.ref).sub(foreseen).sum().div(weight.sum().add(1e-6));

  // A disliked item should score below the average candidate once it is in the history.
  const average = normalizer.sub(Math.log(C));
  const excess = nn.softplus(user.mul(history).sum(-1).sub(average));
  const negative = input('negative_weight');
  const disliked = excess.mul(negative.ref).sum().div(negative.sum().add(1));
  return nextItem.add(disliked.mul(DISLIKE_WEIGHT));
}

/** `rows` from row `first` on, zeros around them: f32 [numRows, width]. */
function rowsOrZeros(first: number, rows: JaxArray | undefined, numRows: number, width: number): JaxArray {
  if (!rows) return np.zeros([numRows, width]);
  const end = first + rows.shape[0];
  return np.concatenate([
    ...(first > 0 ? [np.zeros([first, width])] : []),
    rows,
    ...(end < numRows ? [np.zeros([numRows - end, width])] : []),
  ]);
}
