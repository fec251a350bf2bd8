// What film training leaves behind: the committed files under public/models, and the evaluation bundle over all MovieLens items
// with the same tower bytes, which stays on the machine that trained.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleItem } from '../../../src/bundle/bundle-input.ts';
import { encodeCodebooks } from '../../../src/formats/codebooks.ts';
import { gzip } from '../../../src/formats/gzip.ts';
import type { ItemToItemTable } from '../../../src/formats/item-to-item.ts';
import type { ModelCard } from '../../../src/formats/model-card.ts';
import { FEATURES } from '../../../src/formats/vocabulary.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../../../src/numerics/quantize.ts';
import type { FittedTable } from '../../../src/pipeline/closed-form/fit-item-to-item.ts';
import { type TowerConfig, tasteDims } from '../../../src/pipeline/models/tower-config.ts';
import { writeBundle } from '../../../src/pipeline/site/publish-folder.ts';
import type { ExportedTowers } from '../../../src/pipeline/training/export-towers.ts';
import { type SemanticIds, semanticIdOf } from '../../../src/semantic-ids/fit-semantic-ids.ts';
import { HASHED_MODALITIES } from '../../../src/text/modalities.ts';
import { TOWERS_FILE, TRAINED_FILES } from '../bundle/film-towers.ts';
import { encodeKeyedTable } from '../bundle/keyed-table-file.ts';
import { encodeResiduals } from '../bundle/residuals-file.ts';
import type { MovieLens } from './film-training-data.ts';
import { modelCardMarkdown } from './model-card.ts';

/** Names inside the evaluation bundle's `f32` folder, which `privet evaluate` reads as the model `privet-f32`. */
export const FLOAT32_FOLDER = 'f32';

/** Residuals as they ship: int8 with one step, so that the evaluation bundle measures what the page gets. */
export interface QuantizedResiduals {
  scale: number;
  /** i8 [numItems, T] */
  values: Int8Array;
}

export function quantizeResiduals(residuals: Float32Array, taste: number): QuantizedResiduals {
  const scale = itemScaleFor(residuals, taste);
  return { scale, values: quantizeItemEmbeddings(residuals, scale) };
}

export interface FilmTowersOutput {
  outDir: string;
  config: TowerConfig;
  exported: ExportedTowers;
  residuals: QuantizedResiduals;
  movieLens: MovieLens;
  semanticIds: SemanticIds;
  /** 1 = a log has the item. */
  known: Uint8Array;
  table: FittedTable;
  modelCard: ModelCard;
}

/** Writes the towers and the residuals of the films that a log knows; an interrupted write leaves the files as they were. */
export async function writeFilmTowers(output: FilmTowersOutput): Promise<void> {
  const { outDir, config, exported, residuals, known, table, modelCard } = output;
  const taste = tasteDims(config);
  const films = knownFilms(output.movieLens, known);
  const values = new Int8Array(films.length * taste);
  films.forEach(({ row }, i) => {
    values.set(residuals.values.subarray(row * taste, (row + 1) * taste), i * taste);
  });
  const ids = films.map(({ id }) => id);
  const towers = {
    embeddingDim: config.embeddingDim,
    qualityDims: config.qualityDims,
    prior: Array.from(exported.prior),
    meanStrength: exported.meanStrength,
    itemTowerInputs: itemTowerInputs(config),
    modelCard: 'model-card.json',
  };
  await writeAll(outDir, {
    [TRAINED_FILES.itemTower]: exported.int8.itemTower,
    [TRAINED_FILES.userTower]: exported.int8.userTower,
    [TRAINED_FILES.userTowerBatch]: exported.int8.userTowerBatch,
    [TRAINED_FILES.residuals]: encodeResiduals({ dim: taste, ids, scale: residuals.scale, values }),
    [TRAINED_FILES.codebooks]: await gzip(encodeCodebooks(output.semanticIds.codebooks)),
    [TRAINED_FILES.itemToItem]: filmTable(films, table),
    'model-card.json': `${JSON.stringify(modelCard)}\n`,
    'MODEL_CARD.md': modelCardMarkdown(modelCard),
    [TOWERS_FILE]: `${JSON.stringify(towers)}\n`,
  });
}

/** Replaces the table beside towers that stay as they are. */
export async function writeFilmTable(outDir: string, films: readonly KnownFilm[], table: FittedTable): Promise<void> {
  await writeAll(outDir, { [TRAINED_FILES.itemToItem]: filmTable(films, table) });
}

export interface KnownFilm {
  /** Of the film catalog. */
  id: string;
  /** In MovieLens.items. */
  row: number;
}

/** The films of the catalog that a log has, each once, by id. */
export function knownFilms({ items }: MovieLens, known: Uint8Array): KnownFilm[] {
  const films = items.flatMap(({ film }, row) => (film && known[row] ? [{ id: film.itemId, row }] : []));
  const distinct = [...new Map(films.map((entry) => [entry.id, entry])).values()];
  return distinct.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function filmTable(films: readonly KnownFilm[], table: FittedTable): Uint8Array {
  const rows = Uint32Array.from(films, ({ row }) => row);
  return encodeKeyedTable({ ids: films.map(({ id }) => id), table: table.among(rows) });
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

export interface EvaluationBundle {
  outDir: string;
  config: TowerConfig;
  exported: ExportedTowers;
  movieLens: MovieLens;
  semanticIds: SemanticIds;
  known: Uint8Array;
  /** f32 [numItems, D]: 8-bit item tower output plus quantized residuals */
  embeddings: Float32Array;
  /** f32 [numItems, D] of the f32 item tower plus f32 residuals */
  float32Embeddings: Float32Array;
  /** Over all items. */
  table: ItemToItemTable;
}

/** The bundle over all MovieLens items, with the f32 towers and embeddings beside it for comparison. */
export async function writeEvaluationBundle(bundle: EvaluationBundle): Promise<void> {
  const { outDir, config, exported, movieLens, semanticIds, known, embeddings, float32Embeddings, table } = bundle;
  const items = movieLens.items.map(
    ({ itemId, title }, row): BundleItem => ({
      id: itemId,
      title,
      text: movieLens.texts[row],
      facets: {},
      details: {},
      features: movieLens.features.subarray(row * FEATURES.length, (row + 1) * FEATURES.length),
      hasResidual: known[row] === 1,
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
    towers: exported.int8,
    codebooks: semanticIds.codebooks,
    itemTowerInputs: itemTowerInputs(config),
    itemToItem: { ids: items.map(({ id }) => id), table },
    prior: exported.prior,
    meanStrength: exported.meanStrength,
    notices: ['Holds MovieLens items: for evaluation on this machine, never to be published.'],
  });
  const { buffer, byteOffset, byteLength } = float32Embeddings;
  await writeAll(join(outDir, FLOAT32_FOLDER), {
    'user-tower-batch.onnx': exported.float32.userTowerBatch,
    'embeddings.f32': new Uint8Array(buffer, byteOffset, byteLength),
  });
}
