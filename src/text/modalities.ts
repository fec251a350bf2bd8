// The further vectors that an item tower may read beside the content vector: title words and facts, both hashed, and
// whatever vectors a site's items bring (of an image, of a sound). Each is one block: a flag (1 = there), then the
// vector, zeros where it is missing. Each has its own projection in the tower, and training leaves each out at random,
// so that any may be missing.

import { FACT_DIM, factVector, TITLE_DIM, titleVector } from './hashed-vectors.ts';
import type { ItemTextFields } from './item-text.ts';

export interface Modality {
  name: string;
  /** Values of the block, the flag included. */
  width: number;
}

/** What this code makes of any item's fields. */
const HASHED = {
  title: { width: 1 + TITLE_DIM, make: titleVector },
  facts: { width: 1 + FACT_DIM, make: factVector },
} as const;

/** The modalities that need nothing but an item's fields. */
export const HASHED_MODALITIES: readonly Modality[] = Object.entries(HASHED).map(([name, { width }]) => ({
  name,
  width,
}));

/** A further vector of an item that is no text; undefined = missing. */
export type OwnVectors = Readonly<Record<string, ArrayLike<number> | undefined>>;

/**
 * The blocks of each item, one after the other in the order of `modalities`. A modality that an item lacks, or that is
 * neither hashed here nor among its own vectors, is missing: zeros.
 *
 * @param own  vectors by modality name, one record an item; absent = none
 * @returns    f32 [items, sum of widths]
 * @throws RangeError for an own vector of another length than its modality has
 */
export function modalityVectors(
  items: readonly ItemTextFields[],
  modalities: readonly Modality[] = HASHED_MODALITIES,
  own?: readonly OwnVectors[],
): Float32Array<ArrayBuffer> {
  const rowWidth = modalityDim(modalities);
  const rows = new Float32Array(items.length * rowWidth);
  items.forEach((fields, i) => {
    let at = i * rowWidth;
    for (const { name, width } of modalities) {
      const vector = own?.[i]?.[name] ?? hashedVector(name, width, fields);
      if (vector) {
        if (vector.length !== width - 1) {
          throw new RangeError(`modality ${name}: item ${i} has ${vector.length} values, expected ${width - 1}`);
        }
        rows[at] = 1;
        rows.set(vector, at + 1);
      }
      at += width;
    }
  });
  return rows;
}

/** Values of an item's row. */
export function modalityDim(modalities: readonly Modality[]): number {
  return modalities.reduce((sum, { width }) => sum + width, 0);
}

/** Only where it is as wide as the tower was trained with. */
function hashedVector(name: string, width: number, fields: ItemTextFields): Float32Array | undefined {
  if (!Object.hasOwn(HASHED, name)) return undefined;
  const hashed = HASHED[name as keyof typeof HASHED];
  return hashed.width === width ? hashed.make(fields) : undefined;
}
