// Search by name, by meaning, by words and by what was read. The query's content vector is compared with every item's
// (cosine, as an exact int8 dot product); titles, then texts, that hold all of the query's words come on top; texts with
// some of them count too; items with the properties that were named come up, and so do those like an example; the
// quality prior decides between what fits about equally well. The rankings are fused by rank, and once more with what goes
// with the best of them.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { nameWords } from '../../language/names.ts';
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { Ranker } from '../../ranking/ranker.ts';
import type { DegreeKind } from '../language/degrees.ts';
import { liftScores } from '../language/lifts.ts';
import { type FusedItem, fuseRankings, type WeightedRanking } from './fuse-rankings.ts';
import type { SearchPlan } from './search-plan.ts';
import { speaksOf } from './speaks-of.ts';
import type { TextIndex } from './text-index.ts';
import type { TitleIndex } from './title-index.ts';
import type { WordIndex } from './word-index.ts';

/** How deep the rankings are read at least: what both know of comes up from far below the first page. */
const DEPTH = 300;
/** Of each ranking but that by titles, how many are candidates for the quality prior. */
const PRIOR_DEPTH = 50;
/** Chosen on the development half of the judged queries. */
const WEIGHTS = {
  /** What is asked for itself comes first. */
  named: 30,
  /** Naming an item outweighs any likeness: the first title counts more than the first by meaning. */
  title: 3,
  meaning: 1.5,
  /** Texts with every word, and with any of them. */
  allWords: 1,
  someWords: 1,
  /** For each property that was named, as far as the query is made of such. */
  lift: 1.5,
  example: 2,
  /** What is loved and known comes first among what fits about equally well, the more so where a kind is asked for. */
  prior: 1,
  kindPrior: 0.3,
  /** For how known or how loved it is to be. */
  degree: 1.5,
  feedback: 1,
  /** The visitor's own list: of a kind that is asked for and nothing else, it leads; else it is one vote among others. */
  personalKind: 4,
  personal: 0.7,
};
/** Share of the catalog, the best known, that nobody means by "hidden gems"; the others are hidden alike. */
const LITTLE_KNOWN = 0.25;
/** Further properties decide which items have most of them, not how much that counts. */
const MOST_LIFTS = 2;

/** A word that more of the items have says nothing by itself ("nobody is good"). */
const MOST_REFUSED_SHARE = 0.05;
/** So many are shown that are like what is asked for by name. */
const MOST_ALIKE = 11;

/** So many of the best answers speak for what goes with them, and of each so many items. */
const FEEDBACK_ITEMS = 5;
const FEEDBACK_DEPTH = 30;

/** What a search looks through. */
export interface SearchSources {
  catalog: ItemCatalog;
  titles: TitleIndex | WordIndex;
  /** Absent where the catalog is too large to index its texts. */
  texts?: TextIndex;
  /** Ranks the members of a set by the quality prior, best first. */
  rankByPrior: (candidates: Bitset) => Promise<ArrayLike<number>>;
  /** How known or how loved an item is, 0 to 1; undefined where the catalog does not tell. */
  degree: (kind: DegreeKind) => ((itemIndex: number) => number) | undefined;
  /** Items that go with an example, best first. */
  beside: (itemIndex: number, k: number, allowed: Bitset) => ArrayLike<number>;
  /** Absent while there is no text encoder. */
  semantic?: SemanticQuery;
}

/** The query and the items as content vectors. */
export interface SemanticQuery {
  /** f32 [256], unit length. */
  queryVector: Float32Array;
  /** Ranks content vectors, i8 [numItems, 256]. */
  contentRanker: Ranker;
  /** Items that have a content vector. */
  available: Bitset;
}

/** What is found, best first. */
export interface SearchedItems {
  items: FusedItem[];
  /** Something here is called so, or about it. */
  isHeardOf: boolean;
  /** Groups of words that nothing has beside the others. */
  partial: string[];
  /** Where an item was asked for by its name: how many of the items are called so, and how many behind them are like it. */
  asked?: AskedItems;
}

export interface AskedItems {
  numNamed: number;
  numAlike: number;
}

/**
 * The best k of the allowed items, best first.
 *
 * @param within    what may be found
 * @param personal  what the visitor would like of them, best first; absent for somebody who said nothing
 */
