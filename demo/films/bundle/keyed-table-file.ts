// film-item-to-item.bin: the item-to-item table that training fitted, keyed by stable item id, so that set-up can make
// the table of the catalog without the logs. Its rows are the inflated bytes of docs/formats/item-to-item.md.
import { decodeItemToItem, encodeItemToItem } from '../../../src/formats/item-to-item.ts';
import type { KeyedTable } from '../../../src/item-to-item/keyed-table.ts';
import { decodeKeyed, encodeKeyed, fail } from './keyed-file.ts';

const FORMAT = { noun: 'item-to-item by id', magic: 'PVIT', headerBytes: 12, countAt: 8 };

/** @throws CatalogFormatError where ids and rows do not fit together, as for a table that cannot be written */
export function encodeKeyedTable({ ids, table }: KeyedTable): Uint8Array<ArrayBuffer> {
  if (ids.length !== table.numItems) fail(FORMAT, `${ids.length} ids, expected ${table.numItems}, one a row`);
  return encodeKeyed(FORMAT, ids, encodeItemToItem(table));
}

/** @throws CatalogFormatError for anything but exactly one whole file of this format */
export function decodeKeyedTable(bytes: Uint8Array): KeyedTable {
  const { ids, rows } = decodeKeyed(FORMAT, bytes);
  return { ids, table: decodeItemToItem(rows, { label: FORMAT.noun, numItems: ids.length }) };
}
