// How alike two items are by what is known of them, for regression over items: the cosine of their words and facts, rare ones
// weighing more (inverse document frequency, Spärck Jones 1972), plus the cosine of their content vectors less the catalog's mean. A sum of
// inner products is positive semidefinite, as a kernel must be.

import { titleWords } from '../../text/hash-words.ts';
import type { ItemTextFields } from '../../text/item-text.ts';
import { CONTENT_DIM } from '../../towers/vocabulary.ts';

/** Years to either side that an item shares a word with. */
const YEAR_REACH = 1;

export interface ItemKernel {
  /** f32 [anchors.length]: an item's likeness to each anchor, up to 2. */
  row(item: number): Float32Array;
}

/**
 * @param content  f32 [items.length, 512]
 * @param anchors  items that rows are about
 */
export function itemKernel(items: readonly ItemTextFields[], content: Float32Array, anchors: Uint32Array): ItemKernel {
  const words = wordWeights(items);
  const anchorsWith = new Map<string, [place: number, weight: number][]>();
  for (const [place, item] of anchors.entries()) {
    for (const [word, weight] of words[item]) {
      const with_ = anchorsWith.get(word) ?? [];
      with_.push([place, weight]);
      anchorsWith.set(word, with_);
    }
  }
  const centred = centredContent(content, anchors);
  return {
    row(item) {
      const row = Float32Array.from(anchors, (anchor) => contentCosine(centred, item, anchor));
      for (const [word, weight] of words[item]) {
        for (const [place, other] of anchorsWith.get(word) ?? []) row[place] += weight * other;
      }
      return row;
    },
  };
}

/** Each item's words with weights, of unit length. */
function wordWeights(items: readonly ItemTextFields[]): Map<string, number>[] {
  const words = items.map(itemWords);
  const itemsWith = new Map<string, number>();
  for (const own of words) for (const word of own) itemsWith.set(word, (itemsWith.get(word) ?? 0) + 1);
  const weightOf = (word: string) => Math.log(items.length / itemsWith.get(word)!);
  return words.map((own) => {
    const weights = [...own].map((word) => [word, weightOf(word)] as const);
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([word, weight]) => [word, weight / length]));
  });
}

function itemWords({ title, year, genres = [], tags = [], ...facts }: ItemTextFields): Set<string> {
  const { creativeType, source, director } = facts;
  const years = year === undefined ? [] : Array.from({ length: 2 * YEAR_REACH + 1 }, (_, i) => year - YEAR_REACH + i);
  return new Set([
    ...titleWords(title).map((word) => `title:${word}`),
    ...years.map((near) => `year:${near}`),
    ...genres.map((genre) => `genre:${genre.toLowerCase()}`),
    ...tags.map((tag) => `tag:${tag.toLowerCase()}`),
    ...[creativeType, source, director].flatMap((fact) => (fact ? [`fact:${fact.toLowerCase()}`] : [])),
  ]);
}

/** Unit rows of the content less the anchors' mean; zeros where nothing is left. */
function centredContent(content: Float32Array, anchors: Uint32Array): Float32Array {
  const mean = new Float64Array(CONTENT_DIM);
  for (const item of anchors) for (let d = 0; d < CONTENT_DIM; d++) mean[d] += content[item * CONTENT_DIM + d];
  const centred = content.map((value, i) => value - mean[i % CONTENT_DIM] / anchors.length);
  for (let start = 0; start < centred.length; start += CONTENT_DIM) {
    const row = centred.subarray(start, start + CONTENT_DIM);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let d = 0; d < CONTENT_DIM; d++) row[d] /= length;
  }
  return centred;
}

function contentCosine(rows: Float32Array, a: number, b: number): number {
  let sum = 0;
  for (let d = 0; d < CONTENT_DIM; d++) sum += rows[a * CONTENT_DIM + d] * rows[b * CONTENT_DIM + d];
  return sum;
}
