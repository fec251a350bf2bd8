import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addTable,
  itemsToContinue,
  neighboursOf,
  type TableEvent,
  tableScore,
  tableSums,
  worthOf,
} from '../../src/item-to-item/item-to-item-table.ts';
import { roundHalfAwayFromZero } from '../../src/numerics/quantize.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import type { RankResult } from '../../src/ranking/ranker.ts';
import { tableOf, tables } from './item-to-item-tables.ts';

/** A history in which nothing was refused. */
const only = (wanted: readonly number[]) => ({ wanted, unwanted: [] });
const wanted = (list: readonly TableEvent[]) => itemsToContinue(list, 20).wanted;
const events = (...list: [TableEvent['type'], number][]): TableEvent[] =>
  list.map(([type, itemIndex]) => ({ type, itemIndex }));

describe('the items that a history is continued from', () => {
  test('are the newest, each once, at the place of its newest event', () => {
    expect(wanted(events(['view', 1], ['like', 2], ['view', 3], ['view', 2]))).toEqual([2, 3, 1]);
    const many = Array.from({ length: 30 }, (_, i): [TableEvent['type'], number] => ['view', i]);
    expect(wanted(events(...many))).toEqual(Array.from({ length: 20 }, (_, n) => 29 - n));
    expect(itemsToContinue([], 20)).toEqual({ wanted: [], unwanted: [] });
  });

  test('are never those that were disliked or hidden, whatever else was done with them', () => {
    const split = (...list: Parameters<typeof events>) => itemsToContinue(events(...list), 2);
    expect(split(['view', 1], ['dislike', 1])).toEqual({ wanted: [], unwanted: [1] });
    expect(split(['like', 1], ['hide', 1], ['view', 1], ['select', 1])).toEqual({ wanted: [], unwanted: [1] });
    expect(split(['dislike', 1], ['view', 2], ['like', 1])).toEqual({ wanted: [1, 2], unwanted: [] });
    expect(split(['hide', 1], ['dislike', 2], ['dislike', 3])).toEqual({ wanted: [], unwanted: [3, 2] });
    expect(split(['search', 1], ['none', 2])).toEqual({ wanted: [], unwanted: [] });
  });
});

describe('sums of the table', () => {
  test('are the weights of the n-th newest over n, exactly', () => {
    const table = tableOf(
      [
        [[2, 10]],
        [
          [2, 7],
          [0, 255],
        ],
        [],
      ],
      { scale: 2 },
    );
    const sums = tableSums(table, only([0, 1]));
    expect(sums.get(2)! / sums.get(0)!).toBe((10 + 7 / 2) / (255 / 2));
    expect(tableScore(table, only([0, 1]), 2, 3)).toBeCloseTo(3 * 2 * (10 + 7 / 2), 9);
    expect(tableScore(table, only([0, 1]), 1, 3)).toBe(0);
  });

  test('lose what leads from disliked items, and no more than there is', () => {
    const table = tableOf([
      [[2, 10]],
      [
        [2, 7],
        [3, 5],
      ],
      [],
      [],
    ]);
    const unit = tableSums(table, only([0])).get(2)! / 10;
    expect(tableSums(table, { wanted: [0], unwanted: [1] })).toEqual(new Map([[2, 3 * unit]]));
    expect(tableSums(table, { wanted: [1], unwanted: [0] })).toEqual(new Map([[3, 5 * unit]]));
    expect(tableSums(table, { wanted: [], unwanted: [0, 1] })).toEqual(new Map());
  });

  test.each([1, 7, 50, 1_000_000])('of a thousand items are integers, where h is %i', (halfWeightAt) => {
    const rows = Array.from({ length: 1001 }, () => [[1000, 255]] as [number, number][]);
    rows[1000] = [];
    const items = Array.from({ length: 1000 }, (_, i) => i);
    const sum = tableSums(tableOf(rows, { halfWeightAt }), only(items)).get(1000)!;
    expect(Number.isSafeInteger(sum)).toBe(true);
    const whole = items.reduce((total, n) => total + (255 * halfWeightAt) / (halfWeightAt + n), 0);
    expect(sum / 232_792_560 / whole).toBeCloseTo(1, 6);
  });

  test('are what one row alone is told', () => {
    fc.assert(
      fc.property(tables, fc.array(fc.nat(11), { maxLength: 8 }), fc.nat(8), (table, any, numWanted) => {
        const all = [...new Set(any.filter((item) => item < table.numItems))];
        const items = { wanted: all.slice(0, numWanted), unwanted: all.slice(numWanted) };
        const sums = tableSums(table, items);
        for (let row = 0; row < table.numItems; row++) {
          const worth = worthOf(((sums.get(row) ?? 0) * table.scale) / 232_792_560, table.knee);
          expect(tableScore(table, items, row, 3)).toBe(3 * worth);
        }
      }),
    );
  });
});

