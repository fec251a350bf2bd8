// The towers of the film bundle: the trained ones where they are committed beside the bundle, else none and the content
// path, so that the page works before anything was trained.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { InputError } from '../../../src/errors.ts';
import { decodeCodebooks, MAX_INFLATED_CODEBOOKS_BYTES } from '../../../src/formats/codebooks.ts';
import { gunzip } from '../../../src/formats/gzip.ts';
import { fitSemanticIds, type SemanticIds, semanticIdsOf } from '../../../src/semantic-ids/fit-semantic-ids.ts';
import type { ItemTextFields } from '../../../src/text/item-text.ts';
import { fitContentPath } from '../../../src/untrained/content-path.ts';
import { describe } from '../../../src/untrained/likeness/described.ts';
import type { ContentItem } from '../../../src/untrained/likeness/item-tokens.ts';
import type { EncodeAll } from '../../../src/untrained/likeness/mixture.ts';
import { decodeResiduals, type Residuals } from './residuals-file.ts';

/** Committed by training; the others count only where this one is. */
export const TOWERS_FILE = 'towers.json';
/** All that training commits and set-up reads, by role. */
export const TRAINED_FILES = {
  itemTower: 'item-tower.onnx',
  userTower: 'user-tower.onnx',
  userTowerBatch: 'user-tower-batch.onnx',
  residuals: 'film-residuals.bin',
  codebooks: 'film-codebooks.bin.gz',
} as const;

const UNTRAINED_SEED = 1;

const TowersSchema = v.object({
  embeddingDim: v.pipe(v.number(), v.integer(), v.minValue(16)),
  qualityDims: v.pipe(v.number(), v.integer(), v.minValue(0)),
  prior: v.array(v.pipe(v.number(), v.finite())),
  meanStrength: v.pipe(v.number(), v.minValue(0)),
  /** Value of one int8 step of the item embeddings; absent: what holds every value of the catalog. */
  itemScale: v.optional(v.pipe(v.number(), v.gtValue(0))),
  /** What the item tower reads beside content and features; absent: nothing. */
  itemTowerInputs: v.optional(
    v.object({
      codes: v.boolean(),
      modalities: v.array(v.object({ name: v.string(), width: v.pipe(v.number(), v.integer(), v.minValue(2)) })),
    }),
  ),
  /** Path of the card, relative to this file. */
  modelCard: v.optional(v.string()),
});

/** What the film bundle takes from either kind of towers. */
export interface FilmTowers extends Omit<BundleInput, 'name' | 'items' | 'embeddings'> {
  kind: 'trained' | 'untrained';
  /** f32 [items, D]: added to the item tower's output, zeros for items without one; without a tower, the embeddings */
  residuals: Float32Array;
  semanticIds: SemanticIds;
}

export interface FilmTowersInput {
  /** Folder in which trained towers may lie. */
  folder: string;
  itemIds: readonly string[];
  fields: readonly ItemTextFields[];
  /** f32 [items, 256] */
  content: Float32Array;
  /** f32 [items, 6] */
  features: Float32Array;
  encodeAll: EncodeAll;
}

/**
 * @throws InputError for a towers.json that is not as its export writes it; CatalogFormatError for damaged residuals
 */
export async function loadFilmTowers(input: FilmTowersInput): Promise<FilmTowers> {
  const path = join(input.folder, TOWERS_FILE);
  const json = await readFile(path, 'utf8').catch(() => undefined);
  return json === undefined ? placeByContent(input) : loadTrained(input, path, json);
}

/** What goes with what is written for films, so the table of what is alike stays out. */
async function placeByContent(input: FilmTowersInput): Promise<FilmTowers> {
  const { content, features, fields, itemIds, encodeAll } = input;
  const items = fields.map(contentItem);
  const { embeddings, prior, meanStrength, qualityDims } = await fitContentPath(
    { items, described: [describe(items, content)], features, encodeAll, seed: UNTRAINED_SEED },
    { hasTable: false },
  );
  const semanticIds = fitSemanticIds(itemIds, content, fields, UNTRAINED_SEED);
  return { kind: 'untrained', residuals: embeddings, prior, meanStrength, qualityDims, semanticIds };
}

