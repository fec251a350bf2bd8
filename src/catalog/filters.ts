// Which items have which facet values: filters become sets of items, and filter menus get their counts.
import { Bitset } from '../ranking/bitset.ts';

/** Facet values that an item must have: any one of the values, for every facet named. Unknown never satisfies. */
export type Filters = Record<string, string[]>;

/** Counts of items by value, for filter menus: facet name -> values, most frequent first. */
export type FacetCounts = Record<string, { value: string; count: number }[]>;

export class FacetIndex {
  /** Facet name -> value -> item indices. */
  readonly #indicesByValue: Map<string, Map<string, number[]>>;

  readonly #counted: readonly string[];

  /** @param counted  those of the facets whose values a menu can hold (default: all) */
  constructor(facetNames: readonly string[], counted = facetNames) {
    this.#indicesByValue = new Map(facetNames.map((name) => [name, new Map()]));
    this.#counted = counted;
  }

  /** @param facet  one of the constructor's names */
  add(facet: string, value: string, itemIndex: number): void {
    const indicesByValue = this.#indicesByValue.get(facet)!;
    const indices = indicesByValue.get(value);
    if (indices) indices.push(itemIndex);
    else indicesByValue.set(value, [itemIndex]);
  }

  /**
   * Those of `items` that have any one of the values, for every facet named. An item whose facet is unknown never
   * satisfies, nor does any item a facet that there is not. An empty list of values asks for nothing.
   */
  filter(filters: Filters, items: Bitset): Bitset {
    let result = items.or(new Bitset(items.length));
    for (const [name, values] of Object.entries(filters)) {
      if (values.length === 0) continue;
      const indices = values.flatMap((value) => this.#indicesByValue.get(name)?.get(value) ?? []);
      result = result.and(Bitset.fromIndices(items.length, indices));
    }
    return result;
  }

  /** How many items have the value. */
  count(facet: string, value: string): number {
    return this.#indicesByValue.get(facet)?.get(value)?.length ?? 0;
  }

  /** Most frequent value first, ties in the order of their characters. */
  counts(): FacetCounts {
    const counts: FacetCounts = {};
    for (const name of this.#counted) {
      counts[name] = [...this.#indicesByValue.get(name)!]
        .map(([value, indices]) => ({ value, count: indices.length }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    }
    return counts;
  }
}
