// Kinds of which somebody disliked several items and liked none. A list of theirs is a matter of scores; what goes beyond it
// (rows, suggestions, surprises) leaves them alone: no new territory is made of what was turned away.
import { Bitset } from '../../ranking/bitset.ts';
import type { VisitorParts } from './list-parts.ts';

/** Disliked or hidden items, fewer of which may be bad ones of their kind. */
const TURNED_AWAY = 3;

/** Items with such a value of the catalog's first facet (films: genre). */
export function turnedAway({ catalog, manifest, history }: VisitorParts): Bitset {
  const facet = manifest.vocabularies.facets[0]?.name;
  const counts = new Map<string, number>();
  const liked = new Set<string>();
  for (const [itemId, { taste, hidden }] of facet === undefined ? [] : history.taste().marks) {
    const row = catalog.indexOf(itemId);
    for (const value of row === undefined ? [] : catalog.facetValues(row, facet!)) {
      if (taste === 'like') liked.add(value);
      else if (taste === 'dislike' || hidden) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const kinds = [...counts].filter(([value, count]) => count >= TURNED_AWAY && !liked.has(value));
  if (kinds.length === 0) return new Bitset(catalog.numItems);
  return catalog.filter({ [facet!]: kinds.map(([value]) => value) });
}
