import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dedupCodes } from '../../src/semantic-ids/dedup-codes.ts';

const LEVELS = 2;
const catalogs = fc.uniqueArray(fc.record({ id: fc.string(), codes: fc.tuple(fc.nat(1), fc.nat(1)) }), {
  selector: ({ id }) => id,
  maxLength: 20,
});
type Catalog = { id: string; codes: [number, number] }[];

function numbersById(catalog: Catalog, given?: ReadonlyMap<string, number>): Map<string, number> {
  const ids = catalog.map(({ id }) => id);
  const codes = Uint8Array.from(catalog.flatMap((item) => item.codes));
  const numbers = dedupCodes(ids, codes, LEVELS, given);
  return new Map(ids.map((id, item) => [id, numbers[item]!]));
}

const fullIds = (catalog: Catalog, numbers: Map<string, number>) =>
  catalog.map(({ id, codes }) => [...codes, numbers.get(id)].join());

describe('dedup codes', () => {
  test('count items with equal codes in the order of their ids, whatever the rows', () => {
    fc.assert(
      fc.property(catalogs, (catalog) => {
        const expected = catalog.map((item): [string, number] => {
          const before = catalog.filter(({ id, codes }) => id < item.id && codes.join() === item.codes.join());
          return [item.id, before.length];
        });
        expect(numbersById(catalog)).toEqual(new Map(expected));
        expect(numbersById(catalog.toReversed())).toEqual(new Map(expected));
      }),
      { seed: 1 },
    );
  });

  test('an item keeps what it was given while others come and go, and IDs stay unique', () => {
    fc.assert(
      fc.property(catalogs, fc.nat(20), fc.nat(20), (catalog, cut, otherCut) => {
        const earlier = numbersById(catalog.slice(0, cut));
        const now = catalog.slice(Math.min(cut, otherCut));
        const numbers = numbersById(now, earlier);
        for (const { id } of now) if (earlier.has(id)) expect(numbers.get(id)).toBe(earlier.get(id));
        expect(new Set(fullIds(now, numbers)).size).toBe(now.length);
      }),
      { seed: 2 },
    );
  });

  test('of two that were given the same number, under other codes, one gets another', () => {
    const given = new Map([
      ['a', 0],
      ['b', 0],
      ['c', 2],
    ]);
    const catalog: Catalog = ['d', 'c', 'b', 'a'].map((id) => ({ id, codes: [0, 0] }));
    expect(Object.fromEntries(numbersById(catalog, given))).toEqual({ a: 0, b: 1, c: 2, d: 3 });
  });

  test('refuses ids that don’t fit the codes or repeat', () => {
    expect(() => dedupCodes(['a'], new Uint8Array(4), 2)).toThrow('dedup codes: there are 1 ids, expected 2');
    expect(() => dedupCodes(['a', 'a'], new Uint8Array(4), 2)).toThrow(
      'dedup codes: 1 ids repeat, expected unique ids',
    );
  });
});
