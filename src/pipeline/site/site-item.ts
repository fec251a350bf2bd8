// An item of a site, as its bundle is written.

import type { BundleItem } from '../../bundle/bundle-input.ts';
import { FEATURES } from '../../formats/vocabulary.ts';
import type { Item } from '../../items/item.ts';
import { type SemanticIds, semanticIdOf } from '../../semantic-ids/fit-semantic-ids.ts';
import { itemText } from '../../text/item-text.ts';

const NO_CODES = { codes: [], dedupCode: 0 };

/** What a bundle holds of an item, read off when it is written: of a million items it is little. */
export class SiteItem implements BundleItem {
  readonly hasResidual: boolean;
  readonly #item: Item;
  readonly #place: number;
  readonly #features: Float32Array;
  readonly #semanticIds: SemanticIds | undefined;

  constructor(item: Item, place: number, features: Float32Array, hasResidual: boolean, semanticIds?: SemanticIds) {
    this.#item = item;
    this.#place = place;
    this.#features = features;
    this.hasResidual = hasResidual;
    this.#semanticIds = semanticIds;
  }

  get id(): string {
    return this.#item.id;
  }

  get title(): string {
    return this.#item.title;
  }

  get text(): string {
    return itemText(this.#item.fields);
  }

  get facets(): Item['facets'] {
    return this.#item.facets;
  }

  get details(): Item['details'] {
    return this.#item.details;
  }

  get features(): Float32Array {
    return this.#features.subarray(this.#place * FEATURES.length, (this.#place + 1) * FEATURES.length);
  }

  get semanticId(): NonNullable<BundleItem['semanticId']> {
    return this.#semanticIds ? semanticIdOf(this.#semanticIds, this.#place) : NO_CODES;
  }
}
