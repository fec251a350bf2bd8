// The training loss, written once as a jax-js function: next-item prediction at every slot of every history, over a set of
// candidate items whose embeddings the item tower makes inside the same graph. What a slot should foresee is a distribution over
// the candidates: the next item, a mix of the next ones, a teacher's answer, or a mix of these (training/slot-targets.ts).
//
// Shapes: B sequences, L slots, N = B * L, C candidates, T = D - Q taste dims. Items are numbered by candidate row.

import { type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import { itemTower, itemTowerInputs } from './item-tower.ts';
import { type ParameterReader, parameterReader } from './parameters.ts';
import type { TowerConfig } from './tower-config.ts';
import { encodeUser, requestShift } from './user-tower.ts';

export interface LossShapes {
  batchSize: number;
  numCandidates: number;
  /** The first sequences of a batch are search requests (query = content of each slot's target) ... */
  numSearch: number;
  /** ... the next are "similar" requests (context = each slot's own item) ... */
  numSimilar: number;
  /** ... the next are basket requests (context = the mean of the newest BASKET_SIZE items); the rest are home requests. */
  numBasket: number;
}

export type InputShapes = Record<string, [shape: number[], type: 'float32' | 'int32']>;

/** Items of a basket in training. */
export const BASKET_SIZE = 4;
/** The weight of the loss on disliked items, against 1 for the next-item loss. */
const DISLIKE_WEIGHT = 0.2;

/** Windows with their requests, candidates and targets: what any loss reads. Keys are the ONNX input names. */
export function batchInputShapes(config: TowerConfig, shapes: LossShapes): InputShapes {
  const { batchSize: B, numCandidates: C, numSearch, numSimilar, numBasket } = shapes;
  const { sequenceLength: L, contentDim, qualityDims, numLevels, modalityDim } = config;
  const inputs: InputShapes = {
    candidate_bias: [[C], 'float32'],
    content: [[C, contentDim], 'float32'],
    event_types: [[B, L], 'int32'],
    age_buckets: [[B, L], 'int32'],
    features: [[C, qualityDims], 'float32'],
    history_rows: [[B * L], 'int32'],
    is_start: [[B, L, 1], 'float32'],
    mask: [[B, L], 'float32'],
    past_weights: [[B, C], 'float32'],
    target_weight: [[B * L], 'float32'],
    targets: [[B * L, C], 'float32'],
    task: [[B * L], 'int32'],
  };
  const numQueries = numSearch + numSimilar;
  if (numQueries > 0) inputs.query_content = [[numQueries * L, contentDim], 'float32'];
  const numContexts = numSimilar + numBasket;
  if (numContexts > 0) inputs.context_weight = [[numContexts, L, 1], 'float32'];
  if (numLevels > 0) inputs.codes = [[C, numLevels], 'int32'];
  if (modalityDim > 0) inputs.modalities = [[C, modalityDim], 'float32'];
  return inputs;
}

/** The graph's data inputs beside parameters and residuals. */
export function lossInputShapes(config: TowerConfig, shapes: LossShapes): InputShapes {
  const { batchSize: B } = shapes;
  const { sequenceLength: L, embeddingDim, numLayers } = config;
  const inputs = batchInputShapes(config, shapes);
  inputs.negative_weight = [[B * L], 'float32'];
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
  const { numCandidates: C } = shapes;
  const read = parameterReader({ ...trainable, ...frozen });
  const input = parameterReader(data);

  const learned = np.concatenate([residual, np.zeros([C, config.qualityDims])], -1);
  const items = itemTower(read, config, itemTowerInputs(config, input)).add(learned);
  const history = historyEmbeddings(config, shapes, items.ref, data);

  const dropout = Array.from({ length: 1 + 2 * config.numLayers }, (_, i) => input(`dropout${i}`));
  const user = askingUsers(read, config, shapes, history.ref, data, dropout);
  const logits = np.matmul(user.ref, items.transpose()).add(input('candidate_bias'));
  const normalizer = nn.logsumexp(logits.ref, -1);
  const nextItem = meanCrossEntropy(logits, normalizer.ref, input('targets'), input('target_weight'));

  // A disliked item should score below the average candidate once it is in the history.
  const average = normalizer.sub(Math.log(C));
  const excess = nn.softplus(user.mul(history).sum(-1).sub(average));
  const negative = input('negative_weight');
  const disliked = excess.mul(negative.ref).sum().div(negative.sum().add(1));
  return nextItem.add(disliked.mul(DISLIKE_WEIGHT));
}

/**
 * What the slots hold: the embeddings of the events' items, in the start token's slot the past.
 *
 * @param items  f32 [C, D], consumed
 * @param data   as batchInputShapes
 * @returns      f32 [B * L, D]
 */
export function historyEmbeddings(
  { sequenceLength: L, embeddingDim: D }: TowerConfig,
  { batchSize: B }: LossShapes,
  items: JaxArray,
  data: Record<string, JaxArray>,
): JaxArray {
  const input = parameterReader(data);
  const events = np.take(items.ref, input('history_rows'), 0).reshape([B, L, D]);
  const past = np.matmul(input('past_weights'), items).reshape([B, 1, D]);
  const isStart = input('is_start');
  return past
    .mul(isStart.ref)
    .add(events.mul(isStart.neg().add(1)))
    .reshape([B * L, D]);
}

/**
 * Everybody at every moment: one user embedding a slot, with what its request adds.
 *
 * @param history  f32 [B * L, D]: embeddings of the slots' items
 * @param data     as batchInputShapes
 * @returns        f32 [B * L, D]
 */
export function askingUsers(
  read: ParameterReader,
  config: TowerConfig,
  shapes: LossShapes,
  history: JaxArray,
  data: Record<string, JaxArray>,
  dropout?: JaxArray[],
): JaxArray {
  const { batchSize: B, numSearch, numSimilar } = shapes;
  const { sequenceLength: L, embeddingDim: D, contentDim } = config;
  const input = parameterReader(data);
  const trace = {
    itemEmbeddings: history.ref.reshape([B, L, D]),
    eventTypes: input('event_types'),
    ageBuckets: input('age_buckets'),
    mask: input('mask'),
  };
  const contexts = contextItems(shapes, L, D, history, data.context_weight);
  const contextItem = rowsOrZeros(numSearch * L, contexts, B * L, D);
  const queries = numSearch + numSimilar > 0 ? input('query_content') : undefined;
  const queryContent = rowsOrZeros(0, queries, B * L, contentDim);
  return encodeUser(read, config, trace, 'all', dropout)
    .reshape([B * L, D])
    .add(requestShift(read, queryContent, contextItem, input('task')));
}

/**
 * @param logits      f32 [N, C]
 * @param normalizer  f32 [N], their log-sum-exp
 * @param targets     f32 [N, C], a distribution in each row that counts
 * @param weight      f32 [N], 1 = the row counts
 * @returns           f32 []: mean over the rows that count, nats
 */
export function meanCrossEntropy(
  logits: JaxArray,
  normalizer: JaxArray,
  targets: JaxArray,
  weight: JaxArray,
): JaxArray {
  const foreseen = logits.mul(targets).sum(-1);
  return normalizer.mul(weight.ref).sub(foreseen).sum().div(weight.sum().add(1e-6));
}

/**
 * What "similar" and basket requests are about, at every slot: the slot's own item, or the mean of the newest ones.
 *
 * @param history  f32 [B * L, D]
 * @param weight   f32 [numSimilar + numBasket, L, 1], 1 = the slot has an item that counts
 * @returns        f32 [(numSimilar + numBasket) * L, D]
 */
function contextItems(
  { numSearch, numSimilar, numBasket }: LossShapes,
  L: number,
  D: number,
  history: JaxArray,
  weight: JaxArray | undefined,
): JaxArray | undefined {
  const count = numSimilar + numBasket;
  if (!weight || count === 0) {
    history.dispose();
    return undefined;
  }
  const items = history
    .slice([numSearch * L, (numSearch + count) * L])
    .reshape([count, L, D])
    .mul(weight.ref);
  if (numBasket === 0) return items.reshape([count * L, D]);
  const band = new Float32Array(L * L);
  for (let i = 0; i < L; i++) for (let j = Math.max(0, i - BASKET_SIZE + 1); j <= i; j++) band[i * L + j] = 1;
  const newest = np.array(band).reshape([1, L, L]);
  const sums = np.matmul(newest.ref, items.ref.slice([numSimilar, count]));
  const baskets = sums.div(np.maximum(np.matmul(newest, weight.ref.slice([numSimilar, count])), 1));
  const parts = numSimilar > 0 ? [items.slice([0, numSimilar]), baskets] : [baskets];
  return np.concatenate(parts).reshape([count * L, D]);
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
