// Places items on a plane so that like ones lie near each other: UMAP (McInnes, Healy and Melville 2018), whose code is fetched when the
// first map is made. Time grows with the items, so that beyond some thousands the others are placed among their nearest.

import { createRandom } from '../../numerics/random.ts';

/** Items that UMAP itself places: some ten seconds on a laptop. */
const MAX_LAID_OUT = 2500;
const NEIGHBOURS = 15;
const MIN_DISTANCE = 0.15;
/** Nearest placed items that an item of a large catalog is put among. */
const PLACED_AMONG = 3;
/** Epochs, and items that are put among others, between two looks at whether to go on. */
const EPOCHS_A_BREATH = 10;
const ITEMS_A_BREATH = 200;

/**
 * @param embeddings  f32 or i8 [n, dim], row-major
 * @param goesOn      asked now and then; false ends it
 * @returns           f32 [n, 2], each in 0..1; undefined when it was ended
 */
export async function layoutItems(
  embeddings: Float32Array | Int8Array,
  dim: number,
  seed: number,
  goesOn: () => boolean = () => true,
): Promise<Float32Array | undefined> {
  const n = embeddings.length / dim;
  if (n === 0) return new Float32Array();
  const chosen = spread(n, Math.min(n, MAX_LAID_OUT));
  const rows = chosen.map((item) => Array.from(embeddings.subarray(item * dim, (item + 1) * dim)));
  const placed = await umap(rows, seed, goesOn);
  if (!placed) return undefined;
  const positions = new Float32Array(2 * n);
  for (let i = 0, next = 0; i < n; i++) {
    if (i % ITEMS_A_BREATH === 0 && !(await breathe(goesOn))) return undefined;
    if (chosen[next] === i) positions.set(placed[next++]!, 2 * i);
    else positions.set(amongNearest(embeddings.subarray(i * dim, (i + 1) * dim), rows, placed), 2 * i);
  }
  return toUnitSquare(positions);
}

/** Too few items have no neighbourhoods: they stand in a row. */
async function umap(rows: number[][], seed: number, goesOn: () => boolean): Promise<number[][] | undefined> {
  if (rows.length < 5) return rows.map((_, i) => [i, i % 2]);
  const { UMAP } = await import('umap-js');
  const { next: random } = createRandom(seed);
  const nNeighbors = Math.min(NEIGHBOURS, rows.length - 1);
  const fit = new UMAP({ nComponents: 2, nNeighbors, minDist: MIN_DISTANCE, random, distanceFn: cosineDistance });
  const numEpochs = fit.initializeFit(rows);
  for (let epoch = 0; epoch < numEpochs; epoch++) {
    fit.step();
    if (epoch % EPOCHS_A_BREATH !== 0) continue;
    if (!(await breathe(goesOn))) return undefined;
  }
  return fit.getEmbedding();
}

/** Lets messages in, one of which may say stop. */
async function breathe(goesOn: () => boolean): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve));
  return goesOn();
}

/** `count` of n numbers, evenly spread. */
function spread(n: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
}

function cosineDistance(a: readonly number[], b: readonly number[]): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let d = 0; d < a.length; d++) {
    dot += a[d]! * b[d]!;
    aa += a[d]! * a[d]!;
    bb += b[d]! * b[d]!;
  }
  return aa === 0 || bb === 0 ? 1 : 1 - dot / Math.sqrt(aa * bb);
}

function amongNearest(
  row: ArrayLike<number>,
  rows: readonly number[][],
  placed: readonly number[][],
): [number, number] {
  const vector = Array.from(row);
  const nearest: { distance: number; i: number }[] = [];
  for (let i = 0; i < rows.length; i++) {
    const distance = cosineDistance(vector, rows[i]!);
    if (nearest.length === PLACED_AMONG && distance >= nearest[PLACED_AMONG - 1]!.distance) continue;
    nearest.push({ distance, i });
    nearest.sort((a, b) => a.distance - b.distance);
    nearest.length = Math.min(nearest.length, PLACED_AMONG);
  }
  const mean = (axis: 0 | 1) => nearest.reduce((sum, { i }) => sum + placed[i]![axis]!, 0) / nearest.length;
  return [mean(0), mean(1)];
}

/** Keeps proportions; the longer side fills 0..1. */
function toUnitSquare(positions: Float32Array): Float32Array {
  const axis = (which: number) => positions.filter((_, i) => i % 2 === which);
  const [lowX, highX, lowY, highY] = [0, 1].flatMap((which) => {
    const values = axis(which);
    return [values.reduce((low, value) => Math.min(low, value)), values.reduce((high, value) => Math.max(high, value))];
  }) as [number, number, number, number];
  const side = Math.max(highX - lowX, highY - lowY) || 1;
  const [centreX, centreY] = [(lowX + highX) / 2, (lowY + highY) / 2];
  return positions.map((value, i) => 0.5 + (value - (i % 2 === 0 ? centreX : centreY)) / side);
}
