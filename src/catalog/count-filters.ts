// How many items there would be after one more value is asked for: what stands on each value of a filter menu before it
// is pressed. Each set of items is made once a facet; a value then costs a look at its own items.
import type { Bitset } from '../ranking/bitset.ts';
import type { ItemCatalog } from './item-catalog.ts';
import type { ValueCounts, ValueList } from './value-counts.ts';
import { type Condition, conditionOf, type Where } from './where.ts';

/** Items to count, and what is asked of them. */
export class FilterCounter {
  readonly #catalog: Pick<ItemCatalog, 'narrow' | 'itemsWith' | 'known'>;
  readonly #where: Where;
  readonly #within: Bitset;
  /** By field, those of the items that satisfy what is asked of it. */
  readonly #satisfying: Map<string, Bitset>;

  /** @param within  what is counted, before any condition */
  constructor(catalog: Pick<ItemCatalog, 'narrow' | 'itemsWith' | 'known'>, where: Where, within: Bitset) {
    this.#catalog = catalog;
    this.#where = where;
    this.#within = within;
    this.#satisfying = new Map(
      Object.entries(where).map(([name, asked]) => [name, catalog.narrow(name, conditionOf(asked), within)]),
    );
  }

  /** Items that satisfy every condition, but for that of `field`. */
  items(field?: string): Bitset {
    const others = [...this.#satisfying].filter(([name]) => name !== field);
    return others.reduce((items, [, satisfying]) => items.and(satisfying), this.#within);
  }

  /** How many items there would be with another condition of one field. */
  countWith(field: string, condition: Condition): number {
    return this.#catalog.narrow(field, condition, this.items(field)).count();
  }

  /**
   * Values that most of the items have come first, ties in the order of their characters.
   *
   * @param values  some of the facet's
   * @param limit   no more of them
   */
  countValues(facet: string, values: Iterable<string>, limit?: number): ValueCounts[] {
    const catalog = this.#catalog;
    const condition = conditionOf(this.#where[facet] ?? []);
    const { any = [], all = [], none = [], ...range } = condition;
    const others = this.items(facet);
    const base = catalog.narrow(facet, { all, none, ...range }, others);
    const found = catalog.narrow(facet, { any }, base);
    const numFound = found.count();
    const numKnown = found.and(catalog.known(facet)).count();
    const further = base.andNot(found);
    const asked = new Set([...any, ...all, ...none]);
    const moved = (value: string, list: ValueList) =>
      catalog.narrow(facet, withValue(condition, value, list), others).count();
    const first = Array.from(values, (value) => ({ value, has: countIn(found, catalog.itemsWith(facet, value)) }))
      .sort((a, b) => b.has - a.has || (a.value < b.value ? -1 : 1))
      .slice(0, limit);
    return first.map(({ value, has }) => {
      if (asked.has(value)) {
        return { value, any: moved(value, 'any'), all: moved(value, 'all'), none: moved(value, 'none') };
      }
      const anyMore = any.length > 0 ? numFound + countIn(further, catalog.itemsWith(facet, value)) : has;
      return { value, any: anyMore, all: has, none: numKnown - has };
    });
  }
}

/** The condition with the value in that list alone. */
export function withValue(condition: Condition, value: string, list: ValueList): Condition {
  const without = (values: string[] = []) => values.filter((other) => other !== value);
  const moved: Condition = {
    ...condition,
    any: without(condition.any),
    all: without(condition.all),
    none: without(condition.none),
  };
  return { ...moved, [list]: [...moved[list]!, value] };
}

/** @param indices  of items, each within the set's length */
function countIn({ words }: Bitset, indices: readonly number[]): number {
  let count = 0;
  for (const index of indices) count += (words[index >>> 5]! >>> (index & 31)) & 1;
  return count;
}
