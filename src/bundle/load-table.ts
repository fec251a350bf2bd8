// The item-to-item table of a page: that of its bundle with what updates lay over it, or those of several bundles as one.

import { decodeItemToItem, type ItemToItemTable } from '../formats/item-to-item.ts';
import type { GzippedFile, Manifest } from '../formats/manifest.ts';
import { laidOver } from '../item-to-item/lay-over.ts';
import { type FetchOptions, fetchGzipped } from './fetch-verified.ts';
import { numShardRows } from './row-changes.ts';

interface TableSource {
  manifestUrl: string;
  manifest: Manifest;
}

/**
 * @param bundles    whose rows follow one another
 * @param optionsOf  how a file is fetched, by its entry with the whole address as path
 * @throws CatalogFormatError naming a file, or where no bundle has a table; what `signal` was aborted with
 */
export async function loadTable(
  bundles: readonly TableSource[],
  optionsOf: (file: GzippedFile) => FetchOptions,
): Promise<ItemToItemTable> {
  const tables: { numItems: number; table: ItemToItemTable | undefined }[] = [];
  // One after the other: side by side, chance would order the requests.
  for (const { manifestUrl, manifest } of bundles) {
    const fetchFile = async (file: GzippedFile) => {
      const url = new URL(file.path, manifestUrl).href;
      return fetchGzipped(url, file, optionsOf(bundles.length > 1 ? { ...file, path: url } : file));
    };
    tables.push({ numItems: manifest.numItems, table: await loadOne(manifest, fetchFile) });
  }
  return tables.length === 1 ? tables[0]!.table! : sideBySide(tables);
}

async function loadOne(
  { numItems, itemToItem: file, itemToItemChanges: changed, ...manifest }: Manifest,
  fetchFile: (file: GzippedFile) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<ItemToItemTable | undefined> {
  if (!file) return undefined;
  const base = decodeItemToItem(await fetchFile(file), { label: file.path, numItems: numShardRows(manifest) });
  if (!changed) return base;
  return laidOver(base, decodeItemToItem(await fetchFile(changed), { label: changed.path, numItems }), changed.rows);
}

/** Neighbours stay within their bundle. What weights are worth is the same in bundles of one space. */
function sideBySide(tables: readonly { numItems: number; table: ItemToItemTable | undefined }[]): ItemToItemTable {
  const known = tables.flatMap(({ table }) => table ?? []);
  const numItems = tables.reduce((sum, one) => sum + one.numItems, 0);
  const numEntries = known.reduce((sum, { neighbours }) => sum + neighbours.length, 0);
  const offsets = new Uint32Array(numItems + 1);
  const [neighbours, weights] = [new Uint32Array(numEntries), new Uint8Array(numEntries)];
  let [row, entry] = [0, 0];
  for (const { numItems: ofThis, table } of tables) {
    for (let i = 0; i < ofThis; i++) offsets[row + i + 1] = entry + (table?.offsets[i + 1] ?? 0);
    if (table) {
      neighbours.set(
        table.neighbours.map((neighbour) => neighbour + row),
        entry,
      );
      weights.set(table.weights, entry);
      entry += table.neighbours.length;
    }
    row += ofThis;
  }
  const neighboursPerItem = Math.max(...known.map((table) => table.neighboursPerItem));
  return { ...known[0]!, numItems, neighboursPerItem, offsets, neighbours, weights };
}
