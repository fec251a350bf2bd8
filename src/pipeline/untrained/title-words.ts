// Title words as a short vector by signed feature hashing (Weinberger et al. 2009), weighted by how rare a word is. It is
// what the content vector blurs: sequels and series share a word that few other titles have.

import { hashWord, titleWords } from '../../text/hash-words.ts';

/**
 * One vector a title: each word adds its weight, +1 or -1 by its hash, at one of `dim` places. A word weighs
 * ln((n + 1) / (titles with it)), so a word in every title weighs next to nothing. Rows have unit length, or are zeros
 * where no word of the title occurs in another one: a lone word can match nothing and would only collide.
 *
 * @returns f32 [titles.length, dim]
 */
export function hashTitles(titles: readonly string[], dim: number): Float32Array {
  const words = titles.map(titleWords);
  const counts = new Map<string, number>();
  for (const word of words.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rows = new Float32Array(titles.length * dim);
  words.forEach((list, i) => {
    const row = rows.subarray(i * dim, (i + 1) * dim);
    for (const word of list) {
      const count = counts.get(word)!;
      const hash = hashWord(word);
      const sign = hash >>> 31 === 0 ? 1 : -1;
      if (count > 1) row[hash % dim]! += sign * Math.log((titles.length + 1) / count);
    }
    const length = Math.hypot(...row);
    if (length > 0) for (let d = 0; d < dim; d++) row[d]! /= length;
  });
  return rows;
}
