// What is shown of what steers the list in words.
import type { SteeringWish, Where } from '../../../src/sdk/index.ts';

export interface SteeringState {
  /** As the engine told them last, oldest first. */
  wishes: readonly SteeringWish[];
  /** The conditions among them; the others are wishes that a list leans to. */
  where?: Where;
  /** What is being said differently. */
  edited?: SteeringWish;
  /** Films that are all of that; undefined while nothing steers. */
  numItems?: number;
  /** Words that were said last and not understood; `isAll`: nothing of what was said was. */
  lost?: { words: string; isAll: boolean };
  /** What was said last left the films where they were. */
  isUnmoved?: boolean;
  /** What was said is not read yet: the engine is busy with other things. */
  isLate?: boolean;
  /** Something steered at the last visit: room is kept until it is known whether it still does. */
  isExpected?: boolean;
}

/** The list follows more than the taps, or did and it is not known yet whether it still does. */
export function isSteered({ wishes, isExpected }: SteeringState): boolean {
  return wishes.length > 0 || isExpected === true;
}
