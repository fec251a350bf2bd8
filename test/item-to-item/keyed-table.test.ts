// Tables keyed by item id: the committed file, and what becomes of them over another catalog.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeKeyedTable, encodeKeyedTable } from '../../demo/films/bundle/keyed-table-file.ts';
import { CatalogFormatError } from '../../src/errors.ts';
import { encodeItemToItem } from '../../src/formats/item-to-item.ts';
import { type KeyedTable, tableOfItems } from '../../src/item-to-item/keyed-table.ts';
import { tableOf, tables } from './item-to-item-tables.ts';

const keyedTables: fc.Arbitrary<KeyedTable> = tables.map((table) => ({
  ids: Array.from({ length: table.numItems }, (_, row) => `é-${row}`),
  table,
}));

/** Every weight by the ids of its two items. */
function pairs({ ids, table }: KeyedTable): Map<string, number> {
  const found = new Map<string, number>();
  ids.forEach((id, row) => {
    for (let entry = table.offsets[row]!; entry < table.offsets[row + 1]!; entry++) {
      found.set(`${id} ${ids[table.neighbours[entry]!]}`, table.weights[entry]!);
    }
  });
  return found;
}

describe('a keyed table', () => {
  it('comes back from its file as it was', () => {
    fc.assert(
      fc.property(keyedTables, (keyed) => {
        expect(decodeKeyedTable(encodeKeyedTable(keyed))).toEqual(keyed);
      }),
      { seed: 1 },
    );
  });

  it('over a catalog in any order has the weights between the items that are in both', () => {
    const cases = keyedTables.chain((keyed) =>
      fc.record({
        keyed: fc.constant(keyed),
        catalog: fc.shuffledSubarray([...keyed.ids, 'unknown'], { minLength: 1 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ keyed, catalog }) => {
        const table = tableOfItems(keyed, catalog);
        expect(encodeItemToItem(table).length).toBeGreaterThan(0); // whatever comes out can be written
        const isIn = (pair: string) => pair.split(' ').every((id) => catalog.includes(id));
        const expected = [...pairs(keyed)].filter(([pair]) => isIn(pair)).sort();
        expect([...pairs({ ids: catalog, table })].sort()).toEqual(expected);
        const { scale, knee, towerStrength, meanStrength } = keyed.table;
        expect(table).toMatchObject({ scale, knee, towerStrength, meanStrength });
      }),
      { seed: 2 },
    );
  });

  it('is refused when ids and rows disagree, or anything of the file does', () => {
    const keyed = { ids: ['a', 'b'], table: tableOf([[[1, 3]], []]) };
    const bytes = encodeKeyedTable(keyed);
    expect(() => encodeKeyedTable({ ...keyed, ids: ['a'] })).toThrow(
      'item-to-item by id: 1 ids, expected 2, one a row',
    );
    expect(() => encodeKeyedTable({ ...keyed, ids: ['a', 'a'] })).toThrow("id of row 1 is 'a' again");
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeKeyedTable(bytes.subarray(0, length))).toThrow(CatalogFormatError);
    }
    expect(() => decodeKeyedTable(bytes.with(4, 2))).toThrow('version is 2, expected 1');
    expect(() => decodeKeyedTable(bytes.with(0, 65))).toThrow("magic is 'AVIT', expected 'PVIT'");
    const three = { ids: ['a', 'b', 'c'], table: tableOf([[], [], []]) };
    const mixed = Uint8Array.of(...bytes.subarray(0, 18), ...encodeItemToItem(three.table));
    expect(() => decodeKeyedTable(mixed)).toThrow('numItems is 3, expected 2');
  });
});
