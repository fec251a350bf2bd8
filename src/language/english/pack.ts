// The English pack.
import type { LanguagePack } from '../reading-pack.ts';
import { CUES } from './cues.ts';
import { RANGE_WORDS } from './range-phrases.ts';
import { readRange } from './ranges.ts';
import { singular } from './singular.ts';
import { WORDINGS } from './wordings.ts';

export const ENGLISH: LanguagePack = {
  locale: 'en',
  stem: singular,
  cues: CUES,
  rangeWords: RANGE_WORDS,
  readRange,
  wordings: WORDINGS,
};
