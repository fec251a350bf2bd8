// The one matrix product that the blocked algorithms need, at native speed: ONNX Runtime's Gemm in a graph of one node.

import type { OrtModule } from '../../towers/session.ts';
import { GraphWriter } from '../graph/onnx-writer.ts';

/** A dense matrix, row-major. */
export interface Matrix {
  rows: number;
  columns: number;
  /** f32 [rows, columns] */
  data: Float32Array;
}

export interface TransposedProduct {
  /** x [m, k] times the transpose of y [n, k] -> [m, n] */
  multiply(x: Matrix, y: Matrix): Promise<Matrix>;
  dispose(): Promise<void>;
}

export async function createTransposedProduct(ort: OrtModule): Promise<TransposedProduct> {
  const session = await ort.InferenceSession.create(transposedProductGraph());
  const tensor = ({ rows, columns, data }: Matrix) => new ort.Tensor('float32', data, [rows, columns]);
  return {
    async multiply(x, y) {
      const { product } = await session.run({ x: tensor(x), y: tensor(y) });
      return { rows: x.rows, columns: y.rows, data: product!.data as Float32Array };
    },
    dispose: () => session.release(),
  };
}

function transposedProductGraph(): Uint8Array {
  const graph = new GraphWriter();
  const x = graph.input('x', 'float32', ['m', 'k']);
  const y = graph.input('y', 'float32', ['n', 'k']);
  graph.output('product', graph.node('Gemm', [x, y], { transB: 1 }), 'float32', ['m', 'n']);
  return graph.encode();
}

/** Rows [firstRow, endRow) and columns [firstColumn, endColumn) of a square matrix, copied. */
export function block(
  data: Float32Array,
  dim: number,
  [firstRow, endRow]: readonly [number, number],
  [firstColumn, endColumn]: readonly [number, number],
): Matrix {
  const columns = endColumn - firstColumn;
  const copy = new Float32Array((endRow - firstRow) * columns);
  for (let row = firstRow; row < endRow; row++) {
    const start = row * dim;
    copy.set(data.subarray(start + firstColumn, start + endColumn), (row - firstRow) * columns);
  }
  return { rows: endRow - firstRow, columns, data: copy };
}
