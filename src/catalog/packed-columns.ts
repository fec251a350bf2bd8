// The columns of a shard as bytes and codes: a million items are some long arrays then, and not millions of objects. Strings
// are made when they are asked for.
import { type DetailColumn, knownDetails, type MakeColumns, type Packer, type TextColumn } from './columns.ts';
import { IdTable } from './id-table.ts';
import { PackedFacet } from './packed-facet.ts';
import { SharedValues, SharedWords, Utf8Column } from './packed-strings.ts';

/**
 * @param hasManyItems  texts are kept as codes of words
 * @returns             for all shards of one catalog: they have values and words in common
 */
export function createPacker(hasManyItems: boolean): Packer {
  const words = hasManyItems ? new SharedWords() : undefined;
  const valuesByDetail = new Map<string, SharedValues>();
  const packTexts = (values: readonly string[]): TextColumn => words?.pack(values) ?? packStrings(values);
  const packDetail = (name: string, values: readonly (string | null)[]): DetailColumn => {
    const shared = valuesByDetail.get(name) ?? new SharedValues();
    valuesByDetail.set(name, shared);
    return shared.pack(values);
  };
  const makeColumns: MakeColumns = (items, first, index) => ({
    ids: packStrings(items.ids),
    titles: packTexts(items.titles),
    texts: packTexts(items.texts),
    facets: new Map(
      Object.entries(items.facets).map(([name, values]) => [name, new PackedFacet(values, name, first, index)]),
    ),
    details: new Map(knownDetails(items).map(([name, values]) => [name, packDetail(name, values)])),
  });
  return { makeColumns, idTable: (...asked) => new IdTable(...asked) };
}

function packStrings(values: readonly string[]) {
  const column = new Utf8Column(values);
  return { at: (row: number) => column.at(row)!, isAt: (row: number, value: string) => column.isAt(row, value) };
}
