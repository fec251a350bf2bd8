// How many of the exact 100 best does a scan over semantic-ID codes find, at how many bytes an item and in what time? Run with
// `npx tsx research/code-scan.trial.ts [--items 100000] [--dim 64] [--json]`. Data: clustered synthetic rows, and the film catalog
// where its bundle is there. Queries are the rounded sums of a few items, as a person's history makes them. Scan times are
// medians over the queries, the exact scan in plain JavaScript in the same rounds beside them; rows are fetched from memory.

import { arch, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { quantizeUserEmbedding } from '../src/numerics/quantize.ts';
import { createRandom, type Random } from '../src/numerics/random.ts';
import { openBundle } from '../src/pipeline/evaluation/open-bundle.ts';
import { type CodeScanner, createCodeScanner } from '../src/ranking/code-scan.ts';
import { ItemMatrix } from '../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../src/ranking/javascript-ranker.ts';
import type { Ranker, RankResult } from '../src/ranking/ranker.ts';
import { recallAt } from '../src/ranking/recall-at.ts';
import { type Codebooks, encode, type LevelReport, trainCodebooks } from '../src/semantic-ids/residual-quantizer.ts';

const K = 100;
const SEED = 1;
const NUM_QUERIES = 50;
const ITEMS_A_QUERY = 5;
const LEVELS = [2, 4, 8];
const SURVIVOR_SHARES = [0.01, 0.02, 0.05, 0.1];
/** Synthetic rows: items of a cluster, and how far the two kinds of spread reach, in int8 steps. */
const CLUSTER_ITEMS = 100;
const CLUSTER_SPREAD = 25;
const ITEM_SPREAD = 12;

interface Data {
  name: string;
  numItems: number;
  dim: number;
  /** i8 [numItems, dim] */
  rows: Int8Array;
}

interface Line {
  command: 'bench';
  bench: 'code-scan';
  data: string;
  items: number;
  dim: number;
  levels: number;
  bytesAnItem: number;
  reconstructionError: number;
  survivors: number;
  k: number;
  recall: number;
  scanMs: number;
  exactMs: number;
}

/** Clusters around the origin, and items around their cluster. */
function syntheticData(numItems: number, dim: number): Data {
  const random = createRandom(SEED);
  const numClusters = Math.ceil(numItems / CLUSTER_ITEMS);
  const centres = Float32Array.from({ length: numClusters * dim }, () => CLUSTER_SPREAD * random.normal());
  const rows = new Int8Array(numItems * dim);
  for (let i = 0; i < numItems; i++) {
    const centre = random.integer(numClusters) * dim;
    for (let d = 0; d < dim; d++) {
      const value = Math.round(centres[centre + d] + ITEM_SPREAD * random.normal());
      rows[i * dim + d] = Math.max(-127, Math.min(127, value));
    }
  }
  return { name: 'synthetic', numItems, dim, rows };
}

async function filmData(): Promise<Data[]> {
  try {
    const { manifest, embeddings } = await openBundle(fileURLToPath(new URL('../public/models', import.meta.url)));
    return [{ name: 'films', numItems: manifest.numItems, dim: manifest.embeddingDim, rows: embeddings }];
  } catch (error) {
    console.error(`the film catalog is left out: ${(error as Error).message}`);
    return [];
  }
}

/** i8 [dim], each in -63..63: the sum of some items by chance. */
function makeQuery({ numItems, dim, rows }: Data, random: Random): Int8Array {
  const sum = new Float32Array(dim);
  for (let i = 0; i < ITEMS_A_QUERY; i++) {
    const start = random.integer(numItems) * dim;
    for (let d = 0; d < dim; d++) sum[d] += rows[start + d];
  }
  return quantizeUserEmbedding(sum).values;
}

/** Levels are trained one after the other, so that the first ones of many are what fewer would be. */
function firstLevels(all: Codebooks, codes: Uint8Array, numLevels: number): CodeScanner {
  const { dim, codebookSize, centroids } = all;
  const first = { dim, codebookSize, numLevels, centroids: centroids.slice(0, numLevels * codebookSize * dim) };
  return createCodeScanner(
    codes.filter((_, place) => place % all.numLevels < numLevels),
    first,
  );
}

async function timed<T>(times: number[], work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  times.push(performance.now() - start);
  return result;
}

function fetchRows({ rows, dim }: Data, indices: Uint32Array): Int8Array {
  const fetched = new Int8Array(indices.length * dim);
  for (const [i, index] of indices.entries()) fetched.set(rows.subarray(index * dim, (index + 1) * dim), i * dim);
  return fetched;
}

/** Recall and times over the queries. Every query is also ranked exactly, in turn; the first one warms up. */
async function measure(data: Data, ranker: Ranker, scanner: CodeScanner, numSurvivors: number) {
  const random = createRandom(SEED);
  const scanTimes: number[] = [];
  const exactTimes: number[] = [];
  let recalls = 0;
  for (let i = 0; i < NUM_QUERIES; i++) {
    const request = { query: makeQuery(data, random), k: K };
    const exact: RankResult = await timed(exactTimes, () => ranker.rank(request));
    await timed(scanTimes, () => scanner.survivors(request, numSurvivors));
    const rows = async (indices: Uint32Array) => fetchRows(data, indices);
    const { indices } = await scanner.rankByCodes(request, { numSurvivors, rows });
    recalls += recallAt(exact.indices, indices);
  }
  return { recall: recalls / NUM_QUERIES, scanMs: median(scanTimes.slice(1)), exactMs: median(exactTimes.slice(1)) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

async function* benchmark(data: Data): AsyncGenerator<Line> {
  const { name, numItems, dim, rows } = data;
  const ranker = createJavaScriptRanker(ItemMatrix.fromRows(rows, numItems, dim));
  const codebooks = trainCodebooks(rows, dim, { numLevels: Math.max(...LEVELS), seed: SEED });
  const { codes, levels } = encode(rows, codebooks);
  if (!isJson) console.log(describe(data, levels));
  for (const numLevels of LEVELS) {
    const scanner = firstLevels(codebooks, codes, numLevels);
    const { reconstructionError } = levels[numLevels - 1];
    const shape = { data: name, items: numItems, dim, levels: numLevels, bytesAnItem: numLevels, reconstructionError };
    for (const survivors of new Set(SURVIVOR_SHARES.map((share) => Math.max(K, Math.round(share * numItems))))) {
      const figures = await measure(data, ranker, scanner, survivors);
      yield { command: 'bench', bench: 'code-scan', ...shape, survivors, k: K, ...figures };
    }
  }
}

function describe({ name, numItems, dim }: Data, levels: LevelReport[]): string {
  const used = levels.map(({ utilization }) => `${(100 * utilization).toFixed(0)} %`).join(' ');
  return `\n${name}: ${numItems} x ${dim} int8, ${dim} bytes an item; codes used by level: ${used}
levels (bytes an item)  missing  survivors  recall@${K}  scan ms  exact ms`;
}

function tableRow({ levels, reconstructionError, survivors, items, recall, scanMs, exactMs }: Line): string {
  return [
    `${levels}`.padStart(22),
    `${(100 * reconstructionError).toFixed(1)} %`.padStart(8),
    `${((100 * survivors) / items).toFixed(0)} %`.padStart(10),
    recall.toFixed(3).padStart(11),
    scanMs.toFixed(2).padStart(8),
    exactMs.toFixed(2).padStart(9),
  ].join(' ');
}

function sizeOption(name: string, value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new RangeError(`--${name}: ${value}, expected an integer of at least 1`);
}

const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '100000' },
    dim: { type: 'string', default: '64' },
    json: { type: 'boolean', default: false },
  },
});
const isJson = options.json;
const synthetic = syntheticData(sizeOption('items', options.items), sizeOption('dim', options.dim));
if (!isJson) {
  console.log(
    `${NUM_QUERIES} queries, k ${K}; ${cpus().length} x ${cpus()[0].model}, ${arch()}, Node ${process.version}`,
  );
}
for (const data of [synthetic, ...(await filmData())]) {
  for await (const line of benchmark(data)) console.log(isJson ? JSON.stringify(line) : tableRow(line));
}
