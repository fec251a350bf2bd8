// A shard of items as the catalog holds it: one column for each thing that is known of them.
import type { ItemShard } from '../formats/catalog.ts';
import { Bitset } from '../ranking/bitset.ts';
import { FacetColumn } from './facet-column.ts';
import { type DetailColumn, SharedValues, SharedWords, type StringColumn, Utf8Column } from './string-columns.ts';
import type { FacetIndex } from './where.ts';

/**
 * A catalog of more items is a large one: titles and texts are kept as codes of words, search is by titles and facets, and
 * sentences know the titles of the first items alone.
 */
export const MAX_ITEMS_IN_FULL = 200_000;

export interface Block {
  /** Item index of its first row. */
  first: number;
  numItems: number;
  ids: Utf8Column;
  titles: StringColumn;
  texts: StringColumn;
  facets: ReadonlyMap<string, FacetColumn>;
  /** Those that one of the items has. */
  details: ReadonlyMap<string, DetailColumn>;
  hasResidual: Bitset;
}

/** What the blocks of a catalog have in common. */
export interface SharedColumns {
  /** Told of all values. */
  facets: FacetIndex;
  /** By the name of a detail that some item has. */
  details: Map<string, SharedValues>;
  /** Absent where titles and texts are kept as they are. */
  words: SharedWords | undefined;
}

export function sharedColumns(facets: FacetIndex, isLarge: boolean): SharedColumns {
  return { facets, details: new Map(), words: isLarge ? new SharedWords() : undefined };
}

export function packBlock(items: ItemShard, first: number, shared: SharedColumns): Block {
  const facets = Object.entries(items.facets).map(([name, values]) => {
    return [name, new FacetColumn(values, name, first, shared.facets)] as const;
  });
  const details = new Map<string, DetailColumn>();
  for (const [name, values] of Object.entries(items.details)) {
    if (values.every((value) => value === null)) continue;
    const known = shared.details.get(name) ?? new SharedValues();
    shared.details.set(name, known);
    details.set(name, known.pack(values));
  }
  const pack = (values: readonly string[]) => shared.words?.pack(values) ?? new Utf8Column(values);
  return {
    ...{ first, numItems: items.numItems, facets: new Map(facets), details },
    ids: new Utf8Column(items.ids),
    titles: pack(items.titles),
    texts: pack(items.texts),
    hasResidual: Bitset.fromIndices(
      items.numItems,
      items.hasResidual.flatMap((has, row) => (has ? [row] : [])),
    ),
  };
}
