// Writes a bundle: the folder that a page downloads. Everything is encoded in memory, checked by the formats' own readers,
// then published at once. Equal input gives equal bytes.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BundleInput, checkBundleInput } from '../../bundle/bundle-input.ts';
import { type EncodedShard, encodeContentShards, encodeItemShards } from '../../bundle/shards.ts';
import { type CodebooksFile, encodeCodebooks } from '../../formats/codebooks.ts';
import {
  type BundleFile,
  formatManifest,
  type GzippedFile,
  MANIFEST_FORMAT,
  MANIFEST_VERSION,
  type Manifest,
  parseManifest,
  type Shard,
} from '../../formats/manifest.ts';
import { packGzipped } from '../../formats/pack-gzipped.ts';
import { sha256Hex } from '../../formats/sha256.ts';
import { encodeTasteMap, type TasteMapFile } from '../../formats/taste-map.ts';
import { type KeyedTable, tableOfItems } from '../../item-to-item/keyed-table.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../../numerics/quantize.ts';
import { CONTENT_DIM, EVENT_TYPES, FEATURES, SEQUENCE_LENGTH, TASKS } from '../../towers/vocabulary.ts';
import { packItemToItem } from './item-to-item-file.ts';
import { publishFiles } from './publish-folder.ts';
import { filesOf, MANIFEST_FILE, readManifest } from './verify-bundle.ts';

/**
 * Writes the bundle, and removes what only an earlier one in the same folder had in its subfolders.
 *
 * @returns the manifest that was written
 * @throws RangeError or CatalogFormatError for input that makes no valid bundle; the folder is then as it was
 */
export async function writeBundle(input: BundleInput): Promise<Manifest> {
  checkBundleInput(input);
  const files = new Map<string, Uint8Array>();
  const manifest = await encodeBundle(input, files);
  files.set(MANIFEST_FILE, new TextEncoder().encode(formatManifest(manifest)));
  const earlier = await readManifest(input.outDir);
  await publishFiles(input.outDir, files);
  await removeLeftovers(input.outDir, earlier, files);
  return manifest;
}

/** Adds all files but the manifest to `files`. */
async function encodeBundle(input: BundleInput, files: Map<string, Uint8Array>): Promise<Manifest> {
  const { items, embeddings, prior, contentVectors, shardBytes, modelCard } = input;
  const embeddingDim = prior.length;
  const itemScale = input.itemScale ?? itemScaleFor(embeddings, embeddingDim);
  const facets = input.facets ?? facetsOf(input);
  const rows = {
    items,
    embeddings: quantizeItemEmbeddings(embeddings, itemScale),
    embeddingDim,
    facetNames: facets.map(({ name }) => name),
    semanticIds: input.codebooks,
  };
  if (modelCard?.text !== undefined) files.set(modelCard.path, new TextEncoder().encode(modelCard.text));
  return parseManifest({
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    name: input.name,
    embeddingDim,
    qualityDims: input.qualityDims,
    contentDim: CONTENT_DIM,
    sequenceLength: SEQUENCE_LENGTH,
    numItems: items.length,
    itemScale,
    catalog: {
      items: await addShards(files, 'items', await encodeItemShards(rows, shardBytes)),
      content: contentVectors
        ? await addShards(files, 'content', await encodeContentShards(contentVectors, shardBytes))
        : [],
    },
    models: await addModels(files, input),
    ...(input.itemToItem && { itemToItem: await addTable(files, input.itemToItem, items) }),
    ...(input.tasteMap && { tasteMap: await addMap(files, input.tasteMap) }),
    vocabularies: {
      ...{ eventTypes: EVENT_TYPES, tasks: TASKS, features: FEATURES, facets },
      ...(input.contexts && { contexts: input.contexts }),
    },
    ...(input.codebooks && { semanticIds: await addCodebooks(files, input.codebooks) }),
    ...(input.itemTowerInputs && { itemTowerInputs: input.itemTowerInputs }),
    prior: Array.from(prior),
    meanStrength: input.meanStrength,
    ...(modelCard && { modelCard: modelCard.path }),
    notices: [...(input.notices ?? [])],
  });
}

async function addModels(files: Map<string, Uint8Array>, input: BundleInput): Promise<Manifest['models']> {
  const { towers, towersFolder, textEncoder } = input;
  const folder = towersFolder === undefined ? '' : `${towersFolder}/`;
  return {
    userTower: await addFile(files, `${folder}user-tower.onnx`, towers.userTower),
    userTowerBatch: await addFile(files, `${folder}user-tower-batch.onnx`, towers.userTowerBatch),
    itemTower: await addFile(files, `${folder}item-tower.onnx`, towers.itemTower),
    ...(textEncoder && {
      textEncoder: await addFile(files, 'text-encoder.onnx', textEncoder.encoder),
      tokenizer: await addFile(files, 'tokenizer.json', textEncoder.tokenizer),
    }),
  };
}

async function addCodebooks(files: Map<string, Uint8Array>, codebooks: CodebooksFile) {
  const { numLevels, codebookSize } = codebooks;
  const { bytes, file } = await packGzipped('catalog/codebooks.bin.gz', encodeCodebooks(codebooks));
  files.set(file.path, bytes);
  return { numLevels, codebookSize, codebooks: file };
}

async function addTable(
  files: Map<string, Uint8Array>,
  table: KeyedTable,
  items: BundleInput['items'],
): Promise<GzippedFile> {
  const ids = items.map(({ id }) => id);
  const { bytes, file } = await packItemToItem(tableOfItems(table, ids));
  files.set(file.path, bytes);
  return file;
}

async function addMap(files: Map<string, Uint8Array>, map: TasteMapFile): Promise<GzippedFile> {
  const { bytes, file } = await packGzipped('catalog/taste-map.bin.gz', encodeTasteMap(map));
  files.set(file.path, bytes);
  return file;
}

async function addShards(files: Map<string, Uint8Array>, kind: string, shards: EncodedShard[]): Promise<Shard[]> {
  const entries: Shard[] = [];
  for (const [i, { bytes, inflated, firstItemIndex, numItems }] of shards.entries()) {
    const path = `catalog/${kind}-${String(i).padStart(3, '0')}.arrow.gz`;
    const whole = { sizeBytes: inflated.length, sha256: await sha256Hex(inflated) };
    entries.push({ ...(await addFile(files, path, bytes)), inflated: whole, firstItemIndex, numItems });
  }
  return entries;
}

async function addFile(files: Map<string, Uint8Array>, path: string, bytes: Uint8Array): Promise<BundleFile> {
  files.set(path, bytes);
  return { path, sizeBytes: bytes.length, sha256: await sha256Hex(new Uint8Array(bytes)) };
}

/** Facets that occur, by name; a name also serves as the label. */
function facetsOf({ items }: BundleInput): { name: string; label: string }[] {
  const names = new Set(items.flatMap((item) => Object.keys(item.facets)));
  return [...names].sort().map((name) => ({ name, label: name }));
}

/**
 * Removes what only the earlier bundle named. Files at the folder's root stay: there they may be someone else's, such as
 * the committed towers.
 */
async function removeLeftovers(
  folder: string,
  earlier: Manifest | undefined,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const { path } of earlier ? filesOf(earlier) : []) {
    if (path.includes('/') && !files.has(path)) await rm(join(folder, path), { force: true });
  }
}
