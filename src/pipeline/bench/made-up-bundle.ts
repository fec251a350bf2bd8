// A made-up shop of any size as a bundle without towers: written shard by shard, since a million items as objects take more
// memory than a build has. Items of a topic lie together (a vector of the topic and seeded noise) and are each other's
// neighbours. What it costs to open and ask is what a real shop of that size costs; its lists say nothing of quality.

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { encodeItemShard, type ItemShard, itemShardSpec } from '../../formats/catalog.ts';
import { encodeItemToItem, type ItemToItemTable, SEQUENTIAL_HISTORY } from '../../formats/item-to-item.ts';
import { formatManifest, type GzippedFile, type Manifest, type Shard } from '../../formats/manifest.ts';
import { packGzipped } from '../../formats/pack-gzipped.ts';
import { decodeTextEncoder } from '../../formats/text-encoder.ts';
import { CONTENT_DIM, FEATURES, SEQUENCE_LENGTH, TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import { createRandom, type Random } from '../../numerics/random.ts';
import { madeUpCatalog } from './made-up-catalog.ts';

export const EMBEDDING_DIM = 128;
const TASTE_DIMS = EMBEDDING_DIM - FEATURES.length;
/** int8 steps of a value of 1, and how much of an embedding is its own beside its topic. */
const [STEPS, NOISE] = [400, 0.5];
const [FIRST_SHARD, SHARD_ITEMS] = [430, 15_000];
const TEXT_WORDS = 16;
const MOST_NEIGHBOURS = 10;
const WEIGHTS: Readonly<Record<string, number>> = { rating: 0.6, popularity: 0.4, freshness: 0.1 };
const DETAILS = ['price', 'stock', 'rating', 'votes', 'year'];
const FACETS = [
  { name: 'category', label: 'Category' },
  { name: 'brand', label: 'Brand', inMenus: false },
  { name: 'colour', label: 'Colour' },
];

interface Rows {
  /** Cells of each item, in the order of the generator's header. */
  lines: string[];
  /** f32 [n, 6] */
  features: Float32Array;
  /** Of each row its topic. */
  topics: Uint32Array;
  numTopics: number;
}

/** Makes the bundle, unless it is there. */
export async function makeMadeUpBundle(folder: string, numItems: number, encoderFile: string): Promise<void> {
  if (existsSync(join(folder, 'manifest.json'))) return;
  const words = decodeTextEncoder(new Uint8Array(gunzipSync(readFileSync(encoderFile)))).pieces;
  const rows = bestFirst(
    readRows(
      numItems,
      words.filter((word) => /^[a-z]{4,}$/.test(word)),
    ),
  );
  const random = createRandom(2);
  const vectors = topicVectors(rows.numTopics, random);
  const base = manifestOf(numItems);
  const shards: Shard[] = [];
  for (let first = 0; first < numItems; ) {
    const count = Math.min(first === 0 ? FIRST_SHARD : SHARD_ITEMS, numItems - first);
    const bytes = encodeItemShard(
      shardOf(rows, vectors, first, count, random),
      itemShardSpec(base, { numItems: count }),
    );
    const file = await write(folder, `catalog/items-${String(shards.length).padStart(3, '0')}.arrow.gz`, bytes);
    shards.push({ ...file, firstItemIndex: first, numItems: count });
    first += count;
  }
  const table = encodeItemToItem(tableOf(rows, random));
  const itemToItem = await write(folder, 'catalog/item-to-item.bin.gz', table);
  const manifest = { ...base, catalog: { items: shards, content: [] }, itemToItem };
  await writeFile(join(folder, 'manifest.json'), formatManifest(manifest));
}

async function write(folder: string, path: string, whole: Uint8Array<ArrayBuffer>): Promise<GzippedFile> {
  const { bytes, file } = await packGzipped(path, whole);
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
  return file;
}

function readRows(numItems: number, words: readonly string[]): Rows {
  const lines: string[] = [];
  const features = new Float32Array(numItems * FEATURES.length);
  const topics = new Uint32Array(numItems);
  const topicByName = new Map<string, number>();
  for (const line of madeUpCatalog(numItems, words)) {
    if (line.startsWith('id,')) continue;
    const cells = line.trimEnd().split(',');
    const [id, title, text, category, ...rest] = cells;
    const row = lines.length;
    const topic = topicByName.get(category!) ?? topicByName.size;
    topicByName.set(category!, topic);
    topics[row] = topic;
    const [rating, votes, year] = [rest[4], rest[5], rest[6]].map(Number);
    const known = [rating! / 5, 1, Math.log1p(votes!) / 6.1, 1, (year! - 1990) / 36, 1];
    features.set(
      known.map((value) => Math.min(1, value)),
      row * FEATURES.length,
    );
    // A copy: a part of a string keeps the whole of it.
    const short = [id, title, text!.split(' ', TEXT_WORDS).join(' '), category, ...rest].join(',');
    lines.push(Buffer.from(short).toString());
  }
  return { lines, features, topics, numTopics: topicByName.size };
}

/** In the order of what somebody without a history is shown. */
function bestFirst({ lines, features, topics, numTopics }: Rows): Rows {
  const width = FEATURES.length;
  const scores = lines.map((_, row) => {
    return FEATURES.reduce((sum, name, f) => sum + (WEIGHTS[name] ?? 0) * features[row * width + f]!, 0);
  });
  const order = Uint32Array.from(lines.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const sorted = new Float32Array(features.length);
  order.forEach((row, place) => {
    sorted.set(features.subarray(row * width, (row + 1) * width), place * width);
  });
  const inOrder = Array.from(order, (row) => lines[row]!);
  return { lines: inOrder, features: sorted, topics: order.map((row) => topics[row]!), numTopics };
}

function topicVectors(numTopics: number, random: Random): Float32Array {
  return Float32Array.from({ length: numTopics * TASTE_DIMS }, () => random.normal() / Math.sqrt(TASTE_DIMS));
}

function shardOf(rows: Rows, vectors: Float32Array, first: number, count: number, random: Random): ItemShard {
  const cells = rows.lines.slice(first, first + count).map((line) => line.split(','));
  const column = (at: number) => cells.map((row) => row[at]!);
  const width = FEATURES.length;
  const embeddings = new Int8Array(count * EMBEDDING_DIM);
  for (let row = 0; row < count; row++) {
    const topic = rows.topics[first + row]!;
    for (let d = 0; d < TASTE_DIMS; d++) {
      const own = (NOISE * random.normal()) / Math.sqrt(TASTE_DIMS);
      embeddings[row * EMBEDDING_DIM + d] = steps(vectors[topic * TASTE_DIMS + d]! + own);
    }
    for (let f = 0; f < width; f++)
      embeddings[row * EMBEDDING_DIM + TASTE_DIMS + f] = steps(rows.features[(first + row) * width + f]! / 4);
  }
  const [ids, titles, texts] = [0, 1, 2].map(column);
  return {
    numItems: count,
    ids: ids!,
    titles: titles!,
    texts: titles!.map((title, row) => `${title}. ${texts![row]}`),
    facets: Object.fromEntries(FACETS.map(({ name }, f) => [name, column(3 + f).map((value) => [value])])),
    details: Object.fromEntries(DETAILS.map((name, d) => [name, column(6 + d)])),
    features: rows.features.slice(first * width, (first + count) * width),
    hasResidual: cells.map(() => false),
    embeddings,
  };
}

const steps = (value: number) => Math.max(-127, Math.min(127, Math.round(STEPS * value)));

/** Neighbours of an item are others of its topic, at random. */
function tableOf({ topics, numTopics }: Rows, random: Random): ItemToItemTable {
  const members: number[][] = Array.from({ length: numTopics }, () => []);
  topics.forEach((topic, row) => {
    members[topic]!.push(row);
  });
  const numItems = topics.length;
  const offsets = new Uint32Array(numItems + 1);
  const neighbours = new Uint32Array(numItems * MOST_NEIGHBOURS);
  const weights = new Uint8Array(numItems * MOST_NEIGHBOURS).map(() => 1 + random.integer(255));
  let size = 0;
  topics.forEach((topic, row) => {
    const others = members[topic]!;
    const picked = new Set<number>();
    for (let i = 0; i < MOST_NEIGHBOURS; i++) picked.add(others[random.integer(others.length)]!);
    picked.delete(row);
    for (const neighbour of [...picked].sort((a, b) => a - b)) neighbours[size++] = neighbour;
    offsets[row + 1] = size;
  });
  return {
    ...{ numItems, neighboursPerItem: MOST_NEIGHBOURS, offsets, scale: Math.fround(1 / 255), knee: 1000 },
    ...{ neighbours: neighbours.slice(0, size), weights: weights.slice(0, size) },
    ...{ towerStrength: 0.25, meanStrength: 0.25, similarStrength: 3 },
    ...SEQUENTIAL_HISTORY,
  };
}

function manifestOf(numItems: number): Manifest {
  return {
    format: 'privet-bundle',
    version: 1,
    name: `${numItems} made-up items`,
    history: `made-up-${numItems}`,
    embeddingDim: EMBEDDING_DIM,
    qualityDims: FEATURES.length,
    contentDim: CONTENT_DIM,
    sequenceLength: SEQUENCE_LENGTH,
    numItems,
    itemScale: Math.fround(1 / STEPS),
    catalog: { items: [], content: [] },
    models: {},
    vocabularies: { eventTypes: [...TOWER_EVENT_TYPES], features: [...FEATURES], facets: FACETS },
    prior: [...new Array<number>(TASTE_DIMS).fill(0), ...FEATURES.map((name) => WEIGHTS[name] ?? 0)],
    meanStrength: 1,
    notices: [],
  };
}
