import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dedupCodes } from '../../src/semantic-ids/dedup-codes.ts';

const LEVELS = 2;
const catalogs = fc.uniqueArray(fc.record({ id: fc.string(), codes: fc.tuple(fc.nat(1), fc.nat(1)) }), {
  selector: ({ id }) => id,
  maxLength: 20,
});
type Catalog = { id: string; codes: [number, number] }[];

function numbersById(catalog: Catalog): Map<string, number> {
  const ids = catalog.map(({ id }) => id);
  const codes = Uint8Array.from(catalog.flatMap((item) => item.codes));
  const numbers = dedupCodes(ids, codes, LEVELS);
  return new Map(ids.map((id, item) => [id, numbers[item]!]));
}

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

  test('refuses ids that don’t fit the codes or repeat', () => {
    expect(() => dedupCodes(['a'], new Uint8Array(4), 2)).toThrow('dedup codes: there are 1 ids, expected 2');
    expect(() => dedupCodes(['a', 'a'], new Uint8Array(4), 2)).toThrow(
      'dedup codes: 1 ids repeat, expected unique ids',
    );
  });
});
