// The engine's border: everything that a page sends is checked here, once, and the rest of the engine relies on it. A
// page may be a stranger's (the engine is embedded), so a bad argument is told in words and nothing of it is kept.
import * as v from 'valibot';
import type { ItemCatalog } from '../catalog/item-catalog.ts';
import type { Facts } from '../catalog/item-facts.ts';
import { conditionOf, type Where } from '../catalog/where.ts';
import { RequestError } from '../errors.ts';
import { type Integrity, parseIntegrity } from '../formats/integrity.ts';
import { CONTEXT_NAME_PATTERN, MAX_CONTEXT_VALUE_LENGTH, MAX_CONTEXTS } from '../formats/vocabulary.ts';
import { EVENT_TYPES, type HistoryEvent } from '../history/events.ts';
import { between, historyEventSchema, itemIdSchema, object } from '../history/stored-event.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import type { OpenOptions } from './engine-api.ts';
import type { ForYouRequest, ListRules, PickerRequest, RecentRequest } from './lists/lists-api.ts';
import type { HistoryRequest } from './my-data/my-data-api.ts';
import type { SearchRequest } from './search/search-api.ts';
import type { SuggestRequest } from './suggest/suggest-api.ts';
import type { ExplainRequest, ReasonsRequest, ShelvesRequest } from './why/why-api.ts';

/** Results of one response. */
export const MAX_RESULTS = 1000;
const MAX_LIST_LENGTH = 10_000;
export const MAX_FACETS = 50;
const MAX_BASKET = 100;
const MAX_SUGGESTIONS = 20;
const MAX_DAY = 10_000_000;
const MAX_EXCLUDED_TEXTS = 1000;

export const integer = (min: number, max: number, expected = `an integer from ${min} to ${max}`) =>
  v.pipe(between(min, max, expected), v.integer(expected));
export const list = <S extends v.GenericSchema>(entry: S, max = MAX_LIST_LENGTH) =>
  v.pipe(v.array(entry, 'a list'), v.maxLength(max, `at most ${max} entries`));
/** Values by any name, those included that every object has: `v.record` drops them in silence. */
export const record = <S extends v.GenericSchema>(
  value: S,
  noun: string,
  max = Number.POSITIVE_INFINITY,
  entries = 'entries',
  name: v.GenericSchema<string> = v.string(),
) =>
  v.pipe(
    v.custom<object>((given) => typeof given === 'object' && given !== null, noun),
    v.transform((given) => new Map<string, unknown>(Object.entries(given))),
    v.map(name, value),
    v.check(({ size }) => size <= max, `at most ${max} ${entries}`),
    v.transform(
      (byName): Record<string, v.InferOutput<S>> => Object.assign(Object.create(null), Object.fromEntries(byName)),
    ),
  );
export const text = (maxLength: number) =>
  v.pipe(v.string('a text'), v.maxLength(maxLength, `at most ${maxLength} characters`));

export const resultCount = v.optional(integer(0, MAX_RESULTS));
export const offsetCount = v.optional(integer(0, 1e9, 'an integer from 0'));
const values = list(v.string('a facet value'));
export const bound = v.optional(v.pipe(v.number('a number'), v.finite('a finite number')));
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
  minScore: v.optional(between(0, 1, 'a number from 0 to 1')),
  anonymous: v.optional(v.boolean('true or false')),
};
const listRules = object(LIST_RULES, 'rules');
const recentRequest = object({ count: resultCount, where }, 'a request');
const fact = v.nullable(v.pipe(v.number('a number or null'), v.finite('a finite number')));
const factsById = record(record(fact, 'facts by name'), 'facts by item id');
const forYouRequest = object(
  {
    ...LIST_RULES,
    basket: v.optional(basket),
    among: exclude,
    context: v.optional(context),
    withoutPages: v.optional(v.boolean('true or false')),
  },
  'a request',
);
export const facetNames = v.pipe(
  list(v.string('a name of a facet'), MAX_FACETS),
  v.check((list) => isUnique(list), 'each facet once'),
);
const { count, boosts, caps, hideBought, hideViewed, anonymous } = LIST_RULES;
const pickerRequest = object({ count: resultCount, exclude }, 'a request');
const historyRequest = object({ offset: offsetCount, limit: resultCount }, 'a request');
const explainRequest = object({ count: resultCount }, 'a request');
const reasonsRequest = object({ facets: v.optional(facetNames) }, 'a request');
const searchRequest = object(
  {
    ...{
      query: v.string('a text'),
      count,
      where,
      exclude,
      boosts,
      pins: v.optional(pins),
      caps,
      hideBought,
      hideViewed,
    },
    anonymous,
  },
  'a request',
);

const shelvesRequest = object(
  {
    count: resultCount,
    exclude,
    day: v.optional(integer(0, MAX_DAY)),
    facets: v.optional(facetNames),
    named: v.optional(list(itemIdSchema, MAX_RESULTS)),
  },
  'a request',
);
const suggestRequest = object(
  {
    prefix: v.optional(v.string('a text')),
    count: v.optional(integer(0, MAX_SUGGESTIONS)),
    exclude: v.optional(list(v.string('a text'), MAX_EXCLUDED_TEXTS)),
  },
  'a request',
);

