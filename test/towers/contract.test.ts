// A model that is not what the bundle's contract says is refused when it is loaded, in words that name the difference.
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ModelLoadError } from '../../src/errors.ts';
import { GraphWriter } from '../../src/pipeline/graph/onnx-writer.ts';
import { createItemTower } from '../../src/towers/item-tower.ts';
import { createUserTower } from '../../src/towers/user-tower.ts';

const D = 32;
type Inputs = Record<string, ['float32' | 'int32', (number | string)[]]>;

const USER_INPUTS: Inputs = {
  item_embeddings: ['float32', [1, 100, D]],
  event_types: ['int32', [1, 100]],
  age_buckets: ['int32', [1, 100]],
  mask: ['float32', [1, 100]],
};

/** A graph with these inputs and an output of the right shape. */
function graph(inputs: Inputs, output: string): Uint8Array {
  const writer = new GraphWriter();
  for (const [name, [type, dims]] of Object.entries(inputs)) writer.input(name, type, dims);
  writer.output(output, writer.initializer('float32', [1, D], new Float32Array(D)), 'float32', [1, D]);
  return writer.encode();
}

const load = (bytes: Uint8Array) => createUserTower(ort, bytes, { batchSize: 1, embeddingDim: D });

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
});

describe('the contract of the user tower', () => {
  it('accepts a graph that keeps it', async () => {
    const tower = await load(graph(USER_INPUTS, 'user_embedding'));
    await tower.dispose();
  });

  it('names an input that is missing, and those that were found', async () => {
    const { mask: _, ...inputs } = USER_INPUTS;
    await expect(load(graph(inputs, 'user_embedding'))).rejects.toThrow(
      'user-tower: input "mask" is missing, found item_embeddings, event_types, age_buckets',
    );
  });

  it.each([
    ['mask', ['float32', [1, 99]], 'input "mask" is float32 [1, 99], expected float32 [1, 100]'],
    ['mask', ['int32', [1, 100]], 'input "mask" is int32 [1, 100], expected float32 [1, 100]'],
    ['event_types', ['int32', [8, 100]], 'input "event_types" is int32 [8, 100], expected int32 [1, 100]'],
    ['mask', ['float32', ['batch', 100]], 'input "mask" is float32 [batch, 100], expected float32 [1, 100]'],
    ['extra', ['float32', [1]], 'input "extra" is not known'],
  ] as const)('refuses another %s: %j', async (name, spec, message) => {
    const inputs = { ...USER_INPUTS, [name]: spec as unknown as ['float32', number[]] };
    await expect(load(graph(inputs, 'user_embedding'))).rejects.toThrow(`user-tower: ${message}`);
  });

  it('refuses another output', async () => {
    await expect(load(graph(USER_INPUTS, 'user'))).rejects.toThrow(
      'user-tower: output "user_embedding" is missing, found user',
    );
  });

  it('refuses bytes that are no model', async () => {
    const error = await load(new Uint8Array([1, 2, 3])).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ModelLoadError);
    expect((error as Error).message).toMatch(/^user-tower: it is no model that can be checked: /);
  });
});

describe('the item tower', () => {
  const inputs: Inputs = { content: ['float32', [64, 256]], features: ['float32', [64, 6]] };

  it('refuses rows that do not belong together', async () => {
    const writer = new GraphWriter();
    for (const [name, [type, dims]] of Object.entries(inputs)) writer.input(name, type, dims);
    writer.output('item_embeddings', writer.node('MatMul', ['content', weights(writer)]), 'float32', [64, D]);
    const tower = await createItemTower(ort, writer.encode(), { embeddingDim: D });
    const content = new Float32Array(256 * 2);
    await expect(tower.embedItems({ content, features: new Float32Array(6) })).rejects.toThrow(
      'item-tower: features holds 6 values beside 512 of content, expected 6 an item beside 256',
    );
    const none = new Float32Array();
    expect(await tower.embedItems({ content: none, features: none })).toEqual(none);
    await tower.dispose();
  });

  it('reads codes and further vectors where it has them, and asks for them', async () => {
    const writer = new GraphWriter();
    const all: Inputs = { ...inputs, codes: ['int32', [64, 3]], modalities: ['float32', [64, 5]] };
    for (const [name, [type, dims]] of Object.entries(all)) writer.input(name, type, dims);
    writer.output('item_embeddings', writer.node('MatMul', ['content', weights(writer)]), 'float32', [64, D]);
    const options = { embeddingDim: D, numLevels: 3, modalityDim: 5 };
    const tower = await createItemTower(ort, writer.encode(), options);
    const items = { content: new Float32Array(256), features: new Float32Array(6), modalities: new Float32Array(5) };
    await expect(tower.embedItems(items)).rejects.toThrow('item-tower: codes holds no values');
    expect(await tower.embedItems({ ...items, codes: [1, 2, 3] })).toHaveLength(D);
    await tower.dispose();
    await expect(createItemTower(ort, writer.encode(), { ...options, numLevels: 0 })).rejects.toThrow(/codes/);
  });
});

function weights(writer: GraphWriter): string {
  return writer.initializer('float32', [256, D], new Float32Array(256 * D).fill(1));
}
