// What is said beside the chips.

import type { SteeringState } from '../state/steering-state.ts';
import { wishWords } from '../state/wishes.ts';
import { plural } from '../state/words.ts';

/** With fewer films it is said how many there are. */
const FEW = 20;

export function steeringRemark({ numItems = FEW, lost, edited, isUnmoved }: SteeringState): string {
  if (edited && !lost) return `Changing “${wishWords(edited)}”. Press it again to keep it.`;
  if (lost?.isAll) return 'That says nothing about films here; try “nothing violent” or “from the seventies”.';
  const few = numItems < FEW && fewWords(numItems);
  const unmoved = isUnmoved && numItems > 0 && 'That changes nothing here: the films are like that already.';
  return [few, unmoved, lost && `Not understood: ${lost.words}.`].filter(Boolean).join(' ');
}

function fewWords(count: number): string {
  if (count === 0) return 'No film is all of that.';
  return `Only ${plural(count, 'film')} ${count === 1 ? 'is' : 'are'} all of that.`;
}
