// Reads of an ONNX model what is checked before a runtime sees it: the graph, its operators with their integers, and of
// each constant its type, its shape and, where it is one of int64, its values. What our compiler never writes is refused:
// graphs inside nodes, functions, constants that lie elsewhere or in fields of single numbers. Field numbers:
// onnx/onnx.proto, ModelProto.graph (7) and below.

import { ModelLoadError, messageOf } from '../errors.ts';
import { type Field, fieldsOf, integersOf, textOf } from './protobuf.ts';

export type Shape = readonly number[];

export interface OnnxTensor {
  type: keyof typeof BYTES_OF;
  dims: Shape;
  /** Of int64, such as shapes and axes; exact up to 2^53. */
  integers: readonly number[];
  /** A view of the file, little-endian, at any offset. */
  data: Uint8Array;
}

export interface OnnxNode {
  /** With the domain before it, where it is not ONNX's own: `com.microsoft.MatMulNBits`. */
  operator: string;
  /** Empty for one that is left out. */
  inputs: string[];
  outputs: string[];
  /** Integers by attribute. */
  integers: Record<string, readonly number[]>;
}

/** An input or an output; a dimension that is not fixed has a name. */
export interface OnnxValue {
  name: string;
  type: string;
  shape: (number | string)[];
}

export interface OnnxModel {
  /** As they run. */
  nodes: OnnxNode[];
  constants: Map<string, OnnxTensor>;
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

const BYTES_OF = { float32: 4, uint8: 1, int8: 1, int32: 4, int64: 8, bool: 1, uint32: 4 } as const;
/** TensorProto.DataType. */
const TYPES: Record<number, OnnxTensor['type'] | undefined> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  12: 'uint32',
};
const MAX_DIMS = 12;
/** Of everything but the data of constants, which alone is large: what is read becomes objects, many times its size. */
const MAX_STRUCTURE_BYTES = 4_000_000;
/** Shapes and axes; a longer list of int64 is none. */
const MAX_INTEGERS = 1000;

/** @throws ModelLoadError for bytes that are no model, or one with what our compiler never writes */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const model: OnnxModel = { nodes: [], constants: new Map(), inputs: [], outputs: [] };
  try {
    readMessage(bytes, 'model', {
      7: ({ bytes: graph }) => readGraph(graph, model),
      ...passed(1, 2, 3, 4, 5, 6, 8, 14),
    });
  } catch (cause) {
    throw new ModelLoadError(`it is no model that can be checked: ${messageOf(cause)}`, { cause });
  }
  return model;
}

type Take = (field: Field) => void;

/** Hands each field to whoever takes its number. */
function readMessage(bytes: Uint8Array, what: string, takes: Record<number, Take>): void {
  for (const field of fieldsOf(bytes)) {
    const take = takes[field.number];
    if (!take) throw new RangeError(`${what} has field ${field.number}, expected ${Object.keys(takes).join(', ')}`);
    take(field);
  }
}

/** Fields that say nothing to be checked. */
const passed = (...numbers: number[]): Record<number, Take> =>
  Object.fromEntries(numbers.map((number) => [number, () => {}]));

function readGraph(bytes: Uint8Array, model: OnnxModel): void {
  let structureBytes = 0;
  const counted = ({ bytes: part }: Field, dataBytes = 0): Uint8Array => {
    structureBytes += part.length - dataBytes;
    if (structureBytes <= MAX_STRUCTURE_BYTES) return part;
    throw new RangeError(`graph has over ${MAX_STRUCTURE_BYTES} bytes beside the data of constants`);
  };
  readMessage(bytes, 'graph', {
    1: (field) => model.nodes.push(readNode(counted(field))),
    5: (field) => {
      const { name, ...constant } = readTensor(field.bytes);
      counted(field, constant.data.length);
      if (model.constants.has(name)) throw new RangeError(`constant "${name}" is there twice`);
      model.constants.set(name, constant);
    },
    11: (field) => model.inputs.push(readValue(counted(field))),
    12: (field) => model.outputs.push(readValue(counted(field))),
    ...passed(2, 10, 13),
  });
}