export async function searchItems(
  plan: SearchPlan,
  k: number,
  within: Bitset,
  sources: SearchSources,
  personal?: ArrayLike<number>,
): Promise<SearchedItems> {
  const { text, lifts, readShare } = plan;
  const depth = Math.max(k, DEPTH);
  const { strict, partial } = strictly(plan, within, sources);
  const allowed = halved(plan, strict, sources.catalog);
  const named = plan.named.filter((item) => allowed.has(item));
  const said = await rankByText(text, depth, allowed, sources, readShare === 1 && named.length === 0);
  const wanted = plan.examples.filter(({ isWanted }) => isWanted);
  const besides = wanted.map(({ itemIndex }) => sources.beside(itemIndex, depth, allowed));
  const examples = besides.map((indices) => ({ indices, weight: WEIGHTS.example / besides.length }));
  const scores = liftScores(sources.catalog, lifts);
  // "Like Dunkirk, with more jokes" is one of those that are like it.
  const near = examples.length > 0 ? new Set(besides.flatMap((indices) => Array.from(indices))) : undefined;
  const isLifted = (item: number) => scores[item]! > 0 && (!near || near.has(item));
  const lifted = lifts.length > 0 ? [...allowed.indices()].filter(isLifted) : [];
  const isByPriorAlone = readShare === 1 && lifts.every(({ weight }) => weight < 0) && examples.length === 0;
  const likely = [...said, ...examples].flatMap(({ indices }) => Array.from(indices).slice(0, PRIOR_DEPTH));
  const isStrict = plan.strict.length > 0 && allowed.count() < within.count();
  const open = lifts.length > 0 ? [...allowed.indices()].filter((item) => scores[item]! >= 0) : undefined;
  const found = Bitset.fromIndices(allowed.length, [...named, ...likely, ...lifted]);
  const others = open ? Bitset.fromIndices(allowed.length, open) : allowed;
  const candidates = isByPriorAlone || isStrict ? found.or(others) : found;
  const prior = {
    indices: await sources.rankByPrior(candidates),
    weight: WEIGHTS.prior + WEIGHTS.kindPrior * readShare,
  };
  const rankings = [...said, ...examples, prior, ...byDegrees(plan, prior.indices, sources)];
  const order = new Map(fuseRankings(rankings).map(({ index }, place) => [index, place]));
  const placeOf = (item: number) => order.get(item) ?? Number.POSITIVE_INFINITY;
  lifted.sort((a, b) => scores[b]! - scores[a]! || placeOf(a) - placeOf(b) || a - b);
  const numLifts = Math.min(MOST_LIFTS, lifts.filter(({ weight }) => weight > 0).length);
  rankings.push({ indices: lifted.slice(0, depth), weight: WEIGHTS.lift * readShare * numLifts });
  const isKind = readShare === 1 && examples.length === 0 && named.length === 0;
  const own = Array.from(personal ?? []).filter((item) => allowed.has(item));
  rankings.push({ indices: own, weight: isKind ? WEIGHTS.personalKind : WEIGHTS.personal * readShare });
  rankings.push({ indices: named, weight: WEIGHTS.named });
  const whole = said.filter(({ isWhole }) => isWhole).flatMap(({ indices }) => Array.from(indices));
  if (named.length === 0) rankings.push(feedback(rankings, allowed, sources));
  const fused = wishedFirst(plan, fuseRankings(rankings), sources.catalog);
  const { items, asked } = isOfName(plan, named) ? byName(fused, named, allowed, sources) : { items: fused };
  return {
    items: items.slice(0, k),
    partial,
    ...(asked && { asked }),
    isHeardOf: named.length > 0 || whole.some((item) => speaksOf(sources.catalog, item, text)),
  };
}

