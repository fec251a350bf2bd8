import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bitset } from '../../src/ranking/bitset.ts';

/** A length and two sets of indices below it, beside their bitsets. */
const twoSets = fc.integer({ min: 0, max: 130 }).chain((length) => {
  const indices = fc.uniqueArray(fc.integer({ min: 0, max: Math.max(0, length - 1) }), { maxLength: length });
  return fc.tuple(fc.constant(length), indices, indices);
});
const ascending = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

describe('Bitset', () => {
  test('equals a Set, for membership, count, order and algebra', () => {
    fc.assert(
      fc.property(twoSets, ([length, listA, listB]) => {
        const [a, b] = [Bitset.fromIndices(length, listA), Bitset.fromIndices(length, listB)];
        const [setA, setB] = [new Set(listA), new Set(listB)];
        const all = Array.from({ length }, (_, i) => i);
        expect([...a.indices()]).toEqual(ascending(listA));
        expect(a.count()).toBe(listA.length);
        expect(all.filter((i) => a.has(i))).toEqual(ascending(listA));
        expect([...a.and(b).indices()]).toEqual(all.filter((i) => setA.has(i) && setB.has(i)));
        expect([...a.or(b).indices()]).toEqual(all.filter((i) => setA.has(i) || setB.has(i)));
        expect([...a.andNot(b).indices()]).toEqual(all.filter((i) => setA.has(i) && !setB.has(i)));
        expect([...a.not().indices()]).toEqual(all.filter((i) => !setA.has(i)));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('bits past the length stay 0, so that kernels may read whole words', () => {
    const full = Bitset.full(33);
    expect([...full.words]).toEqual([0xffffffff, 1]);
    expect(full.count()).toBe(33);
    expect(Bitset.full(64).count()).toBe(64);
    expect(Bitset.full(0).words.length).toBe(0);
  });

  test('add and delete change one member', () => {
    const set = new Bitset(40).add(31).add(32).delete(31);
    expect([...set.indices()]).toEqual([32]);
    expect([set.has(-1), set.has(40), set.has(32)]).toEqual([false, false, true]);
  });

  test('the algebra leaves its operands as they were', () => {
    const a = Bitset.fromIndices(8, [1, 2]);
    a.or(Bitset.full(8));
    expect([...a.indices()]).toEqual([1, 2]);
  });

  test('refuses indices outside and sets of another length', () => {
    expect(() => new Bitset(8).add(8)).toThrow('bitset: index is 8, expected an integer from 0 to 7');
    expect(() => new Bitset(8).add(1.5)).toThrow('bitset: index is 1.5');
    expect(() => new Bitset(8).and(new Bitset(9))).toThrow('bitset: other set has 9 bits, expected 8');
    expect(() => new Bitset(-1)).toThrow('bitset: length is -1');
  });
});
