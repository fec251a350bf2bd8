// What the map compares items by: the taste that their embeddings hold, and what they are about. The content beside the
// embedding is what keeps a new item, of which no log knows anything yet, with the ones it is like.
import { coordinatesAlong, principalComponents } from '../numerics/principal-components.ts';
import { unitRows } from './nearest-neighbours.ts';
import { regressionResiduals } from './regression-residuals.ts';

export interface MapItems {
  /** i8 or f32 [numItems, embeddingDim], row-major: only directions count, so steps are as good as values. */
  embeddings: Int8Array | Float32Array;
  embeddingDim: number;
  /** Last dims of an embedding, which are rating, popularity and freshness: left out (default 0). */
  qualityDims?: number;
  /** i8 or f32 [numItems, contentDim]; left out: by the embeddings alone. */
  content?: { vectors: Int8Array | Float32Array; contentDim: number };
  /** Columns of what says nothing of taste, each [numItems]: whether a log knew the item, how popular it is. */
  nuisances?: readonly ArrayLike<number>[];
}

export interface MapRows {
  /** f32 [numItems, dim], each of length 1 (or 0) */
  units: Float32Array<ArrayBuffer>;
  dim: number;
}

/** What content weighs beside an embedding of 1: chosen by eye, sequels lie together and genres are regions. */
const CONTENT_WEIGHT = 0.7;
/** Principal components that stand for the content: most of its cosines, at an eighth of the work. */
const CONTENT_COMPONENTS = 64;
const SEED = 1;

export function mapRows({ embeddings, embeddingDim, qualityDims = 0, content, nuisances = [] }: MapItems): MapRows {
  const tasteDim = embeddingDim - qualityDims;
  const numItems = embeddings.length / embeddingDim;
  const taste = new Float32Array(numItems * tasteDim);
  for (let item = 0; item < numItems; item++) {
    taste.set(embeddings.subarray(item * embeddingDim, item * embeddingDim + tasteDim), item * tasteDim);
  }
  const tasteUnits = unitRows(regressionResiduals(taste, tasteDim, nuisances), tasteDim);
  if (!content) return { units: tasteUnits, dim: tasteDim };
  const contentUnits = compress(content.vectors, content.contentDim);
  const contentDim = contentUnits.length / numItems;
  const dim = tasteDim + contentDim;
  const rows = new Float32Array(numItems * dim);
  for (let item = 0; item < numItems; item++) {
    rows.set(tasteUnits.subarray(item * tasteDim, (item + 1) * tasteDim), item * dim);
    for (let d = 0; d < contentDim; d++) {
      rows[item * dim + tasteDim + d] = CONTENT_WEIGHT * contentUnits[item * contentDim + d]!;
    }
  }
  return { units: unitRows(rows, dim), dim };
}

/** f32 [numItems, components], unit rows: coordinates along the main directions of what differs between the items. */
function compress(vectors: Int8Array | Float32Array, dim: number): Float32Array<ArrayBuffer> {
  const units = unitRows(vectors, dim);
  const count = Math.min(CONTENT_COMPONENTS, dim);
  return unitRows(coordinatesAlong(units, dim, principalComponents(units, dim, count, SEED)), count);
}
