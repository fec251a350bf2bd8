import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topScores } from '../../src/pipeline/evaluation/top-scores.ts';

test('equals a full sort for any scores, ties and exclusions', () => {
  const scores = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(scores, fc.nat(45), fc.array(fc.nat(39)), (values, k, marked) => {
      const excluded = marked.filter((index) => index < values.length);
      const expected = [...values.keys()]
        .filter((index) => !excluded.includes(index))
        .sort((a, b) => values[b]! - values[a]! || a - b)
        .slice(0, k);
      expect([...topScores(Float32Array.from(values), k, Uint32Array.from(excluded))]).toEqual(expected);
    }),
    { seed: 4, numRuns: 300 },
  );
});
