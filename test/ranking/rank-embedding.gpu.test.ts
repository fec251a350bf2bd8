// The chain that stays on the GPU: an f32 embedding is quantized there and ranked in the same submit, exactly as
// quantizeUserEmbedding and then `rank` would have.
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { quantizeUserEmbedding } from '../../src/numerics/quantize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import type { RankRequest } from '../../src/ranking/ranker.ts';
import { createWebGpuRanker, type WebGpuRanker } from '../../src/ranking/webgpu/webgpu-ranker.ts';

const adapter = await navigator.gpu?.requestAdapter();

describe.skipIf(!adapter)('rankEmbedding (skipped: no adapter)', async () => {
  const device = (await adapter?.requestDevice())!;
  const numItems = 80;
  const matrices = [4, 16, 64, 1024].map((dim) => randomMatrix(numItems, dim));
  const rankers = adapter ? await Promise.all(matrices.map((matrix) => createWebGpuRanker(device, matrix))) : [];
  afterAll(() => {
    for (const ranker of rankers) ranker.dispose();
  });

  /** The request is answered from a buffer that is gone by then. */
  async function rankOnGpu(ranker: WebGpuRanker, embedding: Float32Array<ArrayBuffer>, options: Options) {
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    const buffer = device.createBuffer({ size: embedding.byteLength, usage: STORAGE | COPY_DST });
    device.queue.writeBuffer(buffer, 0, embedding);
    const answer = ranker.rankEmbedding(buffer, options);
    buffer.destroy();
    return answer;
  }

  async function expectSame(embedding: Float32Array<ArrayBuffer>, options: Options) {
    const place = matrices.findIndex(({ dim }) => dim === embedding.length);
    const { values, scale } = quantizeUserEmbedding(embedding);
    const expected = await createJavaScriptRanker(matrices[place]!).rank({ query: values, ...options });
    expect(await rankOnGpu(rankers[place]!, embedding, options)).toEqual({ ...expected, query: values, scale });
  }

  test('equals quantizeUserEmbedding and rank for any floats', async () => {
    const floats = fc.uint8Array({ minLength: 64, maxLength: 64 }).map(finiteFloats);
    await fc.assert(
      fc.asyncProperty(floats, fc.nat({ max: 90 }), (embedding, k) => expectSame(embedding, { k })),
      { seed: 1, numRuns: 300 },
    );
  });

  test('equals it for embeddings of any size of numbers, with halves, zeros and ends of the range', async () => {
    await fc.assert(
      fc.asyncProperty(embeddings(matrices.map(({ dim }) => dim)), (embedding) => expectSame(embedding, { k: 3 })),
      { seed: 2, numRuns: 600 },
    );
  });

  test('honours k, allowed items and boosts', async () => {
    const allowed = Bitset.fromIndices(numItems, [3, 5, 8, 13, 21, 34, 55]);
    const boosts = Int32Array.from({ length: numItems }, (_, i) => (i === 55 ? 1_000_000 : -i));
    const embedding = Float32Array.from({ length: 16 }, (_, d) => Math.fround(Math.sin(d)));
    for (const k of [0, 1, 5, 1000]) await expectSame(embedding, { k, allowed, boosts });
  });

  test('gives the query back where there are no items', async () => {
    const ranker = await createWebGpuRanker(device, new ItemMatrix(0, 8));
    const embedding = new Float32Array([1, -2, 3, -4, 5, -6, 7, -8]);
    const { indices, query, scale } = await rankOnGpu(ranker, embedding, { k: 10 });
    ranker.dispose();
    expect(indices).toHaveLength(0);
    expect({ values: query, scale }).toEqual(quantizeUserEmbedding(embedding));
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %f', async (bad) => {
    const embedding = new Float32Array(16).fill(1).fill(bad, 5, 9);
    const answer = rankOnGpu(rankers[1]!, embedding, { k: 3 });
    await expect(answer).rejects.toThrow(RangeError);
    await expect(answer).rejects.toThrow(`user embedding[5] is ${bad}, expected a finite number`);
  });

  test('refuses a buffer that is too short', async () => {
    await expect(rankOnGpu(rankers[1]!, new Float32Array(15), { k: 3 })).rejects.toThrow(/^webgpu: /);
  });
});

type Options = Omit<RankRequest, 'query'>;

/** 16 floats of any bits but those of infinities and NaNs: subnormals and both zeros are among them. */
function finiteFloats(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return new Float32Array(bytes.slice().buffer).map((value) => (Number.isFinite(value) ? value : 0));
}

/** Values near multiples of half a step, times a power of two from the least subnormal to the largest float. */
function embeddings(dims: number[]): fc.Arbitrary<Float32Array<ArrayBuffer>> {
  const shape = { dim: fc.constantFrom(...dims), exponent: fc.integer({ min: -149, max: 121 }), seed: fc.nat() };
  return fc.record({ ...shape, halves: fc.constantFrom(0, 1, 3, 63, 126, 127, 128) }).map((input) => {
    const random = createRandom(input.seed);
    const nudges = [1, 1, 1 + 2 ** -23, 1 - 2 ** -24, 2 ** -12];
    return Float32Array.from({ length: input.dim }, () => {
      const steps = (random.integer(2 * input.halves + 1) - input.halves) / 2;
      return steps * nudges[random.integer(nudges.length)]! * 2 ** input.exponent;
    });
  });
}

function randomMatrix(numItems: number, dim: number): ItemMatrix {
  const random = createRandom(dim);
  const rows = Int8Array.from({ length: numItems * dim }, () => random.integer(256) - 128);
  return ItemMatrix.fromRows(rows, numItems, dim);
}
