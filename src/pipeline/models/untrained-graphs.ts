// The towers of the untrained content path as ONNX graphs, with the very inputs and outputs of the trained ones, so
// that a page cannot tell them apart. D = embeddingDim, L = SEQUENCE_LENGTH, Q = quality dims (the last ones).

import { CONTENT_DIM, FEATURES, SEQUENCE_LENGTH, TASKS, type Task } from '../../formats/vocabulary.ts';
import { EVENT_SIGNS } from '../../towers/event-evidence.ts';
import { eventWeight } from '../../untrained/forgetting.ts';
import { HISTORY_STRENGTH, PRIOR_STRENGTH } from '../../untrained/strengths.ts';
import { EPSILON, type Whitening } from '../../untrained/whitening.ts';
import { GraphWriter, microsoft } from '../graph/onnx-writer.ts';
import { matMulNBitsAttributes, quantizeMatMulNBits } from '../graph/quantize-weights.ts';

/** Rows that the item tower embeds at once. */
const ITEM_BATCH = 64;
/**
 * item_embeddings = unit(content * weights + bias) + features in the last Q dims
 *
 * @returns bytes of item-tower.onnx
 */
export function untrainedItemTower(whitening: Whitening): Uint8Array {
  const graph = new GraphWriter();
  const embeddingDim = whitening.bias.length;
  const content = graph.input('content', 'float32', [ITEM_BATCH, CONTENT_DIM]);
  const features = graph.input('features', 'float32', [ITEM_BATCH, FEATURES.length]);
  const place = graph.initializer('float32', [FEATURES.length, embeddingDim], placeOfQuality(embeddingDim));
  const quality = graph.node('MatMul', [features, place]);
  const embeddings = graph.node('Add', [whitened(graph, content, whitening), quality]);
  graph.output('item_embeddings', embeddings, 'float32', [ITEM_BATCH, embeddingDim]);
  return graph.encode();
}

/**
 * user_embedding = history[task] * meanStrength * mean + prior[task] * prior + context + unit(query), where mean is the
 * signed mean of the history, weighted by recency (forgetting.ts), and prior holds the quality weights;
 * mean and context count in the taste dims only.
 *
 * @param batch  B of the graph
 * @param prior  f32 [D]
 * @returns      bytes of user-tower.onnx
 */
export function untrainedUserTower(
  batch: number,
  whitening: Whitening,
  prior: Float32Array,
  meanStrength: number,
): Uint8Array {
  const graph = new GraphWriter();
  const D = prior.length;
  const items = graph.input('item_embeddings', 'float32', [batch, SEQUENCE_LENGTH, D]);
  const types = graph.input('event_types', 'int32', [batch, SEQUENCE_LENGTH]);
  graph.input('age_buckets', 'int32', [batch, SEQUENCE_LENGTH]); // unused: order is all that counts here
  const mask = graph.input('mask', 'float32', [batch, SEQUENCE_LENGTH]);
  const query = graph.input('query_content', 'float32', [batch, CONTENT_DIM]);
  const context = graph.input('context_item', 'float32', [batch, D]);
  const task = graph.input('task', 'int32', [batch]);

  const byTask = (strengths: Record<Task, number>): string => {
    const table = graph.initializer(
      'float32',
      [TASKS.length, 1],
      Float32Array.from(TASKS, (name) => strengths[name]),
    );
    return graph.node('Gather', [table, task]);
  };
  const mean = graph.node('Mul', [signedMean(graph, items, types, mask, batch, D), graph.scalar(meanStrength)]);
  const history = graph.node('Mul', [mean, byTask(HISTORY_STRENGTH)]);
  const taste = graph.node('Mul', [graph.node('Add', [history, context]), tasteOnly(graph, D)]);
  const quality = graph.node('Mul', [graph.initializer('float32', [1, D], prior), byTask(PRIOR_STRENGTH)]);
  const asked = graph.node('Mul', [whitened(graph, query, whitening), isNotZero(graph, query)]);
  const user = graph.node('Add', [graph.node('Add', [taste, quality]), asked]);
  graph.output('user_embedding', user, 'float32', [batch, D]);
  return graph.encode();
}

/** unit(rows * weights + bias): f32 [n, 512] -> f32 [n, D], with 8-bit weights. */
function whitened(graph: GraphWriter, rows: string, { weights, bias }: Whitening): string {
  const D = bias.length;
  const { packed, scales, numBlocks } = quantizeMatMulNBits(weights, CONTENT_DIM, D);
  const matrix = graph.initializer('uint8', [D, numBlocks, packed.length / (D * numBlocks)], packed);
  const steps = graph.initializer('float32', [D * numBlocks], scales);
  const product = graph.node('MatMulNBits', [rows, matrix, steps], matMulNBitsAttributes(CONTENT_DIM, D), microsoft);
  const centred = graph.node('Add', [product, graph.initializer('float32', [1, D], bias)]);
  return graph.node('Div', [centred, graph.node('Max', [lengthOf(graph, centred), graph.scalar(EPSILON)])]);
}

/** f32 [B, D]: sum of sign * weight * item over sum of weight. */
function signedMean(
  graph: GraphWriter,
  items: string,
  types: string,
  mask: string,
  batch: number,
  embeddingDim: number,
): string {
  const perType = (values: readonly number[]): string =>
    graph.node('Gather', [graph.initializer('float32', [values.length], Float32Array.from(values)), types]);
  const decay = Float32Array.from({ length: SEQUENCE_LENGTH }, (_, slot) => eventWeight(SEQUENCE_LENGTH - 1 - slot));
  const recency = graph.node('Mul', [mask, graph.initializer('float32', [1, SEQUENCE_LENGTH], decay)]);
  const weights = graph.node('Mul', [recency, perType(EVENT_SIGNS.map((sign) => (sign === 0 ? 0 : 1)))]);
  const signed = graph.node('Mul', [recency, perType(EVENT_SIGNS)]);
  const row = graph.node('Reshape', [signed, graph.int64s([batch, 1, SEQUENCE_LENGTH])]);
  const sum = graph.node('Reshape', [graph.node('MatMul', [row, items]), graph.int64s([batch, embeddingDim])]);
  const total = graph.node('ReduceSum', [weights, graph.int64s([1])], { keepdims: 1 });
  return graph.node('Div', [sum, graph.node('Max', [total, graph.scalar(EPSILON)])]);
}

/** 1 for rows of unit length, 0 for rows of zeros: f32 [n, dim] -> f32 [n, 1]. */
function isNotZero(graph: GraphWriter, rows: string): string {
  return graph.node('Min', [lengthOf(graph, rows), graph.scalar(1)]);
}

function lengthOf(graph: GraphWriter, rows: string): string {
  return graph.node('ReduceL2', [rows, graph.int64s([1])], { keepdims: 1 });
}

/** f32 [1, D]: 1 in the taste dims, 0 in the quality dims. */
function tasteOnly(graph: GraphWriter, embeddingDim: number): string {
  const data = Float32Array.from({ length: embeddingDim }, (_, d) => (d < embeddingDim - FEATURES.length ? 1 : 0));
  return graph.initializer('float32', [1, embeddingDim], data);
}

/** f32 [Q, D]: puts feature i at dim D - Q + i. */
function placeOfQuality(embeddingDim: number): Float32Array {
  const matrix = new Float32Array(FEATURES.length * embeddingDim);
  for (let i = 0; i < FEATURES.length; i++) matrix[i * embeddingDim + embeddingDim - FEATURES.length + i] = 1;
  return matrix;
}
