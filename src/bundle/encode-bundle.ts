// Items, vectors and models -> the files of a bundle (docs/formats/bundle.md), in memory: the command line puts them
// into a folder, a page into its storage. Everything is checked by the formats' own readers before anybody gets it.
// Equal input gives equal bytes.

import { encodeCodebooks } from '../formats/codebooks.ts';
import { encodeItemToItem } from '../formats/item-to-item.ts';
import { formatLanguage } from '../formats/language-file.ts';
import {
  type BundleFile,
  formatManifest,
  type GzippedFile,
  MANIFEST_FORMAT,
  MANIFEST_VERSION,
  type Manifest,
  parseManifest,
  type Shard,
} from '../formats/manifest.ts';
import { formatMatchFilter } from '../formats/match-filter.ts';
import { packGzipped } from '../formats/pack-gzipped.ts';
import { sha256Hex } from '../formats/sha256.ts';
import { encodeTasteMap } from '../formats/taste-map.ts';
import { CONTENT_DIM, FEATURES, SEQUENCE_LENGTH, TOWER_EVENT_TYPES } from '../formats/vocabulary.ts';
import { tableOfItems } from '../item-to-item/keyed-table.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../numerics/quantize.ts';
import { type BundleInput, type BundleItem, checkBundleInput } from './bundle-input.ts';
import { type EncodedShard, encodeContentShards, encodeFactFiles, encodeItemShards } from './shards.ts';

export const MANIFEST_FILE = 'manifest.json';
const MODEL_CARD_FILE = 'model-card.json';
/** Folder of the catalog's files in the bundles of sites. */
const CATALOG_FOLDER = 'catalog';
const ITEM_TO_ITEM_FILE = 'item-to-item.bin.gz';
export const ITEM_TO_ITEM_PATH = `${CATALOG_FOLDER}/${ITEM_TO_ITEM_FILE}`;

/** Bytes by path, relative to the manifest's folder. */
export type BundleFiles = Map<string, Uint8Array<ArrayBuffer>>;

export interface EncodedBundle {
  manifest: Manifest;
  /** The manifest comes last: it is valid only with the others. */
  files: BundleFiles;
  /** By row. */
  itemIds: readonly string[];
}

/** @throws RangeError or CatalogFormatError for input that makes no valid bundle */
export async function encodeBundle(input: BundleInput): Promise<EncodedBundle> {
  checkBundleInput(input);
  const files: BundleFiles = new Map();
  const manifest = await addFiles(files, input);
  files.set(MANIFEST_FILE, new TextEncoder().encode(formatManifest(manifest)));
  return { manifest, files, itemIds: input.items.map(({ id }) => id) };
}

