// Values that stand out among what somebody likes, of facets that a row can be made of: a theme, a country, a director.

import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { ItemSummary } from '../../catalog/item-summary.ts';
import type { VisitorParts } from '../lists/list-parts.ts';
import { liftOf } from '../my-data/taste-profile.ts';

/** A value that more of the catalog has tells nothing of a row. */
const TELLING_SHARE = 1 / 8;
/** Liked items with the value. One film liked says nothing of each name in it; of moods and themes it does. */
const MIN_LIKED = 2;
/** Beside the value of its facet that stands out most, others stand out at least so much. */
const NEARLY_AS_MUCH = 0.5;
/** Values of a facet. */
const MAX_VALUES = 4;
/** Liked items that are told with a value. */
const TOLD = 2;

/** A value that more of the liked items have than of the catalog. */
export interface LikedValue {
  facet: string;
  value: string;
  /** The newest of the liked items with it. */
  liked: ItemSummary[];
}

/**
 * @param facets    names of the facets to look at; those that the catalog does not have change nothing
 * @param minItems  items that nobody said anything of, which a value must have
 * @returns         by facet up to four values, what stands out most first; facets without any are left out
 */
export function likedValues(
  { catalog, history }: VisitorParts,
  facets: readonly string[],
  minItems: number,
): LikedValue[][] {
  const { standing, marks, known } = history.taste();
  const newestFirst = [...new Set(standing.toReversed().map(({ itemId }) => itemId))];
  const rowsOf = (itemIds: readonly (string | undefined)[]) =>
    itemIds.map((itemId) => catalog.indexOf(itemId ?? '')).filter((row) => row !== undefined);
  const rowsWith = (taste: 'like' | 'dislike') =>
    rowsOf(newestFirst.filter((itemId) => marks.get(itemId ?? '')?.taste === taste));
  const [likes, dislikes, knownRows] = [rowsWith('like'), rowsWith('dislike'), rowsOf(known)];
  const numItems = catalog.available.count();
  const valuesOf = (facet: string): LikedValue[] => {
    const isName = !catalog.countedFacets.includes(facet);
    const leastLiked = isName ? MIN_LIKED : Math.min(MIN_LIKED, likes.length);
    const byValue = (rows: readonly number[]) => groupByValue(catalog, facet, rows);
    const [liked, disliked, closed] = [byValue(likes), byValue(dislikes), byValue(knownRows)];
    const isTelling = ([value, rows]: [string, number[]]) => {
      const count = catalog.facetCount(facet, value);
      if (rows.length < leastLiked || rows.length <= (disliked.get(value)?.length ?? 0)) return false;
      return count <= TELLING_SHARE * numItems && count - (closed.get(value)?.length ?? 0) >= minItems;
    };
    const values = [...liked]
      .filter(isTelling)
      .map(([value, rows]) => {
        const { evidence } = liftOf(rows.length, likes.length, catalog.facetCount(facet, value), numItems);
        return { facet, value, evidence, liked: rows.slice(0, TOLD).map((row) => catalog.summary(row)) };
      })
      .filter(({ evidence }) => evidence > 0)
      .sort((a, b) => b.evidence - a.evidence || (a.value < b.value ? -1 : 1));
    return values.slice(0, MAX_VALUES).filter(({ evidence }) => evidence >= NEARLY_AS_MUCH * values[0]!.evidence);
  };
  return facets.map(valuesOf).filter((values) => values.length > 0);
}

/** Rows by value, in their order. */
function groupByValue(catalog: ItemCatalog, facet: string, rows: readonly number[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    for (const value of catalog.facetValues(row, facet)) {
      const group = groups.get(value);
      if (group) group.push(row);
      else groups.set(value, [row]);
    }
  }
  return groups;
}