/** What has more of what was wished comes first; among what has as much of it the order stays. */
function wishedFirst(
  { wished, examples, named, readShare, isTalk }: SearchPlan,
  items: FusedItem[],
  catalog: ItemCatalog,
): FusedItem[] {
  if (wished.length === 0 || (readShare < 1 && !isTalk) || examples.length + named.length > 0) return items;
  const groups = wished.map((group) =>
    group.map(({ facet, values }) => catalog.filter({ [facet]: [...values] })).reduce((all, one) => all.or(one)),
  );
  const numHad = (item: number) => groups.filter((group) => group.has(item)).length;
  const tiers = new Map(items.map(({ index }) => [index, numHad(index)]));
  const sorted = [...items].sort((a, b) => tiers.get(b.index)! - tiers.get(a.index)!);
  // Scores go on falling down the list.
  return sorted.map(({ index }, place) => ({ index, score: items[place]!.score }));
}

/** A title and nothing else. */
function isOfName({ readShare, lifts, examples, where }: SearchPlan, named: readonly number[]): boolean {
  return named.length > 0 && readShare === 1 && lifts.length + examples.length + Object.keys(where).length === 0;
}

/** What is called so, then what is like the best known of it, then what else the words find: a name says what is liked. */
function byName(
  fused: readonly FusedItem[],
  named: readonly number[],
  allowed: Bitset,
  { beside }: SearchSources,
): { items: FusedItem[]; asked: AskedItems } {
  const called = fused.filter(({ index }) => named.includes(index));
  const others = allowed.andNot(Bitset.fromIndices(allowed.length, named));
  const alike = Array.from(beside(named[0]!, MOST_ALIKE, others));
  const rest = fused.filter(({ index }) => !named.includes(index) && !alike.includes(index));
  const best = fused[0]?.score ?? 0;
  // Scores go down the list, as those of ranks do.
  const order = [...called.map(({ index }) => index), ...alike, ...rest.map(({ index }) => index)];
  const items = order.map((index, place) => ({ index, score: best / (1 + place) }));
  return { items, asked: { numNamed: called.length, numAlike: alike.length } };
}

/**
 * What has a phrase of each group: all of them in its title, else all in its text; else each where something has it. A group
 * that nothing has beside the others is told, and does not count. What has a refused word in its title or text is out.
 */
function strictly(
  { strict: groups, refused, named }: SearchPlan,
  within: Bitset,
  { catalog, titles, texts, semantic }: SearchSources,
): { strict: Bitset; partial: string[] } {
  const setOf = (items: Iterable<number>) => Bitset.fromIndices(within.length, [...items]);
  const titled = (phrases: readonly string[]) => {
    if ('having' in titles)
      return phrases.reduce((all, phrase) => all.or(titles.having(phrase)), setOf([])).and(within);
    return setOf(
      [...within.indices()].filter((item) => phrases.some((phrase) => hasPhrase(catalog.title(item), phrase))),
    );
  };
  const told = (phrases: readonly string[]) => setOf(phrases.flatMap((phrase) => texts?.search(phrase, 'AND') ?? []));
  const out = refused.reduce((all, word) => {
    const has = titled([word]).or(told([word]));
    return has.count() <= MOST_REFUSED_SHARE * catalog.available.count() ? all.or(has) : all;
  }, setOf([]));
  const open = within.andNot(out);
  const left = open.count() > 0 ? open : within;
  if (semantic || named.length > 0 || groups.length === 0) return { strict: left, partial: [] };
  const byGroup = groups.map((phrases) => ({ phrases, titled: titled(phrases), told: told(phrases) }));
  for (const key of ['titled', 'told'] as const) {
    const all = byGroup.reduce(
      (items, group) => items.and(key === 'titled' ? group.titled : group.titled.or(group.told)),
      left,
    );
    if (all.count() > 0) return { strict: all, partial: [] };
  }
  const partial: string[] = [];
  const strict = byGroup.reduce((items, group) => {
    const next = [items.and(group.titled), items.and(group.told)].find((found) => found.count() > 0);
    if (!next) partial.push(group.phrases[0]!);
    return next ?? items;
  }, left);
  return { strict, partial };
}

/** All words of the phrase, in whatever number they are. */
function hasPhrase(title: string, phrase: string): boolean {
  const bare = (text: string) => nameWords(text).map((word) => word.replace(/(?<=[^s])s$/, ''));
  const words = bare(title);
  return bare(phrase).every((word) => words.includes(word));
}

