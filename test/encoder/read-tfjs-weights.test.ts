import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTfjsWeights } from '../../src/pipeline/encoder/read-tfjs-weights.ts';

const SPECS = [
  { name: 'matrix', shape: [2, 3], dtype: 'float32' },
  { name: 'scalar', shape: [], dtype: 'int32' },
];
const BYTES = Buffer.concat([
  Buffer.from(Float32Array.of(1, -2, 3.5, 0, 1e-9, 6).buffer),
  Buffer.from(Int32Array.of(-7).buffer),
]);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-tfjs-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes a model of two shards, the first of which ends inside a number. */
async function writeModel(weights: object[], bytes = BYTES): Promise<void> {
  const manifest = { weightsManifest: [{ paths: ['shard1', 'shard2'], weights }] };
  await writeFile(join(folder, 'model.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'shard1'), bytes.subarray(0, 10));
  await writeFile(join(folder, 'shard2'), bytes.subarray(10));
}

describe('TensorFlow.js weights', () => {
  it('are read across shards, with their shapes', async () => {
    await writeModel(SPECS);
    const weights = await readTfjsWeights(folder);
    expect(weights.get('matrix')).toEqual({ shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-9, 6) });
    expect(weights.get('scalar')).toEqual({ shape: [], data: Int32Array.of(-7) });
  });

  it('are refused when bytes are missing or left over', async () => {
    await writeModel(SPECS, BYTES.subarray(0, 24));
    await expect(readTfjsWeights(folder)).rejects.toThrow('weight shards hold 24 bytes, expected 28');
    await writeModel(SPECS.slice(0, 1));
    await expect(readTfjsWeights(folder)).rejects.toThrow('weight shards hold 28 bytes, expected 24');
  });

  it('are refused in a form that is not read', async () => {
    await writeModel([SPECS[0]!, { ...SPECS[1], dtype: 'bool' }]);
    await expect(readTfjsWeights(folder)).rejects.toThrow('scalar is bool, expected plain float32 or int32');
    await writeModel([{ ...SPECS[0], quantization: { dtype: 'uint8' } }, SPECS[1]!]);
    await expect(readTfjsWeights(folder)).rejects.toThrow('matrix is float32, expected plain');
  });
});
