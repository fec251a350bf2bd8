// The Universal Sentence Encoder lite as an ONNX graph: token ids -> embeddings and timing signal -> two transformer
// layers (pre-norm, four heads) -> mean over the tokens -> tanh layer -> unit length. The original gathers the tokens
// of all texts into one list and scatters them back; here padding stays in the rectangle and is masked where texts meet
// it, in attention and in the mean, so that a text's vector does not depend on its batch.
//
// Model: Cer et al., Universal Sentence Encoder, 2018 (arXiv:1803.11175), section 3.1; layers: Vaswani et al.,
// Attention Is All You Need, 2017. Only operators that ONNX Runtime's WebGPU backend has.

import { MAX_TOKENS } from '../../text/token-batch.ts';
import { dataTypeCode } from '../graph/onnx-codec.ts';
import { GraphWriter } from '../graph/onnx-writer.ts';
import type { TransformerLayerWeights, UseLiteWeights } from './use-lite-weights.ts';
import { createWeightLayers, type WeightLayers } from './weight-layers.ts';

const NUM_HEADS = 4;
/** Added to the attention logits of padding. */
const MASKED_LOGIT = -1e9;
/** Least sum of squares that a vector is normalized with. */
const NORMALIZE_EPSILON = 1e-12;

/**
 * Writes the encoder.
 *
 * Inputs `token_ids` i32 [B, T] and `mask` f32 [B, T] (1 = token, padding on the right), output `content_vectors`
 * f32 [B, 512]; B >= 1 and 1 <= T <= MAX_TOKENS are dynamic.
 *
 * @returns bytes of the ONNX model; the same weights give the same bytes
 */
export function buildUseLiteGraph(weights: UseLiteWeights, { quantized }: { quantized: boolean }): Uint8Array {
  const graph = new GraphWriter();
  const layers = createWeightLayers(graph, { quantized });
  const tokenIds = graph.input('token_ids', 'int32', ['B', 'T']);
  const mask = graph.input('mask', 'float32', ['B', 'T']);
  const attentionBias = maskedLogits(graph, mask);
  let hidden = embed(graph, layers, tokenIds, mask, weights);
  for (const layer of weights.layers) hidden = transformerLayer(graph, layers, hidden, attentionBias, layer);
  const mean = maskedMean(graph, hidden, mask);
  const vectors = normalize(graph, graph.node('Tanh', [layers.linear(mean, weights.output)]));
  graph.output('content_vectors', vectors, 'float32', ['B', weights.output.outputDim]);
  return graph.encode();
}

/** mask [B, T] -> [B, 1, 1, T]: 0 for tokens, MASKED_LOGIT for padding. */
function maskedLogits(graph: GraphWriter, mask: string): string {
  const padding = graph.node('Sub', [graph.scalar(1), mask]);
  const logits = graph.node('Mul', [padding, graph.scalar(MASKED_LOGIT)]);
  return graph.node('Reshape', [logits, graph.int64s([0, 1, 1, -1])]);
}

/**
 * [B, T] -> [B, T, d]: 2 E[id] + timing[position]. The model adds the embeddings to their sum with the timing signal,
 * so that they count twice; the factor goes into the table.
 */
function embed(
  graph: GraphWriter,
  layers: WeightLayers,
  tokenIds: string,
  mask: string,
  weights: UseLiteWeights,
): string {
  const { embeddings, numEmbeddings, embeddingDim } = weights;
  const twice = layers.lookUp(
    tokenIds,
    embeddings.map((value) => 2 * value),
    numEmbeddings,
    embeddingDim,
  );
  const timing = graph.initializer('float32', [MAX_TOKENS, embeddingDim], timingTable(weights.timingFrequencies));
  return graph.node('Add', [twice, graph.node('Gather', [timing, positions(graph, mask)], { axis: 0 })]);
}

/** mask [B, T] -> i32 [B, T]: number of tokens before this one, which for tokens is the position. */
function positions(graph: GraphWriter, mask: string): string {
  const axis = graph.initializer('int32', [], Int32Array.of(1));
  const tokensBefore = graph.node('CumSum', [mask, axis], { exclusive: 1 });
  return graph.node('Cast', [tokensBefore], { to: dataTypeCode('int32') });
}

