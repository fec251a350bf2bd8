// One search from query to answer: read, relaxed where too little fits, ranked, and told in words where nothing does.

import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Where } from '../../catalog/where.ts';
import type { LanguageFile } from '../../formats/language-file.ts';
import type { MissingTitle } from '../../language/missing-titles.ts';
import type { Reading } from '../../language/reading.ts';
import { toWhere } from '../../language/to-where.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { CatalogLanguage } from '../language/language-reader.ts';
import { candidatesOf } from '../lists/candidates.ts';
import { rankedItems } from '../lists/item-sets.ts';
import { listOfAll, multiplied } from '../lists/list-of-all.ts';
import type { ListParts } from '../lists/list-parts.ts';
import { recommend } from '../lists/recommend.ts';
import { lastItems, soldOutLast } from '../lists/ruled-list.ts';
import { loosened, type Relaxed, relax } from './relax.ts';
import type { MissingItem, SearchRequest, SearchResponse } from './search-api.ts';
import { planSearch, type SearchPlan } from './search-plan.ts';
import type { FoundItems, Searcher } from './searcher.ts';

/** What a search of the open catalog is made from. */
export interface SearchedParts extends ListParts {
  language: { get(): Promise<CatalogLanguage> };
  searcher: Pick<Searcher, 'search' | 'called'>;
}

export interface SearchParts {
  catalog: ItemCatalog;
  searcher: Pick<Searcher, 'search' | 'called'>;
  language: CatalogLanguage;
  /** What the visitor would like of the items, best first; undefined for somebody who said nothing. */
  personal: (where: Where) => Promise<ArrayLike<number> | undefined>;
}

export type SearchAnswer = Pick<
  SearchResponse,
  'reading' | 'source' | 'note' | 'missing' | 'asked' | 'relaxed' | 'loosen' | 'instead' | 'meaningFollows'
> & {
  found: FoundItems['items'];
};

const NO_WORDS = 'There is nothing in that to search for: type a title, a name, or a wish in plain words.';

/** So many words may be a title that nobody here has: with "the" in front it is hardly anything else. */
const TITLE_WORDS = 4;
const TITLE_WORDS_BEHIND_THE = 6;

/** Whoever finds fewer is told what else to search for. */
const LITTLE = 12;

/** Fused ranks are small fractions; as integers of so many steps they are told like all other scores. */
const SCORE_STEPS = 1_000_000;
/** Deep enough that a kind has its first page in it. */
const PERSONAL_DEPTH = 200;

/** A search as the engine answers it. */
export async function searchCatalog(
  parts: SearchedParts,
  rules: SearchRequest,
  k: number,
): Promise<Omit<SearchResponse, 'requestId' | 'latencyMs'>> {
  const { catalog, searcher, history } = parts;
  const { query, boosts, caps, pins, atOnce } = rules;
  const language = await parts.language.get();
  const personal = (asked: Where) => personalRanking(parts, asked);
  const { standing } = history.taste();
  const within = candidatesOf(parts.catalog, rules, standing, { hideBought: false, hideViewed: false });
  const isRuled = boosts !== undefined || caps !== undefined || pins !== undefined;
  // What boosts lift and caps let in stands farther down.
  const depth = isRuled ? within.count() : k;
  const { found, ...rest } = await answerSearch(
    { catalog, searcher, language, personal },
    { query, atOnce },
    depth,
    within,
  );
  const ranked = {
    indices: Uint32Array.from(found, ({ index }) => index),
    scores: Int32Array.from(found, ({ score }) => Math.round(score * SCORE_STEPS)),
  };
  const list = isRuled
    ? await listOfAll(parts, rules, ranked, k, multiplied)
    : soldOutLast(ranked, lastItems(catalog, rules));
  return { items: rankedItems(parts.catalog, list.indices, list.scores), ...rest };
}

/** The home list within conditions, where the visitor has said what they like. */
async function personalRanking(parts: ListParts, where: Where): Promise<number[] | undefined> {
  const { known } = parts.history.taste();
  if (known.length === 0) return undefined;
  const { items } = await recommend(parts, { where, match: 'off' }, PERSONAL_DEPTH);
  return items.map(({ itemIndex }) => itemIndex);
}

