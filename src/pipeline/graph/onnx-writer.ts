// A thin typed builder of ONNX graphs. Names are made from a counter, so the same calls give the same bytes. Identical
// nodes and identical small constants are shared (common subexpressions): callers may ask for a value as often as they
// like. Nodes that no output needs are left out when the graph is finished.
import { dataTypeCode, encodeModel, MICROSOFT_DOMAIN } from './onnx-codec.ts';
import type { Attribute, DataType, OnnxGraph, OnnxNode, Tensor, TensorData } from './onnx-graph.ts';
import { pruneGraph } from './prune-graph.ts';

// Constants up to this many bytes are compared by content; larger ones are seldom equal and costly to key.
const SHARED_CONSTANT_BYTES = 1024;

export interface NodeOptions {
  domain?: string; // '' (standard, default) or 'com.microsoft'
}

export class GraphWriter {
  readonly #graph: OnnxGraph = { inputs: [], outputs: [], initializers: [], nodes: [] };
  readonly #shared = new Map<string, readonly string[]>();
  readonly #producers = new Map<string, OnnxNode>();
  readonly #constants = new Map<string, Tensor>();
  #numValues = 0;

  /** Declares a graph input and returns its name. A string dimension is dynamic. */
  input(name: string, dataType: DataType, dims: readonly (number | string)[]): string {
    this.#graph.inputs.push({ name, dataType, dims });
    return name;
  }

  /** Makes `value` a graph output called `name` (through an Identity, so any value may be one, even twice). */
  output(name: string, value: string, dataType: DataType, dims: readonly (number | string)[]): void {
    this.#push({ opType: 'Identity', domain: '', inputs: [value], outputs: [name], attributes: {} });
    this.#graph.outputs.push({ name, dataType, dims });
  }

  /** Adds a constant and returns its name; an equal small constant is reused when no name is asked for. */
  initializer(dataType: DataType, dims: readonly number[], data: TensorData, name?: string): string {
    const key = name === undefined && data.byteLength <= SHARED_CONSTANT_BYTES && `${dataType}[${dims}]=${keyOf(data)}`;
    const known = key && this.#shared.get(key);
    if (known) return known[0]!;
    const tensor = { name: name ?? this.#freshName('c'), dataType, dims: [...dims], data };
    this.#graph.initializers.push(tensor);
    this.#constants.set(tensor.name, tensor);
    if (key) this.#shared.set(key, [tensor.name]);
    return tensor.name;
  }

  /** A float32 scalar constant. */
  scalar(value: number): string {
    return this.initializer('float32', [], Float32Array.of(value));
  }

  /** An int64 vector constant: the shapes, axes and pads that ONNX takes as inputs. */
  int64s(values: readonly number[]): string {
    return this.initializer(
      'int64',
      [values.length],
      BigInt64Array.from(values, (v) => BigInt(v)),
    );
  }

  /** Adds a node with one output, or finds the equal one that is there, and returns the output's name. */
  node(
    opType: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    options: NodeOptions = {},
  ): string {
    return this.nodes(opType, inputs, 1, attributes, options)[0]!;
  }

  /** As `node`, for an operator with `numOutputs` outputs. */
  nodes(
    opType: string,
    inputs: readonly string[],
    numOutputs: number,
    attributes: Record<string, Attribute> = {},
    { domain = '' }: NodeOptions = {},
  ): readonly string[] {
    const key = JSON.stringify([domain, opType, inputs, numOutputs, attributes]);
    const known = this.#shared.get(key);
    if (known) return known;
    const outputs = Array.from({ length: numOutputs }, () => this.#freshName('t'));
    this.#push({ opType, domain, inputs: [...inputs], outputs, attributes });
    this.#shared.set(key, outputs);
    return outputs;
  }

  /** Casts a value to another element type. */
  cast(value: string, dataType: DataType): string {
    return this.node('Cast', [value], { to: dataTypeCode(dataType) });
  }

  /** The node that makes a value; undefined for inputs and constants. */
  producer(value: string): OnnxNode | undefined {
    return this.#producers.get(value);
  }

  /** The constant of that name, if it is one. */
  constant(value: string): Tensor | undefined {
    return this.#constants.get(value);
  }

  /** The graph, without the nodes and constants that no output needs. */
  finish(): OnnxGraph {
    return pruneGraph(this.#graph);
  }

  /** The finished graph as the bytes of an ONNX model (opset 18, com.microsoft 1). */
  encode(): Uint8Array {
    return encodeModel(this.finish());
  }

  #push(node: OnnxNode): void {
    this.#graph.nodes.push(node);
    for (const output of node.outputs) this.#producers.set(output, node);
  }

  #freshName(prefix: string): string {
    return `_${prefix}${this.#numValues++}`; // a caller names its inputs and outputs without the underscore
  }
}

/** Options of a node in ONNX Runtime's own domain. */
export const microsoft: NodeOptions = { domain: MICROSOFT_DOMAIN };

function keyOf(data: TensorData): string {
  // Bytes, not values: -0 and 0 are different constants, and two NaNs may be the same.
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).join();
}
