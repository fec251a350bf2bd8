// What each rule of a list call may be. Which call takes which of them says list-calls.ts.
import * as v from 'valibot';
import { CONTEXT_NAME_PATTERN, MAX_CONTEXT_VALUE_LENGTH, MAX_CONTEXTS } from '../../formats/vocabulary.ts';
import { between, itemIdSchema, object } from '../../history/stored-event.ts';
import { bound, integer, isUnique, list, MAX_FACETS, MAX_RESULTS, record, resultCount, text } from '../base/check.ts';
import type { Rule } from './lists-api.ts';

const MAX_BASKET = 100;
/** The last one that a date can have. */
const MAX_TIME = 8.64e15;

const values = list(v.string('a facet value'));
const condition = v.union(
  [
    values,
    v.strictObject(
      { any: v.optional(values), all: v.optional(values), none: v.optional(values), min: bound, max: bound },
      'a condition of any, all, none, min and max',
    ),
  ],
  'a list of values, or a condition of any, all, none, min and max',
);
const where = v.optional(record(condition, 'conditions by the name of a facet or detail', MAX_FACETS, 'fields'));
const pins = v.pipe(
  list(object({ itemId: itemIdSchema, position: integer(0, MAX_RESULTS - 1) }, 'a pinned item'), MAX_RESULTS),
  v.check((list) => isUnique(list.map(({ itemId }) => itemId)), 'each item once'),
  v.check((list) => isUnique(list.map(({ position }) => position)), 'each position once'),
);
const basket = v.pipe(
  list(itemIdSchema, MAX_BASKET),
  v.minLength(1, 'at least one entry'),
  v.check((list) => isUnique(list), 'each item once'),
);
const contextName = v.pipe(v.string('a name'), v.regex(CONTEXT_NAME_PATTERN, 'names like locale'));
const contextValue = text(MAX_CONTEXT_VALUE_LENGTH);
const context = record(contextValue, 'a record of texts', MAX_CONTEXTS, 'entries', contextName);
const exclude = v.optional(list(itemIdSchema, Number.POSITIVE_INFINITY));
const MOST = Number.MAX_VALUE;
const factor = v.pipe(between(0, MOST, 'a factor above 0'), v.gtValue(0, 'a factor above 0'));
/** What every list call takes, but where OTHER_RULES of list-calls.ts say another thing. */
export const LIST_RULES = {
  count: resultCount,
  where,
  exclude,
  boosts: v.optional(record(factor, 'factors by item id', Number.POSITIVE_INFINITY)),
  pins: v.optional(pins),
  caps: v.optional(record(integer(1, MAX_RESULTS), 'a number by facet', MAX_FACETS)),
  diversity: v.optional(between(0, 1, 'a number from 0 to 1')),
  novelty: v.optional(between(-1, 1, 'a number from -1 to 1')),
  hideBought: v.optional(v.boolean('true or false')),
  hideViewed: v.optional(v.boolean('true or false')),
  hideSoldOut: v.optional(v.boolean('true or false')),
  minScore: v.optional(between(0, 1, 'a number from 0 to 1')),
  anonymous: v.optional(v.boolean('true or false')),
};

/** How strictly the match filter goes about. */
export const matchLevel = v.picklist(['off', 'gentle', 'strict'], "'off', 'gentle' or 'strict'");

/** All rules, by name. */
export const RULE_SCHEMAS = {
  ...LIST_RULES,
  basket: v.optional(basket),
  among: exclude,
  context: v.optional(context),
  withoutPages: v.optional(v.boolean('true or false')),
  asOf: v.optional(between(0, MAX_TIME, 'a time in milliseconds')),
  match: v.optional(matchLevel),
  query: v.string('a text'),
  atOnce: v.optional(v.boolean('true or false')),
} as const satisfies Record<Rule, v.GenericSchema>;

export const facetNames = v.pipe(
  list(v.string('a name of a facet'), MAX_FACETS),
  v.check((list) => isUnique(list), 'each facet once'),
);
