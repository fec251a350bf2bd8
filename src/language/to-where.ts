// The conditions that follow from a reading. What is not wanted is a condition in any case; what is wanted is one unless its
// facet says how something feels ("melancholic" is a wish, "a western" a condition). Degrees are wishes.
import type { Condition, Where } from '../catalog/where.ts';
import { parseMeaning } from './meanings.ts';
import type { RangeWish, ValueWish, Wish } from './reading.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Facets of which an item has one value or few: two that are wanted are alternatives. */
export interface FacetCardinality {
  /** Whether some item has both values. */
  together(facet: string, values: readonly string[]): boolean;
}

export function toWhere(wishes: readonly Wish[], vocabulary: Vocabulary, facets: FacetCardinality): Where {
  // A map: names are those of a catalog, and may be "constructor".
  const where = new Map<string, Condition>();
  const conditionOf = (name: string) => {
    const condition = where.get(name) ?? {};
    where.set(name, condition);
    return condition;
  };
  for (const [facet, values] of wantedByFacet(wishes, vocabulary)) {
    const condition = conditionOf(facet);
    const isAll = values.length > 1 && !values.some(({ isAlternative }) => isAlternative);
    const names = values.map(({ value }) => value);
    if (isAll && facets.together(facet, names)) condition.all = names;
    else
      condition.any = [
        ...new Set(names.flatMap((value) => [value, ...(vocabulary.alsoFits[`${facet}=${value}`] ?? [])])),
      ];
  }
  for (const wish of wishes) {
    if (wish.kind === 'value' && wish.mark === 'not') {
      const condition = conditionOf(wish.facet);
      const alike = vocabulary.mayBe?.[`${wish.facet}=${wish.value}`] ?? [];
      condition.none = [...new Set([...(condition.none ?? []), wish.value, ...alike])];
    }
    if (wish.kind === 'range' && wish.mark === 'want') intersect(conditionOf(wish.field), wish);
  }
  return Object.fromEntries(where);
}

/** Values that are conditions, by facet. */
function wantedByFacet(wishes: readonly Wish[], { softFacets, partsOf }: Vocabulary): Map<string, ValueWish[]> {
  const byFacet = new Map<string, ValueWish[]>();
  const isOneOfMany = alternativesOfFacets(wishes);
  for (const wish of alikeOf(wishes, isOneOfMany, partsOf)) {
    if (wish.kind !== 'value' || wish.mark !== 'want' || softFacets.includes(wish.facet)) continue;
    if (isOneOfMany.has(wish)) continue;
    byFacet.set(wish.facet, [...(byFacet.get(wish.facet) ?? []), wish]);
  }
  return byFacet;
}

/** "Scandinavian or German": of what has parts, the parts, where all alternatives are of one facet then. */
function alikeOf(wishes: readonly Wish[], isOneOfMany: ReadonlySet<Wish>, partsOf: Vocabulary['partsOf']): Wish[] {
  const parts = (wish: Wish): ValueWish[] => {
    if (wish.kind !== 'value') return [];
    const found = partsOf?.[`${wish.facet}=${wish.value}`]?.map(parseMeaning);
    return (
      found?.map(({ kind, value }) => ({ ...wish, facet: kind, value: value!, isAlternative: true })) ?? [
        { ...wish, isAlternative: true },
      ]
    );
  };
  const expanded = [...isOneOfMany].flatMap(parts);
  const facets = new Set(expanded.map(({ facet }) => facet));
  return facets.size === 1 ? [...wishes, ...expanded] : [...wishes];
}

/**
 * "Scandinavian or German", "a western or something from Italy": values of two facets of which one is enough. Conditions all
 * hold, so that they are wishes.
 */
function alternativesOfFacets(wishes: readonly Wish[]): Set<Wish> {
  const found = new Set<Wish>();
  for (const [i, wish] of wishes.entries()) {
    const before = wishes[i - 1];
    if (!wish.isAlternative || wish.kind !== 'value' || before?.kind !== 'value') continue;
    if (wish.mark !== 'want' || before.mark !== 'want') continue;
    if (before.facet === wish.facet && !found.has(before)) continue;
    found.add(before).add(wish);
  }
  return found;
}

/** Two decades joined by "or" are the span from the first to the last; else both bounds hold. */
function intersect(condition: Condition, { min, max, isAlternative }: RangeWish): void {
  if (
    isAlternative &&
    condition.min !== undefined &&
    condition.max !== undefined &&
    min !== undefined &&
    max !== undefined
  ) {
    condition.min = Math.min(condition.min, min);
    condition.max = Math.max(condition.max, max);
    return;
  }
  if (min !== undefined) condition.min = Math.max(condition.min ?? min, min);
  if (max !== undefined) condition.max = Math.min(condition.max ?? max, max);
}
