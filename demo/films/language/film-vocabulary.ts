// What words mean to the film catalog (src/language/vocabulary.ts).
import type { Vocabulary } from '../../../src/language/vocabulary.ts';
import { filmWords } from './film-words.ts';

/** Kinds of the rubric -> facets of the catalog. */
export const FACETS_BY_KIND: Record<string, string> = { caution: 'cautions', series: 'franchise', person: 'people' };
const KIND = /^(!|more |less )?(caution|series|person)=/;

export function filmVocabulary(): Vocabulary {
  const { phrases, settings, unwanted } = filmWords();
  return {
    phrases: renamed(phrases),
    settings: renamed(settings),
    unwanted: renamed(unwanted),
    ages: [
      [6, 'audience=kids'],
      [12, 'audience=family'],
      [17, 'audience=teens'],
      [120, 'audience=adults'],
    ],
    fields: { year: 'year', minutes: 'runningTime' },
    peopleFacet: 'people',
    seriesFacet: 'franchise',
    occasions: {
      parents: ['less cautions=violence', 'less cautions=gore', 'less cautions=sex'],
      date: ['more mood=romantic', 'more mood=charming'],
      friends: ['more mood=funny', 'more mood=exhilarating'],
    },
    alsoFits: { 'audience=family': ['kids'], 'audience=teens': ['family'], 'audience=adults': [] },
    softFacets: ['mood', 'pace', 'theme', 'cautions'],
  };
}

function renamed(phrases: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(phrases).map(([phrase, meanings]) => [phrase, meanings.map(asFacet)]));
}

export function asFacet(meaning: string): string {
  return meaning.replace(KIND, (_, mark = '', kind) => `${mark}${FACETS_BY_KIND[kind]}=`);
}
