// What a count of filters says of one value. Types only: a site's compiler reads them too.

/** Where a value of a facet stands: items need one of the `any`, each of the `all`, and have none of the `none`. */
export type ValueList = 'any' | 'all' | 'none';

/**
 * How many items there would be with the value in that list of its facet's condition, and in no other one; all else stays
 * as it is asked. Of a value that is there already it is as many as there are.
 */
export interface ValueCounts extends Record<ValueList, number> {
  value: string;
}
