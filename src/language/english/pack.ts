// The English pack.
import type { LanguagePack } from '../reading-pack.ts';
import { CUES } from './cues.ts';
import { RANGE_WORDS } from './range-phrases.ts';
import { readRange } from './ranges.ts';
import { singular } from './singular.ts';
import { WORDINGS } from './wordings.ts';

/** Plurals: "the movie" and "a book" stand in titles. */
const ITEM_NOUNS =
  'films movies flicks pictures documentaries shows books novels stories comics games recipes dishes meals songs albums products';

export const ENGLISH: LanguagePack = {
  locale: 'en',
  stem: singular,
  cues: CUES,
  itemNouns: new Set(ITEM_NOUNS.split(' ')),
  rangeWords: RANGE_WORDS,
  readRange,
  wordings: WORDINGS,
};
