// What two items have in common, by their facets and details alone. The rarer a shared value is in the catalog, the
// more it says: that two films are dramas says little, that both are about grief a good deal.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { SharedData } from './why-api.ts';

/** A value that more of the catalog has tells no item from another. */
const TELLING_SHARE = 1 / 8;

/** @param facets  names of the facets to compare */
export function sharedData(catalog: ItemCatalog, a: number, b: number, facets: readonly string[]): SharedData {
  const shared = facets.flatMap((name) => {
    const others = catalog.facetValues(b, name);
    const values = catalog.facetValues(a, name).filter((value) => others.includes(value));
    return values.map((value) => ({ name, value, count: catalog.facetCount(name, value) }));
  });
  const byFacet: SharedData['facets'] = {};
  for (const { name, value } of shared.sort((x, y) => x.count - y.count)) (byFacet[name] ??= []).push(value);
  const { details } = catalog.summary(a);
  return { facets: byFacet, details: Object.keys(details).filter((name) => details[name] === catalog.detail(b, name)) };
}

/** Whether something of it is rare. */
export function isTelling(catalog: ItemCatalog, { facets }: SharedData): boolean {
  const limit = TELLING_SHARE * catalog.available.count();
  return Object.entries(facets).some(([name, [rarest]]) => catalog.facetCount(name, rarest!) <= limit);
}
