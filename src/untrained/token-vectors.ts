// Tokens of items as short vectors: signed feature hashing (Weinberger et al. 2009) into a wide vector, then its
// principal directions (latent semantic analysis, Deerwester et al. 1990). Hashing into the short vector at once lets
// every token collide with many others, which cost a tenth of NDCG on one log and a third on another; the directions
// keep what many items share.

import { principalComponents } from '../numerics/principal-components.ts';
import { hashWord } from '../text/hash-words.ts';
import type { WeightedToken } from './item-tokens.ts';

/** Places that tokens are hashed into. */
export const HASHED_DIM = 512;

/**
 * One vector an item. Each of its columns adds a vector of unit length, in which a token weighs its own weight times
 * ln((n + 1) / (items with it)): a token of every item weighs next to nothing, and one of a single item, which can
 * match nothing and would only collide, is left out.
 *
 * @param items  columns of tokens by item
 * @returns      f32 [items.length, HASHED_DIM]
 */
export function hashTokens(items: readonly (readonly (readonly WeightedToken[])[])[]): Float32Array {
  const counts = new Map<string, number>();
  for (const [token] of items.flat(2) as unknown as WeightedToken[]) counts.set(token, (counts.get(token) ?? 0) + 1);
  const rows = new Float32Array(items.length * HASHED_DIM);
  items.forEach((columns, i) => {
    const row = rows.subarray(i * HASHED_DIM, (i + 1) * HASHED_DIM);
    for (const tokens of columns) addColumn(row, tokens, counts, items.length);
  });
  return rows;
}

function addColumn(
  row: Float32Array,
  tokens: readonly WeightedToken[],
  counts: ReadonlyMap<string, number>,
  numItems: number,
): void {
  const column = new Map<number, number>();
  for (const [token, weight] of tokens) {
    const count = counts.get(token)!;
    if (count === 1) continue;
    const hash = hashWord(token);
    const place = hash % HASHED_DIM;
    const signed = (hash >>> 31 === 0 ? 1 : -1) * weight * Math.log((numItems + 1) / count);
    column.set(place, (column.get(place) ?? 0) + signed);
  }
  const length = Math.hypot(...column.values());
  if (length === 0) return;
  for (const [place, value] of column) row[place]! += value / length;
}

/**
 * The hashed tokens along their principal directions, without whitening: what tells few items apart stays small.
 *
 * @returns  f32 [items.length, dim]; rows of at most the length of the hashed ones, zeros where an item has no token
 */
export function tokenVectors(
  items: readonly (readonly (readonly WeightedToken[])[])[],
  dim: number,
  seed: number,
  iterations?: number,
): Float32Array {
  const hashed = hashTokens(items);
  const { directions } = principalComponents(hashed, HASHED_DIM, dim, seed, iterations);
  const rows = new Float32Array(items.length * dim);
  for (let i = 0; i < items.length; i++) {
    for (let place = 0; place < HASHED_DIM; place++) {
      const value = hashed[i * HASHED_DIM + place]!;
      if (value === 0) continue;
      for (let p = 0; p < dim; p++) rows[i * dim + p]! += value * directions[p * HASHED_DIM + place]!;
    }
  }
  return rows;
}
