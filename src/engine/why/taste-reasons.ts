// What items have of somebody's taste: values that stand out among what they like. Eight are looked at for a list; for
// each, all events on items that have it are left out of the history at once. So there are reasons where no event is
// one by itself, as after a thousand ratings.

import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { historyParts } from '../lists/history-window.ts';
import type { ListParts } from '../lists/list-parts.ts';
import type { TasteTrait } from '../my-data/my-data-api.ts';
import { tasteProfile } from '../my-data/taste-profile.ts';
import { scoreFalls, VARIANTS } from './leave-out.ts';
import type { TasteReason } from './why-api.ts';

/**
 * @param itemIndices  items of a list
 * @param facets       names of the facets to speak of
 * @returns            for those of the items that have something of the taste
 */
export async function tasteReasons(
  parts: ListParts,
  itemIndices: readonly number[],
  facets: readonly string[],
): Promise<TasteReason[]> {
  const { catalog, history } = parts;
  const { standing, marks } = history.taste();
  const indexOf = (itemId: string) => catalog.indexOf(itemId);
  const { likes } = tasteProfile(catalog, marks, [], facets);
  const traits = chosenTraits(catalog, likes, itemIndices);
  if (traits.length === 0) return [];
  const without = (trait: TasteTrait) => {
    const others = standing.filter(({ itemId }) => !hasTrait(catalog, indexOf(itemId ?? ''), trait));
    return historyParts(others, indexOf);
  };
  const fallsOf = await scoreFalls(parts, historyParts(standing, indexOf), traits.map(without));
  return itemIndices.flatMap((itemIndex) => {
    const falls = fallsOf(itemIndex);
    const verified = traits.filter((trait, i) => falls[i]! > 0 && hasTrait(catalog, itemIndex, trait));
    if (verified.length === 0) return [];
    const byFacet: TasteReason['facets'] = {};
    for (const { name, value } of verified) (byFacet[name] ??= []).push(value);
    return { kind: 'taste', itemId: catalog.itemId(itemIndex), facets: byFacet };
  });
}

/**
 * The traits to look at, what stands out most first. They are chosen one after the other, each time the one that says
 * most of the items together: its evidence, times the bits that its rarity in the catalog is worth, and half as much for
 * an item with each trait that was chosen for it before.
 */
function chosenTraits(
  catalog: ItemCatalog,
  likes: readonly TasteTrait[],
  itemIndices: readonly number[],
): TasteTrait[] {
  const numItems = catalog.available.count();
  const worths = new Map(itemIndices.map((itemIndex) => [itemIndex, 1]));
  const holders = new Map(
    likes.map((trait) => [trait, itemIndices.filter((itemIndex) => hasTrait(catalog, itemIndex, trait))]),
  );
  const gainOf = (trait: TasteTrait) => {
    const worth = holders.get(trait)!.reduce((sum, itemIndex) => sum + worths.get(itemIndex)!, 0);
    return worth * trait.evidence * Math.log2(numItems / trait.numItems);
  };
  const chosen = new Set<TasteTrait>();
  while (chosen.size < VARIANTS) {
    const left = likes.filter((trait) => !chosen.has(trait) && gainOf(trait) > 0);
    const best = left.sort((a, b) => gainOf(b) - gainOf(a))[0];
    if (!best) break;
    chosen.add(best);
    for (const itemIndex of holders.get(best)!) worths.set(itemIndex, worths.get(itemIndex)! / 2);
  }
  return likes.filter((trait) => chosen.has(trait));
}

function hasTrait(catalog: ItemCatalog, itemIndex: number | undefined, { name, value }: TasteTrait): boolean {
  return itemIndex !== undefined && catalog.facetValues(itemIndex, name).includes(value);
}
