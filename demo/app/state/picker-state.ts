// What the first visit's three questions show, and how far they are.
import type { ItemSummary } from '../../../src/sdk/index.ts';

/** Answers that make a taste to begin with. */
export const WANTED_ANSWERS = 3;
/** Films of one question. */
export const PICKER_ITEMS = 6;

export interface PickerState {
  /** `offered`: in a line, until somebody wants the questions. `done`: enough is known, and it says so until it is closed. */
  phase: 'offered' | 'asking' | 'done';
  /** Empty while they are on their way. */
  items: readonly ItemSummary[];
  /** Ids of all that were shown. */
  shown: readonly string[];
  /** 0 to WANTED_ANSWERS. */
  answered: number;
}
