// The English pack.

import { readForeign } from '../foreign/read-foreign.ts';
import type { LanguagePack } from '../reading-pack.ts';
import { CUES } from './cues.ts';
import { MEASURE_PHRASES } from './measures.ts';
import { ITEM_NOUNS, KIND_NOUNS, ORDER_WORDS, SERIES_NOUNS } from './nouns.ts';
import { RANGE_WORDS } from './range-phrases.ts';
import { readRange } from './ranges.ts';
import { singular } from './singular.ts';
import { STOP_WORDS } from './stop-words.ts';
import { SYNONYMS } from './synonyms.ts';
import { WORDINGS } from './wordings.ts';

const PROPER_WORDS = new Set(
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);

const PREPOSITIONS = new Set(
  'with from by set starring in for about directed featuring during under over where'.split(' '),
);

const TIME_WORDS = new Map([
  ['before', false],
  ['after', true],
  ['since', true],
]);
const CAME_OUT = 'came out|was out|was released|was made|hit cinemas|opened|happened|was a thing|existed'
  .split('|')
  .map((phrase) => phrase.split(' '));

export const ENGLISH: LanguagePack = {
  locale: 'en',
  stem: singular,
  cues: CUES,
  prepositions: PREPOSITIONS,
  saysNot: /^(?:not|no|non|never|nobody|noone|outside|anywhere)$/,
  strongSurprise: /surprise|comfort|expected|curveball|pick|choose|field|mix|shake/,
  itemNouns: ITEM_NOUNS,
  seriesNouns: SERIES_NOUNS,
  orderWords: ORDER_WORDS,
  thanWord: 'than',
  timeWords: TIME_WORDS,
  cameOut: CAME_OUT,
  firstWords: new Set(['the', 'first', 'original']),
  friendVerbs: new Set(
    'is has was wants want said says likes loves hates thinks keeps will cant doesnt picked'.split(' '),
  ),
  talkWords: new Set('i im ive id my me we our us were weve'.split(' ')),
  properWords: PROPER_WORDS,
  stopWords: STOP_WORDS,
  rangeWords: RANGE_WORDS,
  readRange,
  readForeign,
  measurePhrases: MEASURE_PHRASES,
  synonyms: SYNONYMS,
  sizeWords: new Set(['size', 'sizes']),
  kindNouns: KIND_NOUNS,
  wordings: WORDINGS,
};
