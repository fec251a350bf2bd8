// Values of the columns as sparse rows: each column has tokens of its own, and all stand side by side. What a catalog knows of
// its values (how rare each is) is kept apart from the items, so that later items can be told by it.

import { type ContentItem, columnNames, columnTokens } from './item-tokens.ts';
import { tokenBlock } from './token-blocks.ts';
import { countShared, type SharedTokens } from './token-counts.ts';
import { besideEachOther, rowsOfBlocks, type TokenRows } from './token-rows.ts';

export interface Column {
  name: string;
  shared: SharedTokens;
}

export interface ColumnRows extends Column {
  rows: TokenRows;
}

export interface WeighedColumn extends Column {
  /** What a match in it counts. */
  weight: number;
}

/** Of each column that says anything its values, in a fixed order. */
export function columnRows(items: readonly ContentItem[]): ColumnRows[] {
  return columnNames(items).flatMap((name) => {
    const blocks = [tokenBlock(tokensOf(items, name))];
    const shared = countShared(blocks);
    return shared.tokens.length > 0 ? [{ name, shared, rows: rowsOfBlocks(blocks, shared) }] : [];
  });
}

/** All columns side by side, of any items. */
export function rowsOfColumns(columns: readonly WeighedColumn[], items: readonly ContentItem[]): TokenRows {
  const parts = columns.map(({ name, shared, weight }) => ({
    rows: rowsOfBlocks([tokenBlock(tokensOf(items, name))], shared),
    weight,
  }));
  return besideEachOther(items.length, parts);
}

function* tokensOf(items: readonly ContentItem[], name: string) {
  for (const item of items) yield columnTokens(item, name);
}
