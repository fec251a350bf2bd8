// Towers of many configurations, untrained, as the exporter writes them for sites: every one runs by our own kernels, whole,
// in 8 bits and in float32, and gives what ONNX Runtime gives.
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/numerics/random.ts';
import { quantizeOnnx } from '../../../src/pipeline/graph/quantize-graph.ts';
import { initItemTower } from '../../../src/pipeline/models/item-tower.ts';
import { filled, normal } from '../../../src/pipeline/models/parameters.ts';
import { DEFAULT_TOWER_CONFIG, type TowerConfig } from '../../../src/pipeline/models/tower-config.ts';
import { initUserTower } from '../../../src/pipeline/models/user-tower.ts';
import { compileTowers, neutralScales } from '../../../src/pipeline/training/tower-files.ts';
import { createWasmKernels } from '../../../src/towers/graph-executor/wasm-kernels.ts';
import { encodeHistory } from '../../../src/towers/history-inputs.ts';
import { startItemTower } from '../../../src/towers/item-tower.ts';
import { onOnnxRuntime, onOwnKernels } from '../../../src/towers/tower-graph.ts';
import { checkUserTower, startUserTower } from '../../../src/towers/user-tower.ts';
import { randomItems } from './whole-towers.ts';

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
});

const starts = [onOwnKernels(createWasmKernels), onOnnxRuntime(ort, { executionProviders: ['wasm'] })] as const;

const CONFIGS: Record<string, Partial<TowerConfig>> = {
  'as for films': { numLevels: 3, modalityDim: 642 },
  'with contexts, of mere views': { numContexts: 2, opinionStrength: 0, embeddingDim: 64 },
  'of one layer and four heads': { numLayers: 1, numHeads: 4, embeddingDim: 32, feedForwardDim: 48 },
  'without codes, with other vectors': { modalityDim: 130, itemHiddenDim: 96, numContexts: 1 },
};

describe.each(Object.entries(CONFIGS))('towers %s', (_, change) => {
  const config = { ...DEFAULT_TOWER_CONFIG, ...change };
  const { embeddingDim, numContexts, numLevels, modalityDim } = config;

  it.each(['in 8 bits', 'in float32'])('%s', async (kind) => {
    const random = createRandom(11);
    const whitening = {
      'item.content.mean': normal([config.contentDim], 0.01, random),
      'item.content.scale': filled([1], 3),
    };
    const parameters = { ...initUserTower(config, random), ...initItemTower(config, random), ...whitening };
    const bind = await compileTowers(config, parameters);
    const raw = bind({ ...parameters, ...neutralScales(config) });
    const file = (bytes: Uint8Array) => (kind === 'in 8 bits' ? quantizeOnnx(bytes) : bytes);
    const events = Array.from({ length: 12 }, (_, n) => ({
      embedding: Float32Array.from({ length: embeddingDim }, () => random.normal()),
      type: n % 3 === 0 ? ('dislike' as const) : ('like' as const),
      timeSeconds: n * 100_000,
    }));
    const contextValues = Int32Array.from({ length: numContexts }, (_, n) => n + 3);
    const history = encodeHistory(events, { embeddingDim, nowSeconds: 2_000_000, contextValues });
    const { content, features, codes } = randomItems(65, 3);
    const modalities = Float32Array.from({ length: 65 * modalityDim }, () => random.normal());
    const items = { content, features, codes: codes!, modalities };
    const found = await Promise.all(
      starts.map(async (start) => {
        const outputs: Float32Array[] = [];
        for (const [batchSize, bytes] of [
          [1, raw.userTower],
          [8, raw.userTowerBatch],
        ] as const) {
          const checked = checkUserTower(file(bytes), { batchSize, embeddingDim, numContexts });
          outputs.push((await (await startUserTower(start, checked)).run([history]))[0]!);
        }
        const sizes = { embeddingDim, numLevels, modalityDim };
        const tower = await startItemTower(start, file(raw.itemTower), sizes);
        return [...outputs, await tower.embedItems(items)];
      }),
    );
    for (const [i, ours] of found[0]!.entries()) {
      const theirs = found[1]![i]!;
      expect(ours).toHaveLength(theirs.length);
      const largest = ours.reduce(
        (most, value, d) => Math.max(most, Math.abs(value - theirs[d]!) / (1 + Math.abs(value))),
        0,
      );
      expect(largest).toBeLessThan(2e-5);
    }
  });
});
