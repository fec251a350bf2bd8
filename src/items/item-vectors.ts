// Vectors that items bring (of an image, of a sound): arrays of numbers in a column of JSON. All vectors of a column
// have one length; an item may lack its own. They enter the item tower as further modalities.

import { HASHED_MODALITIES } from '../text/modalities.ts';

/** Shorter arrays of numbers are lists of facts (sizes, years). */
export const MIN_VECTOR_LENGTH = 8;
export const MAX_VECTOR_LENGTH = 2048;

/** True for an array of at least MIN_VECTOR_LENGTH finite numbers. */
export function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length >= MIN_VECTOR_LENGTH && value.every(Number.isFinite);
}

/** A column must not pass for what is hashed from the text. */
export function modalityName(column: string): string {
  return HASHED_MODALITIES.some(({ name }) => name === column) ? `${column}-vector` : column;
}

/** Unit length, so that one column counts as much as another; undefined for zeros. */
export function unitVector(vector: readonly number[]): Float32Array | undefined {
  const length = Math.hypot(...vector);
  return length > 0 && Number.isFinite(length) ? Float32Array.from(vector, (value) => value / length) : undefined;
}
