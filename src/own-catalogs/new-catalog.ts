// A table and the roles of its columns as the record of a catalog that is still to be built.

import { CatalogFormatError } from '../errors.ts';
import { ITEM_RULES, tableItems } from '../items/item-reader.ts';
import type { ColumnRole } from '../items/roles.ts';
import { slug } from '../items/slug.ts';
import type { Table } from '../items/table.ts';
import type { OwnRecord } from './catalog-records.ts';

/** @throws CatalogFormatError where less than two rows have a title */
export function newCatalog(
  of: Pick<OwnRecord, 'id' | 'name' | 'fileName' | 'createdMs'>,
  table: Table,
  roles: ColumnRole[],
): OwnRecord {
  const { items, notes } = tableItems(table, roles);
  if (items.length < 2) {
    const found = items.length === 0 ? 'no row' : 'one row';
    throw new CatalogFormatError(
      `${of.fileName}: found ${found} with a title, expected at least two. Choose another title column.`,
    );
  }
  return {
    ...of,
    openedMs: Date.now(),
    state: 'building',
    numItems: items.length,
    numEncoded: 0,
    numUsable: 0,
    generation: 0,
    sizeBytes: 0,
    notes: [...table.notes, ...notes],
    roles,
    rules: ITEM_RULES,
  };
}

export function newId(name: string): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0'));
  return `${slug(String(name)).slice(0, 40) || 'catalog'}-${random.join('')}`;
}
