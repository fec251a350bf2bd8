// The set-up stage that makes what the demo downloads: films -> texts -> content vectors -> item embeddings -> bundle.
// Everything comes from installed packages and the committed towers; no network, no logs.

import type { Manifest } from '../../../src/formats/manifest.ts';
import { openEnglishEncoder } from '../../../src/pipeline/encoder/english-encoder.ts';
import { writeOrderedBundle } from '../../../src/pipeline/site/publish-folder.ts';
import { semanticIdOf } from '../../../src/semantic-ids/fit-semantic-ids.ts';
import { type ItemTextFields, itemText } from '../../../src/text/item-text.ts';
import { modalityVectors } from '../../../src/text/modalities.ts';
import { createItemTower, itemTowerSizes } from '../../../src/towers/item-tower.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import type { FilmReport } from '../cleaning/clean-films.ts';
import { FILM_FACETS } from '../cleaning/film-facets.ts';
import { type Film, readFilms } from '../cleaning/read-films.ts';
import { filmLanguage } from '../language/film-language.ts';
import { readTies } from '../ties/film-ties.ts';
import { type TableUse, tieTable } from '../ties/tie-table.ts';
import { readFilmMatchFilter } from './film-match-filter.ts';
import { type FilmTowers, loadFilmTowers } from './film-towers.ts';

const NOTICES = [
  'Films: movies.json of the npm package vega-datasets 3.2.1 (BSD-3-Clause). The package calls the file a teaching ' +
    'resource with intentional errors; its own source and licence are not stated. It was cleaned here.',
  'Text encoder: trained by Privet (MIT) on vectors of all-MiniLM-L6-v2 (Apache-2.0).',
];
const MOVIELENS_NOTICE =
  'Towers and item residuals: trained on MovieLens (F. M. Harper and J. A. Konstan, The MovieLens Datasets, ACM TiiS ' +
  '5(4), 2015) and MovieTweetings (S. Dooms, T. De Pessemier, L. Martens, CrowdRec 2013). For demonstration and ' +
  'research, not for commercial use; no endorsement by GroupLens.';

/** Chosen on the development half of the taste bench. */
const TABLE_USE: TableUse = {
  knee: 0.1,
  towerStrength: 20,
  meanStrength: 20,
  similarStrength: 10,
  historyItems: 1000,
  halfWeightAt: 200,
  coverage: 0.5,
};

export interface MakeFilmBundleOptions {
  ort: OrtModule;
  /** Where the bundle goes. */
  outDir: string;
  /** Where trained towers may lie (default: `outDir`). */
  towersFolder?: string;
  /** A stage begins; it may then report steps. */
  onStage?: (stage: string) => void;
  onProgress?: (numDone: number, numSteps: number) => void;
  signal?: AbortSignal;
  /** Ids of the films that it has (default: all). */
  only?: ReadonlySet<string>;
  /** False: no model is in it; a page ranks by arithmetic alone, over the same embeddings, and searches by words (default true). */
  hasModels?: boolean;
}

export interface FilmBundle {
  manifest: Manifest;
  report: FilmReport;
  towers: FilmTowers['kind'];
}

/** Makes the film bundle. A run that fails or is aborted leaves an earlier bundle as it was. */
export async function makeFilmBundle(options: MakeFilmBundleOptions): Promise<FilmBundle> {
  const { ort, outDir, towersFolder = outDir, only, hasModels = true } = options;
  const { onStage, onProgress, signal } = options;
  onStage?.('cleaning the film catalog');
  const { films: all, report } = readFilms();
  const films = all.filter(({ itemId }) => only?.has(itemId) ?? true);
  const texts = films.map((film) => itemText(film.textFields));
  onStage?.('encoding texts');
  const { encodeAll, file } = await openEnglishEncoder();
  const content = encodeAll(texts);
  onStage?.('embedding films');
  const features = concatenate(films.map((film) => film.features));
  const itemIds = films.map((film) => film.itemId);
  const fields = films.map((film) => film.textFields);
  const towers = await loadFilmTowers({ folder: towersFolder, itemIds, fields, content, features, encodeAll });
  const embeddings = await embedItems(ort, towers, { content, features, fields });
  signal?.throwIfAborted();
  const bundle = {
    ...towers,
    outDir,
    name: 'Films',
    items: bundleItems(films, texts, towers),
    embeddings,
    contentVectors: content,
    facets: [...FILM_FACETS],
    codebooks: towers.semanticIds.codebooks,
    language: filmLanguage(),
    ...(towers.kind === 'trained' && hasModels && { matchFilter: await readFilmMatchFilter(towersFolder) }),
    itemToItem: tieTable(readTies(), itemIds, TABLE_USE),
    ...(hasModels ? { textEncoder: file } : { towers: undefined, itemTowerInputs: undefined }),
    notices: towers.kind === 'trained' ? [...NOTICES, MOVIELENS_NOTICE] : NOTICES,
  };
  const manifest = await writeOrderedBundle(bundle, { onStage, onProgress, signal });
  return { manifest, report, towers: towers.kind };
}

/** f32 [items, D]: item tower output, where there is one, plus residuals. */
async function embedItems(
  ort: OrtModule,
  { towers, prior, residuals, semanticIds, itemTowerInputs }: FilmTowers,
  films: { content: Float32Array; features: Float32Array; fields: readonly ItemTextFields[] },
): Promise<Float32Array> {
  if (!towers) return residuals;
  const { codes, codebooks } = semanticIds;
  const sizes = itemTowerSizes({ embeddingDim: prior.length, semanticIds: codebooks, itemTowerInputs });
  const tower = await createItemTower(ort, towers.itemTower, sizes);
  const modalities = itemTowerInputs && modalityVectors(films.fields, itemTowerInputs.modalities);
  const embeddings = await tower.embedItems({ ...films, codes, modalities });
  await tower.dispose();
  return embeddings.map((value, i) => value + residuals[i]!);
}

function bundleItems(films: readonly Film[], texts: readonly string[], { residuals, prior, semanticIds }: FilmTowers) {
  const dim = prior.length;
  return films.map((film, i) => ({
    id: film.itemId,
    title: film.title,
    text: texts[i]!,
    facets: film.facets,
    details: film.details,
    features: film.features,
    hasResidual: residuals.subarray(i * dim, (i + 1) * dim).some((value) => value !== 0),
    semanticId: semanticIdOf(semanticIds, i),
  }));
}

function concatenate(rows: readonly Float32Array[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => Array.from(row)));
}