/** @param within  items that the page's own conditions leave */
export async function answerSearch(
  parts: SearchParts,
  { query, atOnce }: Pick<SearchRequest, 'query' | 'atOnce'>,
  k: number,
  within: Bitset,
): Promise<SearchAnswer> {
  const { catalog, language, searcher } = parts;
  const read = language.read(query);
  const called = catalog.isLarge ? await searcher.called(query) : [];
  const reading = { ...read, exactTitles: [...new Set([...read.exactTitles, ...called])] };
  const missing = language.missingTitle(reading);
  const answer = await findAnswer(parts, reading, missing, { k, filtered: within, atOnce });
  const { found, relaxed } = answer;
  if (answer.meaningFollows) return answer;
  const isUnheard = answer.missing && !missing;
  if (isUnheard || (!missing && !relaxed && found.length >= Math.min(k, LITTLE))) return answer;
  const instead = language.rewrites(missing ? language.read(missing.kind) : reading, (text) => {
    const { wishes } = language.read(text);
    return within.and(catalog.filter(toWhere(wishes, language.language, language))).count() >= LITTLE;
  });
  return { ...answer, ...(instead.length > 0 && { instead }) };
}

async function findAnswer(
  { catalog, searcher, language, personal }: SearchParts,
  reading: Reading,
  missing: MissingTitle | undefined,
  { k, filtered, atOnce }: { k: number; filtered: Bitset; atOnce: boolean | undefined },
): Promise<SearchAnswer> {
  const told = language.tell(reading);
  const { text: query } = reading;
  const planned = planSearch(reading, language.language, language);
  const { readShare } = planned;
  // Of an absent item its kind is looked for.
  const plan =
    missing && readShare < 1
      ? { ...planSearch(language.read(missing.kind), language.language, language), where: {} }
      : planned;
  const { where, unwanted } = plan;
  const within = filtered.andNot(Bitset.fromIndices(catalog.numItems, unwanted));
  const mayBeTitle = !missing && isLikeTitle(query, readShare) && !language.namesKind(query);
  const unheard = { missing: { title: query.trim() } };
  if (asksNothing(reading)) return { found: [], source: 'words', note: NO_WORDS, reading: told };
  if (!missing && readShare === 0 && isUnknown(told)) {
    const note = `Nothing here is called or about ${quoted(told.unknownWords)}.`;
    return { found: [], source: 'words', note, reading: told, ...(mayBeTitle && unheard) };
  }
  const { where: searched, relaxed, allowed: satisfying, asked } = relaxSearch(plan, language, catalog, within);
  // Whoever types a whole title may mean that item, whatever else the words say ("Brazil").
  const titled = Bitset.fromIndices(catalog.numItems, reading.exactTitles).and(within);
  const allowed = satisfying.or(titled);
  const base = { reading: { ...told, where: searched }, ...(missing && { missing: toldMissing(missing) }) };
  if (allowed.count() === 0) {
    const loosen = loosened(catalog, where, within);
    return { found: [], source: 'words', note: 'Nothing is all of that at once.', loosen, ...base };
  }
  const own = plan.readShare > 0 ? await personal(withLifts(searched, plan)) : undefined;
  const { items, isHeardOf, partial, ...rest } = await searcher.search(plan, k, allowed, own, atOnce);
  const lost =
    plan.strict.length > 0 || isShop(language)
      ? [...told.unknownWords.filter((word) => !isStrictWord(plan, word)), ...partial]
      : [];
  const unmet = unmetWishes(plan, items, catalog);
  const note =
    (lost.length > 0 && `Nothing here says ${quoted(lost)} beside the rest.`) ||
    (unmet.length > 0 && `Nothing here is ${quoted(unmet)} beside the rest.`);
  const isUnheard = mayBeTitle && !isHeardOf && !rest.meaningFollows;
  const answer = { ...rest, ...base, ...(note && { note }), ...(isUnheard && unheard) };
  if (relaxed.length === 0) return { found: items, ...answer };
  // What satisfies everything comes first, then what satisfies all but what gave way first, and so on.
  const found = [];
  for (const tier of relaxed.keys()) {
    const fitting = within.and(catalog.filter(withRelaxed(asked, relaxed.slice(0, tier)))).or(titled);
    if (fitting.count() > 0) found.push(...(await searcher.search(plan, k, fitting, own, atOnce)).items);
  }
  return { found: descending(uniqueItems([...found, ...items]).slice(0, k)), relaxed, ...answer };
}

