// What film training leaves behind: the committed files under public/models, and the evaluation bundle over all
// MovieLens items with the same tower bytes, which stays on the machine that trained.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleItem } from '../../../src/bundle/bundle-input.ts';
import { encodeCodebooks } from '../../../src/formats/codebooks.ts';
import { gzip } from '../../../src/formats/gzip.ts';
import type { ModelCard } from '../../../src/formats/model-card.ts';
import { FEATURES } from '../../../src/formats/vocabulary.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../../../src/numerics/quantize.ts';
import { selectRows } from '../../../src/numerics/select-rows.ts';
import type { FittedTable } from '../../../src/pipeline/closed-form/fit-item-to-item.ts';
import { FLOAT_FOLDER } from '../../../src/pipeline/evaluation/tower-recommender.ts';
import { type TowerConfig, tasteDims } from '../../../src/pipeline/models/tower-config.ts';
import { writeBundle } from '../../../src/pipeline/site/publish-folder.ts';
import type { LearnedTowers } from '../../../src/pipeline/training/learn-towers.ts';
import { type SemanticIds, semanticIdOf } from '../../../src/semantic-ids/fit-semantic-ids.ts';
import { itemText } from '../../../src/text/item-text.ts';
import { HASHED_MODALITIES } from '../../../src/text/modalities.ts';
import { TOWERS_FILE, TRAINED_FILES } from '../bundle/film-towers.ts';
import { encodeResiduals } from '../bundle/residuals-file.ts';
import type { MovieLens } from './film-training-data.ts';
import { modelCardMarkdown } from './model-card.ts';

/** What a training made, over all MovieLens items. */
interface TrainedFilms {
  movieLens: MovieLens;
  semanticIds: SemanticIds;
  /** Its embeddings are made with residuals as they ship, and there are those in f32. */
  learned: LearnedTowers;
  table: FittedTable;
}

/** The towers, and the residuals of the films that a log knows; an interrupted write leaves all files as they were. */
export async function writeFilmTowers(outDir: string, trained: TrainedFilms, modelCard: ModelCard): Promise<void> {
  const { movieLens, semanticIds, learned } = trained;
  const { config, int8, residuals, prior, meanStrength, events } = learned;
  const taste = tasteDims(config);
  const films = knownFilms(movieLens, events);
  const scale = itemScaleFor(residuals, taste);
  const rows = Uint32Array.from(films, ({ row }) => row);
  const values = selectRows(quantizeItemEmbeddings(residuals, scale), rows, taste);
  const ids = films.map(({ id }) => id);
  const towers = {
    embeddingDim: config.embeddingDim,
    qualityDims: config.qualityDims,
    prior: Array.from(prior),
    meanStrength,
    itemTowerInputs: itemTowerInputs(config),
    modelCard: 'model-card.json',
  };
  await writeAll(outDir, {
    [TRAINED_FILES.itemTower]: int8.itemTower,
    [TRAINED_FILES.userTower]: int8.userTower,
    [TRAINED_FILES.userTowerBatch]: int8.userTowerBatch,
    [TRAINED_FILES.residuals]: encodeResiduals({ dim: taste, ids, scale, values }),
    [TRAINED_FILES.codebooks]: await gzip(encodeCodebooks(semanticIds.codebooks)),
    'model-card.json': `${JSON.stringify(modelCard)}\n`,
    'MODEL_CARD.md': modelCardMarkdown(modelCard),
    [TOWERS_FILE]: `${JSON.stringify(towers)}\n`,
  });
}

interface KnownFilm {
  /** Of the film catalog. */
  id: string;
  /** In MovieLens.items. */
  row: number;
}

/**
 * The films of the catalog that a log has, each once, by id.
 *
 * @param events  of each item
 */
export function knownFilms({ items }: MovieLens, events: Uint32Array): KnownFilm[] {
  const films = items.flatMap(({ film }, row) => (film && events[row] ? [{ id: film.itemId, row }] : []));
  const distinct = [...new Map(films.map((entry) => [entry.id, entry])).values()];
  return distinct.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** As the manifest has it. */
function itemTowerInputs({ numLevels }: TowerConfig) {
  return { codes: numLevels > 0, modalities: [...HASHED_MODALITIES] };
}

async function writeAll(folder: string, files: Record<string, Uint8Array | string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, `${name}.part`), bytes);
  for (const name of Object.keys(files)) await rename(join(folder, `${name}.part`), join(folder, name));
}

/** The bundle over all MovieLens items, with the f32 towers and embeddings beside it for comparison. */
export async function writeEvaluationBundle(outDir: string, trained: TrainedFilms): Promise<void> {
  const { movieLens, semanticIds, learned, table } = trained;
  const { config, int8, float32, embeddings, events, prior, meanStrength } = learned;
  const items = movieLens.items.map(
    ({ itemId, title, fields }, row): BundleItem => ({
      id: itemId,
      title,
      text: itemText(fields),
      facets: {},
      details: {},
      features: movieLens.features.subarray(row * FEATURES.length, (row + 1) * FEATURES.length),
      hasResidual: events[row]! > 0,
      semanticId: semanticIdOf(semanticIds, row),
    }),
  );
  await rm(outDir, { recursive: true, force: true });
  await writeBundle({
    outDir,
    name: 'MovieLens (evaluation only)',
    items,
    embeddings,
    qualityDims: config.qualityDims,
    towers: int8,
    codebooks: semanticIds.codebooks,
    itemTowerInputs: itemTowerInputs(config),
    itemToItem: { ids: items.map(({ id }) => id), table: table.table },
    prior,
    meanStrength,
    notices: ['Holds MovieLens items: for evaluation on this machine, never to be published.'],
  });
  const { buffer, byteOffset, byteLength } = learned.float32Embeddings!;
  await writeAll(join(outDir, FLOAT_FOLDER), {
    'user-tower-batch.onnx': float32.userTowerBatch,
    'embeddings.f32': new Uint8Array(buffer, byteOffset, byteLength),
  });
}
