import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalog } from '../../bench/harness/catalog.ts';
import { floatTopK, scoreRows } from '../../bench/harness/float-top-k.ts';
import { exactLists, recallAgainst } from '../../bench/harness/recall.ts';
import { measureRounds } from '../../bench/harness/rounds.ts';
import { transpose } from '../../bench/harness/transpose.ts';

test('the float top-k equals a sort, ties to the lower index', () => {
  const scores = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 300 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 0, max: 320 }), (values, k) => {
      const order = values.map((_, index) => index).sort((a, b) => values[b]! - values[a]! || a - b);
      expect([...floatTopK(values, k)]).toEqual(order.slice(0, k));
    }),
    { seed: 1 },
  );
});

test('rows are scored by their dot products, and a transposed matrix holds the same values', () => {
  const rows = Float32Array.from({ length: 5 * 8 }, (_, i) => ((i * 7) % 11) - 5);
  const query = Float32Array.from({ length: 8 }, (_, d) => d - 3);
  const scores = new Float32Array(5);
  scoreRows(rows, query, scores);
  const columns = transpose(rows, 8);
  for (let row = 0; row < 5; row++) {
    expect(scores[row]).toBe(query.reduce((sum, value, d) => sum + value * rows[row * 8 + d]!, 0));
    for (let d = 0; d < 8; d++) expect(columns[d * 5 + row]).toBe(rows[row * 8 + d]);
  }
});

test('a catalog is the same for a seed, of unit length, and its int8 rows rank nearly as its floats do', async () => {
  const catalog = createCatalog(500, 32, 20, 4);
  expect(createCatalog(500, 32, 20, 4).rows).toEqual(catalog.rows);
  expect(createCatalog(500, 32, 20, 5).rows).not.toEqual(catalog.rows);
  const norm = Math.hypot(...catalog.rows.subarray(32, 64));
  expect(norm).toBeCloseTo(1, 5);
  const lists = await exactLists(catalog, 10, 20);
  const engine = { topK: () => [] };
  expect(await recallAgainst(engine, catalog, lists)).toEqual({ int8: 0, f32: 0 });
  const overlap = lists.int8.map((list, i) => list.filter((index) => lists.f32[i]!.includes(index)).length);
  expect(overlap.reduce((sum, count) => sum + count)).toBeGreaterThan(0.9 * 20 * 10);
});

test('contenders take turns, warm up first, and each gets its samples', async () => {
  const calls: string[] = [];
  const contender = (name: string) => ({ name, run: () => calls.push(name) });
  const times = await measureRounds([contender('a'), contender('b')], 8);
  expect(times).toHaveLength(2);
  const turns = calls.filter((name, i) => name !== calls[i - 1]);
  expect(turns.join('')).toBe('ababab'); // warm-up, then two rounds
});
