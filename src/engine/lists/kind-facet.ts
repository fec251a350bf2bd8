// The facet that says what a thing is: "tents", "sleeping bags".
import type { CatalogParts } from './list-parts.ts';

/** As language/facet-kinds.ts names what things are, in a line: the first list waits for this code. */
const NAMES = /\b(categor(y|ies)|types?|kinds?|formats?|products?|class(es)?)\b/;

/** Of categories with levels: no kind of thing, but what is done with it. */
export const WIDEST = 'department';

/** @returns what an item is, the last of several; '' where that is not known */
export function kindReader(parts: Pick<CatalogParts, 'catalog' | 'manifest'>): (itemIndex: number) => string {
  const facet = kindFacet(parts);
  return (itemIndex) => (facet ? (parts.catalog.facetValues(itemIndex, facet).at(-1) ?? '') : '');
}

/** The finest where there are several; undefined where none does. */
export function kindFacet({ catalog, manifest }: Pick<CatalogParts, 'catalog' | 'manifest'>): string | undefined {
  const kinds = manifest.vocabularies.facets.map(({ name }) => name).filter((name) => NAMES.test(name));
  const numValues = (name: string) => [...catalog.valuesOf(name)].length;
  return kinds.sort((a, b) => numValues(b) - numValues(a))[0];
}
