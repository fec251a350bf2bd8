// Counts the stored numbers of an ONNX model by precision, for people who look under the hood.

import { type OnnxTensor, readOnnx } from './onnx-model.ts';

export interface TensorCount {
  /** As ONNX calls it: `uint8`, `float`, `int64`, … */
  precision: string;
  /** Numbers in all tensors of this precision. */
  count: number;
}

/** @returns most numerous first @throws ModelLoadError as `readOnnx` */
export function countTensorValues(model: Uint8Array): TensorCount[] {
  const counts = new Map<OnnxTensor['type'], number>();
  for (const { type, dims } of readOnnx(model).constants.values()) {
    const count = dims.reduce((product, size) => product * size, 1);
    counts.set(type, (counts.get(type) ?? 0) + count);
  }
  return [...counts].map(([precision, count]) => ({ precision, count })).sort((a, b) => b.count - a.count);
}
