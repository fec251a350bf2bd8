// What stands beside an item before any rule moves it: what its shop names, then what is like it.
import type { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { kindReader } from './kind-facet.ts';
import type { ListParts } from './list-parts.ts';
import type { RelatedItems } from './related-items.ts';
import { COSINE_STEPS } from './similar-items.ts';

/** What being of the same kind counts. */
const SAME_KIND_STEPS = (4 * COSINE_STEPS) / 5;
/** More than what is first of the rest, also with factors of a site. */
const NAMED_STEPS = 4 * COSINE_STEPS;

type BesideParts = Pick<ListParts, 'catalog' | 'manifest' | 'similar'> & { related: Pick<RelatedItems, 'beside'> };

/** All candidates, those first that the shop itself names as like the item. */
export function besideItem(parts: BesideParts, itemIndex: number, candidates: Bitset): RankResult {
  const { catalog, manifest, related, similar } = parts;
  const alike = related.beside(itemIndex, candidates.count(), candidates, similar);
  const named = catalog.relatedTo(itemIndex).filter((item) => candidates.has(item));
  return headedBy(named, manifest.models.userTower ? alike : kindFirst(parts, itemIndex, alike));
}

/** Items that a shop itself names, and then the list. */
export function headedBy(first: readonly number[], { indices, scores }: RankResult): RankResult {
  const most = NAMED_STEPS + Math.max(0, scores[0] ?? 0);
  const rest = Array.from(indices.keys()).filter((place) => !first.includes(indices[place]!));
  return {
    indices: Uint32Array.from([...first, ...rest.map((place) => indices[place]!)]),
    scores: Int32Array.from([...first.map((_, place) => most - place), ...rest.map((place) => scores[place]!)]),
  };
}

/** Where no log tells: what is of the item's kind is like it above what shares its colour. */
function kindFirst(
  parts: Pick<ListParts, 'catalog' | 'manifest'>,
  itemIndex: number,
  { indices, scores }: RankResult,
): RankResult {
  const kindOf = kindReader(parts);
  const own = kindOf(itemIndex);
  if (own === '') return { indices, scores };
  const rows = Array.from(indices, (item, i) => ({
    item,
    score: scores[i]! + (kindOf(item) === own ? SAME_KIND_STEPS : 0),
  }));
  rows.sort((a, b) => b.score - a.score);
  return { indices: Uint32Array.from(rows, ({ item }) => item), scores: Int32Array.from(rows, ({ score }) => score) };
}
