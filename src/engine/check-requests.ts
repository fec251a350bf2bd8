// The engine's border: everything that a page sends is checked here, once, and the rest of the engine relies on it. A
// page may be a stranger's (the engine is embedded), so a bad argument is told in words and nothing of it is kept.
import * as v from 'valibot';
import type { Facts } from '../catalog/item-facts.ts';
import type { Where } from '../catalog/where.ts';
import { itemIdSchema, object } from '../history/stored-event.ts';
import { check, integer, list, MAX_RESULTS, offsetCount, record, resultCount } from './base/check.ts';
import { type ListName, OTHER_RULES } from './list-calls.ts';
import type { ForYouRequest, Rule } from './lists/lists-api.ts';
import { facetNames, LIST_RULES, matchLevel, RULE_SCHEMAS } from './lists/rule-schemas.ts';
import type { HistoryRequest } from './my-data/my-data-api.ts';
import type { ExplainRequest, ReasonsRequest, ShelvesRequest } from './why/why-api.ts';

const MAX_DAY = 10_000_000;

const fact = v.nullable(v.pipe(v.number('a number or null'), v.finite('a finite number')));
const factsById = record(record(fact, 'facts by name'), 'facts by item id');
const { exclude, where } = LIST_RULES;
const historyRequest = object({ offset: offsetCount, limit: resultCount }, 'a request');
const explainRequest = object({ count: resultCount }, 'a request');
const reasonsRequest = object({ facets: v.optional(facetNames) }, 'a request');
const shelvesRequest = object(
  {
    count: resultCount,
    exclude,
    day: v.optional(integer(0, MAX_DAY)),
    facets: v.optional(facetNames),
    named: v.optional(list(itemIdSchema, MAX_RESULTS)),
    match: v.optional(matchLevel),
  },
  'a request',
);
/** @throws RequestError, as the other checks do */
export function checkList<Name extends ListName>(name: Name, asked: unknown): ForYouRequest {
  const { with: more = [], without = [], only } = OTHER_RULES[name] ?? {};
  const usual = Object.keys(LIST_RULES) as Rule[];
  const rules = only ?? [...more, ...usual.filter((rule) => !without.includes(rule))];
  const schemas = Object.fromEntries(rules.map((rule) => [rule, RULE_SCHEMAS[rule]]));
  return check(name, object(schemas, 'a request'), asked) as ForYouRequest;
}

export function checkFacts(facts: unknown): Record<string, Facts> {
  return check('setFacts', object({ facts: factsById }, 'facts'), { facts }).facts;
}

/** @param noun  who asks */
export function checkText(noun: string, given: unknown): string {
  return check(noun, object({ text: v.string('a text') }, 'a text'), { text: given }).text;
}

export function checkWhere(requested: unknown): Where {
  return (check('matching', object({ where }, 'conditions'), { where: requested }).where as Where) ?? {};
}

export function checkShelvesRequest(request: unknown): ShelvesRequest {
  return check('shelves', shelvesRequest, request) as ShelvesRequest;
}

export function checkReasonsRequest(request: unknown): ReasonsRequest {
  return check('reasons', reasonsRequest, request) as ReasonsRequest;
}

export function checkItemIds(noun: string, ids: unknown): string[] {
  return check(noun, object({ itemIds: list(itemIdSchema, MAX_RESULTS) }, 'item ids'), { itemIds: ids }).itemIds;
}

export function checkItemId(id: unknown): string {
  return check('item', object({ itemId: itemIdSchema }, 'an item id'), { itemId: id }).itemId;
}

export function checkHistoryRequest(request: unknown): HistoryRequest {
  return check('history', historyRequest, request) as HistoryRequest;
}

export function checkExplainRequest(request: unknown): ExplainRequest {
  return check('explain', explainRequest, request) as ExplainRequest;
}
