// The 8-bit pass: constant weights become MatMulNBits operands, constant tables that are gathered from become uint8
// rows with a scale each. Both give equal results on ONNX Runtime's WebAssembly and WebGPU backends; activations stay
// f32. Vectors, small matrices and everything that is not a weight stay as they are.
import { foldConstants } from './fold-constants.ts';
import { dataTypeCode, decodeModel, encodeModel, MICROSOFT_DOMAIN } from './onnx-codec.ts';
import { type Attribute, elementCount, type OnnxGraph, type OnnxNode, type Tensor } from './onnx-graph.ts';
import { pruneGraph } from './prune-graph.ts';
import {
  BLOCK_SIZE,
  matMulNBitsAttributes,
  quantizeMatMulNBits,
  quantizeTable,
  ZERO_POINT,
} from './quantize-weights.ts';

export interface QuantizeOptions {
  minElements?: number; // constants with fewer elements stay f32 (default 1024)
}

interface Rewrite {
  nodes: OnnxNode[];
  initializers: Tensor[];
}

/**
 * Quantizes a model's constant weights and tables to 8 bits.
 *
 * @param model  bytes of an ONNX model, or a graph (not changed)
 * @returns      bytes of a model with the same inputs and outputs
 */
export function quantizeOnnx(model: Uint8Array | OnnxGraph, options: QuantizeOptions = {}): Uint8Array {
  return encodeModel(quantizeGraph(model instanceof Uint8Array ? decodeModel(model) : model, options));
}

/** As `quantizeOnnx`, from graph to graph. */
export function quantizeGraph(graph: OnnxGraph, { minElements = 1024 }: QuantizeOptions = {}): OnnxGraph {
  const folded = foldConstants(graph);
  const constants = new Map(folded.initializers.map((tensor) => [tensor.name, tensor]));
  const vectors = new Set(folded.inputs.filter(({ dims }) => dims.length < 2).map(({ name }) => name));
  const initializers = new Map(constants);
  const nodes = folded.nodes.flatMap((node) => {
    const rewrite = rewriteNode(node, constants, vectors, minElements);
    for (const tensor of rewrite?.initializers ?? []) initializers.set(tensor.name, tensor);
    return rewrite?.nodes ?? [node];
  });
  return pruneGraph({ ...folded, nodes, initializers: [...initializers.values()] });
}

function rewriteNode(
  node: OnnxNode,
  constants: ReadonlyMap<string, Tensor>,
  vectors: ReadonlySet<string>,
  minElements: number,
): Rewrite | undefined {
  if (node.domain !== '') return undefined;
  if (node.opType === 'MatMul') {
    const weights = constants.get(node.inputs[1]!);
    // MatMulNBits takes a left operand of two or more dimensions.
    if (!weights || vectors.has(node.inputs[0]!)) return undefined;
    return isWorthwhileMatrix(weights, minElements) ? quantizedMatMul(node, weights) : undefined;
  }
  if (node.opType === 'Gather') {
    const table = constants.get(node.inputs[0]!);
    const firstAxis = (node.attributes.axis ?? 0) === 0;
    return table && firstAxis && isWorthwhileTable(table, minElements) ? quantizedGather(node, table) : undefined;
  }
  return undefined;
}

/** Float, two-dimensional, large, and at least a block high: a block of 32 for fewer rows would save nothing. */
function isWorthwhileMatrix({ dataType, dims, data }: Tensor, minElements: number): boolean {
  return dataType === 'float32' && dims.length === 2 && dims[0]! >= BLOCK_SIZE && data.length >= minElements;
}

function isWorthwhileTable({ dataType, dims, data }: Tensor, minElements: number): boolean {
  return dataType === 'float32' && dims.length >= 2 && data.length >= minElements;
}

function quantizedMatMul(node: OnnxNode, weights: Tensor): Rewrite {
  const [K, N] = weights.dims as [number, number];
  const { packed, scales, numBlocks } = quantizeMatMulNBits(weights.data as Float32Array, K, N);
  const names = [`${weights.name}_q8`, `${weights.name}_q8_scale`] as const;
  return {
    nodes: [
      {
        opType: 'MatMulNBits',
        domain: MICROSOFT_DOMAIN,
        inputs: [node.inputs[0]!, ...names],
        outputs: node.outputs,
        attributes: matMulNBitsAttributes(K, N),
      },
    ],
    initializers: [
      { name: names[0], dataType: 'uint8', dims: [N, numBlocks, BLOCK_SIZE], data: packed },
      { name: names[1], dataType: 'float32', dims: [N, numBlocks], data: scales },
    ],
  };
}

/** (Cast(Gather(uint8 table)) - 128) * Gather(scales) */
function quantizedGather(node: OnnxNode, table: Tensor): Rewrite {
  const [rows, ...rest] = table.dims as [number, ...number[]];
  const { values, scales } = quantizeTable(table.data as Float32Array, rows, elementCount(rest));
  const index = node.inputs[1]!;
  const [out] = node.outputs as [string];
  const names = { table: `${table.name}_rows8`, scale: `${table.name}_rows8_scale`, zero: 'rows8_zero_point' };
  return {
    nodes: [
      standardNode('Gather', [names.table, index], `${out}_rows8`, { axis: 0 }),
      standardNode('Cast', [`${out}_rows8`], `${out}_rows8_float`, { to: dataTypeCode('float32') }),
      standardNode('Sub', [`${out}_rows8_float`, names.zero], `${out}_rows8_steps`),
      standardNode('Gather', [names.scale, index], `${out}_rows8_scale`, { axis: 0 }),
      standardNode('Mul', [`${out}_rows8_steps`, `${out}_rows8_scale`], out),
    ],
    initializers: [
      { name: names.table, dataType: 'uint8', dims: table.dims, data: values },
      { name: names.scale, dataType: 'float32', dims: [rows, ...rest.map(() => 1)], data: scales },
      { name: names.zero, dataType: 'float32', dims: [], data: Float32Array.of(ZERO_POINT) },
    ],
  };
}

function standardNode(
  opType: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, Attribute> = {},
): OnnxNode {
  return { opType, domain: '', inputs, outputs: [output], attributes };
}
