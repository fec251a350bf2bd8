// The pack of a language that there is no pack for: what the catalog calls its values, people and items is read, and
// nothing else. English would hear words of its own in other languages ("war", "also"), and act on them.
import type { LanguagePack } from './reading-pack.ts';

export const NAMES_ONLY: LanguagePack = {
  locale: 'und',
  stem: (word) => word,
  cues: [],
  rangeWords: [],
  readRange: () => undefined,
};
