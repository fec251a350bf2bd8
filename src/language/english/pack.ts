// The English pack.
import type { LanguagePack } from '../reading-pack.ts';
import { CUES } from './cues.ts';
import { RANGE_WORDS } from './range-phrases.ts';
import { readRange } from './ranges.ts';
import { singular } from './singular.ts';

const ITEM_NOUNS = 'film films movie movies flick flicks ones stuff'.split(' ');
const SERIES_NOUNS = 'series saga franchise universe trilogy sequels sequel prequels order ranked'.split(' ');
const PROPER_WORDS =
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  );

export const ENGLISH: LanguagePack = {
  locale: 'en',
  stem: singular,
  cues: CUES,
  itemNouns: new Set(ITEM_NOUNS),
  seriesNouns: new Set(SERIES_NOUNS),
  properWords: PROPER_WORDS,
  rangeWords: RANGE_WORDS,
  readRange,
};