/** Every item scored, sorted, cut: what the re-ranker must give without looking at every item. */
function naive(scores: readonly number[], allowed: Bitset, boosts: readonly number[], k: number): [number, number][] {
  return scores
    .map((score, index): [number, number] => [index, score + boosts[index]!])
    .filter(([index]) => allowed.has(index))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, k);
}

test('a list with the table is the k best of all items by score + table, integers and ties included', () => {
  const cases = tables.chain((table) => {
    const { numItems } = table;
    const item = fc.nat(numItems - 1);
    return fc.record({
      table: fc.constant(table),
      scores: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: numItems, maxLength: numItems }),
      items: fc.uniqueArray(item, { maxLength: 8 }),
      numWanted: fc.nat(8),
      excluded: fc.array(item),
      k: fc.nat(numItems + 2),
      strength: fc.constantFrom(0, 0.001, 0.1, 1, 20),
      scoreStep: fc.constantFrom(2 ** -4, 1, 0.37),
    });
  });
  fc.assert(
    fc.property(cases, ({ table, scores, items: all, numWanted, excluded, k, strength, scoreStep }) => {
      const items = { wanted: all.slice(0, numWanted), unwanted: all.slice(numWanted) };
      const allowed = Bitset.fromIndices(table.numItems, excluded).not();
      const boosts = scores.map((_, b) => {
        const h = table.halfWeightAt;
        const sumOf = (some: readonly number[]) =>
          some.reduce((total, item, n) => total + (weight(table, item, b) * h) / (h + n), 0);
        const sum = Math.max(0, sumOf(items.wanted) - sumOf(items.unwanted));
        return { exact: (naiveWorth(sum * table.scale, table.knee) * strength) / scoreStep, sum };
      });
      // Where the exact value is a hair from a half, the last bit of the factor decides: nobody can tell which is
      // right.
      fc.pre(boosts.every(({ exact }) => Math.abs((Math.abs(exact) % 1) - 0.5) > 1e-6));
      const rounded = boosts.map(({ exact }) => roundHalfAwayFromZero(exact));
      const ranked = toResult(
        naive(
          scores,
          allowed,
          scores.map(() => 0),
          k,
        ),
      );
      const scoreOf = (index: number) => scores[index]!;
      const found = addTable(ranked, k, { table, items, strength, scoreStep, allowed, scoreOf });
      const expected = naive(scores, allowed, rounded, k);
      expect([...found.indices]).toEqual(expected.map(([index]) => index));
      expect([...found.scores]).toEqual(expected.map(([, score]) => score));
    }),
    { seed: 1, numRuns: 500 },
  );
});

/** By logarithms, where the code halves. */
function naiveWorth(total: number, knee: number): number {
  const bent = 1 + total / knee;
  const doublings = Math.floor(Math.log2(bent));
  return doublings === 0 ? total : knee * (doublings + bent / 2 ** doublings - 1);
}

describe('what a sum counts', () => {
  test('is itself up to the knee, and a knee more for each doubling of knee + sum', () => {
    expect([0, 0.5, 2].map((total) => worthOf(total, 2))).toEqual([0, 0.5, 2]);
    expect([4, 6, 14, 30].map((total) => worthOf(total, 2))).toEqual([3, 4, 6, 8]);
  });

  test('never falls, and is between the logarithm to base two and 9 % of a knee below it', () => {
    const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (a, b, knee) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(worthOf(low, knee)).toBeLessThanOrEqual(worthOf(high, knee));
        const above = Math.log2(1 + high / knee) - worthOf(high, knee) / knee;
        expect(above).toBeGreaterThan(-1e-6);
        expect(above).toBeLessThan(0.09);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

test('however strong a table is, scores stay int32', () => {
  const table = tableOf([[], [[0, 255]]], { scale: 1e30 });
  const ranked = toResult([[0, 2 ** 30 + 2 ** 21]]);
  const { scores } = addTable(ranked, 1, { table, items: only([1]), strength: 1e6, scoreStep: 1e-9, scoreOf: () => 0 });
  expect(scores[0]).toBeGreaterThan(2 ** 30);
});

test('neighbours of an item come heaviest first, ties to the lower index, allowed ones alone', () => {
  const table = tableOf([
    [
      [1, 5],
      [2, 9],
      [3, 5],
      [4, 200],
    ],
    [],
    [],
    [],
    [],
  ]);
  const allowed = Bitset.fromIndices(5, [4]).not();
  expect(neighboursOf(table, 0, allowed).map(({ itemIndex }) => itemIndex)).toEqual([2, 1, 3]);
  expect(neighboursOf(table, 1, allowed)).toEqual([]);
});

function weight({ offsets, neighbours, weights }: ReturnType<typeof tableOf>, item: number, other: number): number {
  for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++)
    if (neighbours[entry] === other) return weights[entry]!;
  return 0;
}

function toResult(entries: readonly [number, number][]): RankResult {
  return {
    indices: Uint32Array.from(entries, ([index]) => index),
    scores: Int32Array.from(entries, ([, score]) => score),
  };
}