/** What was wished, and none of the first items is or is akin to. */
function unmetWishes({ wished, examples }: SearchPlan, items: FoundItems['items'], catalog: ItemCatalog): string[] {
  if (examples.length > 0 || items.length === 0) return [];
  const first = Bitset.fromIndices(
    catalog.numItems,
    items.slice(0, LITTLE).map(({ index }) => index),
  );
  const isMet = (group: SearchPlan['wished'][number]) =>
    group.some(
      ({ facet, values }) =>
        catalog
          .filter({ [facet]: [...values] })
          .and(first)
          .count() > 0,
    );
  return wished.filter((group) => !isMet(group)).map((group) => group[0]!.values[0]!);
}

/** The conditions, some of them as they were relaxed. */
function withRelaxed(asked: Where, relaxed: readonly Relaxed[]): Where {
  const where = { ...asked };
  for (const { field, instead } of relaxed) {
    if (instead) where[field] = instead;
    else delete where[field];
  }
  return where;
}

function uniqueItems(found: FoundItems['items']): FoundItems['items'] {
  const seen = new Set<number>();
  return found.filter(({ index }) => !seen.has(index) && seen.add(index));
}

/**
 * Where too little is found and something gives way, what it is about does not: else "space travel under 75 minutes" would be
 * whatever is short.
 */
function relaxSearch(plan: SearchPlan, language: CatalogLanguage, catalog: ItemCatalog, within: Bitset) {
  const plain = relax(catalog, plan.where, language.givesWay, within);
  const subject = subjectOf(plan, language.language);
  const about = { ...plan.where, ...subject };
  if (plain.relaxed.length === 0 || Object.keys(subject).length === 0) return { ...plain, asked: plan.where };
  const kept = relax(catalog, about, language.givesWay, within);
  return kept.allowed.count() > 0 ? { ...kept, asked: about } : { ...plain, asked: plan.where };
}

/** What is wished of facets that say what an item is about, and not how it feels. */
function subjectOf({ lifts, where }: SearchPlan, { adjectiveFacets = [] }: LanguageFile): Where {
  const wanted = lifts.filter(({ facet, weight }) => weight > 0 && !adjectiveFacets.includes(facet) && !where[facet]);
  return Object.fromEntries(wanted.map(({ facet, values }) => [facet, [...values]]));
}

/** What is only wished is a condition for the visitor's own list: it is to be of the kind that was asked for. */
function withLifts(where: Where, { lifts }: SearchPlan): Where {
  const wished = lifts.filter(({ facet, weight }) => weight > 0 && where[facet] === undefined);
  return { ...where, ...Object.fromEntries(wished.map(({ facet, values }) => [facet, [...values]])) };
}

/** Part of a phrase that is looked for by what means the same. */
function isStrictWord({ strict }: SearchPlan, word: string): boolean {
  return strict.some((phrases) => phrases[0]!.split(/[\s-]/).includes(word.toLowerCase()));
}

/** Of a catalog with prices, where what was not heard changes what is bought. */
function isShop({ language }: CatalogLanguage): boolean {
  return language.fields.money !== undefined;
}

function asksNothing({ text, wishes, exactTitles }: Reading): boolean {
  return /^[^\p{L}\p{N}]*$/u.test(text) && wishes.length + exactTitles.length === 0;
}

function isLikeTitle(query: string, readShare: number): boolean {
  if (/^the\s/i.test(query.trim())) return readShare < 1 && numWords(query) <= TITLE_WORDS_BEHIND_THE;
  return readShare < 0.5 && numWords(query) <= TITLE_WORDS;
}

const numWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** Scores that do not rise down the list. */
function descending(found: FoundItems['items']): FoundItems['items'] {
  let least = Number.POSITIVE_INFINITY;
  return found.map(({ index, score }) => ({ index, score: (least = Math.min(least, score)) }));
}

function toldMissing({ title, year }: { title: string; year?: number }): MissingItem {
  return { title, ...(year !== undefined && { year }) };
}

/** Not one word of it says anything here. */
function isUnknown({ rest, unknownWords }: Pick<SearchResponse['reading'], 'rest' | 'unknownWords'>): boolean {
  return rest !== '' && rest.split(' ').length === unknownWords.length;
}

function quoted(words: readonly string[]): string {
  return words
    .slice(0, 3)
    .map((word) => `“${word}”`)
    .join(', ');
}
