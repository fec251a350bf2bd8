// Search by meaning and by name. The query's content vector is compared with every item's (cosine, as an exact int8 dot
// product); titles that hold all of the query's words come on top; the two rankings are fused. Without the text encoder
// title words alone answer, with a note that says so.
import { quantizeUserEmbedding } from '../numerics/quantize.ts';
import type { Bitset } from '../ranking/bitset.ts';
import type { Ranker } from '../ranking/ranker.ts';
import { type FusedItem, fuseRankings, type WeightedRanking } from './fuse-rankings.ts';
import type { TitleIndex } from './title-index.ts';

/** How deep each ranking is read; far below the first page ranks mean little. */
const SEMANTIC_DEPTH = 300;
const TITLE_DEPTH = 100;
/** Naming an item outweighs any likeness: the first title counts more than the first of the semantic ranking. */
const TITLE_WEIGHT = 2;

/** What there is to search with; without `queryVector` titles answer alone. */
export interface SearchSources {
  titles: TitleIndex;
  /** Ranks content vectors, i8 [numItems, 512]. */
  contentRanker?: Ranker;
  /** f32 [512], unit length. */
  queryVector?: Float32Array;
}

/** The best k items that are not excluded, best first. */
export async function searchItems(
  query: string,
  k: number,
  excluded: Bitset,
  { titles, contentRanker, queryVector }: SearchSources,
): Promise<FusedItem[]> {
  const titleMatches = (combine: 'AND' | 'OR') => {
    const found = titles.search(query, combine).filter((index) => !excluded.has(index));
    return found.slice(0, Math.max(k, TITLE_DEPTH));
  };
  const named: WeightedRanking = { indices: titleMatches('AND'), weight: TITLE_WEIGHT };
  if (!contentRanker || !queryVector) {
    return fuseRankings([named, { indices: titleMatches('OR'), weight: 1 }]).slice(0, k);
  }
  const { values } = quantizeUserEmbedding(queryVector);
  const { indices } = await contentRanker.rank({ query: values, k: Math.max(k, SEMANTIC_DEPTH), excluded });
  return fuseRankings([named, { indices, weight: 1 }]).slice(0, k);
}
