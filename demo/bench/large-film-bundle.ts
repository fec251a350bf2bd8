// A large catalog that the committed film towers can serve: the films, again and again, each copy a little beside its
// film (seeded noise on the embedding). Rankings over it cost what rankings over so many real items would; their
// quality says nothing.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleItem } from '../../src/bundle/bundle-input.ts';
import type { ItemShard } from '../../src/formats/catalog.ts';
import { type Manifest, towerFile } from '../../src/formats/manifest.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { openBundle, readBundleFile, readItems } from '../../src/pipeline/input/read-bundle-folder.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';

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
  const { manifest, embeddings } = await openBundle(filmsFolder);
  const films: BundleItem[] = [];
  for await (const { items } of readItems({ folder: filmsFolder, manifest })) {
    for (let row = 0; row < items.numItems; row++) films.push(itemOf(items, row));
  }
  const file = (name: 'userTower' | 'userTowerBatch' | 'itemTower') =>
    readBundleFile(filmsFolder, towerFile(manifest, name));
  await writeBundle({
    outDir,
    name: `${numItems} made-up films`,
    items: Array.from({ length: numItems }, (_, i) => copyOf(films, i)),
    embeddings: noisyCopies(embeddings, numItems, manifest),
    qualityDims: manifest.qualityDims,
    facets: manifest.vocabularies.facets,
    towers: {
      userTower: await file('userTower'),
      userTowerBatch: await file('userTowerBatch'),
      itemTower: await file('itemTower'),
    },
    prior: Float32Array.from(manifest.prior),
    meanStrength: manifest.meanStrength,
    notices: manifest.notices,
  });
}

function itemOf(films: ItemShard, film: number): BundleItem {
  const value = <T>(column: readonly T[]) => column[film]!;
  const numFeatures = films.features.length / films.numItems;
  const details = Object.entries(films.details).flatMap(([name, column]) => {
    const known = value(column);
    return known === null ? [] : [[name, known] as const];
  });
  return {
    id: value(films.ids),
    title: value(films.titles),
    text: value(films.texts),
    facets: Object.fromEntries(Object.entries(films.facets).map(([name, column]) => [name, value(column)])),
    details: Object.fromEntries(details),
    features: films.features.slice(film * numFeatures, (film + 1) * numFeatures),
    hasResidual: value(films.hasResidual),
  };
}

/** Item i is film i modulo their number; later ones say which copy they are. */
function copyOf(films: readonly BundleItem[], i: number): BundleItem {
  const film = films[i % films.length]!;
  const copy = Math.floor(i / films.length);
  return copy === 0 ? film : { ...film, id: `${film.id}-copy-${copy}`, title: `${film.title} (copy ${copy})` };
}

function noisyCopies(films: Int8Array, numItems: number, { embeddingDim, itemScale }: Manifest): Float32Array {
  const random = createRandom(SEED);
  return Float32Array.from({ length: numItems * embeddingDim }, (_, d) => {
    const step = films[d % films.length]!;
    const noise = d < films.length ? 0 : NOISE_STEPS * random.normal();
    return (step + noise) * itemScale;
  });
}
