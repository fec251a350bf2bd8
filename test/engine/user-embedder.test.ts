// Which embedding an answer is made from, and that a failing tower hands over. The towers are fakes that count their
// calls: real ones answer in recommend.browser.test.ts and backends.slow.gpu.test.ts.
import { Tensor } from 'onnxruntime-common';
import { describe, expect, it } from 'vitest';
import type { HostedModel } from '../../src/backends/model-host.ts';
import { createRankerHost } from '../../src/backends/ranker-host.ts';
import { meanEmbedding } from '../../src/engine/lists/mean-embedding.ts';
import { UserEmbedder } from '../../src/engine/lists/user-embedder.ts';
import { SEQUENCE_LENGTH } from '../../src/formats/vocabulary.ts';
import { quantizeUserEmbedding } from '../../src/numerics/quantize.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { MAX_EVENTS, type UserTowerInputs } from '../../src/towers/history-inputs.ts';
import type { UserTower } from '../../src/towers/user-tower.ts';
import { DIM, itemEmbedding, model, windowOf } from './visitor.ts';

/** Answers with the number of the call, or throws. */
function fakeTower(fails = false, batchSize = 1) {
  const calls: number[] = [];
  const run: UserTower['run'] = async (inputs) => {
    calls.push(inputs.length);
    if (fails) throw new Error('the GPU is gone');
    return inputs.map(() => new Float32Array(DIM).fill(calls.length));
  };
  const lend: UserTower['lend'] = async (input, use) => {
    const [data] = await run([input]);
    return use(new Tensor('float32', data!, [1, DIM]));
  };
  return { tower: hosted({ batchSize, run, lend, dispose: async () => {} }), calls };
}

const hosted = (model: UserTower): HostedModel<UserTower> => ({ use: (call) => call(model) });

/** Keeps what it is asked. */
function listeningTower() {
  const inputs: UserTowerInputs[] = [];
  const run: UserTower['run'] = async (asked) => {
    inputs.push(...asked);
    return asked.map(() => new Float32Array(DIM).fill(1));
  };
  const lend: UserTower['lend'] = () => Promise.reject(new Error('not asked for'));
  return { tower: hosted({ batchSize: 1, run, lend, dispose: async () => {} }), inputs };
}

function create() {
  const failures: unknown[] = [];
  const embedder = new UserEmbedder(model, itemEmbedding, (error) => failures.push(error));
  return { embedder, failures };
}

const liked = windowOf(['like', 1], ['dislike', 2]);

