// The map's layout: items that are alike come to lie near one another on a plane (UMAP: McInnes, Healy and Melville,
// 2018). The optimizer is umap-js. Neighbours are exact, and the start is the plane of the first two principal
// components: from a random start UMAP tears apart what belongs together (Kobak and Linderman, 2021). The same seed
// gives the same bytes on the same JavaScript engine. Universal: set-up lays out the films, and a worker may lay out a
// visitor's own items.
import { UMAP } from 'umap-js';
import { type KeepStep, keepNothing } from '../keep-step.ts';
import { coordinatesAlong, principalComponents } from '../numerics/principal-components.ts';
import { createRandom } from '../numerics/random.ts';
import type { MapRows } from './map-rows.ts';
import { type Neighbours, nearestAmong, nearestNeighbours } from './nearest-neighbours.ts';
import { fitToSquare } from './positions.ts';

export interface LayOutOptions {
  /** Default 1. */
  seed?: number;
  /**
   * u8 [numItems], 0 or 1: groups to be laid over one another, for example items that a log knew and others (default:
   * one).
   */
  groups?: Uint8Array;
  /** Passes of the optimizer (default 200). */
  epochs?: number;
  /**
   * Items that are laid out; further ones take the mean place of the laid-out ones that they are most like (default
   * 10,000).
   */
  sampleSize?: number;
  /**
   * Told every few passes, out of `epochs`; what it returns is waited for, so that a worker can hear messages in
   * between.
   */
  onProgress?: (numDone: number, numSteps: number) => void | Promise<void>;
  /** Default: nothing is kept between runs. */
  keep?: KeepStep | undefined;
  signal?: AbortSignal;
}

/** Neighbours that an item is held together with, itself among them as UMAP counts. */
const NEIGHBOURS = 15;
/** Loose enough that points can be told apart, tight enough that islands show. */
const [MIN_DISTANCE, SPREAD] = [0.25, 1.2];
/** Half of the width of the starting picture, in UMAP's unit. */
const START_REACH = 10;
/** At most so many laid-out items, the first ones, are asked where a further one belongs, and so many of them say. */
const [MAX_ANCHORS, ANCHORS] = [2500, 5];
const REPORT_EVERY = 5;
const PLACED_AT_ONCE = 4096;

/**
 * @returns u16 [numItems, 2]: x to the right, y downwards, 0..65,535; the picture fills the square, and is as wide as
 *   it can be
 * @throws RangeError where rows are not whole; what `signal` was aborted with
 */
export async function layOut({ units, dim }: MapRows, options: LayOutOptions = {}): Promise<Uint16Array<ArrayBuffer>> {
  const { sampleSize = 10_000 } = options;
  const numItems = units.length / dim;
  if (!Number.isInteger(numItems)) throw new RangeError(`layout: ${units.length} values, expected rows of ${dim}`);
  const numLaidOut = Math.min(numItems, sampleSize);
  const places = new Float64Array(2 * numItems);
  places.set(await optimize(units.subarray(0, numLaidOut * dim), dim, options));
  const anchors = units.subarray(0, Math.min(numLaidOut, MAX_ANCHORS) * dim);
  for (let first = numLaidOut; first < numItems; first += PLACED_AT_ONCE) {
    const end = Math.min(numItems, first + PLACED_AT_ONCE);
    placeAmong(nearestAmong(units, [first, end], anchors, dim, ANCHORS), places, first);
    options.signal?.throwIfAborted();
  }
  return fitToSquare(places);
}

/** f64 [numRows, 2] */
async function optimize(units: Float32Array, dim: number, options: LayOutOptions): Promise<Float64Array> {
  const { seed = 1, groups, epochs = 200, keep = keepNothing, onProgress, signal } = options;
  const numRows = units.length / dim;
  const start = mainPlane(units, dim, seed);
  if (numRows <= NEIGHBOURS) return start;
  const random = createRandom(seed);
  const umap = new UMAP({
    nNeighbors: NEIGHBOURS,
    minDist: MIN_DISTANCE,
    spread: SPREAD,
    nEpochs: epochs,
    random: random.next,
  });
  const nearest = await keep('neighbours on the map', () =>
    nearestNeighbours(units, dim, NEIGHBOURS - 1, groups?.subarray(0, numRows)),
  );
  const { rows, distances } = withItself(nearest);
  umap.setPrecomputedKNN(rows, distances);
  umap.initializeFit(rows); // it asks for vectors but, with the neighbours given, only counts them
  for (const [row, place] of umap.getEmbedding().entries())
    [place[0], place[1]] = [start[2 * row]!, start[2 * row + 1]!];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    umap.step();
    signal?.throwIfAborted();
    if (epoch % REPORT_EVERY === 0 || epoch === epochs) await onProgress?.(epoch, epochs);
  }
  return Float64Array.from(umap.getEmbedding().flat());
}

/**
 * f64 [numRows, 2]: the plane in which the rows differ most, each axis up to ±10, with a breath of noise that parts
 * equal rows.
 */
function mainPlane(units: Float32Array, dim: number, seed: number): Float64Array<ArrayBuffer> {
  const random = createRandom(seed);
  const plane = coordinatesAlong(units, dim, principalComponents(units, dim, 2, seed));
  const widest = plane.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  return plane.map((value) => (value / widest) * START_REACH + 1e-3 * random.normal());
}

/** As umap-js counts: each row is its own nearest neighbour. */
function withItself({ k, rows, distances }: Neighbours): { rows: number[][]; distances: number[][] } {
  const numRows = rows.length / k;
  const lists = (values: Int32Array | Float32Array, first: (row: number) => number) =>
    Array.from({ length: numRows }, (_, row) => [first(row), ...values.subarray(row * k, (row + 1) * k)]);
  return { rows: lists(rows, (row) => row), distances: lists(distances, () => 0) };
}

/** Each at the mean place of the laid-out items that it is most like, the nearer ones weighing more. */
function placeAmong({ k, rows, distances }: Neighbours, places: Float64Array, first: number): void {
  for (let item = 0; item * k < rows.length; item++) {
    let [x, y, total] = [0, 0, 0];
    for (let i = item * k; i < (item + 1) * k; i++) {
      const row = rows[i]!;
      if (row < 0) continue;
      const weight = 1 / (1e-3 + distances[i]!) ** 2;
      x += weight * places[2 * row]!;
      y += weight * places[2 * row + 1]!;
      total += weight;
    }
    places.set([x / total, y / total], 2 * (first + item));
  }
}