function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

/** @throws RequestError `event: type is 'poke', expected one of view, select, …`, as the other checks do */
export function checkEvent(event: unknown): HistoryEvent {
  return check('event', historyEventSchema, event) as HistoryEvent;
}

export function checkForYouRequest(request: unknown): ForYouRequest {
  return check('forYou', forYouRequest, request) as ForYouRequest;
}

/** @param noun  who asks */
export function checkListRules(noun: string, rules: unknown): ListRules {
  return check(noun, listRules, rules) as ListRules;
}

export function checkRecentRequest(request: unknown): RecentRequest {
  return check('recent', recentRequest, request) as RecentRequest;
}

export interface CheckedOpenOptions extends Omit<OpenOptions, 'integrity'> {
  integrity?: Integrity | undefined;
}

/** @throws RequestError for an integrity that says nothing: it is never taken for none */
export function checkOpenOptions({ integrity, ...options }: OpenOptions): CheckedOpenOptions {
  if (integrity !== undefined && options.storedCatalog !== undefined) {
    throw new RequestError(
      'integrity: found it with storedCatalog, whose manifest is made on this device: leave it out',
    );
  }
  return { ...options, integrity: checkIntegrity(integrity) };
}

/** @throws RequestError as `parseIntegrity` */
export function checkIntegrity(integrity: unknown): Integrity | undefined {
  return integrity === undefined ? undefined : parseIntegrity(integrity);
}

export function checkFacts(facts: unknown): Record<string, Facts> {
  return check('setFacts', object({ facts: factsById }, 'facts'), { facts }).facts;
}

/** Caps of a facet that no item has would silently do nothing. @throws RequestError */
export function checkCaps(caps: Record<string, number> = {}, catalog: Pick<ItemCatalog, 'facetNames'>): void {
  checkFacets('caps', Object.keys(caps), catalog);
}

export function checkSearchRequest(request: unknown): SearchRequest {
  return check('search', searchRequest, request) as SearchRequest;
}

/** @param noun  who asks */
export function checkText(noun: string, given: unknown): string {
  return check(noun, object({ text: v.string('a text') }, 'a text'), { text: given }).text;
}

export function checkSuggestRequest(request: unknown): SuggestRequest {
  return check('suggest', suggestRequest, request) as SuggestRequest;
}

export function checkWhere(requested: unknown): Where {
  return (check('matching', object({ where }, 'conditions'), { where: requested }).where as Where) ?? {};
}

export function checkPickerRequest(request: unknown): PickerRequest {
  return check('picker', pickerRequest, request) as PickerRequest;
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

/** A field that no item can have would silently give an empty list. @throws RequestError */
export function checkFields(requested: Where, catalog: Pick<ItemCatalog, 'facetNames' | 'hasField'>): void {
  for (const [name, asked] of Object.entries(requested)) {
    const { min, max, ...values } = conditionOf(asked);
    const isRange = min !== undefined || max !== undefined;
    if (isRange && !catalog.hasField(name)) throw new RequestError(`where: detail ${describe(name)} is not known`);
    const asksValues = Object.values(values).some((list) => list !== undefined) || !isRange;
    if (!asksValues || catalog.facetNames.includes(name)) continue;
    throw unknownFacet('where', name, catalog.facetNames);
  }
}

function unknownFacet(noun: string, name: string, known: readonly string[]): RequestError {
  const expected = known.join(', ') || 'none';
  return new RequestError(`${noun}: facet ${describe(name)} is not known, expected ${expected}${meant(name, known)}`);
}

function meant(given: unknown, known: readonly string[]): string {
  return typeof given === 'string' ? didYouMean(given, known) : '';
}

/** @param noun  who asks. @throws RequestError for a facet that no item has */
export function checkFacets(noun: string, names: readonly string[], catalog: Pick<ItemCatalog, 'facetNames'>): void {
  const name = names.find((one) => !catalog.facetNames.includes(one));
  if (name !== undefined) throw unknownFacet(noun, name, catalog.facetNames);
}

/** A misspelt key would silently do nothing. @throws RequestError */
function checkKeys(noun: string, schema: object, input: unknown): void {
  if (!('entries' in schema) || typeof input !== 'object' || input === null || Array.isArray(input)) return;
  const known = Object.keys(schema.entries as object);
  const unknown = Object.keys(input).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const hint = meant(unknown, known) || `, expected ${known.join(', ')}`;
  throw new RequestError(`${noun}: unknown key ${describe(unknown)}${hint}`);
}

/** @param noun  what the message begins with. @throws RequestError */
export function check<S extends v.GenericSchema>(noun: string, schema: S, input: unknown): v.InferOutput<S> {
  checkKeys(noun, schema, input);
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  const given = issue.path ? issue.path.at(-1)!.value : issue.input;
  const hint = issue.type === 'picklist' ? meant(given, (issue.requirement ?? EVENT_TYPES) as string[]) : '';
  const found = describe(given);
  throw new RequestError(`${noun}: ${place ? `${place} is` : 'it is'} ${found}, expected ${issue.message}${hint}`);
}

/** A short, single-line picture of any value. */
function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') {
    return value.length > 60 ? `a text of ${value.length} characters` : `'${value}'`;
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
