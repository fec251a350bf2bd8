// Search by meaning and by name. The query's content vector is compared with every item's (cosine, as an exact int8 dot
// product); titles, then texts, that hold all of the query's words come on top; texts with some of them count too; the
// quality prior decides between what fits about equally well. The rankings are fused by rank. Without content vectors,
// titles with any of the words take their part.
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { Ranker } from '../../ranking/ranker.ts';
import { type FusedItem, fuseRankings } from './fuse-rankings.ts';
import type { TextIndex } from './text-index.ts';
import type { TitleIndex } from './title-index.ts';

/** How deep the rankings are read at least: what both know of comes up from far below the first page. */
const DEPTH = 300;
/** Of each ranking but that by titles, how many are candidates for the quality prior. */
const PRIOR_DEPTH = 50;
/** Naming an item outweighs any likeness: the first title counts more than the first by meaning. */
const TITLE_WEIGHT = 2;
/** A text with every word counts as much as the nearest by meaning, one with some of them a little less. */
const ALL_WORDS_WEIGHT = 1;
const SOME_WORDS_WEIGHT = 0.7;
/** Moves an item by some eight places at most. */
const PRIOR_WEIGHT = 0.3;

/** What a search looks through. */
export interface SearchSources {
  titles: TitleIndex;
  /** Absent where the catalog is too large to index its texts. */
  texts?: TextIndex;
  /** Ranks the members of a set by the quality prior, best first. */
  rankByPrior: (candidates: Bitset) => Promise<ArrayLike<number>>;
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
export async function searchItems(
  query: string,
  k: number,
  allowed: Bitset,
  sources: SearchSources,
): Promise<FusedItem[]> {
  const { titles, texts, rankByPrior, semantic } = sources;
  const depth = Math.max(k, DEPTH);
  const matches = (index: TitleIndex | TextIndex | undefined, combine: 'AND' | 'OR') =>
    (index?.search(query, combine) ?? []).filter((item) => allowed.has(item)).slice(0, depth);
  const named = matches(titles, 'AND');
  const further = semantic ? await nearest(semantic, depth, allowed) : matches(titles, 'OR');
  const withAllWords = matches(texts, 'AND');
  const withSomeWords = matches(texts, 'OR');
  const likely = [further, withAllWords, withSomeWords].flatMap((indices) => indices.slice(0, PRIOR_DEPTH));
  const candidates = Bitset.fromIndices(allowed.length, [...named, ...likely]);
  const rankings = [
    { indices: named, weight: TITLE_WEIGHT },
    { indices: further, weight: 1 },
    { indices: withAllWords, weight: ALL_WORDS_WEIGHT },
    { indices: withSomeWords, weight: SOME_WORDS_WEIGHT },
    { indices: await rankByPrior(candidates), weight: PRIOR_WEIGHT },
  ];
  return fuseRankings(rankings).slice(0, k);
}

async function nearest({ queryVector, contentRanker, available }: SemanticQuery, k: number, allowed: Bitset) {
  const { values } = quantizeUserEmbedding(queryVector);
  const { indices } = await contentRanker.rank({ query: values, k, allowed: allowed.and(available) });
  return [...indices];
}
