// Properties that lift items: what is wished and is no condition. In a search and on a list that is steered alike.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { parseMeaning } from '../../language/meanings.ts';
import type { OccasionWish, ValueWish } from '../../language/reading.ts';
import type { Vocabulary } from '../../language/vocabulary.ts';

/** A property that lifts the items that have it, or with a weight below 0 lowers them. */
export interface Lift {
  facet: string;
  values: readonly string[];
  weight: number;
  /** One of several that move a list together. */
  isOfAxis?: true;
}

/** An item's values stand with the most telling first: how much less each next one is. */
const PLACE_STEP = 0.1;
const LEAST_PLACE = 0.5;
/** Of a comparison, against 1 of a property that is said plainly. */
const DEGREE = 0.7;

export function liftOf({ facet, value, mark }: ValueWish, { alsoFits }: Vocabulary): Lift {
  const weight = { want: 1, more: DEGREE, less: -DEGREE, not: -1 }[mark];
  return { facet, values: [value, ...(alsoFits[`${facet}=${value}`] ?? [])], weight };
}

/** "Lighter", "slower": the value itself, what goes with it, and what goes against it. */
export function axisLifts(wish: ValueWish, vocabulary: Vocabulary): Lift[] {
  const own = liftOf(wish, vocabulary);
  const axis = vocabulary.axes?.[`${wish.facet}=${wish.value}`];
  if (!axis || (wish.mark !== 'more' && wish.mark !== 'less')) return [own];
  const sign = Math.sign(own.weight);
  return [...byFacet([...axis.with, `${wish.facet}=${wish.value}`], sign), ...byFacet(axis.against, -sign)];
}

/** One lift for all values of a facet: an item that has two of them has no more of it than one that has one. */
function byFacet(texts: readonly string[], weight: number): Lift[] {
  const values = new Map<string, string[]>();
  for (const text of texts) {
    const { kind, value } = parseMeaning(text);
    values.set(kind, [...(values.get(kind) ?? []), value!]);
  }
  return [...values].map(([facet, list]) => ({ facet, values: list, weight, isOfAxis: true }));
}

/** What company asks for: "for my parents". */
export function occasionLifts({ value, ...wish }: OccasionWish, vocabulary: Vocabulary): Lift[] {
  return (vocabulary.occasions[value] ?? []).map((text) => {
    const { kind, value: wanted, mark } = parseMeaning(text);
    return liftOf({ ...wish, kind: 'value', facet: kind, value: wanted!, mark }, vocabulary);
  });
}

/** f32 [numItems]: how far each item has what is asked for, 1 for all of it; rare values count more. */
export function liftScores(catalog: ItemCatalog, lifts: readonly Lift[]): Float32Array {
  const scores = new Float32Array(catalog.numItems);
  const numItems = catalog.available.count();
  const weighed = lifts.map(({ facet, values, weight }) => {
    const matching = catalog.filter({ [facet]: [...values] });
    return { facet, values, matching, weight: weight * Math.log2(1 + numItems / (1 + matching.count())) };
  });
  const total = weighed.reduce((sum, { weight }) => sum + Math.abs(weight), 0) || 1;
  for (const { matching, weight, facet, values } of weighed) {
    for (const item of matching.indices()) {
      const place = catalog.facetValues(item, facet).findIndex((value) => values.includes(value));
      scores[item]! += (weight / total) * Math.max(LEAST_PLACE, 1 - PLACE_STEP * place);
    }
  }
  return scores;
}
