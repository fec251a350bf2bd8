import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createWasmRanker } from '../../src/ranking/wasm-ranker.ts';
import { describeWasmVariants } from './wasm-variants.ts';

// Node 20 has none, Node 22 has.
const hasRelaxedSimd = createWasmRanker(new ItemMatrix(0, 16), 'wasm-relaxed-simd') !== undefined;
describeWasmVariants({ hasRelaxedSimd });

test('the committed modules are what the compiler makes of the sources', async () => {
  // @ts-expect-error plain JavaScript without types
  const { kernelsModule, kernelsPath } = await import('../../scripts/build-kernels.mjs');
  expect(readFileSync(kernelsPath('ranking'), 'utf8')).toBe(await kernelsModule('ranking'));
});

test('two rankers over one matrix do not disturb each other', async () => {
  const rows = Int8Array.from({ length: 100 * 16 }, (_, i) => ((i * 37) % 255) - 127);
  const matrix = ItemMatrix.fromRows(rows, 100, 16);
  const [a, b] = [createWasmRanker(matrix)!, createWasmRanker(matrix, 'wasm-simd')!];
  const request = { query: new Int8Array(16).fill(3), k: 10 };
  const alone = await a.rank(request);
  const [first] = await Promise.all([
    a.rank(request),
    b.rank({ ...request, k: 100 }),
    b.rank({ query: new Int8Array(16), k: 7 }),
  ]);
  expect(first).toEqual(alone);
  expect((await b.rank(request)).indices).toEqual(alone.indices);
});
