// What a request knows beside its history (locale, daypart, ...) is learned, and nothing is made of what is unknown.
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { embedItems } from '../../src/pipeline/training/embed.ts';
import { exportTowers } from '../../src/pipeline/training/export-towers.ts';
import { trainTowers } from '../../src/pipeline/training/train-towers.ts';
import type { TrainingLog } from '../../src/pipeline/training/training-data.ts';
import { encodeHistory } from '../../src/towers/history-inputs.ts';
import type { OrtModule } from '../../src/towers/session.ts';
import { createUserTower } from '../../src/towers/user-tower.ts';
import { kindOf, NUM_ITEMS, SMALL_CONFIG, SMALL_SETTINGS, smallItems, smallLog } from './small-training.ts';

const DAYPARTS = ['morning', 'evening'];
let ort: OrtModule;
beforeAll(async () => {
  ort = (await loadOnnxRuntime()).ort;
});

/** Everybody meets both kinds, the first in the morning and the second in the evening. */
function logByDaypart(): TrainingLog {
  const log = smallLog(96);
  const random = createRandom(3);
  const anyItems = (count: number) => Array.from({ length: count }, () => random.integer(NUM_ITEMS));
  const items = Uint32Array.from(anyItems(log.items.length));
  const numbers = Uint8Array.from(items, (item) => 1 + kindOf(item));
  const targets = anyItems(log.numUsers);
  return {
    ...log,
    items,
    contexts: [{ name: 'daypart', values: DAYPARTS, numbers }],
    validationTargets: Int32Array.from(targets),
    validationContexts: targets.map((item) => ({ daypart: DAYPARTS[kindOf(item)]! })),
  };
}

test('the same history is answered by the daypart, also by 8-bit towers, and without one in between', async () => {
  const log = logByDaypart();
  const config = { ...SMALL_CONFIG, numContexts: 1 };
  const items = smallItems();
  const settings = { ...SMALL_SETTINGS, epochs: 16 };
  const trained = await trainTowers({ ort, config, items, logs: [log], settings });
  const exported = await exportTowers({ ort, config }, trained, items, log, 1);
  const embeddings = await embedItems({ ort, config }, exported.int8.itemTower, items, exported.residuals);
  const { embeddingDim } = config;
  const row = (item: number) => embeddings.subarray(item * embeddingDim, (item + 1) * embeddingDim);
  const history = [0, NUM_ITEMS - 1].map((item) => ({ embedding: row(item), type: 'view' as const }));
  const tower = await createUserTower(ort, exported.int8.userTower, { batchSize: 1, embeddingDim, numContexts: 1 });
  /** Mean score of the second kind, less that of the first. */
  const evenings = async (contextValues?: Int32Array): Promise<number> => {
    const [user] = await tower.run([encodeHistory(history, { embeddingDim, contextValues })]);
    let sum = 0;
    for (let item = 0; item < NUM_ITEMS; item++) {
      const dot = row(item).reduce((total, value, d) => total + value * user![d]!, 0);
      sum += kindOf(item) === 1 ? dot : -dot;
    }
    return sum / (NUM_ITEMS / 2);
  };
  const [unknown, morning, evening] = [
    await evenings(),
    await evenings(Int32Array.of(1)),
    await evenings(Int32Array.of(2)),
  ];
  expect(await evenings(Int32Array.of(0))).toBe(unknown);
  await tower.dispose();
  expect(morning).toBeLessThan(-0.5);
  expect(evening).toBeGreaterThan(0.5);
  expect(unknown).toBeGreaterThan(morning);
  expect(unknown).toBeLessThan(evening);
});

test('a value that is dropped every time is never learned', async () => {
  const log = logByDaypart();
  const config = { ...SMALL_CONFIG, numContexts: 1 };
  const settings = { ...SMALL_SETTINGS, epochs: 1, contextDropout: 1 };
  const { parameters } = await trainTowers({ ort, config, items: smallItems(), logs: [log], settings });
  expect(parameters['user.context_value0']!.data.every((value) => value === 0)).toBe(true);
});
