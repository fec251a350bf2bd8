import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { choleskyFactor } from '../../src/numerics/cholesky.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { createTransposedProduct, type TransposedProduct } from '../../src/pipeline/closed-form/multiply-transposed.ts';
import { itemKernel } from '../../src/pipeline/training/item-kernel.ts';
import type { ItemTextFields } from '../../src/text/item-text.ts';

const GENRES = ['Comedy', 'Horror', 'Western', 'Drama'];

/** Items of which some lack a year, or a kind. */
function randomItems(count: number) {
  const random = createRandom(5);
  const items = Array.from({ length: count }, (_, i): ItemTextFields => {
    const genres = GENRES.filter(() => random.next() < 0.3);
    const year = random.next() < 0.2 ? undefined : 1920 + random.integer(81);
    return { title: `Film ${i % 7} of ${i % 11}`, genres, year };
  });
  const content = Float32Array.from({ length: count * CONTENT_DIM }, () => random.normal());
  return { items, content, all: Uint32Array.from(items.keys()) };
}

let product: TransposedProduct;
beforeAll(async () => {
  product = await createTransposedProduct((await loadOnnxRuntime()).ort);
});
afterAll(() => product.dispose());

/** Likeness of each item to the first one; content says nothing. */
async function likenessToFirst(items: readonly ItemTextFields[]): Promise<number[]> {
  const content = new Float32Array(items.length * CONTENT_DIM);
  const kernel = itemKernel({ items, content }, Uint32Array.of(0), product);
  return [...(await kernel.rows(Uint32Array.from(items.keys()))).data];
}

describe('item kernel', () => {
  test('is symmetric, at most 4.5, and positive semidefinite', async () => {
    const { items, content, all } = randomItems(60);
    const { data } = await itemKernel({ items, content }, all, product).rows(all);
    const rows = items.map((_, item) => data.subarray(item * all.length, (item + 1) * all.length));
    for (const i of all) {
      for (const j of all) expect(rows[i]![j]).toBeCloseTo(rows[j]![i]!, 5);
      for (const value of rows[i]!) expect(value).toBeLessThanOrEqual(4.5001);
    }
    const lifted = rows.flatMap((row, i) => Array.from(row, (value, j) => value + (i === j ? 1e-4 : 0)));
    expect(() => choleskyFactor(lifted, items.length)).not.toThrow();
  });

  test('where nothing else tells items apart, it is the plain cosine of their content less the mean', async () => {
    const { content, all } = randomItems(40);
    const items = Array.from(all, () => ({ title: 'A' }));
    const mean = Array.from({ length: CONTENT_DIM }, (_, d) =>
      all.reduce((sum, item) => sum + content[item * CONTENT_DIM + d]! / all.length, 0),
    );
    const centred = (item: number) => mean.map((value, d) => content[item * CONTENT_DIM + d]! - value);
    const batch = Uint32Array.of(7, 0, 39);
    const { rows, columns, data } = await itemKernel({ items, content }, all, product).rows(batch);
    expect([rows, columns]).toEqual([batch.length, all.length]);
    for (const [i, item] of batch.entries()) {
      for (const other of all) {
        const [a, b] = [centred(item), centred(other)];
        const cosine = a.reduce((sum, value, d) => sum + value * b[d]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
        expect(data[i * all.length + other]! - 0.5).toBeCloseTo(cosine, 5);
      }
    }
  });

  test('each further vector adds the cosine of those that have one, less the mean of the anchors that do', async () => {
    const { items, content, all } = randomItems(40);
    const random = createRandom(9);
    const vectors = items.map((_, i) => ({
      image: i % 3 === 0 ? undefined : Array.from({ length: 8 }, () => random.normal()),
      ...(i % 2 === 0 && { sound: Float32Array.from({ length: 12 }, () => random.normal()) }),
    }));
    const anchors = all.filter((item) => item >= 10);
    const without = await itemKernel({ items, content }, anchors, product).rows(all);
    const { data } = await itemKernel({ items, content, vectors }, anchors, product).rows(all);

    const centred = (name: 'image' | 'sound', item: number) => {
      const known = [...anchors].flatMap((anchor) => (vectors[anchor]![name] ? [vectors[anchor]![name]] : []));
      const mean = (d: number) => known.reduce((sum, vector) => sum + vector[d]! / known.length, 0);
      return vectors[item]![name] && Array.from(vectors[item]![name], (value, d) => value - mean(d));
    };
    const cosine = (a: number[] | undefined, b: number[] | undefined) =>
      a && b ? a.reduce((sum, value, d) => sum + value * b[d]!, 0) / (Math.hypot(...a) * Math.hypot(...b)) : 0;
    for (const item of all) {
      for (const [place, anchor] of anchors.entries()) {
        const at = item * anchors.length + place;
        const both = (['image', 'sound'] as const).map((name) => cosine(centred(name, item), centred(name, anchor)));
        expect(data[at]! - without.data[at]!).toBeCloseTo(both[0]! + both[1]!, 5);
      }
    }
  });

  test('one kind at one time is more than one kind at another, and than another kind', async () => {
    const [own, near, far, other] = await likenessToFirst([
      { title: 'A', genres: ['Horror'], year: 1985 },
      { title: 'B', genres: ['Horror'], year: 1981 },
      { title: 'C', genres: ['Horror'], year: 1931 },
      { title: 'D', genres: ['Western'], year: 1981 },
      { title: 'E', genres: ['Drama'], year: 2000 },
    ]);
    expect(own).toBeGreaterThan(near!);
    expect(near).toBeGreaterThan(far!);
    expect(near).toBeGreaterThan(other!);
  });

  test('years weigh by age: five of them part new items more than old ones', async () => {
    const likeness = async (own: number, other: number) =>
      (await likenessToFirst([own, other, 2000].map((year) => ({ title: 'A', year }))))[1]!;
    expect(await likeness(2000, 1995)).toBeLessThan(await likeness(1950, 1945));
  });

  test('without any year all items are of one time', async () => {
    const [own, same, other] = await likenessToFirst([
      { title: 'A', genres: ['Horror'] },
      { title: 'B', genres: ['Horror'] },
      { title: 'C', genres: ['Western'] },
    ]);
    expect(own).toBeCloseTo(same!, 5);
    expect(other).toBeCloseTo(0.5, 5);
  });
});
