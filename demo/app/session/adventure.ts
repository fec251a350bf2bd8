// How familiar or surprising the list should be: five steps, each a documented mix of two settings of a request.
// Novelty prefers known (below 0) or little known films (above 0); diversity shows less of what repeats.
//
// step              novelty   diversity
// -2 familiar       -1        0
// -1                -0.5      0
//  0 as it comes     0        0
//  1                 0.5      0.15
//  2 surprising      1        0.3
import type { ForYouRequest } from '../../../src/sdk/index.ts';
import { readKept, writeKept } from '../state/kept-text.ts';

const KEY = 'adventure';
export const MIN_STEP = -2;
export const MAX_STEP = 2;

/** What the slider says at each step, from the first. */
const WORDS = ['Familiar', 'Rather familiar', 'In between', 'Rather surprising', 'Surprising'];

export function adventureWords(step: number): string {
  return WORDS[step - MIN_STEP]!;
}

/** What a step asks of a list; the middle asks for nothing. */
export function adventureRequest(step: number): Pick<ForYouRequest, 'novelty' | 'diversity'> {
  if (step === 0) return {};
  return { novelty: step / 2, ...(step > 0 && { diversity: 0.15 * step }) };
}

export function readAdventure(): number {
  const step = Number(readKept(KEY));
  return Number.isInteger(step) && step >= MIN_STEP && step <= MAX_STEP ? step : 0;
}

export function writeAdventure(step: number): void {
  writeKept(KEY, step === 0 ? null : String(step));
}
