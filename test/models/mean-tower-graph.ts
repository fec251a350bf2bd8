// A user tower as a small ONNX graph, with the inputs and outputs of a trained one: a signed mean of the history and a
// prior. For tests that need a graph that runs and says something plain. D = embeddingDim, L = SEQUENCE_LENGTH.

import { FEATURES, SEQUENCE_LENGTH } from '../../src/formats/vocabulary.ts';
import { GraphWriter } from '../../src/pipeline/graph/onnx-writer.ts';
import { EVENT_SIGNS } from '../../src/towers/event-evidence.ts';

/** Smallest divisor: keeps 0 / 0 from becoming NaN. */
const EPSILON = 1e-6;

export interface MeanTowers {
  /** Not a graph: nothing in these tests embeds an item. */
  itemTower: Uint8Array;
  userTower: Uint8Array;
  userTowerBatch: Uint8Array;
  /** f32 [D] */
  prior: Float32Array;
  meanStrength: number;
}

/** Towers of B = 1 and 8 without a prior. */
export function meanTowers(embeddingDim: number): MeanTowers {
  const prior = new Float32Array(embeddingDim);
  const tower = (batch: number) => meanTowerGraph(batch, prior, 1);
  return { itemTower: Uint8Array.of(0), userTower: tower(1), userTowerBatch: tower(8), prior, meanStrength: 1 };
}

/**
 * user_embedding = meanStrength * mean + prior, where mean is the signed mean of the history, weighted by recency
 * 1 / (1 + age), in the taste dims only.
 *
 * @param batch  B of the graph
 * @param prior  f32 [D]
 * @returns      bytes of user-tower.onnx
 */
function meanTowerGraph(batch: number, prior: Float32Array, meanStrength: number): Uint8Array {
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
  const decay = Float32Array.from({ length: SEQUENCE_LENGTH }, (_, slot) => 1 / (SEQUENCE_LENGTH - slot));
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
