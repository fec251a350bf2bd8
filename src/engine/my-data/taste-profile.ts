// What stands out among the items that somebody likes or dislikes: values whose share there is larger than in the
// catalog. Measured as weighted log-odds with the catalog as the prior (Monroe, Colaresi and Quinn 2008, section 3.4):
// the prior pulls small counts towards the catalog's share, and the lift divided by its standard deviation says how
// much of it may be chance.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Marks } from '../../history/events.ts';
import type { TasteProfile, TasteTrait } from './api.ts';

/** Weight of the catalog's shares, in items. */
const PRIOR_ITEMS = 10;
/** A value must be met this often among the liked (or disliked) items, and be this share of them. */
const MIN_COUNT = 2;
const MIN_SHARE = 0.02;
/**
 * Standard deviations from which a lift is told: one in ten would be chance; of names there are so many that it must be
 * more.
 */
const MIN_EVIDENCE = 1.28;
const MIN_NAME_EVIDENCE = 2;
const MAX_TRAITS = 60;

/** How much larger the share must be among the one than among the other. */
const CLEARLY_MORE = 1.25;

type Side = 'numLiked' | 'numDisliked';
/** Items by value: `director` -> `Ridley Scott` -> rows. */
type Values = Map<string, Map<string, number[]>>;

/**
 * @param detailNames  details to look at beside the facets; their values are parted at commas
 * @param facetNames   facets to look at (default: those that menus show)
 */
export function tasteProfile(
  catalog: ItemCatalog,
  marks: ReadonlyMap<string, Marks>,
  detailNames: readonly string[],
  facetNames: readonly string[] = catalog.countedFacets,
): TasteProfile {
  const rows = { like: new Set<number>(), dislike: new Set<number>() };
  for (const [itemId, { taste }] of marks) {
    const itemIndex = catalog.indexOf(itemId);
    if (itemIndex !== undefined && taste) rows[taste].add(itemIndex);
  }
  const numItems = catalog.available.count();
  const traits = [...valuesOf(catalog, detailNames, facetNames)].flatMap(([name, byValue]) =>
    [...byValue].map(([value, items]) => {
      const numLiked = items.filter((item) => rows.like.has(item)).length;
      const numDisliked = items.filter((item) => rows.dislike.has(item)).length;
      return { name, value, numLiked, numDisliked, numItems: items.length };
    }),
  );
  const totals = { numLiked: rows.like.size, numDisliked: rows.dislike.size };
  const isName = (name: string) => !catalog.countedFacets.includes(name);
  const standOut = (side: Side, other: Side) =>
    traits
      .filter((trait) => trait[side] >= Math.max(MIN_COUNT, MIN_SHARE * totals[side]))
      .filter((trait) => isOneSided(trait, side, other, totals))
      .map((trait): TasteTrait => ({ ...trait, ...liftOf(trait[side], totals[side], trait.numItems, numItems) }))
      .filter(({ name, evidence }) => evidence >= (isName(name) ? MIN_NAME_EVIDENCE : MIN_EVIDENCE))
      .sort((a, b) => b.evidence - a.evidence)
      .slice(0, MAX_TRAITS);
  return {
    ...totals,
    likes: standOut('numLiked', 'numDisliked'),
    dislikes: standOut('numDisliked', 'numLiked'),
    numItems,
  };
}

/** What somebody likes and dislikes alike, they only meet often. */
function isOneSided(counts: Record<Side, number>, side: Side, other: Side, totals: Record<Side, number>): boolean {
  const [mine, theirs] = [side, other].map((of) => (counts[of] + 0.5) / (totals[of] + 1));
  return totals[other] === 0 || mine! > CLEARLY_MORE * theirs!;
}

/**
 * @param count     items with the value among the person's `total`
 * @param numItems  items with the value among all `numAll` of the catalog
 */
export function liftOf(count: number, total: number, numItems: number, numAll: number) {
  const prior = (PRIOR_ITEMS * numItems) / numAll;
  const [mine, others] = [count + prior, total - count + PRIOR_ITEMS - prior];
  const lift = Math.log(mine / others) - Math.log(numItems / Math.max(0.5, numAll - numItems));
  return { lift, evidence: lift / Math.sqrt(1 / mine + 1 / numItems) };
}

function valuesOf(catalog: ItemCatalog, detailNames: readonly string[], facetNames: readonly string[]): Values {
  const values: Values = new Map();
  for (const itemIndex of catalog.available.indices()) {
    for (const name of facetNames) {
      for (const value of catalog.facetValues(itemIndex, name)) add(values, name, value, itemIndex);
    }
    for (const name of detailNames) {
      const list = catalog.detail(itemIndex, name)?.split(/\s*,\s*/) ?? [];
      for (const value of new Set(list)) if (value) add(values, name, value, itemIndex);
    }
  }
  return values;
}

function add(values: Values, name: string, value: string, itemIndex: number): void {
  let byValue = values.get(name);
  if (!byValue) values.set(name, (byValue = new Map()));
  const items = byValue.get(value);
  if (items) items.push(itemIndex);
  else byValue.set(value, [itemIndex]);
}
