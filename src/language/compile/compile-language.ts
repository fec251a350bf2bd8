// The language file of a catalog of which nobody wrote one: roles of facets by their names, likely queries and
// suggestions by the wordings of its language. What somebody did write wins, part by part. Every text is held to the
// reader that a page uses; what is not read as it is meant is left out.
import { OTHER_TITLES, TITLE_SEPARATOR } from '../../catalog/item-catalog.ts';
import { FacetIndex } from '../../catalog/where.ts';
import type { LanguageFile, SuggestedQuery } from '../../formats/language-file.ts';
import { type CatalogWords, createCatalogReader } from '../catalog-reader.ts';
import { type FacetKind, facetKind, minutesDetail } from '../facet-kinds.ts';
import { measuredFields } from '../measures.ts';
import { NAMES_ONLY } from '../names-only.ts';
import { packOf } from '../packs.ts';
import { readTexts } from '../text-words.ts';
import { EMPTY_LANGUAGE, fitLanguage } from '../vocabulary.ts';
import { catalogTerms, LEAST_ITEMS, numberOf, type SpokenFacet, type SpokenItem } from './catalog-terms.ts';
import { countWith } from './count-with.ts';
import { likelyQueries } from './likely-queries.ts';
import { type Reads, readsAs } from './read-back.ts';
import { suggestedQueries } from './suggested-queries.ts';

/** The detail that a year column becomes. */
const YEAR = 'year';
/** Values of a detail that are looked at. */
const SAMPLE = 500;

export interface CompileInput {
  items: readonly SpokenItem[];
  facets: readonly SpokenFacet[];
  /** Parts that somebody wrote, the locale among them (default `en`). */
  written?: Partial<LanguageFile>;
}

export interface CompiledLanguage {
  language: LanguageFile;
  /** Texts that are not read as they are meant, or find too little, of how many. */
  leftOut: { text: string; isWritten: boolean }[];
  numTried: number;
}

/** Takes some 1.5 s for 7,000 items, a third of it for the reader. */
export function compileLanguage(input: CompileInput): CompiledLanguage {
  const { items, facets, written = {} } = input;
  const details = detailsOf(items);
  const language: LanguageFile = { ...EMPTY_LANGUAGE, ...rolesOf(facets, details, items), ...written };
  const fields = new Set([...facets.map(({ name }) => name), ...details.keys()]);
  const vocabulary = fitLanguage(language, (field) => fields.has(field));
  const reader = createCatalogReader(wordsOf(input, vocabulary));
  const tried = new Tried((text, meanings) => readsAs(reader, text, meanings, vocabulary));
  const kept = { ...makeMissing(input, vocabulary, tried), ...keepWritten(input, vocabulary, tried) };
  return { language: { ...language, ...kept }, leftOut: tried.leftOut, numTried: tried.count };
}

type Texts = Partial<Pick<LanguageFile, 'queries' | 'suggestions'>>;

/** Those that nobody wrote. */
function makeMissing({ items, facets, written = {} }: CompileInput, vocabulary: LanguageFile, { made }: Tried): Texts {
  if (written.queries && written.suggestions) return {};
  const words = readTexts(
    items.map(({ text }) => text),
    vocabulary,
  );
  const terms = catalogTerms(items, facets, vocabulary, words);
  const { wordings } = packOf(vocabulary.locale) ?? NAMES_ONLY;
  return {
    ...(!written.queries && { queries: likelyQueries(terms, wordings, made) }),
    ...(!written.suggestions && { suggestions: suggestedQueries(terms, wordings, made) }),
  };
}

/** Those that somebody did: a query may be of few items, a suggestion must have its first page. */
function keepWritten({ items, written = {} }: CompileInput, vocabulary: LanguageFile, tried: Tried): Texts {
  const keep = <T extends SuggestedQuery>(list: readonly T[] | undefined, least: number) =>
    list?.filter(({ text, meanings }) =>
      tried.written(text, meanings, countWith(items, meanings, vocabulary) >= least),
    );
  const [queries, suggestions] = [keep(written.queries, 1), keep(written.suggestions, LEAST_ITEMS)];
  return { ...(queries && { queries }), ...(suggestions && { suggestions }) };
}

/** Holds texts to the reader, and keeps those that fail. */
class Tried {
  readonly leftOut: CompiledLanguage['leftOut'] = [];
  count = 0;
  readonly #isRead: Reads;

  constructor(isRead: Reads) {
    this.#isRead = isRead;
  }

  readonly made: Reads = (text, meanings) => this.#keep(text, this.#isRead(text, meanings), false);

