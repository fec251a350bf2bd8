// What the words of one catalog mean: phrases for its facet values, and what its numbers are of. A bundle brings it as
// `language.json` (docs/formats/language.md); what it does not say follows from the catalog's own facets, so that every
// catalog is read without a word being written for it.

export interface Vocabulary {
  /** Phrase -> meanings (src/language/meanings.ts); words parted by spaces, lower case. */
  phrases: Record<string, string[]>;
  /** Phrases that mean a facet value only where it is said when or where a story plays ("set in the 70s"). */
  settings: Record<string, string[]>;
  /** Phrases that mean something else where they are not wanted ("no drugs"). */
  unwanted: Record<string, string[]>;
  /** Years of age, ascending, each with what is meant by ages up to it. */
  ages: [number, string][];
  /** What said numbers are of: quantity -> detail (`{ year: 'year', minutes: 'runningTime' }`). */
  fields: Record<string, string>;
  /** The facet whose values are names of people: surnames and misspellings are understood. */
  peopleFacet?: string;
  /** The facet whose values are series: a series that is called as its first item stands for that item. */
  seriesFacet?: string;
  /** Occasion -> what it moves (`{ parents: ['less cautions=violence'] }`). */
  occasions: Record<string, string[]>;
  /** Facet value -> values that satisfy it as well (`{ 'audience=family': ['kids'] }`). */
  alsoFits: Record<string, string[]>;
  /** Facets whose values are wishes and not conditions, while they are wanted: how something feels. */
  softFacets: string[];
}

export const EMPTY_VOCABULARY: Vocabulary = {
  phrases: {},
  settings: {},
  unwanted: {},
  ages: [],
  fields: {},
  occasions: {},
  alsoFits: {},
  softFacets: [],
};
