// Ties -> the table of what goes with what. Who loves a film loves what it is tied to, what is tied to it, and, less,
// what those are tied to: one step and two of a walk over the ties, each step divided by how many ties both ends have,
// so that a film that much is tied to is not everybody's neighbour (the hub penalty of A. Paudel et al., RP3beta, TiiS
// 7(1), 2016).

import type { ItemToItemTable } from '../../../src/formats/item-to-item.ts';
import type { KeyedTable } from '../../../src/item-to-item/keyed-table.ts';
import { roundHalfAwayFromZero } from '../../../src/numerics/quantize.ts';
import type { FilmTies } from './film-ties.ts';

/** What the first tie of a film weighs, and the last of FULL_LENGTH: what is named first goes best with it. */
const FIRST_WEIGHT = 1;
const LAST_WEIGHT = 0.6;
const FULL_LENGTH = 12;
/** Power of a film's ties by which a step is divided, at both of its ends. */
const HUB_PENALTY = 0.4;
/** Two steps count as much as one. */
const SECOND_STEP = 1;
const NEIGHBOURS = 100;
const MAX_WEIGHT = 255;

/** How the table is used beside the scores of the towers; chosen on the development half of the taste bench. */
export type TableUse = Pick<
  ItemToItemTable,
  'knee' | 'towerStrength' | 'meanStrength' | 'similarStrength' | 'historyItems' | 'halfWeightAt' | 'coverage'
>;

type Row = Map<number, number>;

/** @param itemIds  films of the table; ties to others are left out */
export function tieTable(ties: FilmTies, itemIds: readonly string[], use: TableUse): KeyedTable {
  const steps = firstSteps(tiesOf(ties, itemIds));
  const rows = steps.map((row, item) => strongest(withSecondStep(row, item, steps)));
  const largest = rows.reduce((most, row) => Math.max(most, row[0]?.[1] ?? 0), 0);
  const scale = largest > 0 ? Math.fround(largest / MAX_WEIGHT) : 1;
  const entries = rows.map((row) =>
    row
      .map(([neighbour, value]) => [neighbour, roundHalfAwayFromZero(value / scale)] as const)
      .filter(([, weight]) => weight > 0)
      .sort((a, b) => a[0] - b[0]),
  );
  const offsets = new Uint32Array(itemIds.length + 1);
  entries.forEach((row, item) => {
    offsets[item + 1] = offsets[item]! + row.length;
  });
  const flat = entries.flat();
  const table: ItemToItemTable = {
    numItems: itemIds.length,
    neighboursPerItem: NEIGHBOURS,
    offsets,
    neighbours: Uint32Array.from(flat, ([neighbour]) => neighbour),
    weights: Uint8Array.from(flat, ([, weight]) => Math.min(MAX_WEIGHT, weight)),
    scale,
    ...use,
  };
  return { ids: itemIds, table };
}

/** Both ways: a tie that only one of two films names holds for the other as well, one that both name holds twice. */
function tiesOf(ties: FilmTies, itemIds: readonly string[]): Row[] {
  const rowById = new Map(itemIds.map((id, row) => [id, row]));
  const rows: Row[] = itemIds.map(() => new Map());
  itemIds.forEach((id, item) => {
    for (const [place, { to }] of (ties.get(id) ?? []).entries()) {
      const other = rowById.get(to);
      if (other === undefined || other === item) continue;
      const weight = FIRST_WEIGHT - ((FIRST_WEIGHT - LAST_WEIGHT) * place) / FULL_LENGTH;
      addTo(rows[item]!, other, weight);
      addTo(rows[other]!, item, weight);
    }
  });
  return rows;
}

function firstSteps(rows: readonly Row[]): Row[] {
  const penalties = rows.map((row) => [...row.values()].reduce((sum, weight) => sum + weight, 0) ** HUB_PENALTY);
  return rows.map((row, item) => {
    return new Map([...row].map(([other, weight]) => [other, weight / (penalties[item]! * penalties[other]!)]));
  });
}

function withSecondStep(row: Row, item: number, steps: readonly Row[]): Row {
  const walked = new Map(row);
  for (const [between, weight] of row) {
    for (const [other, further] of steps[between]!) {
      if (other !== item) addTo(walked, other, SECOND_STEP * weight * further);
    }
  }
  return walked;
}

const strongest = (row: Row): [number, number][] =>
  [...row].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NEIGHBOURS);

function addTo(row: Row, other: number, weight: number): void {
  row.set(other, (row.get(other) ?? 0) + weight);
}
