// What is said below the chips.

import type { SteeringState } from '../state/steering-state.ts';
import { wishWords } from '../state/wishes.ts';
import { plural } from '../state/words.ts';

/** With fewer films it is said how many there are. */
const FEW = 20;

/** @param isSearching  the list is not on screen: nothing is said of its films */
export function steeringRemark(
  { numItems = FEW, lost, edited, isUnmoved, isLate }: SteeringState,
  isSearching = false,
): string {
  if (isLate) return 'One moment';
  if (edited && !lost) return `Say “${wishWords(edited)}” differently in the field above, or press Escape to keep it.`;
  if (lost?.isAll) return 'The list cannot follow that. Try “nothing violent” or “from the seventies”.';
  if (isSearching) return '';
  const few = numItems < FEW && fewWords(numItems);
  const unmoved = isUnmoved && numItems > 0 && 'That changes nothing: these films are like that already.';
  return [few, unmoved, lost && `Not understood: ${lost.words}.`].filter(Boolean).join(' ');
}

function fewWords(count: number): string {
  if (count === 0) return 'No film fits all of that.';
  return `Only ${plural(count, 'film')} ${count === 1 ? 'fits' : 'fit'} all of that.`;
}
