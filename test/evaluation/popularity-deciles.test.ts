import fc from 'fast-check';
import { expect, test } from 'vitest';
import { popularityGroups, sharesByGroup } from '../../src/pipeline/evaluation/popularity-deciles.ts';

test('ten items of one event each are the ten groups, an item without events is group 0', () => {
  const popularity = Uint32Array.of(1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  expect([...popularityGroups(popularity)]).toEqual([1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('an item with half of the events lies where their middle is', () => {
  expect([...popularityGroups(Uint32Array.of(50, 10, 10, 10, 20))]).toEqual([8, 1, 2, 3, 5]);
});

test('no group holds more than its tenth but for one item, and more popular items never lie lower', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }), (counts) => {
      const groups = popularityGroups(Uint32Array.from(counts));
      const total = counts.reduce((sum, count) => sum + count, 0);
      for (const [item, count] of counts.entries()) {
        expect(groups[item] === 0).toBe(count === 0);
        for (const [other, less] of counts.entries())
          if (less < count) expect(groups[other]).toBeLessThanOrEqual(groups[item]!);
      }
      for (let group = 1; group <= 10; group++) {
        const held = counts.filter((_, item) => groups[item] === group);
        expect(held.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(total / 10 + Math.max(0, ...held));
      }
    }),
    { seed: 1 },
  );
});

test('shares of counts by group sum to 1; without counts there are none', () => {
  const shares = sharesByGroup(Uint32Array.of(3, 0, 1), Uint8Array.of(10, 4, 0));
  expect([shares[0], shares[4], shares[10]]).toEqual([0.25, 0, 0.75]);
  expect(sharesByGroup(new Uint32Array(2), Uint8Array.of(1, 2))[1]).toBeNaN();
});
