// Writes the items that are encoded so far as a bundle of the public format (docs/formats/bundle.md), content only, so that the engine opens
// it like any other. Each generation has a folder of its own: an engine that reads the one before goes on undisturbed.

import { encodeContentShard, encodeItemShard, type ItemShard } from '../formats/catalog.ts';
import { encodeCodebooks } from '../formats/codebooks.ts';
import { formatManifest, MANIFEST_FORMAT, MANIFEST_VERSION, type Manifest, type Shard } from '../formats/manifest.ts';
import { packGzipped } from '../formats/pack-gzipped.ts';
import { packShard } from '../formats/pack-shard.ts';
import { siteFeatures } from '../items/site-features.ts';
import type { OwnItem } from '../items/table-items.ts';
import { itemScaleFor, quantizeContent, quantizeItemEmbeddings } from '../numerics/quantize.ts';
import { CONTENT_DIM, EVENT_TYPES, FEATURES, SEQUENCE_LENGTH, TASKS } from '../towers/vocabulary.ts';
import { type ContentPath, contentEmbeddings, fitContentPath } from '../untrained/content-path.ts';
import type { ItemEncoder } from './encode-items.ts';
import { GROUP_FACET } from './group-facet.ts';
import type { GroupedItems } from './group-items.ts';
import { STORED_FOLDER, STORED_MANIFEST } from './stored-catalog.ts';

export const OWN_DIM = 128;
/** Dims that say what an item is; the last ones say how good it is. */
export const OWN_TASTE_DIMS = OWN_DIM - FEATURES.length;
const SEED = 1;
/** Rows of a shard: some 2 MB of content vectors, half of what the format allows. */
const SHARD_ROWS = 4000;

/** The items so far and what was fitted on them. */
export interface FittedItems {
  items: readonly OwnItem[];
  /** f32 [items.length, 512] */
  content: Float32Array;
  features: Float32Array<ArrayBuffer>;
  path: ContentPath;
  itemScale: number;
  /** i8 [items.length, 128] */
  embeddings: Int8Array;
}

export interface StoredBundleInput {
  name: string;
  generation: number;
  fitted: FittedItems;
  facets: { name: string; label: string }[];
  /** There once the catalog is complete. */
  grouped?: GroupedItems;
  encoderFiles: ItemEncoder['files'];
}

export type StoredFiles = Map<string, Uint8Array<ArrayBuffer>>;

export function generationFolder(generation: number): string {
  return `${STORED_FOLDER}/${generation}`;
}

/** Fits the content path on these very items. @param iterations  more for a fit that stays */
export function fitItems(items: readonly OwnItem[], content: Float32Array, iterations: number): FittedItems {
  const features = Float32Array.from(siteFeatures(items));
  const titles = items.map(({ title }) => title);
  const fields = items.map((item) => item.fields);
  const input = { content, features, titles, fields, embeddingDim: OWN_DIM, seed: SEED };
  const path = fitContentPath(input, { iterations });
  const floats = contentEmbeddings(path, content, features);
  const itemScale = itemScaleFor(floats, OWN_DIM);
  return { items, content, features, path, itemScale, embeddings: quantizeItemEmbeddings(floats, itemScale) };
}

export async function makeStoredBundle(input: StoredBundleInput): Promise<StoredFiles> {
  const { fitted, grouped } = input;
  const { items, itemScale, path } = fitted;
  const facets = [...(grouped ? [{ name: GROUP_FACET, label: 'About' }] : []), ...input.facets];
  const files: StoredFiles = new Map();
  const rows: Rows = { ...input, facetNames: facets.map(({ name }) => name) };
  const catalog = { items: await itemShards(rows, files), content: await contentShards(rows, files) };
  const manifest: Manifest = {
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    name: input.name,
    embeddingDim: OWN_DIM,
    qualityDims: FEATURES.length,
    contentDim: CONTENT_DIM,
    sequenceLength: SEQUENCE_LENGTH,
    numItems: items.length,
    itemScale,
    catalog,
    models: input.encoderFiles,
    vocabularies: { eventTypes: [...EVENT_TYPES], tasks: [...TASKS], features: [...FEATURES], facets },
    ...(grouped && { semanticIds: await semanticIds(rows, grouped, files) }),
    prior: Array.from(path.prior),
    meanStrength: path.meanStrength,
    notices: [],
  };
  files.set(STORED_MANIFEST, new TextEncoder().encode(formatManifest(manifest)));
  return files;
}

