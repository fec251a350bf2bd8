// What is alike by kernels, cells and lists of words, against all products written out; and the pieces that it is made of.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { createRowDots, paddedDim, QUERIES_AT_ONCE, rowSteps, STEPS } from '../../src/numerics/row-dots/row-dots.ts';
import {
  type AlikeIndex,
  createAlikeIndex,
  nearestOfAll,
  nearestOfCell,
} from '../../src/untrained/likeness/alike-index.ts';
import { type AlikeRows, alikeLayout, alikeRows, selectAlike } from '../../src/untrained/likeness/alike-rows.ts';
import { tokenBlock } from '../../src/untrained/likeness/token-blocks.ts';
import { countShared } from '../../src/untrained/likeness/token-counts.ts';
import { countsOfTokens, tokenRows } from '../../src/untrained/likeness/token-rows.ts';

const NUM_ITEMS = 2600;
const DIM = 32;
const K = 10;

/** Items of topics: a direction with noise, and words of which the topic has some. */
function catalog(): AlikeRows {
  const random = createRandom(3);
  const topics = Array.from({ length: 30 }, () => Float32Array.from({ length: DIM }, () => random.normal()));
  const meaning = new Float32Array(NUM_ITEMS * DIM);
  const bags = Array.from({ length: NUM_ITEMS }, (_, i) => {
    const topic = i % topics.length;
    const row = topics[topic]!.map((value) => value + random.normal());
    const length = Math.hypot(...row);
    meaning.set(
      row.map((value) => value / length),
      i * DIM,
    );
    const words = Array.from({ length: 8 }, () =>
      random.next() < 0.5 ? `t${topic}-${random.integer(12)}` : `w${random.integer(900)}`,
    );
    return [...new Set(words)].map((word) => [word, 1] as const);
  });
  const tokens = tokenRows(bags);
  return alikeRows(meaning, DIM, tokens, alikeLayout(countsOfTokens(tokens), 2));
}

const rows = catalog();
const everyOf = (step: number) =>
  selectAlike(
    rows,
    Array.from({ length: Math.ceil(NUM_ITEMS / step) }, (_, i) => i * step),
  );
const blocks = { blocks: [rows], sample: everyOf };
const nearest = (index: AlikeIndex) =>
  nearestOfAll(
    index,
    Array.from({ length: index.cellStarts.length - 1 }, (_, cell) => nearestOfCell(index, cell, K)),
    K,
  );
const exact = nearest(createAlikeIndex(blocks, NUM_ITEMS, { seed: 1 }));

function product(a: number, b: number): number {
  let sum = 0;
  for (let d = 0; d < rows.dim; d++) sum += rows.dense[a * rows.dim + d]! * rows.dense[b * rows.dim + d]!;
  const values = new Map<number, number>();
  for (let entry = rows.offsets[a]!; entry < rows.offsets[a + 1]!; entry++)
    values.set(rows.tokens[entry]!, rows.values[entry]!);
  for (let entry = rows.offsets[b]!; entry < rows.offsets[b + 1]!; entry++) {
    sum += (values.get(rows.tokens[entry]!) ?? 0) * rows.values[entry]!;
  }
  return sum;
}

describe('what is alike', () => {
  it('is what all products say, in a catalog that is compared in full', () => {
    for (const item of [0, 1, 999, 1300, NUM_ITEMS - 1]) {
      const all = Array.from({ length: NUM_ITEMS }, (_, other) => ({ other, score: product(item, other) }))
        .filter(({ other }) => other !== item)
        .sort((a, b) => b.score - a.score || a.other - b.other)
        .slice(0, K);
      expect([...exact.items.subarray(item * K, (item + 1) * K)]).toEqual(all.map(({ other }) => other));
      expect([...exact.scores.subarray(item * K, (item + 1) * K)]).toEqual(all.map(({ score }) => score));
    }
  });

  it('is nearly that where cells and lists lead to it, whatever blocks the rows come in', () => {
    const index = createAlikeIndex(blocks, NUM_ITEMS, { seed: 1, maxExact: 0, numNear: 500 });
    const found = nearest(index);
    let shared = 0;
    for (let item = 0; item < NUM_ITEMS; item++) {
      const own = new Set(exact.items.subarray(item * K, (item + 1) * K));
      for (const other of found.items.subarray(item * K, (item + 1) * K)) if (own.has(other)) shared++;
    }
    expect(shared / (NUM_ITEMS * K)).toBeGreaterThan(0.95);
    expect(index.nearCells.length).toBeLessThan((index.cellStarts.length - 1) ** 2);
  });
});

describe('dot products of rows', () => {
  it('are the same in WebAssembly and JavaScript, for any number of rows', () => {
    const step = fc.integer({ min: -STEPS, max: STEPS });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: QUERIES_AT_ONCE }),
        fc.array(step, { minLength: 4 }),
        (numRows, count, steps) => {
          const dim = paddedDim(11);
          const [wasm, plain] = [createRowDots(numRows, dim, 'wasm'), createRowDots(numRows, dim, 'javascript')];
          for (const dots of [wasm, plain]) {
            dots.rows.set(Array.from({ length: numRows * dim }, (_, i) => Math.trunc(steps[i % steps.length]! / 4)));
            dots.queries.set(
              Array.from({ length: count * dim }, (_, i) => Math.trunc(steps[(3 * i + 1) % steps.length]! / 4)),
            );
            dots.run(count);
          }
          expect(wasm.sums.subarray(0, count * wasm.stride)).toEqual(plain.sums.subarray(0, count * plain.stride));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('of unit rows are their cosines', () => {
    const units = Float32Array.from([0.6, 0.8, 0, 1, 0, 0]);
    const dots = createRowDots(2, paddedDim(3));
    dots.rows.set(rowSteps(units, 3));
    dots.queries.set(rowSteps(units.subarray(0, 3), 3));
    dots.run(1);
    expect(dots.sums[0]! / STEPS ** 2).toBeCloseTo(1, 3);
    expect(dots.sums[1]! / STEPS ** 2).toBeCloseTo(0.6, 3);
  });
});

describe('counts of tokens', () => {
  it('are those of a map, of tokens that two items have, however the items are cut', () => {
    const bags = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 6 }), { maxLength: 20 });
    fc.assert(
      fc.property(bags, fc.nat(20), (items, cut) => {
        const weighted = items.map((bag) => bag.map((token) => [token, 1] as const));
        const whole = countShared([tokenBlock(weighted)]);
        expect(countShared([tokenBlock(weighted.slice(0, cut)), tokenBlock(weighted.slice(cut))])).toEqual(whole);
        const counts = new Map<string, number>();
        for (const token of items.flat()) counts.set(token, (counts.get(token) ?? 0) + 1);
        const expected = [...counts.values()].filter((count) => count > 1);
        expect([...whole.counts].sort()).toEqual(expected.sort());
        expect([...whole.tokens]).toEqual([...whole.tokens].sort((a, b) => a - b));
      }),
    );
  });
});
