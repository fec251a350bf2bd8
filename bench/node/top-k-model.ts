// The graph that ONNX Runtime is measured with: MatMul of one query [1, dim] and all items [dim, items], then TopK. The items are declared as
// external data, so that the model is small and the same bytes of the catalog serve every engine of the page.

import onnxProto from 'onnx-proto';
import { GraphWriter } from '../../src/pipeline/graph/onnx-writer.ts';

const { onnx } = onnxProto;

interface TopKShape {
  items: number;
  dim: number;
  /** Length of the list, at most `items`. */
  k: number;
}

/** @returns an ONNX model: f32 `query` -> i64 `indices` [k]; its items are f32 in the external file `items.bin` */
export function topKModel({ items, dim, k }: TopKShape): Uint8Array {
  const writer = new GraphWriter();
  const query = writer.input('query', 'float32', [1, dim]);
  const matrix = writer.input('items', 'float32', [dim, items]);
  const product = writer.node('MatMul', [query, matrix]);
  const scores = writer.node('Reshape', [product, writer.int64s([items])]);
  const [, indices] = writer.nodes('TopK', [scores, writer.int64s([k])], 2, { axis: 0 });
  writer.output('indices', indices!, 'int64', [k]);
  return withExternalItems(writer.encode(), [dim, items]);
}

/** Turns the input `items` into a constant whose bytes lie in another file. */
function withExternalItems(bytes: Uint8Array, dims: number[]): Uint8Array {
  const model = onnx.ModelProto.decode(bytes);
  const graph = model.graph!;
  graph.input = graph.input!.filter(({ name }) => name !== 'items');
  graph.initializer!.push({
    name: 'items',
    dims,
    dataType: onnx.TensorProto.DataType.FLOAT,
    dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
    externalData: [{ key: 'location', value: 'items.bin' }],
  });
  return onnx.ModelProto.encode(model).finish();
}