function readNode(bytes: Uint8Array): OnnxNode {
  const node: OnnxNode = { operator: '', inputs: [], outputs: [], integers: {} };
  let domain = '';
  readMessage(bytes, 'node', {
    1: (field) => node.inputs.push(textOf(field)),
    2: (field) => node.outputs.push(textOf(field)),
    4: (field) => {
      node.operator = textOf(field);
    },
    5: ({ bytes: attribute }) => readAttribute(attribute, node.integers),
    7: (field) => {
      domain = textOf(field);
    },
    ...passed(3, 6),
  });
  if (domain) node.operator = `${domain}.${node.operator}`;
  return node;
}

/** A float or a text is left alone; what else there may be (tensors, graphs) is refused. */
function readAttribute(bytes: Uint8Array, integers: OnnxNode['integers']): void {
  let name = '';
  const values: number[] = [];
  const take = (field: Field) => values.push(...integersOf(field));
  readMessage(bytes, 'attribute', {
    1: (field) => {
      name = textOf(field);
    },
    3: take,
    8: take,
    ...passed(2, 4, 20),
  });
  if (values.length > 0) integers[name] = values;
}

function readTensor(bytes: Uint8Array): OnnxTensor & { name: string } {
  let [name, type, data] = ['', undefined as OnnxTensor['type'] | undefined, new Uint8Array() as Uint8Array];
  const dims: number[] = [];
  readMessage(bytes, 'constant', {
    1: (field) => {
      dims.push(...integersOf(field));
      checkDims(dims, 'constant');
    },
    2: ({ value }) => {
      type = TYPES[value ?? 0];
    },
    8: (field) => {
      name = textOf(field);
    },
    9: (field) => {
      data = field.bytes;
    },
  });
  if (!type) throw new RangeError(`constant "${name}" is of another type than ${Object.keys(BYTES_OF).join(', ')}`);
  const sizeBytes = dims.reduce((product, size) => product * size, BYTES_OF[type]);
  if (data.length !== sizeBytes) {
    throw new RangeError(`constant "${name}" has ${data.length} bytes, expected ${sizeBytes} for [${dims.join(', ')}]`);
  }
  return { name, type, dims, integers: type === 'int64' ? integersIn(data) : [], data };
}

function integersIn(data: Uint8Array): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const length = data.length <= 8 * MAX_INTEGERS ? data.length / 8 : 0;
  return Array.from({ length }, (_, i) => Number(view.getBigInt64(8 * i, true)));
}

/** ValueInfoProto: name, and type.tensor_type with elem_type and shape.dim. */
function readValue(bytes: Uint8Array): OnnxValue {
  const value: OnnxValue = { name: '', type: '', shape: [] };
  /** One of neither a size nor a name is not fixed. */
  const dim = (field: Field) => {
    value.shape.push('');
    const set = (size: number | string) => {
      value.shape[value.shape.length - 1] = size;
    };
    readMessage(field.bytes, 'dimension', {
      1: ({ value: size = 0 }) => set(size),
      2: (name) => set(textOf(name)),
      ...passed(3),
    });
  };
  const shape = ({ bytes: dims }: Field) => readMessage(dims, 'shape', { 1: dim });
  const tensor = ({ bytes: type }: Field) =>
    readMessage(type, 'tensor type', {
      1: ({ value: code = 0 }) => {
        value.type = TYPES[code] ?? `type ${code}`;
      },
      2: shape,
    });
  readMessage(bytes, 'value', {
    1: (field) => {
      value.name = textOf(field);
    },
    2: ({ bytes: type }) => readMessage(type, 'type', { 1: tensor, ...passed(6) }),
    ...passed(3),
  });
  checkDims(
    value.shape.filter((size) => typeof size === 'number'),
    value.name,
  );
  return value;
}

function checkDims(dims: Shape, what: string): void {
  const isWrong = dims.length > MAX_DIMS || dims.some((size) => size < 0 || size > Number.MAX_SAFE_INTEGER);
  if (isWrong) throw new RangeError(`${what} has the shape [${dims.slice(0, MAX_DIMS).join(', ')}]`);
}
