// Any item-to-item table of a few items, for property-based tests.

import fc from 'fast-check';
import { type ItemToItemTable, SEQUENTIAL_HISTORY } from '../../src/formats/item-to-item.ts';

/** Rows of [neighbour, weight] as a table. */
export function tableOf(
  rows: readonly (readonly [number, number])[][],
  settings: Partial<ItemToItemTable> = {},
): ItemToItemTable {
  const sorted = rows.map((row) => [...row].sort((a, b) => a[0] - b[0]));
  const offsets = new Uint32Array(rows.length + 1);
  sorted.forEach((row, item) => {
    offsets[item + 1] = offsets[item]! + row.length;
  });
  return {
    numItems: rows.length,
    neighboursPerItem: Math.max(1, ...rows.map((row) => row.length)),
    offsets,
    neighbours: Uint32Array.from(sorted.flat(), ([neighbour]) => neighbour),
    weights: Uint8Array.from(sorted.flat(), ([, weight]) => weight),
    scale: 0.5,
    knee: 2 ** 20,
    towerStrength: 1,
    meanStrength: 1,
    similarStrength: 1,
    ...SEQUENTIAL_HISTORY,
    ...settings,
  };
}

const strength = fc.float({ min: 0, max: 1000, noNaN: true, noDefaultInfinity: true }).map((value) => Math.abs(value));

export const tables: fc.Arbitrary<ItemToItemTable> = fc.integer({ min: 2, max: 12 }).chain((numItems) => {
  const rows = fc.tuple(
    ...Array.from({ length: numItems }, (_, item) =>
      fc.uniqueArray(
        fc.tuple(
          fc.nat(numItems - 2).map((other) => (other < item ? other : other + 1)),
          fc.integer({ min: 1, max: 255 }),
        ),
        { selector: ([neighbour]) => neighbour, maxLength: 6 },
      ),
    ),
  );
  const scale = fc.float({ min: Math.fround(1e-6), max: 10, noNaN: true });
  const knee = fc.float({ min: Math.fround(1e-3), max: 1e6, noNaN: true });
  return fc
    .record({
      ...{ rows, scale, knee, towerStrength: strength, meanStrength: strength, similarStrength: strength },
      ...{ historyItems: fc.integer({ min: 1, max: 1000 }), halfWeightAt: fc.integer({ min: 1, max: 1_000_000 }) },
      coverage: fc.float({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ rows, ...settings }) => tableOf(rows, settings));
});
