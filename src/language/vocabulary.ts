// What the words of one catalog mean: the vocabulary of its language file (docs/formats/language.md). What it does not say
// follows from the catalog's own facets, so that every catalog is read without a word being written for it.
import { LANGUAGE_FORMAT, LANGUAGE_VERSION, type LanguageFile } from '../formats/language-file.ts';
import { parseMeaning } from './meanings.ts';

export type Vocabulary = Omit<LanguageFile, 'format' | 'version' | 'missing' | 'queries' | 'suggestions'>;

/** Facets alone, and years where items have them. */
export const EMPTY_LANGUAGE: LanguageFile = {
  format: LANGUAGE_FORMAT,
  version: LANGUAGE_VERSION,
  locale: 'en',
  phrases: [],
  settings: [],
  unwanted: [],
  ages: [],
  fields: { year: 'year' },
  occasions: {},
  alsoFits: {},
  softFacets: [],
  givesWay: ['year'],
  missing: [],
  queries: [],
  suggestions: [],
};

/** Kinds of meanings that no facet or detail has. */
const WITHOUT_FIELD = new Set(['surprise', 'always', 'fame', 'acclaim', 'occasion']);

/** Without what speaks of facets and details that the catalog does not have: nothing would satisfy it. */
export function fitLanguage(language: LanguageFile, hasField: (name: string) => boolean): LanguageFile {
  const fields = Object.entries(language.fields).filter(([, field]) => hasField(field));
  const { peopleFacet, seriesFacet, givesWay, lastResort } = language;
  const isKnown = (meaning: string) => {
    const { kind } = parseMeaning(meaning);
    return WITHOUT_FIELD.has(kind) || Object.hasOwn(language.fields, kind) || hasField(kind);
  };
  const known = <T extends { meanings: readonly string[] }>(list: readonly T[]) =>
    list.filter(({ meanings }) => meanings.every(isKnown));
  return {
    ...language,
    queries: known(language.queries),
    suggestions: known(language.suggestions),
    fields: Object.fromEntries(fields),
    peopleFacet: peopleFacet && hasField(peopleFacet) ? peopleFacet : undefined,
    seriesFacet: seriesFacet && hasField(seriesFacet) ? seriesFacet : undefined,
    givesWay: givesWay.filter(hasField),
    ...(lastResort && { lastResort: lastResort.filter(hasField) }),
  };
}
