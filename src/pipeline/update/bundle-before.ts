// The bundle that an update goes on from: what its build made, and what updates before laid over it.

import { numShardRows } from '../../bundle/row-changes.ts';
import { decodeChangedRows, itemShardSpec } from '../../formats/catalog.ts';
import { decodeItemToItem, type ItemToItemTable } from '../../formats/item-to-item.ts';
import type { Manifest } from '../../formats/manifest.ts';
import { decodeTasteMap, type TasteMapFile } from '../../formats/taste-map.ts';
import { readGzippedFile, readItems } from '../input/read-bundle-folder.ts';
import { type BundleRows, rowOf } from './item-changes.ts';

export interface BundleBefore {
  manifest: Manifest;
  /** As a page has them. */
  rows: BundleRows;
  /** Rows that lie over the shards. */
  laidOver: number[];
  /** Texts of the shards' own rows. */
  textsOfBuild: () => Promise<(row: number) => string>;
  table?: ItemToItemTable | undefined;
  tableBefore?: { table: ItemToItemTable; rows: readonly number[] } | undefined;
  map?: TasteMapFile | undefined;
  mapBefore?: { map: TasteMapFile; rows: readonly number[] } | undefined;
}

/** @throws CatalogFormatError for a file that is damaged */
export async function readBundleBefore(folder: string, manifest: Manifest): Promise<BundleBefore> {
  const { catalog, itemToItem, itemToItemChanges, tasteMap, tasteMapChanges } = manifest;
  const read = (file: Parameters<typeof readGzippedFile>[1]) => readGzippedFile(folder, file);
  const rows = await readRows(folder, manifest);
  const laidOver: number[] = [];
  for (const file of catalog.changes ?? []) {
    const spec = itemShardSpec(manifest, { numItems: file.numRows });
    laidOver.push(...decodeChangedRows(await read(file), spec, file.path).rows);
  }
  const ofShards = { ...manifest, numItems: numShardRows(manifest), catalog: { items: catalog.items, content: [] } };
  return {
    ...{ manifest, rows, laidOver },
    async textsOfBuild() {
      const built = laidOver.length > 0 || rows.numItems < ofShards.numItems ? await readRows(folder, ofShards) : rows;
      return (row) => {
        const { items, row: place } = rowOf(built, row);
        return items.texts[place]!;
      };
    },
    table: itemToItem && decodeItemToItem(await read(itemToItem), { label: itemToItem.path }),
    tableBefore: itemToItemChanges && {
      table: decodeItemToItem(await read(itemToItemChanges), { label: itemToItemChanges.path }),
      rows: itemToItemChanges.rows,
    },
    map: tasteMap && decodeTasteMap(await read(tasteMap), { label: tasteMap.path }),
    mapBefore: tasteMapChanges && {
      map: decodeTasteMap(await read(tasteMapChanges), { label: tasteMapChanges.path }),
      rows: tasteMapChanges.rows,
    },
  };
}

async function readRows(folder: string, manifest: Manifest): Promise<BundleRows> {
  const runs: BundleRows['runs'][number][] = [];
  for await (const run of readItems({ folder, manifest })) runs.push(run);
  return { numItems: manifest.numItems, runs };
}
