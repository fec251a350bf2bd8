// The pack of a language that there is no pack for: what the catalog calls its values, people and items is read, and
// nothing else. English would hear words of its own in other languages ("war", "also"), and act on them.
import type { LanguagePack, QueryPart } from './reading-pack.ts';

/** Values side by side: "Krimi, Schweden". */
const namesOf = (parts: readonly QueryPart[], between: string): string | undefined => {
  const names = parts.flatMap((part) => ('value' in part ? [part.value] : []));
  return names.length === parts.length ? names.join(between) : undefined;
};

export const NAMES_ONLY: LanguagePack = {
  locale: 'und',
  stem: (word) => word,
  cues: [],
  prepositions: new Set(),
  saysNot: /(?!)/,
  strongSurprise: /(?!)/,
  itemNouns: new Set(),
  kindNouns: new Set(),
  seriesNouns: new Set(),
  orderWords: new Set(),
  thanWord: '',
  timeWords: new Map(),
  cameOut: [],
  firstWords: new Set(),
  friendVerbs: new Set(),
  talkWords: new Set(),
  properWords: new Set(),
  stopWords: new Set(),
  rangeWords: [],
  readRange: () => undefined,
  measurePhrases: [],
  synonyms: [],
  sizeWords: new Set(),
  wordings: {
    query: (parts) => namesOf(parts, ' '),
    suggestion: (parts) => (parts.length > 1 ? namesOf(parts, ', ') : undefined),
  },
};
