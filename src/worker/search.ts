// Search by meaning and by name. The query's content vector is compared with every item's (cosine, as an exact int8 dot
// product); titles that hold all of the query's words come on top; the two rankings are fused by rank. Without content
// vectors, titles with any of the words make up the list.
import { quantizeUserEmbedding } from '../numerics/quantize.ts';
import type { Bitset } from '../ranking/bitset.ts';
import type { Ranker } from '../ranking/ranker.ts';
import { type FusedItem, fuseRankings } from './fuse-rankings.ts';
import type { TitleIndex } from './title-index.ts';

/** How deep the rankings are read at least: what both know of comes up from far below the first page. */
const DEPTH = 300;
/** Naming an item outweighs any likeness: the first title counts more than the first by meaning. */
const TITLE_WEIGHT = 2;

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
  titles: TitleIndex,
  semantic?: SemanticQuery,
): Promise<FusedItem[]> {
  const depth = Math.max(k, DEPTH);
  const titleMatches = (combine: 'AND' | 'OR') =>
    titles
      .search(query, combine)
      .filter((index) => allowed.has(index))
      .slice(0, depth);
  const further = semantic ? await nearest(semantic, depth, allowed) : titleMatches('OR');
  const rankings = [
    { indices: titleMatches('AND'), weight: TITLE_WEIGHT },
    { indices: further, weight: 1 },
  ];
  return fuseRankings(rankings).slice(0, k);
}

async function nearest({ queryVector, contentRanker, available }: SemanticQuery, k: number, allowed: Bitset) {
  const { values } = quantizeUserEmbedding(queryVector);
  const excluded = allowed.and(available).not();
  const { indices } = await contentRanker.rank({ query: values, k, excluded });
  return indices;
}
