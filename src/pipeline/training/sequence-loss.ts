// The training loss, written once as a jax-js function: next-item prediction from the slots of every history, over a
// set of candidate items whose embeddings the item tower makes inside the same graph. Each history is encoded once;
// asks then say at which slots something is to be foreseen, so that no work is done for padding. What an ask should
// foresee is a distribution over the candidates: the next item, or a mix of it and a teacher's answer.
//
// Shapes: B sequences, L slots, R asks, C candidates, T = D - Q taste dims. Items are numbered by candidate row.

import { type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import { itemTower, itemTowerInputs } from '../models/item-tower.ts';
import { type ParameterReader, parameterReader } from '../models/parameters.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import { addContexts, encodeUser } from '../models/user-tower.ts';

export interface LossShapes {
  batchSize: number;
  numCandidates: number;
  /** R */
  numAsks: number;
}

export type InputShapes = Record<string, [shape: number[], type: 'float32' | 'int32']>;

/** The weight of the loss on disliked items, against 1 for the next-item loss. */
const DISLIKE_WEIGHT = 0.2;

/** Windows with their asks, candidates and targets: what any loss reads. Keys are the ONNX input names. */
function batchInputShapes(config: TowerConfig, shapes: LossShapes): InputShapes {
  const { batchSize: B, numCandidates: C, numAsks: R } = shapes;
  const { sequenceLength: L, contentDim, qualityDims, numLevels, modalityDim, numContexts } = config;
  const inputs: InputShapes = {
    candidate_bias: [[C], 'float32'],
    content: [[C, contentDim], 'float32'],
    event_types: [[B, L], 'int32'],
    age_buckets: [[B, L], 'int32'],
    asked_slots: [[R], 'int32'],
    features: [[C, qualityDims], 'float32'],
    history_rows: [[B * L], 'int32'],
    is_start: [[B, L, 1], 'float32'],
    mask: [[B, L], 'float32'],
    past_weights: [[B, C], 'float32'],
    target_weight: [[R], 'float32'],
    targets: [[R, C], 'float32'],
  };
  if (numContexts > 0) inputs.context_values = [[R, numContexts], 'int32'];
  if (numLevels > 0) inputs.codes = [[C, numLevels], 'int32'];
  if (modalityDim > 0) inputs.modalities = [[C, modalityDim], 'float32'];
  return inputs;
}

/** The graph's data inputs beside parameters and residuals. */
export function lossInputShapes(config: TowerConfig, shapes: LossShapes): InputShapes {
  const { batchSize: B } = shapes;
  const { sequenceLength: L, embeddingDim, numLayers } = config;
  const inputs = batchInputShapes(config, shapes);
  inputs.negative_weight = [[shapes.numAsks], 'float32'];
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
  const { nextItem, normalizer } = nextItemLoss(user.ref, items, input);

  // A disliked item should score below the average candidate once it is in the history.
  const average = normalizer.sub(Math.log(C));
  const own = np.take(history, input('asked_slots'), 0);
  const excess = nn.softplus(user.mul(own).sum(-1).sub(average));
  const negative = input('negative_weight');
  const disliked = excess.mul(negative.ref).sum().div(negative.sum().add(1));
  return nextItem.add(disliked.mul(DISLIKE_WEIGHT));
}

/**
 * @param user        f32 [R, D], consumed
 * @param candidates  f32 [C, D], consumed
 * @param input       `candidate_bias`; `targets`, a distribution in each row that counts; `target_weight`,
 *   1 = it counts
 * @returns           mean cross entropy f32 [] in nats, and of each ask the log-sum-exp of its scores f32 [R]
 */
function nextItemLoss(
  user: JaxArray,
  candidates: JaxArray,
  input: ParameterReader,
): { nextItem: JaxArray; normalizer: JaxArray } {
  const logits = np.matmul(user, candidates.transpose()).add(input('candidate_bias'));
  const normalizer = nn.logsumexp(logits.ref, -1);
  const foreseen = logits.mul(input('targets')).sum(-1);
  const weight = input('target_weight');
  const total = normalizer.ref.mul(weight.ref).sub(foreseen).sum();
  return { nextItem: total.div(weight.sum().add(1e-6)), normalizer };
}

/**
 * What the slots hold: the embeddings of the events' items, in the start token's slot the past.
 *
 * @param items  f32 [C, D], consumed
 * @param data   as batchInputShapes
 * @returns      f32 [B * L, D]
 */
function historyEmbeddings(
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
 * Who asks: the user embedding of each asked slot, with its context.
 *
 * @param history  f32 [B * L, D]: embeddings of the slots' items, consumed
 * @param data     as batchInputShapes
 * @returns        f32 [R, D]
 */
function askingUsers(
  read: ParameterReader,
  config: TowerConfig,
  shapes: LossShapes,
  history: JaxArray,
  data: Record<string, JaxArray>,
  dropout?: JaxArray[],
): JaxArray {
  const { batchSize: B } = shapes;
  const { sequenceLength: L, embeddingDim: D } = config;
  const input = parameterReader(data);
  const trace = {
    itemEmbeddings: history.reshape([B, L, D]),
    eventTypes: input('event_types'),
    ageBuckets: input('age_buckets'),
    mask: input('mask'),
  };
  const encoded = encodeUser(read, config, trace, 'all', dropout).reshape([B * L, D]);
  return addContexts(read, config, np.take(encoded, input('asked_slots'), 0), input);
}

/** The data inputs of finishedItemsLoss. */
export function finishedInputShapes(config: TowerConfig, shapes: LossShapes): InputShapes {
  return { ...batchInputShapes(config, shapes), items: [[shapes.numCandidates, config.embeddingDim], 'float32'] };
}

/**
 * The loss when the embeddings of histories' items are finished: what the item tower alone is trained by, after both
 * towers were trained together.
 *
 * @param candidates  f32 [C, D]: what can be found, consumed
 * @param data        as finishedInputShapes: `items` are the finished embeddings
 * @returns           f32 []: mean cross entropy with the targets in nats
 */
export function finishedItemsLoss(
  read: ParameterReader,
  config: TowerConfig,
  shapes: LossShapes,
  candidates: JaxArray,
  data: Record<string, JaxArray>,
): JaxArray {
  const input = parameterReader(data);
  const history = historyEmbeddings(config, shapes, input('items'), data);
  const users = askingUsers(read, config, shapes, history, data);
  const { nextItem, normalizer } = nextItemLoss(users, candidates, input);
  normalizer.dispose();
  return nextItem;
}
