// Titles of elsewhere found in the open catalog. The index is made with the first request, since few visitors bring a
// list, and stays for the next part of it.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { TitleMatcher } from '../../text/title-matcher.ts';
import type { MatchOptions, TitleMatch, TitleQuery } from './my-data-api.ts';

export class TitleFinder {
  readonly #catalog: ItemCatalog;
  #matcher: TitleMatcher | undefined;
  /** What the matcher was made from. */
  #key = '';

  /** @param catalog  whole, or what is to be had of it */
  constructor(catalog: ItemCatalog) {
    this.#catalog = catalog;
  }

  find(titles: readonly TitleQuery[], options: MatchOptions): TitleMatch[] {
    const key = JSON.stringify([this.#catalog.available.count(), options]);
    if (key !== this.#key) this.#matcher = undefined;
    this.#key = key;
    const matcher = (this.#matcher ??= this.#createMatcher(options));
    return titles.map((title) => {
      const { confidence, itemIndices } = matcher.match(title);
      return { confidence, candidates: itemIndices.map((itemIndex) => this.#catalog.summary(itemIndex)) };
    });
  }

  #createMatcher({ dateDetail = 'year' }: MatchOptions): TitleMatcher {
    const catalog = this.#catalog;
    const items = Array.from(catalog.available.indices(), (itemIndex) => {
      const year = Number(catalog.detail(itemIndex, dateDetail)?.slice(0, 4));
      return { itemIndex, titles: catalog.titles(itemIndex), ...(year > 0 && { year }) };
    });
    return new TitleMatcher(items);
  }
}
