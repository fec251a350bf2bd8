// One search from query to answer: read, relaxed where too little fits, ranked, and told in words where nothing does.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Where } from '../../catalog/where.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import type { CatalogLanguage } from '../language/language-reader.ts';
import type { LazySearcher } from '../start/lazy-parts.ts';
import type { MissingItem, SearchResponse } from './api.ts';
import { loosened, type RelaxedSearch, relax } from './relax.ts';
import { planSearch } from './search-plan.ts';
import type { FoundItems } from './searcher.ts';

export interface SearchParts {
  catalog: ItemCatalog;
  searcher: Pick<LazySearcher, 'search'>;
  language: CatalogLanguage;
}

export type SearchAnswer = Pick<SearchResponse, 'reading' | 'source' | 'note' | 'missing' | 'relaxed' | 'loosen'> & {
  found: FoundItems['items'];
};

const NO_WORDS = 'There is nothing in that to search for: type a title, a name, or a wish in plain words.';

/** @param within  items that the page's own conditions leave */
export async function answerSearch(
  { catalog, searcher, language }: SearchParts,
  query: string,
  k: number,
  within: Bitset,
): Promise<SearchAnswer> {
  const reading = language.read(query);
  const told = language.tell(reading);
  const missing = reading.exactTitles.length > 0 ? undefined : language.missingTitle(query);
  const { plan, where } = planOf();
  const search = relax(catalog, where, language.givesWay, within);
  const base = { reading: { ...told, where: search.where }, ...(missing && { missing: toldMissing(missing) }) };
  if (plan.text === '' && plan.lifts.length === 0 && Object.keys(where).length === 0 && plan.examples.length === 0) {
    return { found: [], source: 'words', note: NO_WORDS, ...base };
  }
  if (isUnknown(plan.readShare, told.rest, told.unknownWords) && !missing) {
    return {
      found: [],
      source: 'words',
      note: `Nothing here is called or about ${quoted(told.unknownWords)}.`,
      ...base,
    };
  }
  if (search.allowed.count() === 0) return { found: [], source: 'words', ...base, ...nothingFits(where) };
  const { items: found, ...rest } = await searcher.search(plan, k, search.allowed);
  return { found, ...rest, ...base, ...relaxedOf(search) };

  function planOf() {
    const planned = planSearch(reading, language.language, language);
    // Of an absent item only its kind can be looked for.
    if (!missing) return { plan: planned, where: planned.where };
    return {
      plan: { ...planned, text: missing.kind, where: {}, lifts: [], named: [], readShare: 0 },
      where: {} as Where,
    };
  }

  function nothingFits(asked: Where) {
    const loosen = loosened(catalog, asked, within);
    return { note: 'Nothing is all of that at once.', loosen };
  }
}

function relaxedOf({ relaxed }: RelaxedSearch) {
  return relaxed.length > 0 ? { relaxed } : {};
}

function toldMissing({ title, year }: { title: string; year?: number }): MissingItem {
  return { title, ...(year !== undefined && { year }) };
}

/** Not one word of it says anything here. */
function isUnknown(readShare: number, rest: string, unknownWords: readonly string[]): boolean {
  return readShare === 0 && rest !== '' && rest.split(' ').length === unknownWords.length;
}

function quoted(words: readonly string[]): string {
  return words
    .slice(0, 3)
    .map((word) => `“${word}”`)
    .join(', ');
}
