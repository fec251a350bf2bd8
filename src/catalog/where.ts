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

/** Values of more of the items than one in so many are kept as sets: so a set is no larger than the list. */
const LEAST_OF_SET = 32;

/** One facet: its values by code, and the items of each. */
interface FacetValues {
  codes: Map<string, number>;
  values: string[];
  /** By code, in the order in which they were added. */
  items: number[][];
  /** Of common values by code, and of what is known; until further items are added. */
  sets: Map<number, Bitset>;
  known: Bitset | undefined;
}

export class FacetIndex {
  readonly #facets: Map<string, FacetValues>;
  readonly #counted: readonly string[];
  readonly #complete: ReadonlySet<string>;

  /**
   * @param counted   those of the facets whose values a menu can hold (default: all)
   * @param complete  those of which an item without a value has none, and not an unknown one
   */
  constructor(facetNames: readonly string[], counted = facetNames, complete: readonly string[] = []) {
    const none = (): FacetValues => ({ codes: new Map(), values: [], items: [], sets: new Map(), known: undefined });
    this.#facets = new Map(facetNames.map((name) => [name, none()]));
    this.#counted = counted;
    this.#complete = new Set(complete);
  }

  has(facet: string): boolean {
    return this.#facets.has(facet);
  }

  /** @param facet  one of the constructor's names @returns the code of the value */
  add(facet: string, value: string, itemIndex: number): number {
    const of = this.#facets.get(facet)!;
    of.known = undefined;
    of.sets.clear();
    let code = of.codes.get(value);
    if (code === undefined) {
      code = of.values.push(value) - 1;
      of.codes.set(value, code);
      of.items.push([]);
    }
    of.items[code]!.push(itemIndex);
    return code;
  }

  /** @param facet  one of the constructor's names @param code  that `add` gave */
  valueOf(facet: string, code: number): string {
    return this.#facets.get(facet)!.values[code]!;
  }

  /** Those of `items` whose values of the facet satisfy the condition; none where there is no such facet. */
  filter(facet: string, { any, all, none }: Condition, items: Bitset): Bitset {
    const have = (values: readonly string[]) => {
      const [first, ...rest] = values.map((value) => this.#setOf(facet, value, items.length));
      return rest.reduce((set, other) => set.or(other), first!);
    };
    let result = items;
    if (any?.length) result = result.and(have(any));
    for (const value of all ?? []) result = result.and(have([value]));
    if (!none?.length) return result;
    return result.and(this.known(facet, items.length)).andNot(have(none));
  }

  /** Not to be changed. */
  #setOf(facet: string, value: string, numItems: number): Bitset {
    const of = this.#facets.get(facet);
    const code = of?.codes.get(value);
    const kept = code === undefined ? undefined : of!.sets.get(code);
    if (kept) return kept;
    const items = this.itemsWith(facet, value);
    const set = Bitset.fromIndices(numItems, items);
    if (code !== undefined && items.length * LEAST_OF_SET > numItems) of!.sets.set(code, set);
    return set;
  }

  /** The items that have the value, ascending where they were added so; none where there is no such facet or value. */
  itemsWith(facet: string, value: string): readonly number[] {
    const of = this.#facets.get(facet);
    const code = of?.codes.get(value);
    return code === undefined ? [] : of!.items[code]!;
  }

  /** All values of a facet that some item has. */
  values(facet: string): Iterable<string> {
    return this.#facets.get(facet)?.values ?? [];
  }

  /** Items of which the values of the facet are known: all of them where an item without a value has none. */
  known(facet: string, numItems: number): Bitset {
    if (this.#complete.has(facet)) return Bitset.full(numItems);
    const of = this.#facets.get(facet);
    if (of?.known) return of.known;
    const known = new Bitset(numItems);
    for (const indices of of?.items ?? []) for (const index of indices) known.add(index);
    if (of) of.known = known;
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
      const { values, items } = this.#facets.get(name)!;
      counts[name] = values
        .map((value, code) => ({ value, count: items[code]!.length }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    }
    return counts;
  }
}
