// How a page steers its lists in words, and what it gets. Types only, as src/engine/engine-api.ts.
import type { Where } from '../../catalog/where.ts';
import type { ReadWish } from '../language/language-api.ts';

/** One wish that steers the lists: a chip. */
export interface SteeringWish extends ReadWish {
  /** For `unsteer`. */
  id: string;
  /** The sentence that says it, perhaps among others. */
  text: string;
  /** What says this wish and nothing else, to be changed and said anew. */
  words: string;
  /** It is meant to stay; else it ends with the evening. */
  isAlways: boolean;
  /** A later wish says otherwise, which counts. */
  isOverruled?: true;
}

/** What steers the lists at present, oldest first. */
export interface Steering {
  wishes: SteeringWish[];
  /** The conditions that follow: no list breaks them. */
  where: Where;
  /** Items that satisfy them. */
  numItems: number;
}

export interface SteerResponse extends Steering {
  /** Number of the event that was recorded, for an exact undo by `eraseEvents`; absent where nothing was read. */
  sequence?: number;
  /** What of the text was not understood. */
  rest: string;
}
