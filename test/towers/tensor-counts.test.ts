import { readFile } from 'node:fs/promises';
import onnxProto from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { ModelLoadError } from '../../src/errors.ts';
import { countTensorValues } from '../../src/towers/tensor-counts.ts';

const read = async (name: string) => new Uint8Array(await readFile(`public/models/${name}`));

describe('countTensorValues', () => {
  it.each(['user-tower.onnx', 'item-tower.onnx'])('counts what a protocol buffer library reads: %s', async (name) => {
    const bytes = await read(name);
    const expected = new Map<number, number>();
    for (const { dims, dataType } of onnxProto.onnx.ModelProto.decode(bytes).graph?.initializer ?? []) {
      const count = (dims ?? []).reduce<number>((product, size) => product * Number(size), 1);
      expected.set(dataType!, (expected.get(dataType!) ?? 0) + count);
    }
    const counts = countTensorValues(bytes);
    expect(counts.map(({ count }) => count)).toEqual([...expected.values()].sort((a, b) => b - a));
    expect(counts[0]).toEqual({ precision: 'uint8', count: expected.get(2) });
  });

  it('refuses what is cut off', async () => {
    const bytes = await read('user-tower.onnx');
    expect(() => countTensorValues(bytes.subarray(0, bytes.length - 100))).toThrow(ModelLoadError);
    expect(countTensorValues(new Uint8Array())).toEqual([]);
  });
});
