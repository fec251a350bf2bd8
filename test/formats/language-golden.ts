// The content of the golden file test/fixtures/formats/language.json.gz: made up, with every field, every kind of meaning
// and words beyond ASCII.

import { fileURLToPath } from 'node:url';
import type { LanguageFile } from '../../src/formats/language-file.ts';

export const GOLDEN_LANGUAGE = fileURLToPath(new URL('../fixtures/formats/language.json.gz', import.meta.url));

export const goldenLanguage: LanguageFile = {
  format: 'privet-language',
  version: 1,
  locale: 'en',
  phrases: [
    [['bad hair day'], []],
    [['sci fi', 'science fiction'], ['genre=Science Fiction']],
    [['scandi noir'], ['country=Sweden', 'mood=dark', '!mood=funny']],
    [['lighter'], ['less mood=dark']],
    [
      ['hidden gem', 'café film'],
      ['less fame', 'more acclaim'],
    ],
    [['matinee'], ['minutes=..100']],
    [['date night'], ['occasion=date']],
  ],
  settings: [[['70s', 'seventies'], ['era=1970s']]],
  unwanted: [[['drugs'], ['cautions=drugs']]],
  ages: [
    [6, 'audience=kids'],
    [120, 'audience=adults'],
  ],
  fields: { year: 'year', minutes: 'runningTime' },
  peopleFacet: 'people',
  seriesFacet: 'series',
  occasions: { date: ['more mood=romantic'] },
  alsoFits: { 'audience=family': ['kids'] },
  softFacets: ['mood'],
  givesWay: ['runningTime', 'year'],
  missing: [
    ['The Long Furrow', 1971, 'farm drama'],
    ['Ça ira', null, 'comedy'],
  ],
  queries: [
    {
      text: 'funny westerns',
      meanings: ['mood=funny', 'genre=Western'],
      synonym: 'comic westerns',
      broader: 'westerns',
    },
    { text: 'space opera', meanings: ['genre=Science Fiction'], instead: 'adventures' },
  ],
  suggestions: [{ text: 'Quiet films from the 70s', meanings: ['mood=quiet', 'year=1970..1979'] }],
};
