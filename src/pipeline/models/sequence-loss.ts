// The training loss, written once as a jax-js function: next-item prediction at every slot of every history, over a set of
// candidate items whose embeddings the item tower makes inside the same graph.
//
// Shapes: B sequences, L slots, N = B * L, C candidates, T = D - Q taste dims. Items are numbered by candidate row.

import { type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import { itemTower } from './item-tower.ts';
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
  /**
   * Multi-token prediction: a slot's target is the mean of the next items, the n-th one weighing `horizonDecay ** n`
   * (n from 0); 0 = the next item alone. Search requests ask for the next item alone whatever this is.
   */
  horizonDecay: number;
}

/** Items ahead that a slot's target looks at. */
const HORIZON = 10;

/** The weight of the loss on disliked items, against 1 for the next-item loss. */
const DISLIKE_WEIGHT = 0.2;

/** The graph's data inputs beside parameters and residuals, as [shape, dtype]; keys are the ONNX input names. */
export function lossInputShapes(
  config: TowerConfig,
  shapes: LossShapes,
): Record<string, [number[], 'float32' | 'int32']> {
  const { batchSize: B, numCandidates: C, numSearch } = shapes;
  const { sequenceLength: L, contentDim, qualityDims, embeddingDim, numLayers } = config;
  const inputs: Record<string, [number[], 'float32' | 'int32']> = {
    candidate_bias: [[C], 'float32'],
    content: [[C, contentDim], 'float32'],
    event_types: [[B, L], 'int32'],
    age_buckets: [[B, L], 'int32'],
    features: [[C, qualityDims], 'float32'],
    history_rows: [[B * L], 'int32'],
    mask: [[B, L], 'float32'],
    negative_weight: [[B * L], 'float32'],
    query_content: [[numSearch * L, contentDim], 'float32'],
    residual_keep: [[C, 1], 'float32'],
    target_bias: [[B * L], 'float32'],
    target_rows: [[B * L], 'int32'],
    target_weight: [[B * L], 'float32'],
    task: [[B * L], 'int32'],
  };
  for (let i = 0; i < 1 + 2 * numLayers; i++) inputs[`dropout${i}`] = [[B, L, embeddingDim], 'float32'];
  return inputs;
}

/**
 * @param trainable  parameters that get a gradient
 * @param residual   f32 [C, T]: the candidates' residuals; gets a gradient
 * @param frozen     parameters that get none
 * @param data       as lossInputShapes
 * @returns          f32 []: mean next-item loss in nats, plus the loss on disliked items
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
  const items = itemTower(read, input('content'), input('features')).add(learned);
  const rows = np.take(items.ref, np.concatenate([input('history_rows'), input('target_rows')]), 0);
  const history = rows.ref.slice([0, B * L]);
  const next = rows.slice([B * L, 2 * B * L]);

  const trace = {
    itemEmbeddings: history.ref.reshape([B, L, D]),
    eventTypes: input('event_types'),
    ageBuckets: input('age_buckets'),
    mask: input('mask'),
  };
  const dropout = Array.from({ length: 1 + 2 * config.numLayers }, (_, i) => input(`dropout${i}`));
  const contextItem = np.concatenate([
    np.zeros([numSearch * L, D]),
    history.ref.slice([numSearch * L, (numSearch + numSimilar) * L]),
    np.zeros([(B - numSearch - numSimilar) * L, D]),
  ]);
  const queryContent = np.concatenate([input('query_content'), np.zeros([(B - numSearch) * L, config.contentDim])]);
  const user = encodeUser(read, config, trace, 'all', dropout)
    .reshape([B * L, D])
    .add(requestShift(read, queryContent, contextItem, input('task')));

  const logits = np.matmul(user.ref, items.transpose()).add(input('candidate_bias'));
  const normalizer = nn.logsumexp(logits, -1);
  const weight = input('target_weight');
  const { target, bias } = targetsAhead(shapes, next, input('target_bias'), weight.ref);
  const targetLogit = user.ref.mul(target).sum(-1).add(bias);
  const nextItem = normalizer.ref.sub(targetLogit).mul(weight.ref).sum().div(weight.sum().add(1e-6));

  // A disliked item should score below the average candidate once it is in the history.
  const average = normalizer.sub(Math.log(C));
  const excess = nn.softplus(user.mul(history).sum(-1).sub(average));
  const negative = input('negative_weight');
  const disliked = excess.mul(negative.ref).sum().div(negative.sum().add(1));
  return nextItem.add(disliked.mul(DISLIKE_WEIGHT));
}

/**
 * What each slot should foresee. With cross entropy against a mix of next items, the logits of the mix are the mix of the
 * logits, so that one dot product with the mean of their embeddings does. Where the order of a few events is chance (a page of
 * films rated in one go), their mean says more than the one that happens to be next: the idea of PinnerFormer's dense
 * all-action loss (Pancha et al., KDD 2022) and of multi-token prediction (Gloeckle et al., ICML 2024), with one head.
 *
 * @param next    f32 [B * L, D], embedding of the item after each slot
 * @param bias    f32 [B * L], what corrects its logit
 * @param weight  f32 [B * L], 0 where there is no item to foresee
 * @returns       target f32 [B * L, D] and its bias f32 [B * L]
 */
function targetsAhead(
  { batchSize: B, numSearch, horizonDecay }: LossShapes,
  next: JaxArray,
  bias: JaxArray,
  weight: JaxArray,
): { target: JaxArray; bias: JaxArray } {
  if (horizonDecay === 0) return { target: next, bias };
  const [slots, D] = next.shape;
  const L = slots / B;
  const weights = weight.reshape([B, L, 1]);
  const ahead = np.array(horizonWeights(B, L, numSearch, horizonDecay)).reshape([B, L, L]);
  const total = np.maximum(np.matmul(ahead.ref, weights.ref), 1e-6);
  const mean = (columns: JaxArray): JaxArray => np.matmul(ahead.ref, columns.mul(weights.ref)).div(total.ref);
  return {
    target: mean(next.reshape([B, L, D])).reshape([slots, D]),
    bias: mean(bias.reshape([B, L, 1])).reshape([slots]),
  };
}

/** f32 [B, L, L]: weight of the item after slot j in the target of slot i. */
function horizonWeights(B: number, L: number, numSearch: number, decay: number): Float32Array<ArrayBuffer> {
  const weights = new Float32Array(B * L * L);
  for (let b = 0; b < B; b++) {
    for (let i = 0; i < L; i++) {
      const end = b < numSearch ? i + 1 : Math.min(L, i + HORIZON);
      for (let j = i; j < end; j++) weights[(b * L + i) * L + j] = decay ** (j - i);
    }
  }
  return weights;
}
