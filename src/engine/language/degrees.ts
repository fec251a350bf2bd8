// How known and how loved an item is, 0 to 1: what "famous", "underrated" and "acclaimed" speak of.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Manifest } from '../../formats/manifest.ts';
import { popularityIn } from '../lists/list-rules.ts';

export type DegreeKind = 'fame' | 'acclaim';

/** By item, 0 to 1; undefined where the catalog does not tell. */
export function degreeOf(
  kind: DegreeKind,
  manifest: Manifest,
  catalog: ItemCatalog,
): ((itemIndex: number) => number) | undefined {
  if (kind === 'fame') return popularityIn(manifest, catalog);
  const column = manifest.vocabularies.features.indexOf('rating');
  return column < 0 ? undefined : (itemIndex) => catalog.features[itemIndex * catalog.numFeatures + column]!;
}
