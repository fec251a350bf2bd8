// A table over another one, against the definition in maps.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemToItemTable } from '../../src/formats/item-to-item.ts';
import { laidOver } from '../../src/item-to-item/lay-over.ts';
import { tableOf } from './item-to-item-tables.ts';

const entries = (numItems: number) =>
  fc.array(
    fc.record({ row: fc.nat(numItems - 1), other: fc.nat(numItems - 1), weight: fc.integer({ min: 1, max: 255 }) }),
    { maxLength: 20 },
  );

it('has of both what still holds, and what came where both say something', () => {
  fc.assert(
    fc.property(
      entries(6),
      entries(8),
      fc.uniqueArray(fc.nat(7)),
      fc.integer({ min: 4, max: 8 }),
      (old, come, rows, numItems) => {
        const fits = ({ row, other }: { row: number; other: number }) => row !== other;
        const base = new Map(old.filter(fits).map((entry) => [`${entry.row} ${entry.other}`, entry]));
        const changes = new Map(
          come
            .filter((entry) => fits(entry) && entry.row < numItems && entry.other < numItems)
            .map((entry) => [`${entry.row} ${entry.other}`, entry]),
        );
        const table = laidOver(
          tableOfEntries(6, [...base.values()]),
          tableOfEntries(numItems, [...changes.values()]),
          rows,
        );
        const stays = [...base.values()].filter(({ row, other }) =>
          [row, other].every((item) => item < numItems && !rows.includes(item)),
        );
        const expected = new Map([
          ...stays.map((entry) => [`${entry.row} ${entry.other}`, entry] as const),
          ...changes,
        ]);
        expect(entriesOf(table)).toEqual([...expected.values()].sort((a, b) => a.row - b.row || a.other - b.other));
      },
    ),
  );
});

type Entry = { row: number; other: number; weight: number };

function tableOfEntries(numItems: number, all: readonly Entry[]): ItemToItemTable {
  const rows = Array.from({ length: numItems }, (_, row) => all.filter((entry) => entry.row === row));
  return tableOf(rows.map((own) => own.map(({ other, weight }) => [other, weight] as const)));
}

function entriesOf({ numItems, offsets, neighbours, weights }: ItemToItemTable): Entry[] {
  return Array.from({ length: numItems }, (_, row) =>
    Array.from(neighbours.subarray(offsets[row], offsets[row + 1]), (other, i) => ({
      ...{ row, other },
      weight: weights[offsets[row]! + i]!,
    })),
  ).flat();
}
