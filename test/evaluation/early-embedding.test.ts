import fc from 'fast-check';
import { expect, test } from 'vitest';
import { earlyEmbedding, neighbourResidual } from '../../src/pipeline/evaluation/early-embedding.ts';
import { logOf } from './logs.ts';

test('without events it is the tower’s output, with many of one kind it is all but where they put it', () => {
  const tower = Float32Array.of(1, -2);
  const offset = Float32Array.of(0.5, 1);
  expect(earlyEmbedding(tower, [])).toEqual(tower);
  expect([...earlyEmbedding(tower, [offset], 1)]).toEqual([1.25, -1.5]);
  const many = earlyEmbedding(tower, new Array(995).fill(offset), 5);
  expect(many[0]).toBeCloseTo(1.4975, 3);
  expect([...tower]).toEqual([1, -2]);
});

test('it is tower + n / (n + prior) * mean, whatever the numbers', () => {
  const vector = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(
      vector,
      fc.array(vector, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 20 }),
      (tower, offsets, prior) => {
        const found = earlyEmbedding(
          Float32Array.from(tower),
          offsets.map((offset) => Float32Array.from(offset)),
          prior,
        );
        const n = offsets.length;
        for (const [d, value] of found.entries()) {
          const mean = offsets.reduce((sum, offset) => sum + offset[d], 0) / n;
          expect(value).toBeCloseTo(tower[d] + (n / (n + prior)) * mean, 4);
        }
      },
    ),
  );
});

test('a neighbour’s residual counts within reach, in the same history, if it has one', () => {
  const log = logOf(
    [
      [3, 1, 0, 2, 4, 3],
      [3, 3],
    ],
    5,
  );
  // Item 2 has no residual: it is new, too.
  const residuals = { residuals: Float32Array.of(9, 9, 2, 0, 0, 0, 4, 4, 6, 2), dim: 2 };
  expect([...neighbourResidual(log, { event: 2, user: 0 }, residuals, 1)]).toEqual([2, 0]);
  expect([...neighbourResidual(log, { event: 2, user: 0 }, residuals, 2)]).toEqual([4, 2]);
  expect([...neighbourResidual(log, { event: 6, user: 1 }, residuals, 2)]).toEqual([0, 0]);
});
