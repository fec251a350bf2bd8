// What a filter menu shows beside a list: how many items the list would have with each value, before it is pressed. What is
// asked is checked here and not with the other requests: no first list waits for it.

import * as v from 'valibot';
import { FilterCounter } from '../../catalog/count-filters.ts';
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { conditionOf } from '../../catalog/where.ts';
import { object } from '../../history/stored-event.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import { withoutAccents } from '../../text/without-accents.ts';
import { bound, check, list, MAX_FACETS, record, resultCount, text } from '../base/check.ts';
import { checkFacets, checkFields } from '../base/check-fields.ts';
import { withoutItems } from './item-sets.ts';
import type { ListParts } from './list-parts.ts';
import type { FilterCounts, FilterCountsRequest } from './lists-api.ts';
import { openItems, steeredRequest } from './open-items.ts';
import { facetNames, LIST_RULES } from './rule-schemas.ts';
import { isSteered } from './steer-scores.ts';

/** Characters that values are found by. */
const MAX_FOUND = 100;
const MAX_RANGES = 100;
const MAX_WISHES = 1000;

const range = v.strictObject({ min: bound, max: bound }, 'a range of min and max');
const { where, exclude, novelty, hideBought, hideViewed, hideSoldOut } = LIST_RULES;
const filterCountsRequest = object(
  {
    where,
    exclude,
    novelty,
    hideBought,
    hideViewed,
    hideSoldOut,
    facets: v.optional(facetNames),
    find: v.optional(text(MAX_FOUND)),
    limit: resultCount,
    ranges: v.optional(record(list(range, MAX_RANGES), 'ranges by the name of a detail', MAX_FACETS, 'fields')),
    without: v.optional(list(v.string('an id of a wish'), MAX_WISHES)),
    ofCatalog: v.optional(v.boolean('true or false')),
  },
  'a request',
);

/** @throws RequestError */
export async function filterCounts(parts: ListParts, asked: unknown): Promise<FilterCounts> {
  const { catalog } = parts;
  const request = check('filterCounts', filterCountsRequest, asked) as FilterCountsRequest;
  const { where = {}, facets = catalog.countedFacets, ranges = {}, find = '', limit } = request;
  checkFields(where, catalog);
  checkFacets('filterCounts', facets, catalog);
  for (const [field, conditions] of Object.entries(ranges)) {
    for (const condition of conditions) checkFields({ [field]: condition }, catalog);
  }
  const counter = new FilterCounter(catalog, where, await countedItems(parts, request));
  const values = facets.map(
    (name) => [name, counter.countValues(name, foundValues(catalog, name, find), limit)] as const,
  );
  const inRanges = Object.entries(ranges).map(([field, conditions]) => {
    const { min: _min, max: _max, ...rest } = conditionOf(where[field] ?? []);
    return [field, conditions.map((range) => counter.countWith(field, { ...rest, ...range }))] as const;
  });
  return {
    numItems: counter.items().count(),
    facets: Object.fromEntries(values),
    ranges: Object.fromEntries(inRanges),
  };
}

/** What the list may hold without any condition of the request. */
async function countedItems(parts: ListParts, request: FilterCountsRequest): Promise<Bitset> {
  const { without = [], ofCatalog, exclude, novelty, hideBought, hideViewed } = request;
  if (ofCatalog) return parts.catalog.available;
  const { standing, known } = parts.history.taste();
  const pull = isSteered(standing) ? await (await parts.steering()).pull(Date.now(), without) : undefined;
  const rules = { ...present({ exclude, novelty, hideBought, hideViewed }) };
  return withoutItems(parts.catalog, await openItems(parts, steeredRequest(rules, pull), pull), known);
}

/** Values of which a word begins like what was typed; two words like two in a row. */
function foundValues(catalog: ItemCatalog, facet: string, typed: string): Iterable<string> {
  const wanted = withoutAccents(typed.trim());
  if (wanted === '') return catalog.valuesOf(facet);
  return [...catalog.valuesOf(facet)].filter((value) => {
    const words = plainWords(value);
    return words.startsWith(wanted) || words.includes(` ${wanted}`) || words.includes(`-${wanted}`);
  });
}

/** Names are looked through at every letter that is typed. */
const plain = new Map<string, string>();

function plainWords(value: string): string {
  const known = plain.get(value) ?? withoutAccents(value);
  plain.set(value, known);
  return known;
}

/** Without what is undefined. */
function present<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
