import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupByPrefix, prefixGroups, prefixKey } from '../../src/semantic-ids/code-prefix.ts';

describe('prefixGroups', () => {
  test('two items have one group exactly when their first codes are equal', () => {
    const numLevels = 7;
    const item = fc.array(fc.constantFrom(0, 1, 255), { minLength: numLevels, maxLength: numLevels });
    fc.assert(
      fc.property(item, item, fc.integer({ min: 1, max: 6 }), (a, b, length) => {
        const groupsOf = prefixGroups(Uint8Array.from([...a, ...b]), numLevels, length);
        const isEqual = a.slice(0, length).join() === b.slice(0, length).join();
        expect(groupsOf(0)[0] === groupsOf(1)[0]).toBe(isEqual);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('refuses a length that is no prefix', () => {
    const message = (length: number) => `semantic ID: prefix length is ${length}, expected an integer from 1 to 2`;
    for (const length of [0, 3, 1.5]) {
      expect(() => prefixGroups(new Uint8Array(4), 2, length)).toThrow(message(length));
    }
  });
});

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
