// Vectors that a site's items bring (of an image, of a sound): arrays of numbers in a jsonl column. All vectors of a column have
// one length; an item may lack its own. They enter the item tower as further modalities.

import { InputError } from '../../errors.ts';
import type { Place } from './text-values.ts';

/** Shorter arrays of numbers are lists of facts (sizes, years). */
export const MIN_VECTOR_LENGTH = 8;
export const MAX_VECTOR_LENGTH = 2048;

/** True for an array of at least MIN_VECTOR_LENGTH finite numbers. */
export function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length >= MIN_VECTOR_LENGTH && value.every(Number.isFinite);
}

/** Holds the vectors of each column to the length of its first. */
export class VectorLengths {
  readonly #first = new Map<string, { length: number; line: number }>();

  /** @throws InputError for a vector that is too long, or of another length than those before it */
  check(vector: readonly number[], { file, line, column }: Place): void {
    const first = this.#first.get(column);
    if (!first) this.#first.set(column, { length: vector.length, line });
    const expected = first
      ? `${first.length}, as on line ${first.line}`
      : `${MIN_VECTOR_LENGTH} to ${MAX_VECTOR_LENGTH}`;
    const fits = first ? vector.length === first.length : vector.length <= MAX_VECTOR_LENGTH;
    if (!fits) throw new InputError({ file, line, found: `${vector.length} numbers in ${column}`, expected });
  }
}

/** Unit length, so that one column counts as much as another; undefined for zeros. */
export function unitVector(vector: readonly number[] | undefined): Float32Array | undefined {
  if (!vector) return undefined;
  const length = Math.hypot(...vector);
  return length > 0 && Number.isFinite(length) ? Float32Array.from(vector, (value) => value / length) : undefined;
}
