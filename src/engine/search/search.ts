// Search by name, by meaning, by words and by what was read. The query's content vector is compared with every item's
// (cosine, as an exact int8 dot product); titles, then texts, that hold all of the query's words come on top; texts with
// some of them count too; items with the properties that were named come up, and so do those like an example; the
// quality prior decides between what fits about equally well. The rankings are fused by rank.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { Ranker } from '../../ranking/ranker.ts';
import { type FusedItem, fuseRankings, type WeightedRanking } from './fuse-rankings.ts';
import { liftScores, type SearchPlan } from './search-plan.ts';
import type { TextIndex } from './text-index.ts';
import type { TitleIndex } from './title-index.ts';

/** How deep the rankings are read at least: what both know of comes up from far below the first page. */
const DEPTH = 300;
/** Of each ranking but that by titles, how many are candidates for the quality prior. */
const PRIOR_DEPTH = 50;
const W = (globalThis as any).W ?? {};
const WEIGHTS = {
  /** What is asked for itself comes first. */
  named: 10,
  /** Naming an item outweighs any likeness: the first title counts more than the first by meaning. */
  title: 2,
  meaning: 1,
  /** A text with every word counts as much as the nearest by meaning, one with some of them a little less. */
  allWords: 1,
  someWords: 0.7,
  /** For each property that was named, up to so many. */
  lift: 1,
  example: 2,
  /** Moves an item by some eight places at most; in a short query, which asks for what one knows, by more. */
  prior: 0.3,
  shortPrior: 0.6,
  ...W,
};
const MOST_LIFTS = 2;
/** Words of a short query. */
const SHORT = 3;

/** What a search looks through. */
export interface SearchSources {
  catalog: ItemCatalog;
  titles: TitleIndex;
  /** Absent where the catalog is too large to index its texts. */
  texts?: TextIndex;
  /** Ranks the members of a set by the quality prior, best first. */
  rankByPrior: (candidates: Bitset) => Promise<ArrayLike<number>>;
  /** Items that go with an example, best first. */
  beside: (itemIndex: number, k: number, allowed: Bitset) => ArrayLike<number>;
  /** Absent while there is no text encoder. */
  semantic?: SemanticQuery;
}

/** The query and the items as content vectors. */
export interface SemanticQuery {
  /** f32 [512], unit length. */
  queryVector: Float32Array;
  /** Ranks content vectors, i8 [numItems, 512]. */
  contentRanker: Ranker;
  /** Items that have a content vector. */
  available: Bitset;
}

/** The best k of the allowed items, best first. */
export async function searchItems(plan: SearchPlan, k: number, allowed: Bitset, sources: SearchSources): Promise<FusedItem[]> {
  const { catalog, titles, texts, rankByPrior, semantic } = sources;
  const depth = Math.max(k, DEPTH);
  const { text, named, lifts } = plan;
  const matches = (index: TitleIndex | TextIndex | undefined, combine: 'AND' | 'OR') =>
    (text === '' ? [] : (index?.search(text, combine) ?? [])).filter((item) => allowed.has(item)).slice(0, depth);
  const titled = plan.isWhollyRead && named.length === 0 ? [] : matches(titles, 'AND');
  const further = semantic && text !== '' ? await nearest(semantic, depth, allowed) : matches(titles, 'OR');
  const withAllWords = matches(texts, 'AND');
  const withSomeWords = matches(texts, 'OR');
  const examples = plan.examples.filter(({ isWanted }) => isWanted).map(({ itemIndex }) => sources.beside(itemIndex, depth, allowed));
  const likely = [further, withAllWords, withSomeWords, ...examples].flatMap((indices) => Array.from(indices).slice(0, PRIOR_DEPTH));
  const words = text.split(' ').length;
  const base: WeightedRanking[] = [
    { indices: titled, weight: WEIGHTS.title },
    { indices: further, weight: WEIGHTS.meaning },
    { indices: withAllWords, weight: WEIGHTS.allWords },
    { indices: withSomeWords, weight: WEIGHTS.someWords },
    ...examples.map((indices) => ({ indices, weight: WEIGHTS.example / examples.length })),
  ];
  const scores = liftScores(catalog, lifts);
  const lifted = [...allowed.indices()].filter((item) => scores[item]! > 0);
  const candidates = Bitset.fromIndices(allowed.length, [...named, ...titled, ...likely, ...(plan.isWhollyRead || lifts.length>0 ? lifted : [])]);
  const byPrior = await rankByPrior(plan.isWhollyRead && examples.length === 0 && lifts.length === 0 ? allowed : candidates);
  const rankings = [...base, { indices: byPrior, weight: words <= SHORT ? WEIGHTS.shortPrior : WEIGHTS.prior }];
  const order = new Map(fuseRankings(rankings).map(({ index }, place) => [index, place]));
  const placeOf = (item: number) => order.get(item) ?? Number.POSITIVE_INFINITY;
  lifted.sort((a, b) => scores[b]! - scores[a]! || placeOf(a) - placeOf(b) || a - b);
  const numLifts = Math.min(MOST_LIFTS, lifts.filter(({ weight }) => weight > 0).length);
  rankings.push({ indices: lifted.slice(0, depth), weight: WEIGHTS.lift * numLifts });
  rankings.push({ indices: named.filter((item) => allowed.has(item)), weight: WEIGHTS.named });
  return fuseRankings(rankings).slice(0, k);
}

async function nearest({ queryVector, contentRanker, available }: SemanticQuery, k: number, allowed: Bitset) {
  const { values } = quantizeUserEmbedding(queryVector);
  const { indices } = await contentRanker.rank({ query: values, k, allowed: allowed.and(available) });
  return [...indices];
}
