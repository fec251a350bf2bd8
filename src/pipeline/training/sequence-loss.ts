// The training loss, written once as a jax-js function: next-item prediction from the slots of every history, over a
// set of candidate items whose embeddings the item tower makes inside the same graph. Each history is encoded once;
// asks then say of which slot something is wanted and what: a home list, items similar to one, a search, a basket. One
// slot may be asked several things, and no work is done for padding. What an ask should foresee is a distribution over
// the candidates: the next item, or a mix of it and a teacher's answer.
//
// Shapes: B sequences, L slots, R asks, C candidates, T = D - Q taste dims. Items are numbered by candidate row.

import { type Array as JaxArray, lax, nn, numpy as np } from '@jax-js/jax';
import { itemTower, itemTowerInputs } from '../models/item-tower.ts';
import { type ParameterReader, parameterReader } from '../models/parameters.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import { answerRequest, encodeUser } from '../models/user-tower.ts';

export interface LossShapes {
  batchSize: number;
  numCandidates: number;
  /** R: asks of all tasks. */
  numAsks: number;
  /** The first asks are searches (query = what someone might type who looks for the target) ... */
  numSearch: number;
  /** ... the next ask for what is similar to the slot's own item ... */
  numSimilar: number;
  /** ... the next for what goes with the newest BASKET_SIZE items; the rest are home requests. */
  numBasket: number;
  /** Share of their gradient with which asks that are no home requests move histories and items, 0 to 1. */
  requestPull: number;
}

export type InputShapes = Record<string, [shape: number[], type: 'float32' | 'int32']>;

/** The most items of a basket in training. */
export const BASKET_SIZE = 4;
/** The weight of the loss on disliked items, against 1 for the next-item loss. */
const DISLIKE_WEIGHT = 0.2;

/** Windows with their requests, candidates and targets: what any loss reads. Keys are the ONNX input names. */
function batchInputShapes(config: TowerConfig, shapes: LossShapes): InputShapes {
  const { batchSize: B, numCandidates: C, numAsks: R, numSearch, numSimilar, numBasket } = shapes;
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
    task: [[R], 'int32'],
  };
  const numQueries = numSearch + numSimilar;
  if (numQueries > 0) inputs.query_content = [[numQueries, contentDim], 'float32'];
  const numAboutItems = numSimilar + numBasket;
  if (numAboutItems > 0) {
    inputs.context_slots = [[numAboutItems * BASKET_SIZE], 'int32'];
    inputs.context_weight = [[numAboutItems, BASKET_SIZE, 1], 'float32'];
  }
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
  const { nextItem, normalizer } = nextItemLoss(shapes, user.ref, items, input);

  // A disliked item should score below the average candidate once it is in the history.
  const average = normalizer.sub(Math.log(C));
  const own = np.take(history, input('asked_slots'), 0);
  const excess = nn.softplus(user.mul(own).sum(-1).sub(average));
  const negative = input('negative_weight');
  const disliked = excess.mul(negative.ref).sum().div(negative.sum().add(1));
  return nextItem.add(disliked.mul(DISLIKE_WEIGHT));
}

/**
 * Home requests move the items that they rank; the others move them by `requestPull`.
 *
 * @param user   f32 [R, D], consumed
 * @param items  f32 [C, D], consumed
 * @returns      mean cross entropy f32 [], and of each ask the log-sum-exp of its scores f32 [R]
 */
function nextItemLoss(
  shapes: LossShapes,
  user: JaxArray,
  items: JaxArray,
  input: ParameterReader,
): { nextItem: JaxArray; normalizer: JaxArray } {
  const numRequests = requestsOf(shapes);
  const part = (from: number, to: number, table: JaxArray) => {
    const logits = np.matmul(user.ref.slice([from, to]), table.transpose()).add(input('candidate_bias'));
    const normalizer = nn.logsumexp(logits.ref, -1);
    const [targets, weight] = [input('targets').slice([from, to]), input('target_weight').slice([from, to])];
    return { normalizer: normalizer.ref, loss: sumCrossEntropy(logits, normalizer, targets, weight) };
  };
  const parts = [
    ...(numRequests > 0 ? [part(0, numRequests, pulled(items.ref, shapes.requestPull))] : []),
    ...(numRequests < shapes.numAsks ? [part(numRequests, shapes.numAsks, items.ref)] : []),
  ];
  user.dispose();
  items.dispose();
  const total = parts.map(({ loss }) => loss).reduce((sum, loss) => sum.add(loss));
  return {
    nextItem: total.div(input('target_weight').sum().add(1e-6)),
    normalizer: np.concatenate(parts.map(({ normalizer }) => normalizer)),
  };
}

