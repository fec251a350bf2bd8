// What towers run on, in their order: our own kernels, ONNX Runtime for a graph that they do not know, and plain
// JavaScript where the page's policy forbids WebAssembly.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ModelHost } from '../../src/backends/model-host.ts';
import { towerRuntimes } from '../../src/backends/tower-runtimes.ts';
import { SEQUENCE_LENGTH } from '../../src/formats/vocabulary.ts';
import { GraphWriter } from '../../src/pipeline/graph/onnx-writer.ts';
import { encodeHistory } from '../../src/towers/history-inputs.ts';
import { checkUserTower, startUserTower } from '../../src/towers/user-tower.ts';

const D = 16;

/** A user tower that adds its rows up, through an operator. */
function towerWith(operator: string): Uint8Array {
  const writer = new GraphWriter();
  const embeddings = writer.input('item_embeddings', 'float32', [1, SEQUENCE_LENGTH, D]);
  writer.input('event_types', 'int32', [1, SEQUENCE_LENGTH]);
  writer.input('age_buckets', 'int32', [1, SEQUENCE_LENGTH]);
  writer.input('mask', 'float32', [1, SEQUENCE_LENGTH]);
  const axes = writer.initializer('int64', [1], BigInt64Array.of(1n));
  const sum = writer.node('ReduceSum', [embeddings, axes], { keepdims: 0 });
  writer.output('user_embedding', writer.node(operator, [sum]), 'float32', [1, D]);
  return writer.encode();
}

const history = encodeHistory([{ embedding: new Float32Array(D).fill(0.5), type: 'like', timeSeconds: 1 }], {
  embeddingDim: D,
  nowSeconds: 2,
});

async function run(operator: string) {
  const told: string[] = [];
  const host = new ModelHost(towerRuntimes(), (to, reason, left) =>
    told.push(`${left.label} to ${to?.label}: ${reason}`),
  );
  const checked = checkUserTower(towerWith(operator), { batchSize: 1, embeddingDim: D });
  const tower = await host.add((start) => startUserTower(start, checked));
  const [embedding] = await tower.use((model) => model.run([history]));
  await host.dispose();
  return { embedding: embedding!, backend: host.backend, told };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

/** As a policy without 'wasm-unsafe-eval' has it. */
function forbidWebAssembly(): void {
  const { WebAssembly: original } = globalThis as unknown as { WebAssembly: object };
  const Module = class {
    constructor() {
      throw new Error('refused by the policy');
    }
  };
  vi.stubGlobal('WebAssembly', Object.assign(Object.create(original), { Module }));
}

describe('a tower', () => {
  it('runs by our own kernels, in WebAssembly', async () => {
    const { embedding, backend, told } = await run('Neg');
    expect([backend, told]).toEqual(['wasm', []]);
    expect(embedding[0]).toBe(-0.5);
  });

  it('with an operator that they do not know runs by ONNX Runtime, which is told', async () => {
    const { embedding, backend, told } = await run('Erf');
    expect(backend).toBe('wasm');
    expect(told).toEqual(['Our own kernels to ONNX Runtime: user-tower: no kernel for the operator Erf']);
    expect(embedding[0]).toBeCloseTo(0.5205, 4);
  });

  it('runs in JavaScript where the policy forbids WebAssembly', async () => {
    forbidWebAssembly();
    const { embedding, backend, told } = await run('Exp');
    expect([backend, told]).toEqual(['js', []]);
    expect(embedding[0]).toBeCloseTo(Math.exp(0.5), 6);
  });

  it('with an operator that they do not know runs nowhere there, and the error names it', async () => {
    forbidWebAssembly();
    await expect(run('Erf')).rejects.toThrow('user-tower: no kernel for the operator Erf');
  });
});
