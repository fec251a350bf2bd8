import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adamRowsStep, adamStep, createMoments, learningRateAt } from '../../src/pipeline/training/adam.ts';

/** Kingma & Ba 2015, algorithm 1, written as the paper has it. */
function paperAdam(start: number, gradients: number[], rate: number): number {
  let [value, m, v] = [start, 0, 0];
  gradients.forEach((g, i) => {
    m = 0.9 * m + 0.1 * g;
    v = 0.98 * v + 0.02 * g * g;
    value -= (rate * (m / (1 - 0.9 ** (i + 1)))) / (Math.sqrt(v / (1 - 0.98 ** (i + 1))) + 1e-8);
  });
  return value;
}

test('Adam follows the paper', () => {
  const gradient = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(fc.array(gradient, { minLength: 1, maxLength: 30 }), (gradients) => {
      const values = new Float32Array([0.5]);
      const moments = createMoments(1);
      gradients.forEach((g, i) => {
        adamStep(values, Float32Array.of(g), moments, 0.01, i + 1);
      });
      expect(values[0]).toBeCloseTo(paperAdam(0.5, gradients, 0.01), 4);
    }),
  );
});

test('weight decay takes its share of each value beside the step, whatever the gradient', () => {
  const [plain, decayed] = [new Float32Array([2, -4]), new Float32Array([2, -4])];
  adamStep(plain, Float32Array.of(1, 5), createMoments(2), 0.1, 1);
  adamStep(decayed, Float32Array.of(1, 5), createMoments(2), 0.1, 1, 0.5);
  expect(plain[0]! - decayed[0]!).toBeCloseTo(2 * 0.05, 5);
  expect(plain[1]! - decayed[1]!).toBeCloseTo(-4 * 0.05, 5);
});

test('a step on rows changes those rows alone, as a step on each of them would', () => {
  const table = new Float32Array([1, 2, 3, 4, 5, 6]);
  const moments = createMoments(6);
  adamRowsStep(table, 2, Uint32Array.of(2, 0), Float32Array.of(1, -1, 2, -2), moments, 0.1, 1);
  const [gone, back] = [0.1, -0.1];
  const expected = [1 - gone, 2 - back, 3, 4, 5 - gone, 6 - back];
  table.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 5);
  });
  expect([...moments.first.subarray(2, 4)]).toEqual([0, 0]);
});

test('the learning rate warms up, peaks once and ends at a fiftieth', () => {
  const rates = Array.from({ length: 5000 }, (_, i) => learningRateAt(i + 1, 5000, 1));
  expect(rates[0]).toBeCloseTo(1 / 200);
  expect(Math.max(...rates)).toBe(rates[199]);
  expect(rates.at(-1)).toBeCloseTo(0.02, 5);
  for (let i = 200; i < rates.length; i++) expect(rates[i]).toBeLessThanOrEqual(rates[i - 1]!);
});

test('a very short run still reaches its peak', () => {
  const rates = Array.from({ length: 5 }, (_, i) => learningRateAt(i + 1, 5, 1));
  expect(Math.max(...rates)).toBe(1);
});
