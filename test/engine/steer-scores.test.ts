// Moved scores, held to a naive sort.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSteered, steerScores } from '../../src/engine/lists/steer-scores.ts';
import { steerEvent } from './made-up-films.ts';

it('a steered list is ordered by score and what moves it, in steps of the score', () => {
  const item = fc.record({ score: fc.integer({ min: -500, max: 500 }), nats: fc.integer({ min: -60, max: 60 }) });
  const items = fc.array(item, { maxLength: 40 });
  fc.assert(
    fc.property(items, fc.constantFrom(0.25, 0.5, 0.02), fc.nat(50), fc.boolean(), (rows, scoreStep, k, isReversed) => {
      const nats = Float32Array.from(rows, (row) => row.nats / 10);
      const indices = rows.map((_, i) => (isReversed ? rows.length - 1 - i : i));
      const ranked = {
        indices: Uint32Array.from(indices),
        scores: Int32Array.from(indices, (i) => rows[i]!.score),
      };
      const naive = rows
        .map(({ score }, i) => [score + Math.round(nats[i]! / scoreStep), i] as const)
        .toSorted(([a, i], [b, j]) => b - a || i - j)
        .slice(0, k);
      const steered = steerScores(ranked, (itemIndex) => nats[itemIndex]!, scoreStep, k);
      expect([...steered.indices]).toEqual(naive.map(([, i]) => i));
      expect([...steered.scores]).toEqual(naive.map(([score]) => score));
    }),
    { seed: 1 },
  );
});

it('nothing moves a list that nothing steers', () => {
  const ranked = { indices: Uint32Array.of(2, 0, 1), scores: Int32Array.of(9, 5, 5) };
  expect(steerScores(ranked, () => 0, 0.1, 3)).toEqual(ranked);
  expect(isSteered([{ type: 'like', itemId: 'a', time: 1, sequence: 0 }])).toBe(false);
  expect(isSteered([steerEvent(0, 'nothing violent')])).toBe(true);
});
