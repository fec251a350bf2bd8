// What the page computes for a catalog of the visitor's own is what the exported graphs compute for a site: the same
// numbers from plain TypeScript as from ONNX Runtime.
import fc from 'fast-check';
import * as ort from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { dequantized, untrainedTowers } from '../../src/pipeline/models/untrained-towers.ts';
import { encodeHistory, type HistoryItem } from '../../src/towers/history-inputs.ts';
import { createItemTower } from '../../src/towers/item-tower.ts';
import { createUserTower, type UserTower } from '../../src/towers/user-tower.ts';
import { createContentOnlyTower } from '../../src/untrained/content-only-tower.ts';
import { contentEmbeddings, fitContentPath } from '../../src/untrained/content-path.ts';

const D = 32;
const NUM_ITEMS = 70;
const random = createRandom(3);
const content = Float32Array.from({ length: NUM_ITEMS * 512 }, () => random.normal() / Math.sqrt(512));
const features = Float32Array.from({ length: NUM_ITEMS * 6 }, () => random.next());
const titles = Array.from({ length: NUM_ITEMS }, (_, i) => `Part ${i % 7} of story ${i % 11}`);
const input = { content, features, titles, embeddingDim: D, seed: 2 };
const made = untrainedTowers(input);
let graph: UserTower;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  graph = await createUserTower(ort, made.userTower, { batchSize: 1, embeddingDim: D });
});
afterAll(() => graph.dispose());

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

describe('the content path in plain TypeScript', () => {
  it('embeds items as the item tower and its residuals do', async () => {
    const tower = await createItemTower(ort, made.itemTower, { embeddingDim: D });
    const byGraph = await tower.embedItems({ content, features });
    await tower.dispose();
    for (let i = 0; i < byGraph.length; i++) byGraph[i]! += made.residuals[i]!;
    // The weights as the graph holds them: the page's own are not rounded to 8 bits.
    const path = fitContentPath(input, { stored: dequantized });
    path.whitening.weights.set(dequantized(path.whitening.weights, 512, D));
    expect(largestDifference(contentEmbeddings(path, content, features), byGraph)).toBeLessThan(1e-5);
    const unrounded = contentEmbeddings(fitContentPath(input), content, features);
    expect(largestDifference(unrounded, byGraph)).toBeLessThan(0.02);
  });

  it('embeds any history as the user tower does', async () => {
    const tower = createContentOnlyTower(made);
    const rows = contentEmbeddings(fitContentPath(input), content, features);
    const row = (i: number) => rows.slice(i * D, (i + 1) * D);
    const event = fc.record({
      i: fc.nat(NUM_ITEMS - 1),
      type: fc.constantFrom(...TOWER_EVENT_TYPES.slice(2)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 130 }), async (events) => {
        const history = events.map(({ i, type }): HistoryItem => ({ embedding: row(i), type }));
        const inputs = encodeHistory(history, { embeddingDim: D });
        const [plain] = await tower.run([inputs]);
        const [byGraph] = await graph.run([inputs]);
        expect(largestDifference(plain!, byGraph!)).toBeLessThan(1e-5);
        const lent = await tower.lend(inputs, (tensor) => tensor.getData());
        expect(lent).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });
});
