import { beforeAll, expect, test } from 'vitest';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { choleskyFactor, solveWithFactor } from '../../src/numerics/cholesky.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { createTransposedProduct } from '../../src/pipeline/closed-form/multiply-transposed.ts';
import { itemKernel } from '../../src/pipeline/training/item-kernel.ts';
import { placeNewItems } from '../../src/pipeline/training/place-new-items.ts';
import type { OrtModule } from '../../src/towers/session.ts';

const DIM = 4;
const NUM_ITEMS = 300;
const GENRES = ['Comedy', 'Horror', 'Western'];
const CENTRES = [
  [2, 0, 0, 1],
  [0, 2, 0, 1],
  [0, 0, 2, 1],
];
let ort: OrtModule;
beforeAll(async () => {
  ({ ort } = await loadOnnxRuntime());
});

/** Items of three genres around three places; every tenth is new, and its tower puts it in the middle of all. */
function world() {
  const random = createRandom(3);
  const items = Array.from({ length: NUM_ITEMS }, (_, i) => ({ title: `Film ${i}`, genres: [GENRES[i % 3]!] }));
  const content = Float32Array.from({ length: NUM_ITEMS * CONTENT_DIM }, () => random.normal());
  const events = items.map((_, i) => (i % 10 === 0 ? 0 : 5 + (i % 7)));
  const truth = items.map((_, i) => CENTRES[i % 3]!.map((value) => value + 0.1 * random.normal()));
  const embeddings = Float32Array.from(
    truth.flatMap((row, i) => (events[i] === 0 ? row.map((_, d) => 0.6 + 0.1 * d) : row)),
  );
  return { items, content, events, embeddings };
}

const distance = (a: ArrayLike<number>, b: readonly number[]) => Math.hypot(...b.map((value, d) => a[d]! - value));

test('known items stay, new ones come nearer to items of their kind', async () => {
  const { items, content, events, embeddings } = world();
  const placed = (await placeNewItems({ ort, items, content, events, embeddingDim: DIM }, [embeddings]))[0]!;
  for (let item = 0; item < NUM_ITEMS; item++) {
    const [before, after] = [embeddings, placed].map((rows) => rows.subarray(item * DIM, (item + 1) * DIM));
    if (events[item]! > 0) expect(after).toEqual(before);
    const distances = CENTRES.map((centre) => distance(after!, centre));
    expect(distances.indexOf(Math.min(...distances))).toBe(item % 3);
  }
});

test('a new item goes where the plain formula says', async () => {
  const { items, content, events, embeddings } = world();
  const placed = (await placeNewItems({ ort, items, content, events, embeddingDim: DIM }, [embeddings]))[0]!;
  const anchors = Uint32Array.from(
    [...events.keys()].filter((item) => events[item]! > 0).sort((a, b) => events[b]! - events[a]! || a - b),
  );
  const product = await createTransposedProduct(ort);
  const kernel = itemKernel({ items, content }, anchors, product);
  const rowOf = async (item: number) => (await kernel.rows(Uint32Array.of(item))).data;
  const rows = await Promise.all(Array.from(anchors, rowOf));
  const gram = rows.map((row, i) => row.map((value, j) => value + (i === j ? 2 : 0)));
  const factor = choleskyFactor(
    gram.flatMap((row) => [...row]),
    anchors.length,
  );
  const means = Array.from({ length: DIM }, (_, d) => {
    return anchors.reduce((sum, item) => sum + embeddings[item * DIM + d]!, 0) / anchors.length;
  });
  for (const item of [0, 10, 290]) {
    const row = await rowOf(item);
    const own = means.map((mean, d) => embeddings[item * DIM + d]! - mean);
    const both = means.map((mean, d) => {
      const targets = Array.from(anchors, (anchor) => embeddings[anchor * DIM + d]! - mean);
      const solved = solveWithFactor(factor, anchors.length, targets);
      const regressed = row.reduce((sum, value, j) => sum + value * solved[j]!, 0);
      return 0.35 * own[d]! + 0.65 * regressed;
    });
    const scale = 0.91 * Math.sqrt(Math.hypot(...own) / Math.hypot(...both));
    means.forEach((mean, d) => {
      expect(placed[item * DIM + d]!).toBeCloseTo(mean + scale * both[d]!, 3);
    });
  }
});

test('tables that are placed together are placed as each alone', async () => {
  const { items, content, events, embeddings } = world();
  const options = { ort, items, content, events, embeddingDim: DIM };
  const other = embeddings.map((value, i) => value + (i % 3) / 10);
  const together = await placeNewItems(options, [embeddings, other]);
  const [first] = await placeNewItems(options, [embeddings]);
  const [second] = await placeNewItems(options, [other]);
  expect(together).toEqual([first, second]);
  expect(first).not.toEqual(second);
});

test('without anything known, or without anything new, nothing moves', async () => {
  const { items, content, embeddings } = world();
  for (const count of [0, 3]) {
    const events = items.map(() => count);
    expect(await placeNewItems({ ort, items, content, events, embeddingDim: DIM }, [embeddings])).toEqual([embeddings]);
  }
});
