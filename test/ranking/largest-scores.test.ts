import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { largestScores } from '../../src/ranking/largest-scores.ts';

const cases = fc.record({
  seed: fc.nat(),
  numItems: fc.integer({ min: 0, max: 300 }),
  n: fc.integer({ min: 0, max: 320 }),
  /** Scores are drawn from -range..range; the bounds that are told may be wider. */
  range: fc.constantFrom(0, 2, 5000, 2 ** 30),
  slack: fc.constantFrom(0, 1, 100_000),
  allowedShare: fc.constantFrom(undefined, 0, 0.1, 0.8),
});

test('the n largest scores equal a naive sort, whatever their range, for any blocks and allowed items', () => {
  fc.assert(
    fc.property(cases, ({ seed, numItems, n, range, slack, allowedShare }) => {
      const random = createRandom(seed);
      const scores = Int32Array.from({ length: numItems }, () => random.integer(2 * range + 1) - range);
      const all = Array.from(scores.keys());
      const members = all.filter(() => allowedShare === undefined || random.next() < allowedShare);
      const allowed = allowedShare === undefined ? undefined : Bitset.fromIndices(numItems, members);
      const blockItems = 1 + random.integer(70);
      function* blocks() {
        for (let first = 0; first < numItems; first += blockItems) {
          yield { first, scores: scores.subarray(first, first + blockItems) };
        }
      }
      const expected = members.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, n);
      const result = largestScores({ blocks, low: -range - slack, high: range + slack }, n, allowed);
      expect([...result]).toEqual(expected.sort((a, b) => a - b));
    }),
    { seed: 1, numRuns: 500 },
  );
});
