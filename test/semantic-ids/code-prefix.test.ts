import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupByPrefix, prefixKey } from '../../src/semantic-ids/code-prefix.ts';

describe('groupByPrefix', () => {
  test('puts items with equal first codes together, and each item once', () => {
    const codes = fc.array(fc.tuple(fc.constantFrom(0, 255), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 3 }), (items, length) => {
        const groups = groupByPrefix(Uint8Array.from(items.flat()), 3, length);
        expect([...groups.values()].flat().sort((a, b) => a - b)).toEqual([...items.keys()]);
        for (const [key, group] of groups) {
          for (const item of group) expect(prefixKey(items[item]!.slice(0, length))).toBe(key);
        }
      }),
      { seed: 1 },
    );
  });

  test('keys are in the order of the codes', () => {
    expect(prefixKey([1, 255]) < prefixKey([2])).toBe(true);
    expect(prefixKey([1]) < prefixKey([1, 0])).toBe(true);
    expect(prefixKey([9, 10]) < prefixKey([10, 9])).toBe(true);
  });
});
