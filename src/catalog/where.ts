// Which items satisfy a condition: facet values that they must or must not have, and ranges of their numbers. Filters of a
// page, what a sentence asks for and what steers a list are all of this form.
import { Bitset } from '../ranking/bitset.ts';

/**
 * What an item must be. Of a facet: `any`, one of the values at least; `all`, every one; `none`, none of them. Of a
 * number among its details ("102 min", "€ 12.50"; the first number counts): from `min` to `max`, inclusive. Unknown never
 * satisfies: an item whose facet or number is not known has neither some value nor none of them. But of a facet whose
 * absence means none (`absentIsNone` of the manifest; series are such), an item without a value has none.
 */
export interface Condition {
  any?: string[];
  all?: string[];
  none?: string[];
  min?: number;
  max?: number;
}

/** Conditions by the name of a facet or detail; all must hold. A list of values is short for `any`. */
export type Where = Record<string, string[] | Condition>;

/** Counts of items by value, for filter menus: facet name -> values, most frequent first. */
export type FacetCounts = Record<string, { value: string; count: number }[]>;

export function conditionOf(asked: string[] | Condition): Condition {
  return Array.isArray(asked) ? { any: asked } : asked;
}

/** Whether a condition asks for anything: an empty list of values does not. */
export function isAsked({ any, all, none, min, max }: Condition): boolean {
  return [any, all, none].some((values) => values?.length) || min !== undefined || max !== undefined;
}

export class FacetIndex {
  /** Facet name -> value -> item indices. */
  readonly #indicesByValue: Map<string, Map<string, number[]>>;

  readonly #counted: readonly string[];
  readonly #complete: ReadonlySet<string>;
  /** By facet, until further items are added. */
  readonly #known = new Map<string, Bitset>();

  /**
   * @param counted   those of the facets whose values a menu can hold (default: all)
   * @param complete  those of which an item without a value has none, and not an unknown one
   */
  constructor(facetNames: readonly string[], counted = facetNames, complete: readonly string[] = []) {
    this.#indicesByValue = new Map(facetNames.map((name) => [name, new Map()]));
    this.#counted = counted;
    this.#complete = new Set(complete);
  }

  has(facet: string): boolean {
    return this.#indicesByValue.has(facet);
  }

  /** @param facet  one of the constructor's names */
  add(facet: string, value: string, itemIndex: number): void {
    this.#known.delete(facet);
    const indicesByValue = this.#indicesByValue.get(facet)!;
    const indices = indicesByValue.get(value);
    if (indices) indices.push(itemIndex);
    else indicesByValue.set(value, [itemIndex]);
  }

  /** Those of `items` whose values of the facet satisfy the condition; none where there is no such facet. */
  filter(facet: string, { any, all, none }: Condition, items: Bitset): Bitset {
    const have = (values: readonly string[]) => {
      const indices = values.flatMap((value) => this.itemsWith(facet, value));
      return Bitset.fromIndices(items.length, indices);
    };
    let result = items;
    if (any?.length) result = result.and(have(any));
    for (const value of all ?? []) result = result.and(have([value]));
    if (!none?.length) return result;
    return result.and(this.known(facet, items.length)).andNot(have(none));
  }

  /** The items that have the value, ascending where they were added so; none where there is no such facet or value. */
  itemsWith(facet: string, value: string): readonly number[] {
    return this.#indicesByValue.get(facet)?.get(value) ?? [];
  }

  /** All values of a facet that some item has. */
  values(facet: string): Iterable<string> {
    return this.#indicesByValue.get(facet)?.keys() ?? [];
  }

  /** Items of which the values of the facet are known: all of them where an item without a value has none. */
  known(facet: string, numItems: number): Bitset {
    if (this.#complete.has(facet)) return Bitset.full(numItems);
    const known = this.#known.get(facet) ?? new Bitset(numItems);
    if (!this.#known.has(facet)) {
      for (const indices of this.#indicesByValue.get(facet)?.values() ?? [])
        for (const index of indices) known.add(index);
      this.#known.set(facet, known);
    }
    return known;
  }

  /** How many items have the value. */
  count(facet: string, value: string): number {
    return this.itemsWith(facet, value).length;
  }

  /** Most frequent value first, ties in the order of their characters. */
  counts(facets: readonly string[] = this.#counted): FacetCounts {
    const counts: FacetCounts = Object.create(null);
    for (const name of facets) {
      counts[name] = [...this.#indicesByValue.get(name)!]
        .map(([value, indices]) => ({ value, count: indices.length }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    }
    return counts;
  }
}
