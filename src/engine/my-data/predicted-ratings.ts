// Stars for items that the visitor has not rated, on their own scale, where their own ratings show that it is worth it: told
// from the others, each of them is nearer than their mean is, and than what an item's quality says to everybody.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { Marks } from '../../history/events.ts';
import { dot } from '../../numerics/dot.ts';
import type { PredictedRatings } from './my-data-api.ts';
import { type ItemTraits, type RatedItem, StarModel } from './star-model.ts';

/** Fewer say too little of a scale. */
export const MIN_RATINGS = 10;
/** Standard error, in stars, above which nothing is said: a guess that may well be a star off helps nobody. */
export const MAX_ERROR = 0.9;
/** The newest; twice as many take eight times as long. */
const MAX_RATINGS = 300;

export interface RatedCatalog {
  catalog: ItemCatalog;
  manifest: Pick<Manifest, 'embeddingDim' | 'qualityDims' | 'vocabularies'>;
}

/** Of one visitor's ratings as they stand. */
export class RatingPredictor {
  readonly #parts: RatedCatalog;
  readonly #rated: ReadonlySet<number>;
  readonly #model: StarModel | undefined;
  readonly #numRatings: number;

  /** @param marks  by item id, those last that were spoken of last */
  constructor(parts: RatedCatalog, marks: ReadonlyMap<string, Marks>) {
    this.#parts = parts;
    const rated = [...marks].flatMap(([itemId, { stars }]) => {
      const itemIndex = parts.catalog.indexOf(itemId);
      return stars === undefined || itemIndex === undefined ? [] : [{ itemIndex, stars }];
    });
    this.#rated = new Set(rated.map(({ itemIndex }) => itemIndex));
    const newest = rated.slice(-MAX_RATINGS);
    this.#numRatings = newest.length;
    this.#model = modelOf(newest.map(({ itemIndex, stars }) => ({ ...itemTraits(parts, itemIndex), stars })));
  }

  predict(itemIds: readonly string[]): PredictedRatings {
    const items = itemIds.flatMap((itemId) => {
      const itemIndex = this.#parts.catalog.indexOf(itemId);
      if (!this.#model || itemIndex === undefined || this.#rated.has(itemIndex)) return [];
      const prediction = this.#model.predict(itemTraits(this.#parts, itemIndex));
      return prediction.error > MAX_ERROR ? [] : [{ itemId, ...prediction }];
    });
    return { items, numRatings: this.#numRatings };
  }
}

/** Undefined where the ratings are too few, all the same, or told as well without a model. */
export function modelOf(rated: readonly RatedItem[]): StarModel | undefined {
  if (rated.length < MIN_RATINGS || new Set(rated.map(({ stars }) => stars)).size === 1) return undefined;
  const model = new StarModel(rated);
  const { predicted, mean, quality } = model.leaveOneOut();
  return predicted < mean && predicted < quality ? model : undefined;
}

export function itemTraits({ catalog, manifest }: RatedCatalog, itemIndex: number): ItemTraits {
  const { embeddingDim, qualityDims, vocabularies } = manifest;
  const featureOf = (name: string) => {
    const [column, flag] = [vocabularies.features.indexOf(name), vocabularies.features.indexOf(`${name}Known`)];
    const valueAt = (at: number) => (at < 0 ? 0 : catalog.features[itemIndex * catalog.numFeatures + at]!);
    return valueAt(flag) > 0 ? valueAt(column) : undefined;
  };
  const taste = Float32Array.from(catalog.embedding(itemIndex).subarray(0, embeddingDim - qualityDims));
  const length = Math.sqrt(dot(taste, taste)) || 1;
  return {
    features: [featureOf('rating'), featureOf('popularity'), featureOf('freshness')],
    taste: taste.map((value) => value / length),
  };
}
