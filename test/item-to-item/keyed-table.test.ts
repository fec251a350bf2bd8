// Tables keyed by item id: what becomes of them over another catalog.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeItemToItem } from '../../src/formats/item-to-item.ts';
import { type KeyedTable, tableOfItems } from '../../src/item-to-item/keyed-table.ts';
import { tables } from './item-to-item-tables.ts';

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
});
