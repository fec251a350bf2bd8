// What stands out among the items that somebody likes or dislikes: values whose share there is larger than in the
// catalog. Measured as weighted log-odds with the catalog as the prior (Monroe, Colaresi and Quinn 2008, section 3.4):
// the prior pulls small counts towards the catalog's share, and the lift divided by its standard deviation says how
// much of it may be chance.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Marks } from '../../history/events.ts';
import type { TasteProfile, TasteTrait } from './my-data-api.ts';

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
type TraitCounts = Pick<TasteTrait, 'name' | 'value' | 'numItems'> & Record<Side, number>;

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
  const facets = facetNames.map((name) => ({
    name,
    valuesOf: (row: number) => catalog.facetValues(row, name),
    countsOf: (values: Iterable<string>) =>
      new Map([...values].map((value) => [value, catalog.facetCount(name, value)])),
  }));
  const details = detailNames.map((name) => ({
    name,
    valuesOf: (row: number) => detailValues(catalog, row, name),
    countsOf: () => countValues(catalog, name),
  }));
  const traits = [...facets, ...details].flatMap(({ name, valuesOf, countsOf }): TraitCounts[] => {
    const [liked, disliked] = [countByValue(rows.like, valuesOf), countByValue(rows.dislike, valuesOf)];
    const met = new Set([...liked.keys(), ...disliked.keys()]);
    const counts = countsOf(met);
    return [...met].map((value) => {
      const [numLiked, numDisliked] = [liked.get(value) ?? 0, disliked.get(value) ?? 0];
      return { name, value, numLiked, numDisliked, numItems: counts.get(value)! };
    });
  });
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

/** How many of the rows have each value. */
function countByValue(rows: Iterable<number>, valuesOf: (row: number) => Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function detailValues(catalog: ItemCatalog, row: number, name: string): Set<string> {
  const values = new Set(catalog.detail(row, name)?.split(/\s*,\s*/));
  values.delete('');
  return values;
}

/** Details have no index of their values, as facets do. */
function countValues(catalog: ItemCatalog, name: string): Map<string, number> {
  return countByValue(catalog.available.indices(), (row) => detailValues(catalog, row, name));
}