interface Rows extends StoredBundleInput {
  facetNames: string[];
}

async function itemShards(rows: Rows, files: StoredFiles): Promise<Shard[]> {
  const { grouped, facetNames, generation } = rows;
  return eachRun(rows.fitted.items.length, async (first, end, n) => {
    const spec = {
      numItems: end - first,
      embeddingDim: OWN_DIM,
      numFeatures: FEATURES.length,
      facetNames,
      ...(grouped && { semanticIds: grouped.codebooks }),
    };
    const arrow = encodeItemShard(itemShard(rows, first, end), spec);
    const path = `${generationFolder(generation)}/items-${n}.arrow.gz`;
    const { bytes, shard } = await packShard(path, arrow, first, end - first);
    files.set(path, bytes);
    return shard;
  });
}

function itemShard(rows: Rows, first: number, end: number): ItemShard {
  const { grouped, fitted, facetNames } = rows;
  const { embeddings, features } = fitted;
  const items = fitted.items.slice(first, end);
  const valuesOf = (item: OwnItem, i: number, name: string) => {
    if (name !== GROUP_FACET) return item.facets[name] ?? [];
    const group = grouped?.groups[first + i];
    return group === undefined ? [] : [group];
  };
  const detailNames = [...new Set(items.flatMap(({ details }) => Object.keys(details)))];
  return {
    numItems: items.length,
    ids: items.map(({ id }) => id),
    titles: items.map(({ title }) => title),
    texts: items.map(({ text }) => text),
    facets: Object.fromEntries(facetNames.map((name) => [name, items.map((item, i) => valuesOf(item, i, name))])),
    details: Object.fromEntries(detailNames.map((name) => [name, items.map(({ details }) => details[name] ?? null)])),
    features: features.slice(first * FEATURES.length, end * FEATURES.length),
    hasResidual: items.map(() => true),
    embeddings: Int8Array.from(embeddings.subarray(first * OWN_DIM, end * OWN_DIM)),
    ...(grouped && { semanticIds: codesOf(grouped, first, end) }),
  };
}

function codesOf({ codes, dedupCodes, codebooks }: GroupedItems, first: number, end: number) {
  const { numLevels } = codebooks;
  return {
    codes: Uint8Array.from(codes.subarray(first * numLevels, end * numLevels)),
    dedupCodes: Uint32Array.from(dedupCodes.subarray(first, end)),
  };
}

async function contentShards({ fitted: { content }, generation }: Rows, files: StoredFiles): Promise<Shard[]> {
  const vectors = quantizeContent(content);
  return eachRun(content.length / CONTENT_DIM, async (first, end, n) => {
    const arrow = encodeContentShard(vectors.subarray(first * CONTENT_DIM, end * CONTENT_DIM), CONTENT_DIM);
    const path = `${generationFolder(generation)}/content-${n}.arrow.gz`;
    const { bytes, shard } = await packShard(path, arrow, first, end - first);
    files.set(path, bytes);
    return shard;
  });
}

async function semanticIds({ generation }: Rows, { codebooks }: GroupedItems, files: StoredFiles) {
  const path = `${generationFolder(generation)}/codebooks.bin.gz`;
  const { bytes, file } = await packGzipped(path, encodeCodebooks(codebooks));
  files.set(path, bytes);
  const { numLevels, codebookSize } = codebooks;
  return { numLevels, codebookSize, codebooks: file };
}

async function eachRun(
  numItems: number,
  make: (first: number, end: number, n: number) => Promise<Shard>,
): Promise<Shard[]> {
  const shards: Shard[] = [];
  for (let first = 0; first < numItems; first += SHARD_ROWS) {
    shards.push(await make(first, Math.min(numItems, first + SHARD_ROWS), shards.length));
  }
  return shards;
}
