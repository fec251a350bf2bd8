// Why a film was left out, in words: what the engine found to hold, and no more. How a film ends is never among it.
import type { MatchReason } from '../../../src/sdk/index.ts';
import { constraintWords } from './constraint-words.ts';
import { NO_CAUTION } from './filter-facets.ts';

export function matchWords(reason: MatchReason): string {
  switch (reason.kind) {
    case 'wished':
      return 'Not what you asked for tonight';
    case 'later-part':
      return 'A later part of a series that you have not begun here';
    case 'disliked':
      return `Similar to ${reason.title}, which you turned down`;
    case 'facet':
      return `${facetWords(reason)}, unlike anything that you like`;
    case 'older':
      return `For age ${reason.age} and up: all that you like suits younger people as well`;
    case 'younger':
      return `For age ${reason.age} and up: all that you like is for older people`;
    case 'fame':
      return 'Very well known, but near nothing that you like';
    case 'far':
      return 'Far from everything that you like';
    case 'unlikely':
      return 'All in all, little speaks for it';
  }
}

function facetWords({ facet, value }: Extract<MatchReason, { kind: 'facet' }>): string {
  if (value === NO_CAUTION) return 'With nothing to be warned of';
  return facet === 'language' ? `In ${value}` : constraintWords({ field: facet, list: 'any', value });
}
