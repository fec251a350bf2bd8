// What a page names of the catalog: a facet or detail that no item can have would silently give an empty list.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { conditionOf, type Where } from '../../catalog/where.ts';
import { RequestError } from '../../errors.ts';
import { describe, meant } from './check.ts';

type Names = Pick<ItemCatalog, 'facetNames'>;

/** @throws RequestError */
export function checkFields(requested: Where, catalog: Pick<ItemCatalog, 'facetNames' | 'hasField'>): void {
  for (const [name, asked] of Object.entries(requested)) {
    const { min, max, ...values } = conditionOf(asked);
    const isRange = min !== undefined || max !== undefined;
    if (isRange && !catalog.hasField(name)) throw new RequestError(`where: detail ${describe(name)} is not known`);
    const asksValues = Object.values(values).some((list) => list !== undefined) || !isRange;
    if (!asksValues || catalog.facetNames.includes(name)) continue;
    throw unknownFacet('where', name, catalog.facetNames);
  }
}

function unknownFacet(noun: string, name: string, known: readonly string[]): RequestError {
  const expected = known.join(', ') || 'none';
  return new RequestError(`${noun}: facet ${describe(name)} is not known, expected ${expected}${meant(name, known)}`);
}

/** @param noun  who asks. @throws RequestError for a facet that no item has */
export function checkFacets(noun: string, names: readonly string[], catalog: Names): void {
  const name = names.find((one) => !catalog.facetNames.includes(one));
  if (name !== undefined) throw unknownFacet(noun, name, catalog.facetNames);
}