function contentItem(fields: ItemTextFields): ContentItem {
  const { genres = [], tags = [], director } = fields;
  return { fields, facets: { genres, tags, director: director ? [director] : [] }, details: {} };
}

async function loadTrained(input: FilmTowersInput, path: string, json: string): Promise<FilmTowers> {
  const { folder, itemIds } = input;
  const towers = parseTowers(path, json);
  const { embeddingDim, qualityDims, prior, meanStrength, itemScale, itemTowerInputs, modelCard } = towers;
  const read = async (name: string) => new Uint8Array(await readFile(join(folder, name)));
  const residuals = decodeResiduals(await read(TRAINED_FILES.residuals));
  return {
    kind: 'trained',
    towers: {
      itemTower: await read(TRAINED_FILES.itemTower),
      userTower: await read(TRAINED_FILES.userTower),
      userTowerBatch: await read(TRAINED_FILES.userTowerBatch),
    },
    qualityDims,
    residuals: spreadResiduals(residuals, itemIds, embeddingDim, qualityDims),
    semanticIds: await readSemanticIds(await read(TRAINED_FILES.codebooks), input),
    itemTowerInputs,
    prior: Float32Array.from(prior),
    meanStrength,
    itemScale,
    modelCard: modelCard === undefined ? undefined : await read(modelCard),
  };
}

/** The codes of the films by the codebooks that the towers were trained with, and labels of these films. */
async function readSemanticIds(
  bytes: Uint8Array<ArrayBuffer>,
  { itemIds, content, fields }: FilmTowersInput,
): Promise<SemanticIds> {
  const inflated = await gunzip(bytes, MAX_INFLATED_CODEBOOKS_BYTES, TRAINED_FILES.codebooks);
  return semanticIdsOf(decodeCodebooks(inflated, TRAINED_FILES.codebooks), itemIds, content, fields);
}

function parseTowers(path: string, json: string): v.InferOutput<typeof TowersSchema> {
  const result = v.safeParse(TowersSchema, parseJson(path, json));
  if (!result.success) {
    const [issue] = result.issues;
    throw new InputError({
      file: path,
      found: `${v.getDotPath(issue)} = ${issue.received}`,
      expected: issue.expected ?? 'another value',
    });
  }
  const { embeddingDim, prior } = result.output;
  if (prior.length !== embeddingDim) {
    throw new InputError({
      file: path,
      found: `${prior.length} numbers in prior`,
      expected: `${embeddingDim} (embeddingDim)`,
    });
  }
  return result.output;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(
      { file, found: `no JSON (${(cause as Error).message})`, expected: 'a JSON object' },
      { cause },
    );
  }
}

/**
 * Rows by item id in the taste dims of the embedding; ids that the catalog no longer has are left out.
 *
 * @returns f32 [itemIds.length, embeddingDim]
 */
function spreadResiduals(
  { dim, ids, scale, values }: Residuals,
  itemIds: readonly string[],
  embeddingDim: number,
  qualityDims: number,
): Float32Array {
  const tasteDims = embeddingDim - qualityDims;
  if (dim !== tasteDims)
    throw new RangeError(`film towers: residuals have ${dim} dims, expected ${tasteDims} (taste dims)`);
  const rowById = new Map(ids.map((id, row) => [id, row]));
  const spread = new Float32Array(itemIds.length * embeddingDim);
  for (const [item, id] of itemIds.entries()) {
    const row = rowById.get(id);
    if (row === undefined) continue;
    for (let d = 0; d < dim; d++) spread[item * embeddingDim + d] = values[row * dim + d]! * scale;
  }
  return spread;
}
