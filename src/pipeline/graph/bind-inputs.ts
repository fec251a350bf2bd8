// Turns graph inputs into constants: a tower is compiled with its parameters as named inputs (training feeds them, and
// so does validation) and is exported with them inside. What depends on constants alone is then folded.
import { foldConstants } from './fold-constants.ts';
import { decodeModel, encodeModel } from './onnx-codec.ts';
import { elementCount, type OnnxGraph, type Tensor, type ValueInfo } from './onnx-graph.ts';
import { pruneGraph } from './prune-graph.ts';

/**
 * Binds inputs of a model to values.
 *
 * @param model   bytes of an ONNX model
 * @param values  f32 elements by input name, row-major in the input's static shape
 * @returns       bytes of a model without those inputs
 * @throws        Error on a name that is no f32 input, and on a wrong number of elements
 */
export function bindInputs(model: Uint8Array, values: Readonly<Record<string, Float32Array>>): Uint8Array {
  return encodeModel(bindGraphInputs(decodeModel(model), values));
}

/** As `bindInputs`, on a graph; the given graph is not changed. */
export function bindGraphInputs(graph: OnnxGraph, values: Readonly<Record<string, Float32Array>>): OnnxGraph {
  const inputs = new Map(graph.inputs.map((input) => [input.name, input]));
  const bound = Object.entries(values).map(([name, data]) => constantOf(name, inputs.get(name), data));
  return pruneGraph(
    foldConstants({
      ...graph,
      inputs: graph.inputs.filter(({ name }) => !Object.hasOwn(values, name)),
      initializers: [...graph.initializers, ...bound],
    }),
  );
}

function constantOf(name: string, input: ValueInfo | undefined, data: Float32Array): Tensor {
  if (!input) throw new Error(`graph: model has no input "${name}" to bind`);
  const { dataType, dims } = input;
  if (dataType !== 'float32') throw new Error(`graph: input "${name}" is ${dataType}, expected float32`);
  const sizes = dims.map((dim) => (typeof dim === 'number' ? dim : Number.NaN));
  if (elementCount(sizes) !== data.length)
    throw new Error(`graph: input "${name}" has ${data.length} values, expected [${dims}]`);
  return { name, dataType, dims: sizes, data };
}
