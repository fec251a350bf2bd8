// The towers of the untrained content path as ONNX graphs, with the very inputs and outputs of the trained ones, so
// that a page cannot tell them apart. D = embeddingDim, L = SEQUENCE_LENGTH, Q = quality dims (the last ones).

import { CONTENT_DIM, FEATURES, SEQUENCE_LENGTH } from '../../formats/vocabulary.ts';
import { EVENT_SIGNS } from '../../towers/event-evidence.ts';
import { eventWeight } from '../../untrained/forgetting.ts';
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
 * user_embedding = meanStrength * mean + prior, where mean is the signed mean of the history, weighted by recency
 * (forgetting.ts), in the taste dims only, and prior holds the quality weights.
 *
 * @param batch  B of the graph
 * @param prior  f32 [D]
 * @returns      bytes of user-tower.onnx
 */
export function untrainedUserTower(batch: number, prior: Float32Array, meanStrength: number): Uint8Array {
  const graph = new GraphWriter();
  const D = prior.length;
  const items = graph.input('item_embeddings', 'float32', [batch, SEQUENCE_LENGTH, D]);
  const types = graph.input('event_types', 'int32', [batch, SEQUENCE_LENGTH]);
  graph.input('age_buckets', 'int32', [batch, SEQUENCE_LENGTH]); // unused: order is all that counts here
  const mask = graph.input('mask', 'float32', [batch, SEQUENCE_LENGTH]);
  const mean = signedMean(graph, items, types, mask, batch, D);
  const taste = graph.node('Mul', [mean, strengthOfMean(graph, D, meanStrength)]);
  const user = graph.node('Add', [taste, graph.initializer('float32', [1, D], prior)]);
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
  const length = graph.node('ReduceL2', [centred, graph.int64s([1])], { keepdims: 1 });
  return graph.node('Div', [centred, graph.node('Max', [length, graph.scalar(EPSILON)])]);
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

/** f32 [1, D]: meanStrength in the taste dims, 0 in the quality dims. */
function strengthOfMean(graph: GraphWriter, embeddingDim: number, meanStrength: number): string {
  const data = new Float32Array(embeddingDim).fill(meanStrength, 0, embeddingDim - FEATURES.length);
  return graph.initializer('float32', [1, embeddingDim], data);
}

/** f32 [Q, D]: puts feature i at dim D - Q + i. */
function placeOfQuality(embeddingDim: number): Float32Array {
  const matrix = new Float32Array(FEATURES.length * embeddingDim);
  for (let i = 0; i < FEATURES.length; i++) matrix[i * embeddingDim + embeddingDim - FEATURES.length + i] = 1;
  return matrix;
}
