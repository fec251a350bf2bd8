// The facet that says what a thing is: "tents", "sleeping bags".
import { facetKind } from '../../language/facet-kinds.ts';
import type { CatalogParts } from './list-parts.ts';

/** The widest level of a category is no kind of thing. */
const WIDEST = 'department';

/** The finest where there are several; undefined where none does. */
export function kindFacet({ catalog, manifest }: Pick<CatalogParts, 'catalog' | 'manifest'>): string | undefined {
  const names = manifest.vocabularies.facets.map(({ name }) => name);
  const kinds = names.filter((name) => facetKind({ label: name }) === 'type' && name !== WIDEST);
  const numValues = (name: string) => [...catalog.valuesOf(name)].length;
  return kinds.sort((a, b) => numValues(b) - numValues(a))[0];
}
