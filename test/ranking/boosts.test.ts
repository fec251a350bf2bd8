import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { denseBoosts } from '../../src/ranking/boosts.ts';
import { MAX_BOOST } from '../../src/ranking/ranker.ts';

describe('denseBoosts', () => {
  test('adds up the boosts of each item; all others have none', () => {
    const boost = fc.record({ itemIndex: fc.nat({ max: 9 }), boost: fc.integer({ min: -1000, max: 1000 }) });
    fc.assert(
      fc.property(fc.array(boost), (boosts) => {
        const sums = Array.from({ length: 10 }, (_, index) =>
          boosts.reduce((sum, one) => sum + (one.itemIndex === index ? one.boost : 0), 0),
        );
        expect(denseBoosts(10, boosts)).toEqual(Int32Array.from(sums));
      }),
      { seed: 1 },
    );
  });

  test('refuses indices and boosts out of range, also as a sum', () => {
    const one = (itemIndex: number, boost: number) => denseBoosts(3, [{ itemIndex, boost }]);
    expect(() => one(3, 1)).toThrow('boosts: index is 3, expected an integer from 0 to 2');
    expect(() => one(0.5, 1)).toThrow('boosts: index is 0.5, expected an integer from 0 to 2');
    expect(() => one(1, 1.5)).toThrow('boosts: item 1 has 1.5, expected an integer from -1073741824 to 1073741824');
    expect(() => one(1, -MAX_BOOST - 1)).toThrow('boosts: item 1 has -1073741825');
    const twice = { itemIndex: 2, boost: MAX_BOOST };
    expect(denseBoosts(3, [twice])[2]).toBe(MAX_BOOST);
    expect(() => denseBoosts(3, [twice, twice])).toThrow('boosts: item 2 has 2147483648');
  });
});
