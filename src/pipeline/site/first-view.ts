// What a visitor without history sees first, read off a bundle: the list and the counts of the filter menus. It is the same for everyone,
// so it can stand in the page before the engine is there. The list is what the engine answers to an empty history, by the same
// integers.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FacetCounts, ItemSummary } from '../../engine/api.ts';
import { decodeItemShard, type ItemShard, itemShardSpec } from '../../formats/catalog.ts';
import { gunzip } from '../../formats/gzip.ts';
import { type Manifest, parseManifest, type Shard } from '../../formats/manifest.ts';
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { createTopK } from '../../numerics/top-k.ts';

export interface FirstView {
  items: ItemSummary[];
  facets: FacetCounts;
}

/**
 * @param folder  a bundle's
 * @param k       items of the list
 * @returns       the k best items by the prior, best first, and the counts of all
 * @throws CatalogFormatError for files that break the format; what reading them throws
 */
export async function readFirstView(folder: string, k: number): Promise<FirstView> {
  const manifest = parseManifest(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const shards = await Promise.all(manifest.catalog.items.map((shard) => readShard(folder, manifest, shard)));
  const names = manifest.vocabularies.facets.map(({ name }) => name);
  const facets = Object.fromEntries(names.map((name) => [name, countValues(shards, name)]));
  return { items: bestByPrior(manifest, shards, k), facets };
}

function bestByPrior(manifest: Manifest, shards: readonly ItemShard[], k: number): ItemSummary[] {
  const { embeddingDim, catalog } = manifest;
  const { values: query } = quantizeUserEmbedding(Float32Array.from(manifest.prior));
  const top = createTopK(k);
  for (const [i, { embeddings, numItems }] of shards.entries()) {
    for (let row = 0; row < numItems; row++) {
      const embedding = embeddings.subarray(row * embeddingDim, (row + 1) * embeddingDim);
      top.add(catalog.items[i]!.firstItemIndex + row, dot(query, embedding));
    }
  }
  return Array.from(top.finish().indices, (itemIndex) => {
    const place = catalog.items.findLastIndex(({ firstItemIndex }) => firstItemIndex <= itemIndex);
    return summaryOf(shards[place]!, itemIndex - catalog.items[place]!.firstItemIndex, itemIndex);
  });
}

/** Most frequent first, ties in the order of their characters, as the catalog counts. */
function countValues(shards: readonly ItemShard[], facet: string): FacetCounts[string] {
  const counts = new Map<string, number>();
  for (const values of shards.flatMap(({ facets }) => facets[facet]!))
    for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

async function readShard(folder: string, manifest: Manifest, shard: Shard): Promise<ItemShard> {
  const bytes = new Uint8Array(await readFile(join(folder, shard.path)));
  const arrow = await gunzip(bytes, shard.inflated.sizeBytes, shard.path);
  return decodeItemShard(arrow, itemShardSpec(manifest, shard), shard.path);
}

function dot(a: Int8Array, b: Int8Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d]!, 0);
}

/** As the catalog describes it: what is unknown is absent. */
function summaryOf({ ids, titles, facets, details }: ItemShard, row: number, itemIndex: number): ItemSummary {
  const known = Object.entries(facets).map(([name, rows]) => [name, [...new Set(rows[row])]] as [string, string[]]);
  const values = Object.entries(details).map(([name, rows]) => [name, rows[row]] as const);
  return {
    itemId: ids[row]!,
    itemIndex,
    title: titles[row]!,
    facets: Object.fromEntries(known.filter(([, list]) => list.length > 0)),
    details: Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] != null)),
  };
}
