// Single columns of what the match filter reads: values of facets, features, numbers and series, each beside those of what was
// liked and disliked.
import type { ItemCatalog } from '../catalog/item-catalog.ts';
import { type CatalogParts, type MatchProfile, mean, numbersOf } from './match-traits.ts';

/** Events that a share of few of them is worth at first, in the direction of the whole catalog. */
const SHRINKAGE = 4;

/** Takes the next value of what is read. */
export type Put = (value: number) => void;

/** How much more (or less) often a value stands on some items than in the catalog, as a logarithm; 0 where nothing is known. */
export function valueLifts(catalog: ItemCatalog, facet: string, rows: readonly number[]): (value: string) => number {
  const numKnown = Math.max(1, catalog.known(facet).count());
  const counts = new Map<string, number>();
  let numRows = 0;
  for (const row of rows) {
    const values = catalog.facetValues(row, facet);
    if (values.length > 0) numRows += 1;
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const strange = Math.log(SHRINKAGE / (numRows + SHRINKAGE));
  const lifts = new Map<string, number>();
  for (const [value, count] of counts) {
    const usual = catalog.facetCount(facet, value) / numKnown;
    lifts.set(value, Math.log((count / usual + SHRINKAGE) / (numRows + SHRINKAGE)));
  }
  return (value) => lifts.get(value) ?? strange;
}

/** A feature of an item, and how far it is from the mean of the liked ones. */
export function featureBeside({ catalog, manifest }: CatalogParts, name: string, liked: readonly number[]) {
  const column = manifest.vocabularies.features.indexOf(name);
  const known = manifest.vocabularies.features.indexOf(`${name}Known`);
  const read = (row: number) => {
    const at = row * catalog.numFeatures;
    return column < 0 || catalog.features[at + known] === 0 ? undefined : catalog.features[at + column]!;
  };
  const usual = liked.flatMap((row) => read(row) ?? []);
  const middle = mean(usual);
  return (row: number, put: Put) => {
    const value = read(row);
    put(value ?? 0);
    put(value === undefined || usual.length === 0 ? 0 : value - middle);
  };
}

/** How far a number of an item is from the mean of the liked ones, above their highest and below their lowest, in spreads. */
export function numberBeside(parts: CatalogParts, name: string, liked: readonly number[]) {
  const { values, spread } = numbersOf(parts, name);
  const usual = liked.map((row) => values[row]!).filter((value) => !Number.isNaN(value));
  const [middle, highest, lowest] = [mean(usual), Math.max(...usual), Math.min(...usual)];
  return (row: number, put: Put) => {
    const value = values[row]!;
    const isKnown = usual.length > 0 && !Number.isNaN(value);
    put(isKnown ? (value - middle) / spread : 0);
    put(isKnown ? Math.max(0, value - highest) / spread : 0);
    put(isKnown ? Math.max(0, lowest - value) / spread : 0);
  };
}

/** Whether it is a later part of a series of which nothing is known, and how much of its series was liked and disliked. */
export function inSeries(
  catalog: ItemCatalog,
  facets: readonly string[],
  itemIndex: number,
  { liked, disliked }: MatchProfile,
  known: ReadonlySet<number>,
  put: Put,
): void {
  const parts = new Set<number>();
  for (const facet of facets)
    for (const value of catalog.facetValues(itemIndex, facet))
      for (const row of catalog.itemsWith(facet, value)) parts.add(row);
  parts.delete(itemIndex);
  const yearOf = (row: number) => catalog.numberOf(row, 'year') ?? Number.POSITIVE_INFINITY;
  const year = parts.size > 0 ? yearOf(itemIndex) : 0;
  const rows = [...parts];
  put(rows.some((row) => yearOf(row) < year) && !rows.some((row) => known.has(row)) ? 1 : 0);
  put(parts.size > 0 ? Math.log1p(liked.filter((row) => parts.has(row)).length) : 0);
  put(parts.size > 0 ? Math.log1p(disliked.filter((row) => parts.has(row)).length) : 0);
}
