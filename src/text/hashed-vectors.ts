// An item's title words and facts as short vectors by signed feature hashing (Weinberger et al., ICML 2009): the same
// for every catalog, without a vocabulary, so that an item of tomorrow is read as those of today. It is what the
// content vector blurs: sequels share a word that few other titles have, and a sentence encoder hardly tells 1994 from
// 1964.

import { hashWord, titleWords } from './hash-words.ts';
import type { ItemTextFields } from './item-text.ts';

export const TITLE_DIM = 384;
export const FACT_DIM = 256;
/** A year falls into one bucket of each length, so that near years share some. */
const YEAR_BUCKETS = [1, 2, 4, 8, 16];

/** f32 [TITLE_DIM], unit length; undefined for a title without words. */
export function titleVector({ title }: ItemTextFields): Float32Array | undefined {
  return hashed(titleWords(title), TITLE_DIM);
}

/** f32 [FACT_DIM], unit length; undefined where nothing but the title is known. */
export function factVector(fields: ItemTextFields): Float32Array | undefined {
  const { year, genres = [], tags = [], creativeType, source, director } = fields;
  const facts = [
    ...(year === undefined ? [] : YEAR_BUCKETS.map((length) => `year/${length}=${Math.floor(year / length)}`)),
    ...genres.map((genre) => `genre=${genre}`),
    ...tags.map((tag) => `tag=${tag}`),
    ...[creativeType, source, director].flatMap((fact) => fact ?? []).map((fact) => `fact=${fact}`),
  ];
  return hashed(
    facts.map((fact) => fact.toLowerCase()),
    FACT_DIM,
  );
}

function hashed(words: readonly string[], dim: number): Float32Array | undefined {
  const vector = new Float32Array(dim);
  for (const word of words) {
    const hash = hashWord(word);
    vector[hash % dim]! += hash >>> 31 === 0 ? 1 : -1;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? undefined : vector.map((value) => value / length);
}
