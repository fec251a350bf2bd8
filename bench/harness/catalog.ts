// The data of a run: items and queries that look like embeddings, the same for every engine and the same for a seed.
// Rows lie around centres, as items of a kind do (uniform noise has no neighbours worth finding); they have unit
// length, so that engines which only know the cosine rank as the dot product does. A query is a row with noise: someone
// who likes an item.

import { l2Normalize } from '../../src/numerics/l2-normalize.ts';
import { itemScaleFor, quantizeItemEmbeddings, quantizeUserEmbedding } from '../../src/numerics/quantize.ts';
import { createRandom, type Random } from '../../src/numerics/random.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';

const NUM_CENTRES = 256;
/** Standard deviation of a row around its centre, against the centre's own length of 1. */
const SPREAD = 0.8;

export interface BenchQuery {
  /** f32 [dim], unit length */
  float: Float32Array<ArrayBuffer>;
  /** The same, quantized: i8 [dim], each in -63..63. */
  int8: Int8Array<ArrayBuffer>;
}

export interface BenchCatalog {
  numItems: number;
  dim: number;
  /** f32 [numItems, dim], row-major, unit length. The caller's: engines read it, and copy what they keep. */
  rows: Float32Array<ArrayBuffer>;
  /** The rows in int8, as Privet's engines share them. */
  matrix: ItemMatrix;
  queries: BenchQuery[];
}

export function createCatalog(numItems: number, dim: number, numQueries: number, seed: number): BenchCatalog {
  const random = createRandom(seed);
  const centres = Array.from({ length: NUM_CENTRES }, () => l2Normalize(normals(random, dim)));
  const rows = new Float32Array(numItems * dim);
  for (let index = 0; index < numItems; index++) {
    writeNear(rows.subarray(index * dim, (index + 1) * dim), centres[random.integer(NUM_CENTRES)]!, random);
  }
  const int8 = quantizeItemEmbeddings(rows, itemScaleFor(rows, dim));
  const matrix = ItemMatrix.fromRows(int8, numItems, dim);
  const queries = Array.from({ length: numQueries }, () => queryNear(rows, random.integer(numItems), dim, random));
  return { numItems, dim, rows, matrix, queries };
}

function queryNear(rows: Float32Array, index: number, dim: number, random: Random): BenchQuery {
  const float = new Float32Array(dim);
  writeNear(float, rows.subarray(index * dim, (index + 1) * dim), random);
  return { float, int8: quantizeUserEmbedding(float).values };
}

/** `centre` plus noise, of unit length, into `target`. */
function writeNear(target: Float32Array, centre: Float32Array, random: Random): void {
  const step = SPREAD / Math.sqrt(target.length);
  let squares = 0;
  for (let d = 0; d < target.length; d++) {
    const value = centre[d]! + step * random.normal();
    target[d] = value;
    squares += value * value;
  }
  const norm = Math.sqrt(squares);
  for (let d = 0; d < target.length; d++) target[d]! /= norm;
}

const normals = (random: Random, dim: number) => Float32Array.from({ length: dim }, () => random.normal());
