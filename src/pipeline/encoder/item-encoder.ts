// What turns the texts of a site's items into content vectors: the text encoder that pages have, or a sentence encoder of the
// site's own whose vectors are taken into the same space, so that pages search them with what they have.

import { dot } from '../../numerics/dot.ts';
import { selectRows } from '../../numerics/select-rows.ts';
import { type ItemTextFields, itemText } from '../../text/item-text.ts';
import type { ContentEncoder } from '../../towers/text-encoder.ts';
import { fitLinearMap, type Vectors } from './linear-map.ts';
import type { SentenceEncoder } from './sentence-encoder.ts';

/** Items whose texts the map is fitted on, evenly taken. */
const MOST_ITEMS = 3000;
/** Of these, one in so many is asked which map is best, and is in none of them. */
const HELD_OUT = 5;
const RIDGES = [0.003, 0.03, 0.3, 3] as const;
/** Where no item has a description to ask by. */
const USUAL_RIDGE = 0.3;
const LEAST_ASKED = 10;

/** Content vectors of texts, f32 [texts.length, 256]. */
export type EncodeItems = (texts: readonly string[]) => Promise<Float32Array> | Float32Array;

export interface ItemEncoder {
  encode: EncodeItems;
  /** For people: what the sentence encoder brings. */
  line: string;
}

interface Asked {
  /** Descriptions by the page's encoder. */
  queries: Vectors;
  /** Own titles, in the same order. */
  titles: Float32Array;
}

export async function fitItemEncoder(
  items: readonly { fields: ItemTextFields }[],
  sentence: SentenceEncoder,
  page: ContentEncoder,
  options: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<ItemEncoder> {
  const step = Math.max(1, items.length / MOST_ITEMS);
  const taken = Array.from(
    { length: Math.min(items.length, MOST_ITEMS) },
    (_, i) => items[Math.floor(i * step)]!.fields,
  );
  const held = taken.filter(({ description }, i) => i % HELD_OUT === 0 && description);
  const learned = taken.filter((fields) => !held.includes(fields));
  const texts = [...learned, ...held].flatMap((fields) => [itemText(fields), fields.title]);
  const from = await vectorsOf(sentence.encodeAll(texts, options), texts.length);
  const to = { rows: page.encodeAll(texts), dim: page.dim };
  const numLearned = 2 * learned.length;
  const first = (vectors: Vectors, n: number) => ({ ...vectors, rows: vectors.rows.subarray(0, n * vectors.dim) });
  const titlesAt = Uint32Array.from(held, (_, i) => numLearned + 2 * i + 1);
  const queries = { rows: page.encodeAll(held.map(({ description }) => description!)), dim: page.dim };
  let [ridge, best]: [number, number] = [USUAL_RIDGE, 0];
  const canAsk = held.length >= LEAST_ASKED && learned.length > 0;
  for (const tried of canAsk ? RIDGES : []) {
    const map = fitLinearMap(first(from, numLearned), first(to, numLearned), tried);
    const rank = meanReciprocalRank({ queries, titles: map(selectRows(from.rows, titlesAt, from.dim)) });
    if (rank > best) [ridge, best] = [tried, rank];
  }
  const map = fitLinearMap(from, to, ridge);
  const without = canAsk ? meanReciprocalRank({ queries, titles: selectRows(to.rows, titlesAt, to.dim) }) : 0;
  return {
    encode: async (more) => map(await sentence.encodeAll(more, options)),
    line: canAsk
      ? `your encoder: of ${held.length} descriptions that it was not fitted on, the own title is found at a mean reciprocal ` +
        `rank of ${best.toFixed(2)}, and of ${without.toFixed(2)} without it${best <= without ? ': leave it out' : ''}`
      : 'your encoder: there are too few descriptions to tell what it brings',
  };
}

async function vectorsOf(rows: Promise<Float32Array>, n: number): Promise<Vectors> {
  const made = await rows;
  return { rows: made, dim: made.length / n };
}

function meanReciprocalRank({ queries: { rows, dim }, titles }: Asked): number {
  const n = rows.length / dim;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const alike = Array.from({ length: n }, (_, j) => dot(rows, titles, dim, i * dim, j * dim));
    sum += 1 / (1 + alike.filter((value) => value > alike[i]!).length);
  }
  return sum / n;
}
