// Titles and years of a bundle on disk, in the catalog's order, for benchmarks and tests of what is matched against
// them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeItemShard, itemShardSpec } from '../../src/formats/catalog.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import { MAX_INFLATED_SHARD_BYTES, parseManifest } from '../../src/formats/manifest.ts';
import type { CatalogTitle } from './letterboxd-export.ts';

/** @param folder  of the manifest.json */
export async function readCatalogTitles(folder: string): Promise<CatalogTitle[]> {
  const manifest = parseManifest(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const titles: CatalogTitle[] = [];
  for (const shard of manifest.catalog.items) {
    const bytes = await gunzip(new Uint8Array(await readFile(join(folder, shard.path))), MAX_INFLATED_SHARD_BYTES);
    const items = decodeItemShard(bytes, itemShardSpec(manifest, shard));
    for (const [row, itemId] of items.ids.entries()) {
      const year = Number(items.details.year?.[row]);
      titles.push({ itemId, title: items.titles[row]!, ...(year > 0 && { year }) });
    }
  }
  return titles;
}
