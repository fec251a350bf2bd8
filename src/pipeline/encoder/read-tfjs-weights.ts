// Reads the constants of a TensorFlow.js graph model: model.json lists them in groups, each group is one byte stream
// cut into shards. Only what unquantized float32 and int32 models use is read; anything else is an error, never a
// guess.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface TfjsTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
}

export type TfjsWeights = ReadonlyMap<string, TfjsTensor>;

interface WeightSpec {
  name: string;
  shape: number[];
  dtype: string;
  quantization?: unknown;
}

interface WeightGroup {
  paths: string[];
  weights: WeightSpec[];
}

/**
 * All constants of the model in `folder`.
 *
 * @throws Error if a dtype is neither float32 nor int32, or the shards hold more or fewer bytes than model.json says
 */
export async function readTfjsWeights(folder: string): Promise<TfjsWeights> {
  const model: { weightsManifest: WeightGroup[] } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
  const weights = new Map<string, TfjsTensor>();
  for (const group of model.weightsManifest) {
    const shards = await Promise.all(group.paths.map((path) => readFile(join(folder, path))));
    for (const [name, tensor] of readGroup(group.weights, Buffer.concat(shards))) weights.set(name, tensor);
  }
  return weights;
}

function* readGroup(specs: WeightSpec[], bytes: Buffer): Generator<[string, TfjsTensor]> {
  const expectedBytes = specs.reduce((sum, spec) => sum + 4 * sizeOf(spec.shape), 0);
  if (bytes.length !== expectedBytes) {
    throw new Error(`TensorFlow.js model: weight shards hold ${bytes.length} bytes, expected ${expectedBytes}`);
  }
  let offset = 0;
  for (const spec of specs) {
    const end = offset + 4 * sizeOf(spec.shape);
    yield [spec.name, { shape: spec.shape, data: typedData(spec, new Uint8Array(bytes.subarray(offset, end)).buffer) }];
    offset = end;
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

function typedData(spec: WeightSpec, buffer: ArrayBuffer): TfjsTensor['data'] {
  if (spec.dtype === 'float32' && !spec.quantization) return new Float32Array(buffer);
  if (spec.dtype === 'int32' && !spec.quantization) return new Int32Array(buffer);
  throw new Error(`TensorFlow.js model: ${spec.name} is ${spec.dtype}, expected plain float32 or int32`);
}