/** Adds all files but the manifest, which it gives back. */
async function addFiles(files: BundleFiles, input: BundleInput): Promise<Manifest> {
  const { items, prior, contentVectors, codebooks, itemToItem, matchFilter, tasteMap, language, modelCard } = input;
  const { catalogFolder = CATALOG_FOLDER, facets = facetsOf(items) } = input;
  const itemScale = input.itemScale ?? itemScaleFor(input.embeddings, prior.length);
  const rows = {
    items,
    embeddings: quantizeItemEmbeddings(input.embeddings, itemScale),
    embeddingDim: prior.length,
    facetNames: facets.map(({ name }) => name),
    semanticIds: codebooks,
  };
  const itemShards = await encodeItemShards(rows, input);
  const facts = input.facts ? await encodeFactFiles(items, input.facts, itemShards) : [];
  const contentShards = contentVectors ? await encodeContentShards(contentVectors, input) : [];
  const catalog = {
    items: await addShards(files, `${catalogFolder}/items`, itemShards, input.shardDigits),
    content: await addShards(files, `${catalogFolder}/content`, contentShards, input.shardDigits),
    ...(facts.length > 0 && { facts: await addShards(files, `${catalogFolder}/facts`, facts, input.shardDigits) }),
  };
  const ids = items.map(({ id }) => id);
  const rowById = new Map(ids.map((id, row) => [id, row]));
  const table = itemToItem && encodeItemToItem(tableOfItems(itemToItem, ids));
  return parseManifest({
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    name: input.name,
    history: input.history,
    space: input.space,
    embeddingDim: prior.length,
    qualityDims: input.qualityDims,
    contentDim: CONTENT_DIM,
    sequenceLength: SEQUENCE_LENGTH,
    numItems: items.length,
    itemScale,
    catalog,
    models: await addModels(files, input),
    itemToItem: table && (await addGzipped(files, `${catalogFolder}/${ITEM_TO_ITEM_FILE}`, table)),
    matchFilter:
      matchFilter && (await addGzipped(files, `${catalogFolder}/match-filter.json.gz`, formatMatchFilter(matchFilter))),
    tasteMap: tasteMap && (await addGzipped(files, `${catalogFolder}/taste-map.bin.gz`, encodeTasteMap(tasteMap))),
    language: language && (await addGzipped(files, `${catalogFolder}/language.json.gz`, formatLanguage(language))),
    vocabularies: { eventTypes: TOWER_EVENT_TYPES, features: FEATURES, facets, contexts: input.contexts },
    semanticIds: codebooks && {
      numLevels: codebooks.numLevels,
      codebookSize: codebooks.codebookSize,
      codebooks: await addGzipped(files, `${catalogFolder}/codebooks.bin.gz`, encodeCodebooks(codebooks)),
    },
    trending: input.trending?.flatMap((id) => rowById.get(id) ?? []),
    itemTowerInputs: input.itemTowerInputs,
    itemColumns: input.itemColumns,
    prior: Array.from(prior),
    meanStrength: input.meanStrength,
    modelCard: modelCard && (await addFile(files, MODEL_CARD_FILE, modelCard)),
    notices: input.notices ?? [],
  });
}

async function addModels(files: BundleFiles, input: BundleInput): Promise<Manifest['models']> {
  const { towers, towersFolder, textEncoder } = input;
  const folder = towersFolder === undefined ? '' : `${towersFolder}/`;
  return {
    ...(towers && {
      userTower: await addFile(files, `${folder}user-tower.onnx`, towers.userTower),
      userTowerBatch: await addFile(files, `${folder}user-tower-batch.onnx`, towers.userTowerBatch),
      itemTower: await addFile(files, `${folder}item-tower.onnx`, towers.itemTower),
    }),
    ...(textEncoder && {
      textEncoder: await addGzipped(files, 'text-encoder.bin.gz', textEncoder.whole, textEncoder.bytes),
    }),
    ...(input.textEncoderFile && { textEncoder: input.textEncoderFile }),
  };
}

/** @param path  up to the shard's number */
async function addShards(files: BundleFiles, path: string, shards: EncodedShard[], digits = 3): Promise<Shard[]> {
  const entries: Shard[] = [];
  for (const [i, { bytes, inflated, firstItemIndex, numItems }] of shards.entries()) {
    const file = await addGzipped(files, `${path}-${String(i).padStart(digits, '0')}.arrow.gz`, inflated, bytes);
    entries.push({ ...file, firstItemIndex, numItems });
  }
  return entries;
}

async function addGzipped(files: BundleFiles, ...packing: Parameters<typeof packGzipped>): Promise<GzippedFile> {
  const { bytes, file } = await packGzipped(...packing);
  files.set(file.path, bytes);
  return file;
}

async function addFile(files: BundleFiles, path: string, content: Uint8Array): Promise<BundleFile> {
  const bytes = new Uint8Array(content);
  files.set(path, bytes);
  return { path, sizeBytes: bytes.length, sha256: await sha256Hex(bytes) };
}

/** Facets that occur, by name; a name also serves as the label. */
function facetsOf(items: readonly BundleItem[]): { name: string; label: string }[] {
  const names = new Set(items.flatMap((item) => Object.keys(item.facets)));
  return [...names].sort().map((name) => ({ name, label: name }));
}
