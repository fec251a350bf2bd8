// What words mean to the film catalog, as its bundle says it: the language file (docs/formats/language.md).
import type { LanguageFile } from '../../../src/formats/language-file.ts';
import { EMPTY_LANGUAGE } from '../../../src/language/vocabulary.ts';
import { mayBe } from '../cleaning/film-facets.ts';
import { countriesOf, REGION_NAMES } from '../cleaning/regions.ts';
import { WARNINGS } from '../records/vocabularies.ts';
import { filmAxes } from './film-axes.ts';
import { filmWords } from './film-words.ts';
import { readMissing, readQueries, readSuggestions } from './written-phrases.ts';

/** Kinds of the rubric that the catalog's facets have another name for. */
export const FACETS_BY_KIND: Record<string, string> = {
  caution: 'cautions',
  series: 'franchise',
  person: 'people',
  with: 'occasion',
};
const KIND = /^(!|more |less )?(caution|series|person|with)=/;

export function filmLanguage(): LanguageFile {
  const { phrases, settings, unwanted, attributes } = filmWords();
  const renamed = (list: typeof phrases): typeof phrases => list.map(([words, slots]) => [words, slots.map(meaningOf)]);
  return {
    ...EMPTY_LANGUAGE,
    phrases: renamed(phrases),
    settings: renamed(settings),
    unwanted: renamed(unwanted),
    attributes,
    ages: [
      [6, 'audience=kids'],
      [12, 'audience=family'],
      [17, 'audience=teens'],
      [120, 'audience=adults'],
    ],
    fields: {
      year: 'year',
      minutes: 'runningTime',
      rating: 'imdbRating',
      critics: 'rottenTomatoes',
      age: 'fromAge',
    },
    peopleFacet: 'people',
    seriesFacet: 'franchise',
    occasions: {
      parents: ['less cautions=violence', 'less cautions=gore', 'less cautions=sex'],
      date: ['more mood=romantic', 'more mood=charming'],
      friends: ['more mood=funny', 'more mood=exhilarating'],
    },
    alsoFits: { 'audience=family': ['kids'], 'audience=teens': ['family'] },
    mayBe: Object.fromEntries(WARNINGS.map((one) => [`warnings=${one}`, [mayBe(one)]])),
    partsOf: Object.fromEntries(
      REGION_NAMES.map((region) => [`region=${region}`, countriesOf(region).map((country) => `country=${country}`)]),
    ),
    axes: filmAxes(),
    softFacets: ['mood', 'pace', 'theme', 'cautions'],
    storyFacets: [
      'audience',
      'era',
      'country',
      'region',
      'source',
      'creativeType',
      'lead',
      'season',
      'people',
      'franchise',
      'songs',
    ],
    adjectiveFacets: ['mood', 'pace', 'directedBy', 'lead', 'songs', 'season'],
    stopWords: ['film', 'films', 'movie', 'movies'],
    givesWay: ['runningTime', 'year', 'country'],
    // Equal kinds beside each other weigh less.
    missing: readMissing().sort((a, b) => (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0)),
    queries: readQueries().map(({ slots, ...query }) => ({ ...query, meanings: slots.map(meaningOf) })),
    suggestions: readSuggestions().map(({ text, slots }) => ({ text, meanings: slots.map(meaningOf) })),
  };
}

/** A slot of the rubric as a meaning of the catalog. */
export function meaningOf(slot: string): string {
  return slot.replace(KIND, (_, mark = '', kind) => `${mark}${FACETS_BY_KIND[kind]}=`);
}