/** f32 [MAX_TOKENS, d]: sines of position times frequency, then cosines. */
function timingTable(frequencies: Float32Array): Float32Array {
  const half = frequencies.length;
  const table = new Float32Array(MAX_TOKENS * 2 * half);
  for (let position = 0; position < MAX_TOKENS; position++) {
    for (let i = 0; i < half; i++) {
      const angle = Math.fround(position * frequencies[i]!);
      table[position * 2 * half + i] = Math.sin(angle);
      table[position * 2 * half + half + i] = Math.cos(angle);
    }
  }
  return table;
}

/** Attention, then feed-forward, each on normalized input and added to what came in. [B, T, d] -> [B, T, 512]. */
function transformerLayer(
  graph: GraphWriter,
  layers: WeightLayers,
  input: string,
  attentionBias: string,
  weights: TransformerLayerWeights,
): string {
  const normalized = layers.layerNorm(input, weights.attentionNorm);
  const residual = weights.residual ? layers.linear(input, weights.residual) : input;
  const attended = graph.node('Add', [attention(graph, layers, normalized, attentionBias, weights), residual]);
  const fed = layers.linear(layers.layerNorm(attended, weights.feedForwardNorm), weights.feedForwardIn);
  return graph.node('Add', [layers.linear(graph.node('Relu', [fed]), weights.feedForwardOut), attended]);
}

/** Multi-head self-attention in plain operators. [B, T, d] -> [B, T, 512]. */
function attention(
  graph: GraphWriter,
  layers: WeightLayers,
  x: string,
  attentionBias: string,
  { queryKeyValue, attentionOutput }: TransformerLayerWeights,
): string {
  const dim = queryKeyValue.inputDim;
  const headDim = dim / NUM_HEADS;
  const sizes = graph.int64s([dim, dim, dim]);
  const parts = graph.nodes('Split', [layers.linear(x, queryKeyValue), sizes], 3, { axis: 2 });
  const heads = (part: string, perm: number[]) =>
    graph.node('Transpose', [graph.node('Reshape', [part, graph.int64s([0, 0, NUM_HEADS, headDim])])], { perm });
  const queries = graph.node('Mul', [heads(parts[0]!, [0, 2, 1, 3]), graph.scalar(headDim ** -0.5)]);
  const products = graph.node('MatMul', [queries, heads(parts[1]!, [0, 2, 3, 1])]);
  const shares = graph.node('Softmax', [graph.node('Add', [products, attentionBias])], { axis: -1 });
  const mixed = graph.node('MatMul', [shares, heads(parts[2]!, [0, 2, 1, 3])]);
  const merged = graph.node('Transpose', [mixed], { perm: [0, 2, 1, 3] });
  return layers.linear(graph.node('Reshape', [merged, graph.int64s([0, 0, dim])]), attentionOutput);
}

/** [B, T, 512] -> [B, 512]: mean over the tokens; zeros for a text without any. */
function maskedMean(graph: GraphWriter, hidden: string, mask: string): string {
  const asRow = graph.node('Reshape', [mask, graph.int64s([0, 1, -1])]);
  const sum = graph.node('Squeeze', [graph.node('MatMul', [asRow, hidden]), graph.int64s([1])]);
  const numTokens = graph.node('ReduceSum', [mask, graph.int64s([1])], { keepdims: 1 });
  return graph.node('Div', [sum, graph.node('Max', [numTokens, graph.scalar(1)])]);
}

/** [B, 512] -> [B, 512], rows of unit length. */
function normalize(graph: GraphWriter, x: string): string {
  const sumOfSquares = graph.node('ReduceSum', [graph.node('Mul', [x, x]), graph.int64s([1])], { keepdims: 1 });
  const length = graph.node('Sqrt', [graph.node('Max', [sumOfSquares, graph.scalar(NORMALIZE_EPSILON)])]);
  return graph.node('Div', [x, length]);
}
