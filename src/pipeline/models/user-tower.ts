// The user tower: a causal transformer over the embeddings of the history (as SASRec, Kang & McAuley 2018, but it reads
// embeddings and carries no item table), plus two signed means of the history itself: one that may pull towards liked
// items and one that always pushes away from disliked ones, so that a dislike acts as one even where logs had none.
//
// Shapes: B requests, L slots (left-padded, slot L - 1 the newest), D = embeddingDim, H heads, E event types, A age
// buckets.

import { type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import { CONTEXT_SIZE, NEGATIVE_EVENT_TYPES, NUM_AGE_BUCKETS, TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import type { Random } from '../../numerics/random.ts';
import { HALF_LIFE_EVENTS } from '../../towers/event-evidence.ts';
import { oneHot } from './one-hot.ts';
import { filled, normal, type ParameterReader, type Parameters } from './parameters.ts';
import type { TowerConfig } from './tower-config.ts';

/** The least that a disliked item's embedding is pushed away, whatever was learned. */
const MIN_PUSH = 0.3;
/** Opinions at which the opinion mean counts half. */
const OPINION_HALF_COUNT = 10;
const MASKED = -1e9;

interface UserTowerTrace {
  /** f32 [B, L, D]; in the start token's slot, what is older than the window (towers/history-inputs.ts) */
  itemEmbeddings: JaxArray;
  /** i32 [B, L] */
  eventTypes: JaxArray;
  /** i32 [B, L] */
  ageBuckets: JaxArray;
  /** f32 [B, L] */
  mask: JaxArray;
}

const typeValues = (value: (type: (typeof TOWER_EVENT_TYPES)[number]) => number) => TOWER_EVENT_TYPES.map(value);
const isNegative = typeValues((type) => (NEGATIVE_EVENT_TYPES.has(type) ? 1 : 0));
const isPositive = typeValues((type) =>
  type === 'none' || type === 'start' || NEGATIVE_EVENT_TYPES.has(type) ? 0 : 1,
);

/** Slots whose embeddings are read: the start token has the past, padding has nothing. */
const isHeard = typeValues((type) => (type === 'none' ? 0 : 1));

const SPOKEN_FOR: ReadonlySet<string> = new Set(['like', 'rate', 'add_to_cart', 'purchase']);
const opinionSigns = typeValues((type) => (SPOKEN_FOR.has(type) ? 1 : NEGATIVE_EVENT_TYPES.has(type) ? -1 : 0));

export function initUserTower(config: TowerConfig, random: Random): Parameters {
  const { embeddingDim: dim, feedForwardDim, sequenceLength } = config;
  const parameters: Parameters = {
    'user.position': normal([sequenceLength, dim], 0.02, random),
    'user.type.embedding': normal([TOWER_EVENT_TYPES.length, dim], 0.02, random),
    'user.type.gain': {
      shape: [TOWER_EVENT_TYPES.length, 1],
      data: Float32Array.from(isPositive, (p, i) => p - 0.3 * isNegative[i]!),
    },
    'user.age.embedding': normal([NUM_AGE_BUCKETS, dim], 0.02, random),
    'user.final.gain': filled([dim], 1),
    'user.final.bias': filled([dim], 0),
    'user.pull': filled([1], 0),
    'user.push': filled([1], 0),
  };
  for (let i = 0; i < config.numContexts; i++) parameters[contextTable(i)] = filled([CONTEXT_SIZE, dim], 0);
  for (let layer = 0; layer < config.numLayers; layer++) {
    const name = `user.block${layer}`;
    parameters[`${name}.norm1.gain`] = filled([dim], 1);
    parameters[`${name}.norm1.bias`] = filled([dim], 0);
    parameters[`${name}.query`] = normal([dim, dim], dim ** -0.5, random);
    parameters[`${name}.keyvalue`] = normal([dim, 2 * dim], dim ** -0.5, random);
    parameters[`${name}.output`] = normal([dim, dim], dim ** -0.5, random);
    parameters[`${name}.norm2.gain`] = filled([dim], 1);
    parameters[`${name}.norm2.bias`] = filled([dim], 0);
    parameters[`${name}.feed1`] = normal([dim, feedForwardDim], dim ** -0.5, random);
    parameters[`${name}.feed1.bias`] = filled([feedForwardDim], 0);
    parameters[`${name}.feed2`] = normal([feedForwardDim, dim], feedForwardDim ** -0.5, random);
    parameters[`${name}.feed2.bias`] = filled([dim], 0);
  }
  return parameters;
}

function layerNorm(x: JaxArray, gain: JaxArray, bias: JaxArray): JaxArray {
  return nn.standardize(x).mul(gain).add(bias);
}

/** One pre-norm transformer block; `lastOnly` computes the newest slot alone: [B, L, D] -> [B, 1, D]. */
function block(
  read: ParameterReader,
  config: TowerConfig,
  name: string,
  x: JaxArray,
  attentionMask: JaxArray,
  lastOnly: boolean,
  dropout: [JaxArray, JaxArray] | undefined,
): JaxArray {
  const [batch, length, dim] = [x.shape[0]!, x.shape[1]!, x.shape[2]!];
  const { numHeads } = config;
  const headDim = dim / numHeads;
  const slots = lastOnly ? 1 : length;
  const last = (array: JaxArray): JaxArray => (lastOnly ? array.slice([], [length - 1, length]) : array);

  const normed = layerNorm(x.ref, read(`${name}.norm1.gain`), read(`${name}.norm1.bias`));
  const keyValue = np
    .matmul(normed.ref.reshape([batch * length, dim]), read(`${name}.keyvalue`))
    .reshape([batch, length, 2, numHeads, headDim]);
  const key = keyValue.ref.slice([], [], 0).transpose([0, 2, 3, 1]);
  const value = keyValue.slice([], [], 1).transpose([0, 2, 1, 3]);
  const query = np
    .matmul(last(normed).reshape([batch * slots, dim]), read(`${name}.query`))
    .reshape([batch, slots, numHeads, headDim])
    .transpose([0, 2, 1, 3]);
  const weights = nn.softmax(
    np
      .matmul(query, key)
      .mul(headDim ** -0.5)
      .add(attentionMask),
    -1,
  );
  let attended = np
    .matmul(
      np
        .matmul(weights, value)
        .transpose([0, 2, 1, 3])
        .reshape([batch * slots, dim]),
      read(`${name}.output`),
    )
    .reshape([batch, slots, dim]);
  if (dropout) attended = attended.mul(dropout[0]);
  const middle = last(x).add(attended);

  const normed2 = layerNorm(middle.ref, read(`${name}.norm2.gain`), read(`${name}.norm2.bias`));
  const hidden = nn.relu(
    np.matmul(normed2.reshape([batch * slots, dim]), read(`${name}.feed1`)).add(read(`${name}.feed1.bias`)),
  );
  let fed = np
    .matmul(hidden, read(`${name}.feed2`))
    .add(read(`${name}.feed2.bias`))
    .reshape([batch, slots, dim]);
  if (dropout) fed = fed.mul(dropout[1]);
  return middle.add(fed);
}

/** Training windows may be shorter than served ones: slots are counted from the newest. */
function newestPositions(positions: JaxArray, length: number): JaxArray {
  const numPositions = positions.shape[0]!;
  return positions.slice([numPositions - length, numPositions]);
}

/** f32 [L, L]: weight of slot j in the signed mean at slot i, 0 for the future. */
function decayMatrix(length: number): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(length * length);
  for (let i = 0; i < length; i++)
    for (let j = 0; j <= i; j++) matrix[i * length + j] = 0.5 ** ((i - j) / HALF_LIFE_EVENTS);
  return matrix;
}

/** Recency-weighted mean of the flagged items at each slot; a weight sum below 1 is not blown up. */
function recencyMean(embeddings: JaxArray, flags: JaxArray, decay: JaxArray): JaxArray {
  const sums = np.matmul(decay.ref, embeddings.mul(flags.ref));
  return sums.div(np.maximum(np.matmul(decay, flags), 1));
}

/**
 * User embeddings before contexts are added (addContexts).
 *
 * @param slots    `all`: one user embedding a slot (training), `last`: the newest slot's alone (serving)
 * @param dropout  training only: 1 + 2 * numLayers masks f32 [B, L, D], each 0 or 1 / keep
 * @returns        f32 [B, L, D] or [B, 1, D]
 */
export function encodeUser(
  read: ParameterReader,
  config: TowerConfig,
  inputs: UserTowerTrace,
  slots: 'all' | 'last',
  dropout?: JaxArray[],
): JaxArray {
  const { embeddingDim: dim, sequenceLength: length, numLayers } = config;
  const { itemEmbeddings, eventTypes, ageBuckets, mask } = inputs;
  const batch = mask.shape[0]!;
  const types = oneHot(eventTypes, TOWER_EVENT_TYPES.length).reshape([batch * length, TOWER_EVENT_TYPES.length]);
  const flagsOf = (values: number[]) =>
    np.matmul(types.ref, np.array(values).reshape([values.length, 1])).reshape([batch, length, 1]);
  const positive = flagsOf(isPositive);
  const negative = flagsOf(isNegative);
  const gain = np.matmul(types.ref, read('user.type.gain')).reshape([batch, length, 1]).mul(flagsOf(isHeard));

  let x = itemEmbeddings.ref
    .mul(gain.mul(Math.sqrt(dim)))
    .add(np.matmul(types, read('user.type.embedding')).reshape([batch, length, dim]))
    .add(
      np
        .matmul(
          oneHot(ageBuckets, NUM_AGE_BUCKETS).reshape([batch * length, NUM_AGE_BUCKETS]),
          read('user.age.embedding'),
        )
        .reshape([batch, length, dim]),
    )
    .add(newestPositions(read('user.position'), length));
  if (dropout) x = x.mul(dropout[0]!);

  const causal = np.triu(np.ones([length, length]), 1).mul(MASKED);
  const padding = mask.ref.neg().add(1).mul(MASKED).reshape([batch, 1, 1, length]);
  for (let layer = 0; layer < numLayers; layer++) {
    const lastOnly = slots === 'last' && layer === numLayers - 1;
    const attentionMask = lastOnly ? padding.ref : padding.ref.add(causal.ref);
    const masks: [JaxArray, JaxArray] | undefined = dropout && [dropout[1 + 2 * layer]!, dropout[2 + 2 * layer]!];
    x = block(read, config, `user.block${layer}`, x, attentionMask, lastOnly, masks);
  }

  const rows = decayMatrix(length);
  const decay =
    slots === 'all'
      ? np.array(rows).reshape([1, length, length])
      : np.array(rows.slice((length - 1) * length)).reshape([1, 1, length]);
  const pull = recencyMean(itemEmbeddings.ref, positive, decay.ref).mul(read('user.pull'));
  const push = recencyMean(itemEmbeddings, negative, decay).mul(nn.softplus(read('user.push')).add(MIN_PUSH));
  return layerNorm(x, read('user.final.gain'), read('user.final.bias')).add(pull).sub(push);
}

/**
 * What a person spoke out on: the signed recency-weighted mean of the item embeddings, in which likes, purchases and
 * the like count for an item, dislikes and hides against it, and views say nothing. It fades as opinions become many,
 * since a long history says more to the transformer than its mean does. The quality dims are zero: someone who likes
 * well-rated films has not asked for them.
 *
 * @returns  f32 [B, D]: mean * OPINION_HALF_COUNT / (OPINION_HALF_COUNT + number of opinions)
 */
export function opinionMean(config: TowerConfig, itemEmbeddings: JaxArray, eventTypes: JaxArray): JaxArray {
  const { embeddingDim: dim, sequenceLength: length, qualityDims } = config;
  const batch = eventTypes.shape[0]!;
  const types = oneHot(eventTypes, TOWER_EVENT_TYPES.length).reshape([batch * length, TOWER_EVENT_TYPES.length]);
  const signsOf = (values: number[]) =>
    np.matmul(types.ref, np.array(values).reshape([values.length, 1])).reshape([batch, length]);
  const recency = np.array(decayMatrix(length).slice((length - 1) * length));
  const signed = signsOf(opinionSigns).mul(recency.ref).reshape([batch, 1, length]);
  const spoken = signsOf(opinionSigns.map(Math.abs));
  const count = spoken.ref.sum(-1, { keepdims: true });
  const total = np.maximum(spoken.mul(recency).sum(-1, { keepdims: true }), 1);
  const fading = count.mul(1 / OPINION_HALF_COUNT).add(1);
  const taste = Array.from({ length: dim }, (_, d) => (d < dim - qualityDims ? 1 : 0));
  const sum = np.matmul(signed, itemEmbeddings).reshape([batch, dim]);
  return sum.div(total.mul(fading)).mul(np.array(taste));
}

const contextTable = (i: number): string => `user.context_value${i}`;

/**
 * The user embedding with what each categorical of the request's context says. An unknown value says nothing, whatever
 * its row holds.
 *
 * @param user   f32 [N, D], from encodeUser
 * @param input  `context_values` i32 [N, numContexts], 0 = unknown; not read where the tower has no contexts
 * @returns      f32 [N, D]
 */
export function addContexts(
  read: ParameterReader,
  { numContexts }: TowerConfig,
  user: JaxArray,
  input: ParameterReader,
): JaxArray {
  if (numContexts === 0) return user;
  const isKnown = np.array(Array.from({ length: CONTEXT_SIZE }, (_, value) => (value === 0 ? 0 : 1)));
  const flags = oneHot(input('context_values'), CONTEXT_SIZE).mul(isKnown);
  let sum = user;
  for (let i = 0; i < numContexts; i++) sum = sum.add(np.matmul(flags.ref.slice([], i), read(contextTable(i))));
  flags.dispose();
  return sum;
}
