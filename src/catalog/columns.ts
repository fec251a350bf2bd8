// What the catalog knows of a shard's items, one column for each thing. As they come they are arrays of strings, which is
// what the first list needs; packed-columns.ts, which comes behind it, makes bytes of them.
import type { ItemShard } from '../formats/catalog.ts';
import { firstNumber } from '../text/read-number.ts';
import type { FacetIndex } from './where.ts';

/** Values of a run of items, by their place in it. */
export interface Column<T> {
  at(row: number): T;
}

export interface TextColumn extends Column<string> {
  /** The codes of what stands between the spaces of a text, where it is kept as such; equal words have equal codes. */
  codesAt?(row: number): number[] | undefined;
}

export interface IdColumn extends Column<string> {
  /** Whether it is the id of a row. */
  isAt(row: number, id: string): boolean;
}

export interface DetailColumn extends Column<string | undefined> {
  /** The first number of the value; NaN where there is none. */
  numberAt(row: number): number;
}

/** All of a run. */
export interface Columns {
  ids: IdColumn;
  titles: TextColumn;
  texts: TextColumn;
  facets: ReadonlyMap<string, Column<readonly string[]>>;
  /** Those that one of the items has. */
  details: ReadonlyMap<string, DetailColumn>;
}

/**
 * Makes columns of items, and tells the index of their facets' values.
 *
 * @param first  item index of the first one
 */
export type MakeColumns = (items: ItemShard, first: number, index: FacetIndex) => Columns;

/** Item indices by id, as a map has them. */
export interface RowsById {
  get(id: string): number | undefined;
  set(id: string, itemIndex: number): unknown;
}

/** Makes less of a catalog than arrays and maps of strings are. */
export interface Packer {
  makeColumns: MakeColumns;
  /**
   * Item indices by id, which are looked up where they lie.
   *
   * @param known  those that there are
   * @param isAt   whether an item has the id
   */
  idTable(
    numItems: number,
    known: Iterable<[id: string, itemIndex: number]>,
    isAt: (itemIndex: number, id: string) => boolean,
  ): RowsById;
}

/** Details that one of the items has. */
export function knownDetails({ details }: ItemShard): [name: string, values: (string | null)[]][] {
  return Object.entries(details).filter(([, values]) => values.some((value) => value !== null));
}

export const plainColumns: MakeColumns = (items, first, index) => ({
  ids: { at: (row) => items.ids[row]!, isAt: (row, id) => items.ids[row] === id },
  titles: { at: (row) => items.titles[row]! },
  texts: { at: (row) => items.texts[row]! },
  facets: new Map(
    Object.entries(items.facets).map(([name, lists]) => {
      const values = lists.map((list) => [...new Set(list)]);
      for (const [row, list] of values.entries()) for (const value of list) index.add(name, value, first + row);
      return [name, { at: (row) => values[row]! }];
    }),
  ),
  details: new Map(
    knownDetails(items).map(([name, values]) => {
      const at = (row: number) => values[row] ?? undefined;
      return [name, { at, numberAt: (row) => firstNumber(at(row)) ?? Number.NaN }];
    }),
  ),
});
