// Tokens of items as vectors, sparse or short. Short ones: signed feature hashing (Weinberger et al. 2009) into a wide
// vector, then its principal directions (latent semantic analysis, Deerwester et al. 1990). Hashing into the short
// vector at once lets every token collide with many others, which cost a tenth of NDCG on one log and a third on
// another; the directions keep what many items share.

import { principalComponents } from '../numerics/principal-components.ts';
import { hashWord } from '../text/hash-words.ts';
import type { TokenColumn } from './item-tokens.ts';

/** Places that tokens are hashed into. */
export const HASHED_DIM = 512;

/** Columns of tokens by item. */
type ItemColumns = readonly (readonly TokenColumn[])[];

/**
 * One sparse vector an item. Each of its columns adds one of unit length, in which a token weighs its own weight times
 * ln((n + 1) / (items with it)): a token of every item weighs next to nothing, and one of a single item, which can match
 * nothing, is left out.
 *
 * @returns  value by token, for each item
 */
export function unitTokens(items: ItemColumns): Map<string, number>[] {
  const counts = new Map<string, number>();
  for (const columns of items) {
    for (const [, tokens] of columns) for (const [token] of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return items.map((columns) => new Map(columns.flatMap(([, tokens]) => unitColumn(tokens, counts, items.length))));
}

function unitColumn(
  tokens: TokenColumn[1],
  counts: ReadonlyMap<string, number>,
  numItems: number,
): [token: string, value: number][] {
  const weighed = tokens
    .filter(([token]) => counts.get(token)! > 1)
    .map(([token, weight]): [string, number] => [token, weight * Math.log((numItems + 1) / counts.get(token)!)]);
  const length = Math.hypot(...weighed.map(([, value]) => value));
  return length === 0 ? [] : weighed.map(([token, value]) => [token, value / length]);
}

/**
 * The same in few places; tokens that share one add up or cancel.
 *
 * @returns  f32 [items.length, HASHED_DIM]
 */
export function hashTokens(items: ItemColumns): Float32Array {
  const rows = new Float32Array(items.length * HASHED_DIM);
  for (const [i, vector] of unitTokens(items).entries()) {
    for (const [token, value] of vector) {
      const hash = hashWord(token);
      rows[i * HASHED_DIM + (hash % HASHED_DIM)]! += hash >>> 31 === 0 ? value : -value;
    }
  }
  return rows;
}

/**
 * The hashed tokens along their principal directions, without whitening: what tells few items apart stays small.
 *
 * @returns  f32 [items.length, dim]; zeros where an item has no token
 */
export function tokenVectors(items: ItemColumns, dim: number, seed: number, iterations?: number): Float32Array {
  const rows = new Float32Array(items.length * dim);
  if (dim === 0) return rows;
  const hashed = hashTokens(items);
  const { directions } = principalComponents(hashed, HASHED_DIM, dim, seed, iterations);
  for (let i = 0; i < items.length; i++) {
    for (let place = 0; place < HASHED_DIM; place++) {
      const value = hashed[i * HASHED_DIM + place]!;
      if (value === 0) continue;
      for (let p = 0; p < dim; p++) rows[i * dim + p]! += value * directions[p * HASHED_DIM + place]!;
    }
  }
  return rows;
}