describe('the user embedder', () => {
  it('answers from prior and mean while there is no tower', async () => {
    const { embedder } = create();
    expect((await embedder.embed({ window: [] }, 0)).source).toBe('prior');
    const { source, quantized } = await embedder.embed({ window: liked }, 0);
    expect(source).toBe('mean');
    expect(quantized).toEqual(quantizeUserEmbedding(meanEmbedding(liked, model, itemEmbedding)));
  });

  it('answers a history from the tower, and an empty one from the prior', async () => {
    const { embedder } = create();
    const { tower, calls } = fakeTower();
    embedder.useTower(tower);
    expect((await embedder.embed({ window: [] }, 0)).source).toBe('prior');
    expect((await embedder.embed({ window: liked }, 0)).source).toBe('user-tower');
    expect(calls).toEqual([1]);
  });

  it('keeps the int8 embedding while history and age buckets stay, and no longer', async () => {
    const { embedder } = create();
    const { tower, calls } = fakeTower();
    const now = 10_000;
    const byMean = await embedder.embed({ window: liked }, now);
    embedder.useTower(tower);
    const first = await embedder.embed({ window: liked }, now);
    expect(first).not.toEqual(byMean);
    expect(await embedder.embed({ window: liked }, now + 1000)).toBe(first);
    expect(await embedder.embed({ window: liked }, now + 3_600_000)).not.toBe(first);
    expect(await embedder.embed({ window: windowOf(['like', 1], ['like', 2]) }, now)).not.toBe(first);
    expect(await embedder.embed({ window: windowOf(['like', 1], ['dislike', 3]) }, now)).not.toBe(first);
    expect(calls).toHaveLength(4);
  });

  it('tells the tower what it knows of the context: what is said, else language and clock', async () => {
    const contexts = [
      { name: 'locale', values: ['de'] },
      { name: 'daypart', values: ['morning', 'evening'] },
    ];
    const embedder = new UserEmbedder({ ...model, contexts, locale: 'de-AT' }, itemEmbedding, () => {});
    const { tower, inputs } = listeningTower();
    embedder.useTower(tower);
    const [morning, evening] = [8, 20].map((hour) => new Date(2026, 0, 1, hour).getTime());
    await embedder.embed({ window: [] }, morning!); // nothing but the context is known
    await embedder.embed({ window: [] }, evening!);
    await embedder.embed({ window: [] }, evening!);
    await embedder.embed({ window: [], context: { locale: 'fr', daypart: 'morning' } }, evening!);
    expect(inputs.map(({ contextValues }) => [...contextValues!])).toEqual([
      [1, 1],
      [1, 2],
      [0, 1],
    ]);
  });

  it('takes the items of a basket for the newest events, by the mean as by the tower', async () => {
    const { embedder } = create();
    const now = 3_600_000;
    const newest = windowOf(['like', 3], ['like', 4]).map(({ event, ...rest }) => ({
      ...rest,
      event: { ...event, time: now },
    }));
    const { source, quantized } = await embedder.embed({ window: liked, basket: [3, 4] }, now);
    expect(source).toBe('mean');
    expect(quantized).toEqual(quantizeUserEmbedding(meanEmbedding([...liked, ...newest], model, itemEmbedding)));
    const { tower, inputs } = listeningTower();
    embedder.useTower(tower);
    expect((await embedder.embed({ window: [], basket: [3, 4] }, now)).source).toBe('user-tower');
    await embedder.embed({ window: newest }, now);
    expect(inputs).toHaveLength(1); // the same inputs, whose embedding was kept
    // A full window gives its oldest events to the past.
    const full = windowOf(...Array.from({ length: MAX_EVENTS }, (_, i): ['like', number] => ['like', i % 3]));
    await embedder.embed({ window: full, past: liked, basket: [3, 4] }, now);
    await embedder.embed({ window: [...full.slice(2), ...newest], past: [...liked, ...full.slice(0, 2)] }, now);
    expect(inputs[1]).toEqual(inputs[2]);
  });

  it('reads what is older than the window as one embedding in the start slot', async () => {
    const { embedder } = create();
    const { tower, inputs } = listeningTower();
    embedder.useTower(tower);
    await embedder.embed({ window: liked, past: windowOf(['like', 5], ['hide', 6], ['view', 7]) }, 0);
    await embedder.embed({ window: liked, past: windowOf(['like', 5]) }, 0);
    await embedder.embed({ window: liked }, 0);
    const startSlot = SEQUENCE_LENGTH - liked.length - 1;
    const [three, one, none] = inputs.map(({ itemEmbeddings }) =>
      itemEmbeddings.subarray(startSlot * DIM, (startSlot + 1) * DIM),
    );
    const older = 0.5 ** (2 / 200);
    for (const [d, value] of three!.entries()) {
      expect(value).toBeCloseTo((older * itemEmbedding(5)[d]! + itemEmbedding(7)[d]!) / (1 + older), 5);
    }
    expect([...one!]).toEqual([...itemEmbedding(5)]);
    expect(none!.every((value) => value === 0)).toBe(true);
  });

  it('goes on with the mean when the tower fails, and tells once', async () => {
    const { embedder, failures } = create();
    embedder.useTower(fakeTower(true).tower);
    expect((await embedder.embed({ window: liked }, 0)).source).toBe('mean');
    expect((await embedder.embed({ window: liked }, 0)).source).toBe('mean');
    expect(failures).toHaveLength(1);
    expect(embedder.hasTower).toBe(false);
  });

  it('makes many embeddings with the batch tower, all from one source', async () => {
    const { embedder } = create();
    const [single, batch] = [fakeTower(), fakeTower(false, 8)];
    embedder.useTower(single.tower);
    embedder.useBatchTower(batch.tower);
    const embeddings = await embedder.embedAll(
      [liked, [], liked.slice(1)].map((window) => ({ window })),
      0,
    );
    expect(embeddings.map(({ source }) => source)).toEqual(Array(3).fill('user-tower'));
    expect([single.calls, batch.calls]).toEqual([[], [3]]);
  });

  it('lets others ask between two batches', async () => {
    const { embedder } = create();
    const { tower, calls } = fakeTower(false, 2);
    embedder.useBatchTower(tower);
    const answer = embedder.embedAll(Array(5).fill({ window: liked }), 0);
    await Promise.resolve();
    setTimeout(() => calls.push(0)); // another question
    expect((await answer).map(({ values }) => values[0])).toEqual([1, 1, 3, 3, 4]);
    expect(calls).toEqual([2, 0, 2, 1]);
  });

  it('makes all of them on the next runtime when one fails between two batches', async () => {
    const { embedder } = create();
    const modelOf = (name: number): UserTower => ({
      batchSize: 2,
      run: async (inputs) => inputs.map(() => new Float32Array(DIM).fill(name)),
      lend: () => Promise.reject(new Error('not asked for')),
      dispose: async () => {},
    });
    const [before, after] = [modelOf(1), modelOf(2)];
    let numCalls = 0;
    embedder.useBatchTower({ use: (call) => call(numCalls++ === 0 ? before : after) });
    const embeddings = await embedder.embedAll(Array(5).fill({ window: liked }), 0);
    expect(embeddings.map(({ values }) => values[0])).toEqual([2, 2, 2, 2, 2]);
  });

  it('ranks by the embedding, and keeps its int8 form for the next question', async () => {
    const { embedder, failures } = create();
    const { tower, calls } = fakeTower();
    const rows = Int8Array.from({ length: 3 * DIM }, (_, i) => (i * 7) % 11);
    const ranker = createRankerHost(ItemMatrix.fromRows(rows, 3, DIM));
    const byMean = await embedder.rank({ window: liked }, 0, ranker, { k: 2 });
    expect(byMean.source).toBe('mean');
    embedder.useTower(tower);
    let embedded = 0;
    const first = await embedder.rank({ window: liked }, 0, ranker, { k: 2 }, () => embedded++);
    const again = await embedder.rank({ window: liked }, 0, ranker, { k: 2 }, () => embedded++);
    expect(again).toEqual(first);
    const { quantized, source } = await embedder.embed({ window: liked }, 0);
    expect(first).toEqual({ ...(await ranker.rank({ query: quantized.values, k: 2 })), quantized, source });
    expect([source, embedded, calls, failures]).toEqual(['user-tower', 2, [1], []]);
  });

  it('ranks by the mean when the tower fails', async () => {
    const { embedder, failures } = create();
    embedder.useTower(fakeTower(true).tower);
    const ranker = createRankerHost(ItemMatrix.fromRows(new Int8Array(DIM), 1, DIM));
    expect(await embedder.rank({ window: liked }, 0, ranker, { k: 1 })).toMatchObject({ source: 'mean' });
    expect(failures).toHaveLength(1);
  });
});