/** "Cheap" of what is found is its lower half: nobody knows what is cheap in a shop but the shop. */
function halved({ halves }: SearchPlan, items: Bitset, catalog: ItemCatalog): Bitset {
  return halves.reduce((left, { field, isLower }) => {
    const priced = [...left.indices()].flatMap((item) => {
      const number = catalog.numberOf(item, field);
      return number === undefined ? [] : [{ item, number }];
    });
    const sorted = priced.map(({ number }) => number).sort((a, b) => a - b);
    const middle = sorted[isLower ? (sorted.length - 1) >> 1 : sorted.length >> 1];
    if (middle === undefined) return left;
    const half = priced.filter(({ number }) => (isLower ? number <= middle : number >= middle));
    return Bitset.fromIndices(
      left.length,
      half.map(({ item }) => item),
    );
  }, items);
}

/** "Acclaimed" and "famous" are the more so the better, "underrated" is what few know; else as the prior has them. */
function byDegrees(
  plan: Pick<SearchPlan, 'fame' | 'acclaim'>,
  byPrior: ArrayLike<number>,
  { degree }: SearchSources,
): WeightedRanking[] {
  return (['fame', 'acclaim'] as const).flatMap((kind) => {
    const rankOf = plan[kind] === 0 ? undefined : degree(kind);
    if (!rankOf) return [];
    const sign = Math.sign(plan[kind]);
    const keyOf = (item: number) => (sign < 0 ? Math.min(LITTLE_KNOWN, 1 - rankOf(item)) : rankOf(item));
    const keys = new Map(Array.from(byPrior, (item) => [item, keyOf(item)]));
    const indices = Array.from(byPrior).sort((a, b) => keys.get(b)! - keys.get(a)!);
    return [{ indices, weight: WEIGHTS.degree }];
  });
}

/**
 * Pseudo-relevance feedback (Rocchio 1971): the best answers are taken for right ones, and what goes with them comes up,
 * though its text may have none of the words.
 */
function feedback(rankings: readonly WeightedRanking[], allowed: Bitset, { beside }: SearchSources): WeightedRanking {
  const best = fuseRankings(rankings).slice(0, FEEDBACK_ITEMS);
  const besides = best.map(({ index }) => ({ indices: beside(index, FEEDBACK_DEPTH, allowed), weight: 1 }));
  return { indices: fuseRankings(besides).map(({ index }) => index), weight: WEIGHTS.feedback };
}

/** What is found whatever a text means: by its name, by a title that has all of its words, or by properties alone. */
export function certainItems(
  plan: SearchPlan,
  within: Bitset,
  { titles, beside }: Pick<SearchSources, 'titles' | 'beside'>,
): Bitset {
  const { text, named, readShare, examples, where } = plan;
  const isAllRead = readShare === 1 && (named.length === 0 || examples.length > 0) && Object.keys(where).length > 0;
  if (isAllRead) return within;
  const alike = isOfName(plan, named) ? Array.from(beside(named[0]!, MOST_ALIKE, within)) : [];
  return Bitset.fromIndices(within.length, [...named, ...alike, ...titles.search(text, 'AND')]);
}

/** By titles, meaning and words. @param isKind  the query names a kind and no item: titles with its words mean nothing */
async function rankByText(
  text: string,
  depth: number,
  allowed: Bitset,
  { titles, texts, semantic }: SearchSources,
  isKind: boolean,
): Promise<(WeightedRanking & { isWhole?: true })[]> {
  if (text === '') return [];
  const matches = (index: TitleIndex | TextIndex | undefined, combine: 'AND' | 'OR') =>
    (index?.search(text, combine) ?? []).filter((item) => allowed.has(item)).slice(0, depth);
  return [
    { indices: isKind ? [] : matches(titles, 'AND'), weight: WEIGHTS.title, isWhole: true },
    { indices: semantic ? await nearest(semantic, depth, allowed) : matches(titles, 'OR'), weight: WEIGHTS.meaning },
    { indices: matches(texts, 'AND'), weight: WEIGHTS.allWords, isWhole: true },
    { indices: matches(texts, 'OR'), weight: WEIGHTS.someWords },
  ];
}

async function nearest({ queryVector, contentRanker, available }: SemanticQuery, k: number, allowed: Bitset) {
  const { values } = quantizeUserEmbedding(queryVector);
  const { indices } = await contentRanker.rank({ query: values, k, allowed: allowed.and(available) });
  return [...indices];
}
