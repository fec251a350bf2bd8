// Layers that carry weights, in float32 or in 8 bits, as nodes of an ONNX graph. The 8-bit forms are those with equal
// results on ONNX Runtime's WebAssembly and WebGPU backends: see ../graph/quantize-weights.ts.

import { dataTypeCode } from '../graph/onnx-codec.ts';
import { float } from '../graph/onnx-graph.ts';
import { type GraphWriter, microsoft } from '../graph/onnx-writer.ts';
import { matMulNBitsAttributes, quantizeMatMulNBits, quantizeTable } from '../graph/quantize-weights.ts';
import type { LayerNormWeights, LinearWeights } from './use-lite-weights.ts';

const LAYER_NORM_EPSILON = 1e-6;

export interface WeightLayers {
  /** [..., inputDim] -> [..., outputDim]: x W + b. */
  linear(x: string, weights: LinearWeights): string;
  /** ids i32 [...] -> f32 [..., dim]: rows of a table [rows, dim]. */
  lookUp(ids: string, table: Float32Array, rows: number, dim: number): string;
  /** Over the last dimension. Its few weights stay in float32. */
  layerNorm(x: string, weights: LayerNormWeights): string;
}

/** Layers that write to `graph`. */
export function createWeightLayers(graph: GraphWriter, { quantized }: { quantized: boolean }): WeightLayers {
  const product = quantized ? matMulNBits : matMul;
  return {
    linear: (x, weights) => graph.node('Add', [product(graph, x, weights), vector(graph, weights.bias)]),
    lookUp: (ids, table, rows, dim) => (quantized ? gather8Bit : gather)(graph, ids, table, rows, dim),
    layerNorm: (x, { scale, bias }) =>
      graph.node('LayerNormalization', [x, vector(graph, scale), vector(graph, bias)], {
        axis: -1,
        epsilon: float(LAYER_NORM_EPSILON),
      }),
  };
}

function vector(graph: GraphWriter, values: Float32Array): string {
  return graph.initializer('float32', [values.length], values);
}

function matMul(graph: GraphWriter, x: string, { inputDim, outputDim, kernel }: LinearWeights): string {
  return graph.node('MatMul', [x, graph.initializer('float32', [inputDim, outputDim], kernel)]);
}

function matMulNBits(graph: GraphWriter, x: string, { inputDim, outputDim, kernel }: LinearWeights): string {
  const { packed, scales, numBlocks } = quantizeMatMulNBits(kernel, inputDim, outputDim);
  const packedName = graph.initializer(
    'uint8',
    [outputDim, numBlocks, packed.length / (outputDim * numBlocks)],
    packed,
  );
  const scalesName = graph.initializer('float32', [outputDim, numBlocks], scales);
  return graph.node('MatMulNBits', [x, packedName, scalesName], matMulNBitsAttributes(inputDim, outputDim), microsoft);
}

function gather(graph: GraphWriter, ids: string, table: Float32Array, rows: number, dim: number): string {
  return graph.node('Gather', [graph.initializer('float32', [rows, dim], table), ids], { axis: 0 });
}

function gather8Bit(graph: GraphWriter, ids: string, table: Float32Array, rows: number, dim: number): string {
  const { values, scales } = quantizeTable(table, rows, dim);
  const bytes = graph.node('Gather', [graph.initializer('uint8', [rows, dim], values), ids], { axis: 0 });
  const steps = graph.node('Sub', [graph.node('Cast', [bytes], { to: dataTypeCode('float32') }), graph.scalar(128)]);
  const scale = graph.node('Gather', [graph.initializer('float32', [rows, 1], scales), ids], { axis: 0 });
  return graph.node('Mul', [steps, scale]);
}
