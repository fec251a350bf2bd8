// The Universal Sentence Encoder lite as its weights describe it: an embedding table, two transformer layers (256 ->
// 512 and 512 -> 512), one tanh layer. Picks them out of the TensorFlow.js constants by name and checks every shape, so
// that another model under the same package name is an error here and not a strange vector later.

import type { TfjsWeights } from './read-tfjs-weights.ts';

/** y = x W + b. */
export interface LinearWeights {
  readonly inputDim: number;
  readonly outputDim: number;
  readonly kernel: Float32Array; // [inputDim, outputDim]
  readonly bias: Float32Array; // [outputDim]
}

export interface LayerNormWeights {
  readonly dim: number;
  readonly scale: Float32Array; // [dim]
  readonly bias: Float32Array; // [dim]
}

export interface TransformerLayerWeights {
  readonly attentionNorm: LayerNormWeights;
  readonly queryKeyValue: LinearWeights; // [d, 3 d]: queries, keys, values
  readonly attentionOutput: LinearWeights; // [d, 512]
  /** Brings the residual stream to the output's width where the two differ (first layer). */
  readonly residual?: LinearWeights; // [256, 512]
  readonly feedForwardNorm: LayerNormWeights;
  readonly feedForwardIn: LinearWeights; // [512, 1536]
  readonly feedForwardOut: LinearWeights; // [1536, 512]
}

export interface UseLiteWeights {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly embeddings: Float32Array; // [numEmbeddings, embeddingDim]
  /** Radians a position, for half of the embedding's dimensions. */
  readonly timingFrequencies: Float32Array; // [embeddingDim / 2]
  readonly layers: readonly TransformerLayerWeights[];
  readonly output: LinearWeights; // [512, 512]
}

const NUM_EMBEDDINGS = 8002;
const EMBEDDING_DIM = 256;
const HIDDEN_DIM = 512;
const FEED_FORWARD_DIM = 1536;

const PARAMETERS = 'module_apply_default/Encoder_en/KonaTransformer/Encode';
const KERNELS = 'module/Encoder_en/KonaTransformer/Encode';
const OUTPUT = 'module/Encoder_en/hidden_layers/tanh_layer_0';
const PART = 'ConcatPartitions/concat';

/** @throws Error if a tensor is missing or has another shape */
export function pickUseLiteWeights(weights: TfjsWeights): UseLiteWeights {
  const frequencies = `${PARAMETERS}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`;
  return {
    numEmbeddings: NUM_EMBEDDINGS,
    embeddingDim: EMBEDDING_DIM,
    embeddings: tensor(weights, 'module/Embeddings_en', [NUM_EMBEDDINGS, EMBEDDING_DIM]),
    timingFrequencies: tensor(weights, frequencies, [1, EMBEDDING_DIM / 2]),
    layers: [transformerLayer(weights, 0, EMBEDDING_DIM), transformerLayer(weights, 1, HIDDEN_DIM)],
    output: linear(weights, `${OUTPUT}/weights`, `${OUTPUT}/bias`, [HIDDEN_DIM, HIDDEN_DIM]),
  };
}

function transformerLayer(weights: TfjsWeights, layer: number, inputDim: number): TransformerLayerWeights {
  const block = `${PARAMETERS}/Layer_${layer}/TransformerLayer`;
  const attention = (name: string, outputDim: number) =>
    linear(
      weights,
      `${KERNELS}/Layer_${layer}/TransformerLayer/MultiheadAttention/${name}/kernel/part_0`,
      `${block}/MultiheadAttention/${name}/bias/${PART}`,
      [1, 1, inputDim, outputDim], // a convolution of width 1
    );
  const feedForward = (name: string, shape: [number, number]) =>
    linear(
      weights,
      `${PARAMETERS}/TransformerStack/Layer_${layer}/TransformerLayer/FFN/${name}/Tensordot/Reshape_1`,
      `${block}/FFN/${name}/bias/${PART}`,
      shape,
    );
  return {
    attentionNorm: layerNorm(weights, block, inputDim),
    queryKeyValue: attention('qkv_transform_single', 3 * inputDim),
    attentionOutput: attention('output_transform_single', HIDDEN_DIM),
    residual: inputDim === HIDDEN_DIM ? undefined : residual(weights, block, inputDim),
    feedForwardNorm: layerNorm(weights, `${block}/FFN`, HIDDEN_DIM),
    feedForwardIn: feedForward('conv1', [HIDDEN_DIM, FEED_FORWARD_DIM]),
    feedForwardOut: feedForward('conv2', [FEED_FORWARD_DIM, HIDDEN_DIM]),
  };
}

function residual(weights: TfjsWeights, block: string, inputDim: number): LinearWeights {
  const dense = `${block}/dense`;
  return linear(weights, `${dense}/kernel/${PART}`, `${dense}/bias/${PART}`, [inputDim, HIDDEN_DIM]);
}

function layerNorm(weights: TfjsWeights, block: string, dim: number): LayerNormWeights {
  const norm = `${block}/layer_prepostprocess/layer_norm`;
  return {
    dim,
    scale: tensor(weights, `${norm}/layer_norm_scale/${PART}`, [dim]),
    bias: tensor(weights, `${norm}/layer_norm_bias/${PART}`, [dim]),
  };
}

function linear(weights: TfjsWeights, kernel: string, bias: string, shape: readonly number[]): LinearWeights {
  const [inputDim, outputDim] = [shape[shape.length - 2]!, shape[shape.length - 1]!];
  return { inputDim, outputDim, kernel: tensor(weights, kernel, shape), bias: tensor(weights, bias, [outputDim]) };
}

function tensor(weights: TfjsWeights, name: string, shape: readonly number[]): Float32Array {
  const found = weights.get(name);
  if (!found) throw new Error(`text encoder: the model package has no tensor ${name}`);
  if (found.shape.join() !== shape.join() || !(found.data instanceof Float32Array)) {
    throw new Error(`text encoder: ${name} has shape [${found.shape}], expected float32 [${shape}]`);
  }
  return found.data;
}
