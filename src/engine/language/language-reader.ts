// The reader of the open catalog: made behind the first list, when all items are there, from the bundle's language file
// where it has one. A file that cannot be had leaves the catalog's own facets, people and titles.
import { type FetchOptions, fetchGzipped } from '../../bundle/fetch-verified.ts';
import { firstItems } from '../../catalog/first-items.ts';
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { messageOf } from '../../errors.ts';
import { type LanguageFile, parseLanguage } from '../../formats/language-file.ts';
import type { GzippedFile } from '../../formats/manifest.ts';
import { createCatalogReader } from '../../language/catalog-reader.ts';
import { wishLabel } from '../../language/labels.ts';
import type { MissingTitle } from '../../language/missing-titles.ts';
import { nameWords } from '../../language/names.ts';
import { NAMES_ONLY } from '../../language/names-only.ts';
import { packOf } from '../../language/packs.ts';
import type { SentenceReader } from '../../language/read-sentence.ts';
import type { Reading, Wish } from '../../language/reading.ts';
import { restGroups } from '../../language/rest-groups.ts';
import { toWhere } from '../../language/to-where.ts';
import { EMPTY_LANGUAGE, fitLanguage } from '../../language/vocabulary.ts';
import { indexWritten } from '../../language/written-readings.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';
import type { PartStatus } from '../base/status-api.ts';
import { popularityIn } from '../lists/list-rules.ts';
import { createMissingFinder } from './find-missing.ts';
import type { ReadWish, SentenceReading } from './language-api.ts';
import { createRewriter, type Rewriter } from './rewrites.ts';

export interface LanguageOptions extends FileSource {
  catalog: ItemCatalog;
}

/** Fields that may give way where too little is found, the least important first. */
export interface GivesWay {
  givesWay: readonly string[];
  /** Which of them counts years. */
  years: string | undefined;
  /** Further ones, that may where nothing at all is left. */
  lastResort: readonly string[];
}

export interface CatalogLanguage {
  language: LanguageFile;
  /** Why the catalog's file is not in it, where it should be. */
  failure?: unknown;
  read(text: string): Reading;
  /** A reading as a page gets it. */
  tell(reading: Reading): SentenceReading;
  tellWish(wish: Wish): ReadWish;
  /** Whether some item has all of the values. */
  together(facet: string, values: readonly string[]): boolean;
  givesWay: GivesWay;
  /** The words that no facet has, as groups of phrases that mean the same. */
  restGroups(reading: Reading): string[][];
  /** Queries to be had instead of one that finds little. */
  rewrites: Rewriter;
  /** Words that say nothing of an item: the language's, and those that the catalog has of all its items. */
  stopWords: ReadonlySet<string>;
  /** Whether a text says that items of a kind are wanted ("movies"). */
  namesKind(text: string): boolean;
  /** What is looked for by its title and known not to be here. */
  missingTitle(reading: Reading): MissingTitle | undefined;
}

export async function openLanguage(options: LanguageOptions): Promise<CatalogLanguage> {
  const { catalog } = options;
  const { file, failure } = await fetchLanguage(options);
  const language = fitLanguage(file, (name) => catalog.hasField(name));
  const reader = makeReader(options, language);
  const written = indexWritten(language);
  const together = (facet: string, values: readonly string[]) =>
    catalog.filter({ [facet]: { all: [...values] } }).count() > 0;
  const { kindNouns, stopWords } = packOf(language.locale) ?? NAMES_ONLY;
  const namesKind = (text: string) => nameWords(text).some((word) => kindNouns.has(word));
  return {
    language,
    ...(failure !== undefined && { failure }),
    together,
    tellWish: (wish) => toldWish(wish, catalog, language),
    namesKind,
    restGroups: (reading) => restGroups(reading, packOf(language.locale) ?? NAMES_ONLY),
    stopWords: new Set([...stopWords, ...(language.stopWords ?? [])]),
    rewrites: createRewriter(language),
    missingTitle: createMissingFinder({ catalog, language, reader, namesKind }),
    givesWay: {
      givesWay: language.givesWay,
      years: language.fields.year,
      lastResort: language.lastResort ?? [],
    },
    read: (text) => written(text) ?? reader.read(text),
    tell: ({ text, wishes, rest, unknownWords, language: spoken }) => ({
      text,
      wishes: wishes.map((wish) => toldWish(wish, catalog, language)),
      where: toWhere(wishes, language, { together }),
      rest,
      unknownWords,
      ...(spoken && { language: spoken }),
    }),
  };
}