/** Asks that are no home requests: the first ones. */
function requestsOf({ numSearch, numSimilar, numBasket }: LossShapes): number {
  return numSearch + numSimilar + numBasket;
}

/** The same values, of whose gradient only a share passes. */
function pulled(x: JaxArray, share: number): JaxArray {
  return x.ref.mul(share).add(lax.stopGradient(x).mul(1 - share));
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
 * Who asks: the user embedding of each asked slot, with what its request makes of it.
 *
 * @param history  f32 [B * L, D]: embeddings of the slots' items
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
  const { batchSize: B, numAsks: R, numSearch, numSimilar } = shapes;
  const { sequenceLength: L, embeddingDim: D, contentDim } = config;
  const input = parameterReader(data);
  const trace = {
    itemEmbeddings: history.ref.reshape([B, L, D]),
    eventTypes: input('event_types'),
    ageBuckets: input('age_buckets'),
    mask: input('mask'),
  };
  const contextItem = rowsOrZeros(numSearch, contextItems(shapes, D, pulled(history, shapes.requestPull), data), R, D);
  const queries = numSearch + numSimilar > 0 ? input('query_content') : undefined;
  const queryContent = rowsOrZeros(0, queries, R, contentDim);
  const encoded = encodeUser(read, config, trace, 'all', dropout).reshape([B * L, D]);
  const asked = np.take(encoded, input('asked_slots'), 0);
  const users = pulledRows(asked, requestsOf(shapes), shapes.requestPull);
  const contextValues = config.numContexts > 0 ? input('context_values') : undefined;
  return answerRequest(read, users, { queryContent, contextItem, task: input('task'), contextValues });
}

/** The data inputs of finishedItemsLoss. */
export function finishedInputShapes(config: TowerConfig, shapes: LossShapes): InputShapes {
  return { ...batchInputShapes(config, shapes), items: [[shapes.numCandidates, config.embeddingDim], 'float32'] };
}

/**
 * The loss when the embeddings of histories' items are finished: what parts of the towers are trained by after both
 * were trained together.
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
  const logits = np.matmul(users, candidates.transpose()).add(input('candidate_bias'));
  const normalizer = nn.logsumexp(logits.ref, -1);
  const weight = input('target_weight');
  const total = sumCrossEntropy(logits, normalizer, input('targets'), weight.ref);
  return total.div(weight.sum().add(1e-6));
}

/** The same rows, of whose first `count` only a share of the gradient passes. */
function pulledRows(x: JaxArray, count: number, share: number): JaxArray {
  const rows = x.shape[0]!;
  if (count === 0) return x;
  if (count === rows) return pulled(x, share);
  return np.concatenate([pulled(x.ref.slice([0, count]), share), x.slice([count, rows])]);
}

/**
 * @param logits      f32 [N, C]
 * @param normalizer  f32 [N], their log-sum-exp
 * @param targets     f32 [N, C], a distribution in each row that counts
 * @param weight      f32 [N], 1 = the row counts
 * @returns           f32 []: sum over the rows that count, nats
 */
function sumCrossEntropy(logits: JaxArray, normalizer: JaxArray, targets: JaxArray, weight: JaxArray): JaxArray {
  const foreseen = logits.mul(targets).sum(-1);
  return normalizer.mul(weight).sub(foreseen).sum();
}

/**
 * What "similar" and basket requests are about: the mean of up to BASKET_SIZE slots' items.
 *
 * @param history  f32 [B * L, D], consumed
 * @param data     `context_slots` and `context_weight`, weights that add up to 1 (or are all 0: no context)
 * @returns        f32 [numSimilar + numBasket, D]
 */
function contextItems(
  { numSimilar, numBasket }: LossShapes,
  D: number,
  history: JaxArray,
  data: Record<string, JaxArray>,
): JaxArray | undefined {
  const count = numSimilar + numBasket;
  if (count === 0) {
    history.dispose();
    return undefined;
  }
  const input = parameterReader(data);
  return np
    .take(history, input('context_slots'), 0)
    .reshape([count, BASKET_SIZE, D])
    .mul(input('context_weight'))
    .sum(1);
}

/** `rows` from row `first` on, zeros around them: f32 [numRows, width]. */
function rowsOrZeros(first: number, rows: JaxArray | undefined, numRows: number, width: number): JaxArray {
  if (!rows) return np.zeros([numRows, width]);
  const end = first + rows.shape[0]!;
  return np.concatenate([
    ...(first > 0 ? [np.zeros([first, width])] : []),
    rows,
    ...(end < numRows ? [np.zeros([numRows - end, width])] : []),
  ]);
}
