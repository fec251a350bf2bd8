// Turns a history into the user tower's inputs. Page, evaluator and trainer share this file, so that a history is
// served exactly as it was trained: left-padded, newest event last, a start token in the slot before the oldest event.
// What is older than the window is one embedding, the past, in the start token's slot: ten thousand events cost hardly
// more than a hundred.

import {
  AGE_BUCKET_SECONDS,
  NEGATIVE_EVENT_TYPES,
  SEQUENCE_LENGTH,
  TOWER_EVENT_TYPES,
  type TowerEventType,
} from '../formats/vocabulary.ts';

/** The most events that one request can hold one by one; the start token takes the remaining slot. */
export const MAX_EVENTS = SEQUENCE_LENGTH - 1;
/** Events before those that are read as the past. */
export const MAX_PAST_EVENTS = 1000;
/** Events after which one counts half in the past. */
const PAST_HALF_LIFE = 200;

export interface HistoryItem {
  /** f32 [embeddingDim], the item's (dequantized) embedding. */
  embedding: Float32Array;
  type: TowerEventType;
  /** Seconds since the epoch; absent where logs hold positions instead of times. */
  timeSeconds?: number;
}

export interface HistoryRequest {
  embeddingDim: number;
  /** Time of the request in seconds since the epoch; without it every age is unknown. */
  nowSeconds?: number;
  /** i32 [numContexts], `contextNumbers` of what is known beside the history; absent = all unknown. */
  contextValues?: Int32Array;
  /**
   * f32 [embeddingDim], `pastEmbedding` of what is older than the given events; absent where they are the whole
   * history.
   */
  past?: Float32Array;
}

/** One request's inputs; names are those of the ONNX graph in camel case. L = SEQUENCE_LENGTH, D = embeddingDim. */
export interface UserTowerInputs {
  /** f32 [L, D] */
  itemEmbeddings: Float32Array;
  /** i32 [L], numbers of TOWER_EVENT_TYPES */
  eventTypes: Int32Array;
  /** i32 [L], 0 = unknown */
  ageBuckets: Int32Array;
  /** f32 [L], 1 = event or start token, 0 = padding */
  mask: Float32Array;
  /** i32 [numContexts]; absent = all unknown */
  contextValues?: Int32Array;
}

/**
 * The age bucket of an event: 0 when either time is unknown, else 1 + the first bound of AGE_BUCKET_SECONDS that the
 * age is below. An event from the future (a clock that was set back) counts as new.
 */
export function ageBucket(timeSeconds: number | undefined, nowSeconds: number | undefined): number {
  if (timeSeconds === undefined || nowSeconds === undefined) return 0;
  const age = nowSeconds - timeSeconds;
  const index = AGE_BUCKET_SECONDS.findIndex((bound) => age < bound);
  return 1 + (index < 0 ? AGE_BUCKET_SECONDS.length : index);
}

/**
 * What each event of the past counts, newest last: weights that fall with age and add up to 1. Disliked and hidden
 * items count nothing: a mean cannot push away.
 *
 * @param events  those that are older than the window
 * @returns       f64 [events.length]
 */
export function pastWeights(events: readonly Pick<HistoryItem, 'type'>[]): Float64Array {
  const weights = Float64Array.from(events, ({ type }, i) => {
    const age = events.length - 1 - i;
    return NEGATIVE_EVENT_TYPES.has(type) || age >= MAX_PAST_EVENTS ? 0 : 0.5 ** (age / PAST_HALF_LIFE);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : weights;
}

/**
 * The past as one embedding.
 *
 * @param events  those that are older than the window, oldest first; the last MAX_PAST_EVENTS are read
 * @returns       f32 [embeddingDim], zeros where there is nothing to remember
 */
export function pastEmbedding(
  events: readonly Pick<HistoryItem, 'type' | 'embedding'>[],
  embeddingDim: number,
): Float32Array<ArrayBuffer> {
  const mean = new Float32Array(embeddingDim);
  const read = events.slice(-MAX_PAST_EVENTS);
  for (const [i, weight] of pastWeights(read).entries()) {
    for (let d = 0; d < embeddingDim; d++) mean[d]! += weight * read[i]!.embedding[d]!;
  }
  return mean;
}

/**
 * Encodes a history for one request.
 *
 * @param events  oldest first; the last MAX_EVENTS are read one by one, MAX_PAST_EVENTS before them as the past
 */
export function encodeHistory(events: readonly HistoryItem[], request: HistoryRequest): UserTowerInputs {
  const { embeddingDim } = request;
  const window = events.slice(-MAX_EVENTS);
  const inputs: UserTowerInputs = {
    itemEmbeddings: new Float32Array(SEQUENCE_LENGTH * embeddingDim),
    eventTypes: new Int32Array(SEQUENCE_LENGTH),
    ageBuckets: new Int32Array(SEQUENCE_LENGTH),
    mask: new Float32Array(SEQUENCE_LENGTH),
    contextValues: request.contextValues,
  };
  const first = SEQUENCE_LENGTH - window.length;
  inputs.eventTypes[first - 1] = TOWER_EVENT_TYPES.indexOf('start');
  inputs.mask[first - 1] = 1;
  const past = request.past ?? pastEmbedding(events.slice(0, -MAX_EVENTS), embeddingDim);
  inputs.itemEmbeddings.set(past, (first - 1) * embeddingDim);
  window.forEach((event, i) => {
    inputs.itemEmbeddings.set(event.embedding, (first + i) * embeddingDim);
    inputs.eventTypes[first + i] = TOWER_EVENT_TYPES.indexOf(event.type);
    inputs.ageBuckets[first + i] = ageBucket(event.timeSeconds, request.nowSeconds);
    inputs.mask[first + i] = 1;
  });
  return inputs;
}
