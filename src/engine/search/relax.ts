// When too few items satisfy a search, its least important conditions give way, one step at a time: a length by a tenth and
// a quarter, a year by five and ten, then altogether; a country altogether. What is excluded, who it is for, and people
// never give way. The page says what gave way.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { type Condition, conditionOf, type Where } from '../../catalog/where.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import type { GivesWay } from '../language/language-reader.ts';

/** A page with fewer is looked at for what can give way. */
export const FEW = 6;
/** How far a number is widened, step by step, as a share of itself: 80 minutes become 88, 100, then any. */
const LENGTH_STEPS = [0.1, 0.25];
/** Years are widened by so many. */
const YEAR_STEPS = [5, 10];

/** A condition that gave way. */
export interface Relaxed {
  /** Facet or detail. */
  field: string;
  /** What was asked for. */
  asked: Condition;
  /** What was searched for in its place; absent: anything. */
  instead?: Condition;
}

export interface RelaxedSearch {
  where: Where;
  relaxed: Relaxed[];
  allowed: Bitset;
}

/** @param within  what the page's own filters leave: they never give way */
export function relax(catalog: ItemCatalog, where: Where, fields: GivesWay, within: Bitset): RelaxedSearch {
  const search = widen(catalog, where, fields, within);
  if (search.allowed.count() > 0) return search;
  const kept = giveUp(catalog, where, fields, within);
  const all = { ...fields, givesWay: [...fields.lastResort, ...fields.givesWay] };
  return kept.allowed.count() > 0 || fields.lastResort.length === 0 ? kept : giveUp(catalog, where, all, within);
}

function widen(catalog: ItemCatalog, where: Where, { givesWay, years }: GivesWay, within: Bitset): RelaxedSearch {
  let search: RelaxedSearch = { where, relaxed: [], allowed: within.and(catalog.filter(where)) };
  for (const field of givesWay) {
    if (search.allowed.count() >= FEW) return search;
    const asked = mayGiveWay(where, field);
    if (!asked) continue;
    for (const instead of [...widened(asked, field === years), undefined]) {
      const { [field]: _gone, ...others } = search.where;
      const next = instead ? { ...others, [field]: instead } : others;
      const relaxed = [
        ...search.relaxed.filter((one) => one.field !== field),
        { field, asked, ...(instead && { instead }) },
      ];
      const allowed = within.and(catalog.filter(next));
      // A step that brings nothing is not taken.
      if (allowed.count() > search.allowed.count()) search = { where: next, relaxed, allowed };
      if (search.allowed.count() >= FEW) return search;
    }
  }
  return search;
}

/** Where no condition alone is the reason: as many go as must, the least important first. */
function giveUp(catalog: ItemCatalog, where: Where, { givesWay }: GivesWay, within: Bitset): RelaxedSearch {
  const without = (gone: readonly { field: string }[]): RelaxedSearch => {
    const left = Object.entries(where).filter(([name]) => !gone.some(({ field }) => field === name));
    const relaxed = gone.map(({ field }) => ({ field, asked: conditionOf(where[field]!) }));
    return { where: Object.fromEntries(left), relaxed, allowed: within.and(catalog.filter(Object.fromEntries(left))) };
  };
  let search = without([]);
  for (const field of givesWay) {
    if (search.allowed.count() > 0) break;
    if (mayGiveWay(where, field)) search = without([...search.relaxed, { field }]);
  }
  for (const gone of search.relaxed.toReversed()) {
    const kept = without(search.relaxed.filter(({ field }) => field !== gone.field));
    if (kept.allowed.count() > 0 || search.allowed.count() === 0) search = kept;
  }
  return search;
}

/** What is asked of a field that may give way: exclusions never do. */
function mayGiveWay(where: Where, field: string): Condition | undefined {
  const asked = where[field] && conditionOf(where[field]);
  return asked?.none?.length ? undefined : asked;
}

/** The same range, wider and wider; none for values. */
function widened({ min, max }: Condition, isYear: boolean): Condition[] {
  if (min === undefined && max === undefined) return [];
  const steps = isYear ? YEAR_STEPS : LENGTH_STEPS;
  const by = (bound: number, step: number) => (isYear ? step : Math.round(bound * step));
  return steps.map((step) => ({
    ...(min !== undefined && { min: min - by(min, step) }),
    ...(max !== undefined && { max: max + by(max, step) }),
  }));
}

/** How many items there would be without each of the conditions: what somebody who found nothing may give up. */
export function loosened(catalog: ItemCatalog, where: Where, within: Bitset): { field: string; count: number }[] {
  return Object.keys(where)
    .map((field) => {
      const { [field]: _gone, ...others } = where;
      return { field, count: within.and(catalog.filter(others)).count() };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
