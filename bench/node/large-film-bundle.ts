// A large catalog that the committed film towers can serve: the films, again and again, each copy a little beside its film
// (seeded noise on the embedding). Rankings over it cost what rankings over so many real items would; their quality says nothing.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeItemShard, type ItemShard, itemShardSpec } from '../../src/formats/catalog.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import { type Manifest, parseManifest } from '../../src/formats/manifest.ts';
import { createRandom } from '../../src/numerics/random.ts';
import type { BundleItem } from '../../src/pipeline/bundle/bundle-input.ts';
import { writeBundle } from '../../src/pipeline/bundle/write-bundle.ts';

const SEED = 7;
/** Standard deviation of the noise, in int8 steps of the film catalog. */
const NOISE_STEPS = 12;

/**
 * Makes the bundle, unless it is there.
 *
 * @param filmsFolder  the film bundle that set-up made
 */
export async function makeLargeFilmBundle(filmsFolder: string, outDir: string, numItems: number): Promise<void> {
  if (existsSync(join(outDir, 'manifest.json'))) return;
  const manifest = parseManifest(JSON.parse(await readFile(join(filmsFolder, 'manifest.json'), 'utf8')));
  const films = await readItems(filmsFolder, manifest);
  const file = (path: string) => readFile(join(filmsFolder, path));
  const { userTower, userTowerBatch, itemTower } = manifest.models;
  await writeBundle({
    outDir,
    name: `${numItems} made-up films`,
    items: Array.from({ length: numItems }, (_, i) => copyOf(films, i)),
    embeddings: noisyCopies(films, numItems, manifest),
    qualityDims: manifest.qualityDims,
    facets: manifest.vocabularies.facets,
    towers: {
      userTower: await file(userTower.path),
      userTowerBatch: await file(userTowerBatch.path),
      itemTower: await file(itemTower.path),
    },
    prior: Float32Array.from(manifest.prior),
    meanStrength: manifest.meanStrength,
    notices: manifest.notices,
  });
}

async function readItems(folder: string, manifest: Manifest): Promise<ItemShard> {
  const [shard, ...others] = manifest.catalog.items;
  if (!shard || others.length > 0) throw new Error(`films: ${others.length + 1} shards, expected one`);
  const bytes = await gunzip(
    new Uint8Array(await readFile(join(folder, shard.path))),
    shard.inflated.sizeBytes,
    shard.path,
  );
  return decodeItemShard(bytes, itemShardSpec(manifest, shard), shard.path);
}

/** Item i is film i modulo their number; later ones say which copy they are. */
function copyOf(films: ItemShard, i: number): BundleItem {
  const film = i % films.numItems;
  const copy = Math.floor(i / films.numItems);
  const value = <T>(column: readonly T[]) => column[film]!;
  const numFeatures = films.features.length / films.numItems;
  const details = Object.entries(films.details).flatMap(([name, column]) => {
    const known = value(column);
    return known === null ? [] : [[name, known] as const];
  });
  return {
    id: copy === 0 ? value(films.ids) : `${value(films.ids)}-copy-${copy}`,
    title: copy === 0 ? value(films.titles) : `${value(films.titles)} (copy ${copy})`,
    text: value(films.texts),
    facets: Object.fromEntries(Object.entries(films.facets).map(([name, column]) => [name, value(column)])),
    details: Object.fromEntries(details),
    features: films.features.slice(film * numFeatures, (film + 1) * numFeatures),
    hasResidual: value(films.hasResidual),
  };
}

function noisyCopies(films: ItemShard, numItems: number, { embeddingDim, itemScale }: Manifest): Float32Array {
  const random = createRandom(SEED);
  return Float32Array.from({ length: numItems * embeddingDim }, (_, d) => {
    const step = films.embeddings[d % films.embeddings.length]!;
    const noise = d < films.embeddings.length ? 0 : NOISE_STEPS * random.normal();
    return (step + noise) * itemScale;
  });
}
