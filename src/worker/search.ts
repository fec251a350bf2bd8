// Search by meaning and by name. The query's content vector is compared with every item's (cosine, as an exact int8 dot
// product); titles that hold all of the query's words come on top; the quality prior decides between what fits about
// equally well. The three rankings are fused by rank. Without content vectors, titles with any of the words take their part.
import { quantizeUserEmbedding } from '../numerics/quantize.ts';
import { Bitset } from '../ranking/bitset.ts';
import type { Ranker } from '../ranking/ranker.ts';
import { type FusedItem, fuseRankings } from './fuse-rankings.ts';
import type { TitleIndex } from './title-index.ts';

/** How deep the rankings are read at least: what both know of comes up from far below the first page. */
const DEPTH = 300;
/** Of the semantic ranking, how many are candidates for the quality prior. */
const PRIOR_DEPTH = 50;
/** Naming an item outweighs any likeness: the first title counts more than the first by meaning. */
const TITLE_WEIGHT = 2;
/** Moves an item by some eight places at most. */
const PRIOR_WEIGHT = 0.3;

/** What a search looks through. */
export interface SearchSources {
  titles: TitleIndex;
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
  const { titles, rankByPrior, semantic } = sources;
  const depth = Math.max(k, DEPTH);
  const titleMatches = (combine: 'AND' | 'OR') =>
    titles
      .search(query, combine)
      .filter((index) => allowed.has(index))
      .slice(0, depth);
  const named = titleMatches('AND');
  const further = semantic ? await nearest(semantic, depth, allowed) : titleMatches('OR');
  const candidates = Bitset.fromIndices(allowed.length, [...named, ...further.slice(0, PRIOR_DEPTH)]);
  const rankings = [
    { indices: named, weight: TITLE_WEIGHT },
    { indices: further, weight: 1 },
    { indices: await rankByPrior(candidates), weight: PRIOR_WEIGHT },
  ];
  return fuseRankings(rankings).slice(0, k);
}

async function nearest({ queryVector, contentRanker, available }: SemanticQuery, k: number, allowed: Bitset) {
  const { values } = quantizeUserEmbedding(queryVector);
  const { indices } = await contentRanker.rank({ query: values, k, allowed: allowed.and(available) });
  return [...indices];
}
