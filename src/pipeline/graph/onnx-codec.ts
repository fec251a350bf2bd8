// Encodes a graph as an ONNX model file and decodes it again, with npm `onnx-proto` (protobuf classes made from ONNX's
// own schema). Tensors travel as raw little-endian data. Encoding is deterministic: same graph, same bytes.
import onnxProto, { type onnx as Proto } from 'onnx-proto';
import {
  type Attribute,
  type DataType,
  elementCount,
  type OnnxGraph,
  type OnnxNode,
  type Tensor,
  type TensorData,
  type ValueInfo,
  zeroData,
} from './onnx-graph.ts';

const { onnx } = onnxProto;

/** ONNX operator set that every graph declares (ReduceMax with axes as an input, ScatterND with `max` and `min`). */
export const OPSET_VERSION = 18;

/** Domain of ONNX Runtime's own operators, such as MatMulNBits; always declared, at version 1. */
export const MICROSOFT_DOMAIN = 'com.microsoft';

const IR_VERSION = 8;

// TensorProto.DataType and AttributeProto.AttributeType of onnx.proto.
const DATA_TYPE_CODES: Record<DataType, number> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  uint32: 12,
};
const FLOAT = 1;
const INT = 2;
const STRING = 3;
const INTS = 7;

/** Code of a data type in ONNX's protobuf (the `to` attribute of Cast). */
export function dataTypeCode(dataType: DataType): number {
  return DATA_TYPE_CODES[dataType];
}

/**
 * Encodes a graph as an ONNX model.
 *
 * @param graph  nodes in execution order
 * @returns      bytes of a ModelProto: opset 18, com.microsoft 1
 */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  const model = {
    irVersion: IR_VERSION,
    producerName: 'privet',
    opsetImport: [
      { domain: '', version: OPSET_VERSION },
      { domain: MICROSOFT_DOMAIN, version: 1 },
    ],
    graph: {
      name: 'privet',
      node: graph.nodes.map(encodeNode),
      initializer: graph.initializers.map(encodeTensor),
      input: graph.inputs.map(encodeValueInfo),
      output: graph.outputs.map(encodeValueInfo),
    },
  };
  return onnx.ModelProto.encode(model).finish().slice();
}

/**
 * Decodes a model that `encodeModel` wrote, or another one of the same simplicity.
 *
 * @throws Error on a data type or attribute type that these graphs do not use
 */
export function decodeModel(bytes: Uint8Array): OnnxGraph {
  const graph = onnx.ModelProto.decode(bytes).graph;
  if (!graph) throw new Error('graph: model holds no graph');
  return {
    inputs: (graph.input ?? []).map(decodeValueInfo),
    outputs: (graph.output ?? []).map(decodeValueInfo),
    initializers: (graph.initializer ?? []).map(decodeTensor),
    nodes: (graph.node ?? []).map(decodeNode),
  };
}

function encodeNode(node: OnnxNode, index: number): Proto.INodeProto {
  return {
    name: `${node.opType}_${index}`,
    opType: node.opType,
    domain: node.domain,
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: Object.entries(node.attributes).map(([name, value]) => ({ name, ...encodeAttribute(value) })),
  };
}

function encodeAttribute(value: Attribute): Proto.IAttributeProto {
  if (typeof value === 'number') return { type: INT, i: value };
  if (typeof value === 'string') return { type: STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { type: FLOAT, f: value.float };
  return { type: INTS, ints: [...value] };
}

function encodeTensor(tensor: Tensor): Proto.ITensorProto {
  const { name, data } = tensor;
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dataType: DATA_TYPE_CODES[tensor.dataType], dims: [...tensor.dims], rawData };
}

function encodeValueInfo({ name, dataType, dims }: ValueInfo): Proto.IValueInfoProto {
  const dim = dims.map((d) => (typeof d === 'string' ? { dimParam: d } : { dimValue: d }));
  return { name, type: { tensorType: { elemType: DATA_TYPE_CODES[dataType], shape: { dim } } } };
}

function decodeNode(node: Proto.INodeProto): OnnxNode {
  const attributes = (node.attribute ?? []).map((a) => [a.name ?? '', decodeAttribute(a)] as const);
  return {
    opType: node.opType ?? '',
    domain: node.domain ?? '',
    inputs: node.input ?? [],
    outputs: node.output ?? [],
    attributes: Object.fromEntries(attributes),
  };
}

function decodeAttribute(attribute: Proto.IAttributeProto): Attribute {
  const type = attribute.type as number | null | undefined;
  if (type === INT) return Number(attribute.i);
  if (type === FLOAT) return { float: attribute.f ?? 0 };
  if (type === STRING) return new TextDecoder().decode(attribute.s ?? new Uint8Array());
  if (type === INTS) return (attribute.ints ?? []).map(Number);
  throw new Error(`graph: attribute "${attribute.name}" has type ${type}, expected int, float, string or ints`);
}

function decodeTensor(tensor: Proto.ITensorProto): Tensor {
  const dataType = decodeDataType(tensor.dataType);
  const dims = (tensor.dims ?? []).map(Number);
  const data: TensorData = zeroData(dataType, elementCount(dims));
  const raw = tensor.rawData ?? new Uint8Array();
  if (raw.byteLength !== data.byteLength)
    throw new Error(`graph: tensor "${tensor.name}" has ${raw.byteLength} bytes, expected ${data.byteLength}`);
  new Uint8Array(data.buffer).set(raw);
  return { name: tensor.name ?? '', dataType, dims, data };
}

function decodeValueInfo(value: Proto.IValueInfoProto): ValueInfo {
  const tensorType = value.type?.tensorType;
  const dims = (tensorType?.shape?.dim ?? []).map((d) => (d.dimParam ? d.dimParam : Number(d.dimValue)));
  return { name: value.name ?? '', dataType: decodeDataType(tensorType?.elemType), dims };
}

function decodeDataType(code: number | null | undefined): DataType {
  const entry = Object.entries(DATA_TYPE_CODES).find(([, value]) => value === code);
  if (!entry)
    throw new Error(`graph: tensor has ONNX data type ${code}, expected one of ${Object.keys(DATA_TYPE_CODES)}`);
  return entry[0] as DataType;
}
