// How strictly the list leaves out what is likely not for the person: chosen once, and kept in this browser. Gentle is
// what the engine does by itself. Choosing and hearing of a choice come after the list (match-level.ts).
import type { ForYouRequest, MatchLevel } from '../../../src/sdk/index.ts';
import { readKept, writeKept } from '../state/kept-text.ts';

const KEY = 'match';
export const MATCH_LEVELS: readonly MatchLevel[] = ['off', 'gentle', 'strict'];

/** Undefined where nothing was chosen. */
export function readMatch(): MatchLevel | undefined {
  const kept = readKept(KEY);
  return MATCH_LEVELS.find((level) => level === kept);
}

export function writeMatch(level: MatchLevel): void {
  writeKept(KEY, level);
}

/** What a list is asked for; gentle asks for nothing. */
export function matchRequest(match: MatchLevel): Pick<ForYouRequest, 'match'> {
  return match === 'gentle' ? {} : { match };
}
