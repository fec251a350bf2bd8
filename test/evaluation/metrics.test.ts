import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MetricAccumulator, type Metrics } from '../../src/pipeline/evaluation/metrics.ts';

test('three users at K = 2, computed by hand', () => {
  const popularity = Uint32Array.of(10, 5, 1, 0);
  const accumulator = new MetricAccumulator(2, popularity);
  accumulator.add(Uint32Array.of(0, 1, 2), 0); // first place
  accumulator.add(Uint32Array.of(0, 2, 1), 2); // second place
  accumulator.add(Uint32Array.of(0, 1, 3), 3); // third place: beyond K
  const metrics = accumulator.metrics();
  expect(metrics).toMatchObject({ k: 2, users: 3, recall: 2 / 3, hit: 2 / 3 });
  expect(metrics.ndcg).toBeCloseTo((1 + 1 / Math.log2(3)) / 3, 12);
  expect(metrics.mrr).toBeCloseTo((1 + 1 / 2) / 3, 12);
  expect(metrics.itemCoverage).toBe(3 / 4);
  expect(metrics.averagePopularity).toBeCloseTo(((10 + 5) / 2 + (10 + 1) / 2 + (10 + 5) / 2) / 3, 12);
  // Listed 3, 2, 1 and 0 times: ascending 0, 1, 2, 3 -> (-3*0 - 1*1 + 1*2 + 3*3) / (4 * 6).
  expect(metrics.giniIndex).toBeCloseTo(10 / 24, 12);
});

test('the Gini index is 0 for equal counts and nears 1 when one item gets all', () => {
  const giniOf = (numItems: number, ...lists: number[][]) => {
    const accumulator = new MetricAccumulator(10, new Uint32Array(numItems));
    for (const list of lists) accumulator.add(Uint32Array.from(list), 0);
    return accumulator.metrics().giniIndex;
  };
  expect(giniOf(3, [0, 1, 2], [2, 0, 1])).toBe(0);
  expect(giniOf(100, [7], [7])).toBeCloseTo(0.99, 12);
});

test('no lists: users 0 and no figure', () => {
  const metrics = new MetricAccumulator(5, new Uint32Array(3)).metrics();
  expect(metrics.users).toBe(0);
  for (const name of ['recall', 'ndcg', 'mrr', 'hit', 'itemCoverage', 'averagePopularity', 'giniIndex'] as const) {
    expect(metrics[name], name).toBeNaN();
  }
});

/** RecBole's formulas for any number of relevant items, written as the papers have them. */
function naiveMetrics(lists: number[][], targets: number[], popularity: number[], k: number): Metrics {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const shown = lists.map((list) => list.slice(0, k));
  const relevance = shown.map((list, u) => list.map((item) => (item === targets[u] ? 1 : 0)));
  const dcg = (row: number[]) => mean([0, ...row.map((rel, i) => rel / Math.log2(i + 2))]) * (row.length + 1);
  const counts = popularity.map((_, item) => shown.flat().filter((listed) => listed === item).length);
  let differences = 0;
  for (const a of counts) for (const b of counts) differences += Math.abs(a - b);
  const hit = mean(relevance.map((row) => Math.max(0, ...row)));
  return {
    k,
    users: lists.length,
    recall: hit,
    hit,
    ndcg: mean(relevance.map((row) => dcg(row))),
    mrr: mean(relevance.map((row) => (row.includes(1) ? 1 / (row.indexOf(1) + 1) : 0))),
    itemCoverage: new Set(shown.flat()).size / popularity.length,
    averagePopularity: mean(shown.map((list) => mean(list.map((item) => popularity[item]!)))),
    // The mean absolute difference of all pairs, over twice the mean.
    giniIndex: differences / (2 * counts.length ** 2 * mean(counts)),
  };
}

test('equals a naive reference for any lists', () => {
  const numItems = 7;
  const list = fc.shuffledSubarray([...Array(numItems).keys()], { minLength: 1 });
  const user = fc.record({ list, target: fc.nat(numItems - 1) });
  const popularity = fc.array(fc.nat(50), { minLength: numItems, maxLength: numItems });
  fc.assert(
    fc.property(
      fc.array(user, { minLength: 1, maxLength: 12 }),
      popularity,
      fc.integer({ min: 1, max: 8 }),
      (users, counts, k) => {
        const accumulator = new MetricAccumulator(k, Uint32Array.from(counts));
        for (const { list, target } of users) accumulator.add(Uint32Array.from(list), target);
        const lists = users.map(({ list }) => list);
        const targets = users.map(({ target }) => target);
        const expected = naiveMetrics(lists, targets, counts, k);
        const found = accumulator.metrics();
        for (const [name, value] of Object.entries(expected)) {
          expect(found[name as keyof Metrics], name).toBeCloseTo(value, 10);
        }
      },
    ),
    { seed: 2 },
  );
});