/** Of a bundle whose file is not there: its items may be what the language calls items. */
function withoutFile(): LanguageFile {
  const { itemNouns } = packOf(EMPTY_LANGUAGE.locale) ?? NAMES_ONLY;
  return { ...EMPTY_LANGUAGE, stopWords: [...itemNouns] };
}

/** What still works without the file, or without a pack for its language. */
const WITHOUT_FILE = 'Sentences are read by titles, names and facets alone.';

async function fetchLanguage(options: LanguageOptions): Promise<{ file: LanguageFile; failure?: unknown }> {
  const { manifestUrl, manifest, joined, status, signal } = options;
  const file = manifest.language;
  if (!file) return { file: withoutFile() };
  status.setPart('language', { state: 'loading', totalBytes: file.sizeBytes });
  try {
    const read = (from: FileSource['manifestUrl'], one: GzippedFile) =>
      readLanguage(new URL(one.path, from).href, one, fetchOptions(options, 'language', one.path));
    const language = joined ? await joined.readLanguages(read) : await read(manifestUrl, file);
    status.setPart('language', statusOf(language));
    return { file: language };
  } catch (failure) {
    signal.throwIfAborted();
    status.setPart('language', { state: 'failed', message: `${messageOf(failure)} ${WITHOUT_FILE}` });
    return { file: withoutFile(), failure };
  }
}

async function readLanguage(url: string, file: GzippedFile, options: FetchOptions): Promise<LanguageFile> {
  return parseLanguage(new TextDecoder().decode(await fetchGzipped(url, file, options)), file.path);
}

/** A language without a pack is read by names alone, and that is said. */
function statusOf({ locale }: LanguageFile): PartStatus {
  if (packOf(locale)) return { state: 'ready' };
  const message = `Sentences of this catalog are in a language that is not read yet ('${locale}'). ${WITHOUT_FILE}`;
  return { state: 'degraded', message };
}

function makeReader({ catalog, manifest }: LanguageOptions, vocabulary: LanguageFile): SentenceReader {
  const names = manifest.vocabularies.facets.map(({ name }) => name);
  const counts = catalog.facetCounts(names);
  const facets = new Map(names.map((name) => [name, new Map(counts[name]!.map(({ value, count }) => [value, count]))]));
  const rows = firstItems(catalog);
  const yearField = vocabulary.fields.year;
  // Between items of one title the better known one is meant; without that feature, the one that comes first.
  const fameOf = popularityIn(manifest, catalog) ?? ((itemIndex: number) => -itemIndex);
  return createCatalogReader({
    vocabulary,
    facets,
    items: rows.map((itemIndex) => {
      const year = yearField === undefined ? undefined : catalog.numberOf(itemIndex, yearField);
      return {
        itemIndex,
        titles: catalog.titles(itemIndex),
        ...(year !== undefined && { year }),
        fame: fameOf(itemIndex),
      };
    }),
    texts: rows.map((itemIndex) => catalog.text(itemIndex)),
    numberOf: (itemIndex, field) => catalog.numberOf(itemIndex, field),
    thisYear: new Date().getFullYear(),
  });
}

function toldWish(wish: Wish, catalog: ItemCatalog, { adjectiveFacets }: LanguageFile): ReadWish {
  const label = wishLabel(wish, (itemIndex) => catalog.title(itemIndex), adjectiveFacets);
  if (wish.kind !== 'like' && wish.kind !== 'title') {
    const { isAlternative: _or, behind: _behind, ...told } = wish;
    return { ...told, label };
  }
  const { itemIndex, isAlternative: _or, behind: _behind, ...told } = wish;
  return { ...told, label, itemId: catalog.itemId(itemIndex) };
}
