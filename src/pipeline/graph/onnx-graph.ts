// A plain, in-memory ONNX graph: what the writer builds, what passes (prune, fold, quantize) rewrite, and what
// encode and decode translate to and from protobuf. It holds the part of ONNX that Privet writes and nothing else:
// typed tensors, nodes with int / float / string attributes, inputs and outputs with static or named dimensions.

/** Element types that the graphs use, with jax-js's and ONNX Runtime's names. */
export type DataType = 'float32' | 'int32' | 'int64' | 'bool' | 'uint8' | 'int8' | 'uint32';

/** Typed array that holds a tensor; bool is one byte an element, as ONNX's raw data has it. */
export type TensorData = Float32Array | Int32Array | BigInt64Array | Uint8Array | Int8Array | Uint32Array;

/** A constant: `dims` [d0, d1, ...] and its elements, row-major. */
export interface Tensor {
  readonly name: string;
  readonly dataType: DataType;
  readonly dims: readonly number[];
  readonly data: TensorData;
}

/** A float attribute; a bare number is an integer attribute. */
export interface FloatAttribute {
  readonly float: number;
}

export type Attribute = number | readonly number[] | string | FloatAttribute;

/** One operator call. Domain '' is the standard ONNX domain; an empty input name is an omitted optional input. */
export interface OnnxNode {
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A graph input or output. A dimension given as a string is dynamic, under that name. */
export interface ValueInfo {
  readonly name: string;
  readonly dataType: DataType;
  readonly dims: readonly (number | string)[];
}

/** A graph: nodes are in an order in which every value is made before it is read. */
export interface OnnxGraph {
  inputs: ValueInfo[];
  outputs: ValueInfo[];
  initializers: Tensor[];
  nodes: OnnxNode[];
}

/** Marks an attribute as a float: `{ epsilon: float(1e-5) }`. */
export function float(value: number): FloatAttribute {
  return { float: value };
}

/** Number of elements of a static shape (1 for a scalar). */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** Typed array of `length` zeros that holds tensors of `dataType`. */
export function zeroData(dataType: DataType, length: number): TensorData {
  switch (dataType) {
    case 'float32':
      return new Float32Array(length);
    case 'int32':
      return new Int32Array(length);
    case 'int64':
      return new BigInt64Array(length);
    case 'uint32':
      return new Uint32Array(length);
    case 'int8':
      return new Int8Array(length);
    case 'bool':
    case 'uint8':
      return new Uint8Array(length);
  }
}