  written(text: string, meanings: readonly string[], findsEnough: boolean): boolean {
    return this.#keep(text, findsEnough && this.#isRead(text, meanings), true);
  }

  #keep(text: string, isKept: boolean, isWritten: boolean): boolean {
    this.count++;
    if (!isKept) this.leftOut.push({ text, isWritten });
    return isKept;
  }
}

/** What follows from the names of facets and details. A facet is a condition, and an adjective to nobody. */
function rolesOf(
  facets: readonly SpokenFacet[],
  details: ReadonlyMap<string, string[]>,
  items: readonly SpokenItem[],
): Partial<LanguageFile> {
  const minutes = minutesDetail(details);
  const facetOf = (kind: FacetKind) => facets.find((facet) => facetKind(facet) === kind)?.name;
  const [peopleFacet, seriesFacet] = [facetOf('people'), facetOf('series')];
  const hasYears = details.has(YEAR);
  const measured = measuredFields(details);
  const { money, stars, ratings, stock, sale, ...sizes } = measured.fields;
  const qualities = facets.filter((facet) => YIELDING.has(facetKind(facet)) || SIZE.test(facet.name));
  const lastResort = [
    ...qualities.map(({ name }) => name),
    ...Object.values(sizes),
    sale,
    ratings,
    stars,
    money,
    stock,
  ];
  return {
    fields: { ...(hasYears && { year: YEAR }), ...(minutes !== undefined && { minutes }), ...measured.fields },
    ...(Object.keys(measured.units).length > 0 && { units: measured.units }),
    alsoFits: alsoFits(facets, items),
    lastResort: lastResort.filter((field) => field !== undefined),
    ...(peopleFacet !== undefined && { peopleFacet }),
    ...(seriesFacet !== undefined && { seriesFacet }),
    givesWay: [...(minutes !== undefined ? [minutes] : []), ...(hasYears ? [YEAR] : [])],
  };
}

/** How a thing is gives way before what it is. */
const YIELDING: ReadonlySet<FacetKind> = new Set(['quality', 'audience']);
const SIZE = /\bsize|taille|talla|gr(o|oe|ö)(ss|ß)e/i;
/** What is for everyone is for each. */
const FOR_ALL = /^(unisex|all|everyone)$/i;
const FOR_SOME = /^(male|female|men|women|man|woman)$/i;

function alsoFits(facets: readonly SpokenFacet[], items: readonly SpokenItem[]): LanguageFile['alsoFits'] {
  const also: LanguageFile['alsoFits'] = {};
  for (const { name } of facets) {
    const values = new Set(items.flatMap((item) => item.facets[name] ?? []));
    const all = [...values].filter((value) => FOR_ALL.test(value));
    if (all.length === 0) continue;
    for (const value of values) if (FOR_SOME.test(value)) also[`${name}=${value}`] = all;
  }
  return also;
}

/** Values by name, of the first items that have some. */
function detailsOf(items: readonly SpokenItem[]): Map<string, string[]> {
  const details = new Map<string, string[]>();
  for (const item of items) {
    for (const [name, value] of Object.entries(item.details)) {
      const values = details.get(name);
      if (!values) details.set(name, [value]);
      else if (values.length < SAMPLE) values.push(value);
    }
  }
  return details;
}

/** The words that a page makes its reader of, by the same counts. */
function wordsOf({ items, facets }: CompileInput, vocabulary: LanguageFile): CatalogWords {
  const names = facets.map(({ name }) => name);
  const index = new FacetIndex(names);
  for (const [row, item] of items.entries()) {
    for (const name of names) for (const value of new Set(item.facets[name])) index.add(name, value, row);
  }
  const counts = index.counts();
  const countsOf = (name: string) => new Map(counts[name]!.map(({ value, count }) => [value, count]));
  const yearOf = (item: SpokenItem) => numberOf(item, vocabulary.fields.year);
  const years = items.map(yearOf).filter((year) => year !== undefined);
  return {
    vocabulary,
    facets: new Map(names.map((name) => [name, countsOf(name)])),
    items: items.map((item, itemIndex) => {
      const year = yearOf(item);
      return { itemIndex, titles: titlesOf(item), ...(year !== undefined && { year }), fame: -itemIndex };
    }),
    texts: items.map(({ text }) => text),
    // No clock: what a text says of "new" must not decide whether it is in the file.
    thisYear: years.reduce((latest, year) => Math.max(latest, year), 0),
  };
}

function titlesOf({ title, details }: SpokenItem): string[] {
  return [title, ...(details[OTHER_TITLES]?.split(TITLE_SEPARATOR) ?? [])];
}
