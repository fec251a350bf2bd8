// What the match filter reads of items whoever it is for, made once for a catalog and read again and again.
import type { ItemCatalog } from '../catalog/item-catalog.ts';
import type { Manifest } from '../formats/manifest.ts';
import { fourSumDot } from '../numerics/dot.ts';

/** Of items whose vectors are kept; some 1 MB at 128 dims. */
const MOST_KEPT = 2000;
/** Numbers of items in which people differ, where a catalog has them as details. */
const NUMBERS = ['year', 'fromAge', 'price'] as const;

export interface CatalogParts {
  catalog: ItemCatalog;
  manifest: Manifest;
}

/** A person as the device knows them, rows of the catalog, oldest first, each once. */
export interface MatchProfile {
  liked: readonly number[];
  disliked: readonly number[];
  /** Viewed or seen, without an opinion. */
  seen: readonly number[];
}

export interface ItemTraits {
  tasteDims: number;
  /** f32 [tasteDims] of length 1: how good an item is says nothing about taste. */
  taste: (itemIndex: number) => Float32Array;
  /** By number: f64 [numItems], NaN where unknown; and its spread. */
  numbers: Map<string, { values: Float64Array; spread: number }>;
  /** Those of NUMBERS that it has. */
  numberNames: string[];
  numAvailable: number;
}

const traitsByCatalog = new WeakMap<ItemCatalog, ItemTraits>();

export function traitsOf({ catalog, manifest }: CatalogParts): ItemTraits {
  const numAvailable = catalog.available.count();
  const made = traitsByCatalog.get(catalog);
  if (made?.numAvailable === numAvailable) return made;
  const tasteDims = manifest.embeddingDim - manifest.qualityDims;
  const tastes = new Map<number, Float32Array>();
  const taste = (row: number) => {
    const known = tastes.get(row);
    if (known) return known;
    if (tastes.size >= MOST_KEPT) tastes.clear();
    const own = normalized(Float32Array.from(catalog.embeddings.row(row).subarray(0, tasteDims)));
    tastes.set(row, own);
    return own;
  };
  const numberNames = NUMBERS.filter((name) => catalog.hasField(name));
  const traits = { tasteDims, taste, numbers: new Map(), numberNames, numAvailable };
  traitsByCatalog.set(catalog, traits);
  return traits;
}

export function numbersOf(parts: CatalogParts, name: string): { values: Float64Array; spread: number } {
  const { catalog } = parts;
  const { numbers } = traitsOf(parts);
  const made = numbers.get(name);
  if (made) return made;
  const values = new Float64Array(catalog.numItems).fill(Number.NaN);
  for (const row of catalog.available.indices()) values[row] = catalog.numberOf(row, name) ?? Number.NaN;
  const known = values.filter((value) => !Number.isNaN(value));
  const middle = mean(known);
  const spread = Math.sqrt(mean(known.map((value) => (value - middle) ** 2))) || 1;
  numbers.set(name, { values, spread });
  return { values, spread };
}

export function normalized(values: Float32Array): Float32Array {
  const length = Math.sqrt(fourSumDot(values, 0, values, 0, values.length)) || 1;
  return values.map((value) => value / length);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / Math.max(1, values.length);
}
