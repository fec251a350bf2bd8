// The further vectors that an item tower may read beside the content vector: one block an entry, a flag (1 = there) and then the
// vector, zeros where it is missing. Each has its own projection in the tower, and training leaves each out at random, so that any
// may be missing. Their order is the layout of the item tower's `modalities` input.

import { FACT_DIM, factVector, TITLE_DIM, titleVector } from './hashed-vectors.ts';
import type { ItemTextFields } from './item-text.ts';

export interface Modality {
  name: string;
  /** Place of the block's flag in the input. */
  offset: number;
  /** Values of the block, the flag included. */
  width: number;
}

const SIZES = { title: 1 + TITLE_DIM, facts: 1 + FACT_DIM };

/** Title words and facts (genres, year, makers, tags), both hashed: what a text encoder blurs. */
export const MODALITIES: readonly Modality[] = [
  { name: 'title', offset: 0, width: SIZES.title },
  { name: 'facts', offset: SIZES.title, width: SIZES.facts },
];
export const MODALITY_DIM = SIZES.title + SIZES.facts;

/** f32 [items, MODALITY_DIM] */
export function modalityVectors(items: readonly ItemTextFields[]): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(items.length * MODALITY_DIM);
  items.forEach((fields, i) => {
    [titleVector(fields), factVector(fields)].forEach((vector, m) => {
      const at = i * MODALITY_DIM + MODALITIES[m]!.offset;
      if (!vector) return;
      rows[at] = 1;
      rows.set(vector, at + 1);
    });
  });
  return rows;
}
