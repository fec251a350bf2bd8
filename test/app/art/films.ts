// All films of the catalog as their cards have them.
import type { ItemSummary } from '../../../src/catalog/item-summary.ts';
import { openFilmParts } from '../../engine/film-host.ts';

export async function allFilms(): Promise<ItemSummary[]> {
  const { catalog } = await openFilmParts();
  while (catalog.available.count() < catalog.numItems) await new Promise((resolve) => setTimeout(resolve, 10));
  return Array.from({ length: catalog.numItems }, (_, i) => catalog.summary(i));
}
