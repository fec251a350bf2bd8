import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearestName } from '../../src/text/did-you-mean.ts';

test('the nearest known name is meant, or none', () => {
  const known = ['count', 'where', 'exclude', 'hideBought'];
  expect(nearestName('cuont', known)).toBe('count');
  expect(nearestName('Count', known)).toBe('count');
  expect(nearestName('hidebougth', known)).toBe('hideBought');
  expect(nearestName('colour', known)).toBeUndefined();
  expect(nearestName('x'.repeat(1e6), known)).toBeUndefined();
});

test('one letter more, less, other or swapped is one edit', () => {
  expect(['acb', 'ab', 'abcd', 'abd', 'abc'].map((other) => editDistance('abc', other))).toEqual([1, 1, 1, 1, 0]);
});

test('the distance is the same both ways, and never more than the longer name', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
    { seed: 1 },
  );
});
