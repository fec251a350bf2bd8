// film-item-to-item.bin: the item-to-item table that training fitted, keyed by stable item id, so that set-up can make the table of
// the catalog without the logs. All numbers are little-endian.
//
//   offset  bytes    what
//   0       4        magic 'PVIT'
//   4       u32      version, 1
//   8       u32      count: rows
//   12      count x  id: u16 length in bytes, then UTF-8
//   ...              the inflated bytes of docs/formats/item-to-item.md, over these rows
import { CatalogFormatError } from '../../../src/errors.ts';
import { decodeItemToItem, encodeItemToItem } from '../../../src/formats/item-to-item.ts';
import type { KeyedTable } from '../../../src/item-to-item/keyed-table.ts';
import { decodeIds, encodeIds } from './id-list.ts';

const MAGIC = 'PVIT';
const VERSION = 1;
const HEADER_BYTES = 12;

/** @throws CatalogFormatError where ids and rows do not fit together, as for a table that cannot be written */
export function encodeKeyedTable({ ids, table }: KeyedTable): Uint8Array<ArrayBuffer> {
  if (ids.length !== table.numItems) fail(`${ids.length} ids, expected ${table.numItems}, one a row`);
  const idBytes = encodeIds(ids, fail);
  const tableBytes = encodeItemToItem(table);
  const bytes = new Uint8Array(HEADER_BYTES + idBytes.length + tableBytes.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(4, VERSION, true);
  view.setUint32(8, ids.length, true);
  bytes.set(idBytes, HEADER_BYTES);
  bytes.set(tableBytes, HEADER_BYTES + idBytes.length);
  return bytes;
}

/** @throws CatalogFormatError for anything but exactly one whole file of this format */
export function decodeKeyedTable(bytes: Uint8Array): KeyedTable {
  if (bytes.length < HEADER_BYTES) fail(`${bytes.length} bytes, expected at least ${HEADER_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== MAGIC) fail(`magic is '${magic}', expected '${MAGIC}'`);
  const version = view.getUint32(4, true);
  if (version !== VERSION) fail(`version is ${version}, expected ${VERSION}`);
  const { ids, end } = decodeIds(bytes, HEADER_BYTES, view.getUint32(8, true), fail);
  return { ids, table: decodeItemToItem(bytes.subarray(end), { label: 'item-to-item by id', numItems: ids.length }) };
}

function fail(problem: string): never {
  throw new CatalogFormatError(`item-to-item by id: ${problem}`);
}
