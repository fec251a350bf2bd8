// The engine's border: everything that a page sends is checked here, once, and the rest of the engine relies on it. A page
// may be a stranger's (the engine is embedded), so a bad argument is told in words and nothing of it is kept.
import * as v from 'valibot';
import { RequestError } from '../errors.ts';
import { historyEventSchema, itemIdSchema } from '../history/stored-event.ts';
import { MAX_BOOST } from '../ranking/ranker.ts';
import { CONTEXT_NAME_PATTERN, MAX_CONTEXT_VALUE_LENGTH, MAX_CONTEXTS } from '../towers/context-values.ts';
import type { Filters, HistoryEvent, PickerRequest, RecommendRequest, SearchRequest, ShelvesRequest } from './api.ts';

/** Results of one response. */
export const MAX_RESULTS = 1000;
const MAX_LIST_LENGTH = 10_000;
const MAX_FACETS = 50;
const MAX_BASKET = 100;

export const between = (min: number, max: number, expected: string) =>
  v.pipe(v.number(expected), v.minValue(min, expected), v.maxValue(max, expected));
const list = <S extends v.GenericSchema>(entry: S) =>
  v.pipe(v.array(entry, 'a list'), v.maxLength(MAX_LIST_LENGTH, `at most ${MAX_LIST_LENGTH} entries`));

/** valibot reports a missing field with the message of the object that lacks it. */
export const object = <const E extends v.ObjectEntries>(entries: E, noun: string) =>
  v.object(entries, ({ expected }) => (expected === 'Object' ? noun : 'a value'));

export const resultCount = v.optional(
  v.pipe(
    between(0, MAX_RESULTS, `an integer from 0 to ${MAX_RESULTS}`),
    v.integer(`an integer from 0 to ${MAX_RESULTS}`),
  ),
);
const filters = v.optional(
  v.pipe(
    v.record(v.string(), list(v.string('a facet value')), 'lists of values by facet name'),
    v.check((facets) => Object.keys(facets).length <= MAX_FACETS, `at most ${MAX_FACETS} facets`),
  ),
);

const boostRange = `an integer from -${MAX_BOOST} to ${MAX_BOOST}`;
const boosts = v.optional(
  v.pipe(
    v.record(
      v.string(),
      v.pipe(between(-MAX_BOOST, MAX_BOOST, boostRange), v.integer(boostRange)),
      'boosts by item id',
    ),
    v.check((byId) => Object.keys(byId).length <= MAX_LIST_LENGTH, `at most ${MAX_LIST_LENGTH} entries`),
  ),
);
const placeRange = `an integer from 0 to ${MAX_RESULTS - 1}`;
const pinnedItem = object(
  { itemId: itemIdSchema, position: v.pipe(between(0, MAX_RESULTS - 1, placeRange), v.integer(placeRange)) },
  'a pinned item',
);
const pins = v.optional(
  v.pipe(
    v.array(pinnedItem, 'a list'),
    v.maxLength(MAX_RESULTS, `at most ${MAX_RESULTS} entries`),
    v.check((list) => isUnique(list.map(({ itemId }) => itemId)), 'each item once'),
    v.check((list) => isUnique(list.map(({ position }) => position)), 'each position once'),
  ),
);
const basket = v.optional(
  v.pipe(
    v.array(itemIdSchema, 'a list'),
    v.minLength(1, 'at least one entry'),
    v.maxLength(MAX_BASKET, `at most ${MAX_BASKET} entries`),
    v.check((list) => isUnique(list), 'each item once'),
  ),
);
const contextText = v.pipe(
  v.string('a text'),
  v.maxLength(MAX_CONTEXT_VALUE_LENGTH, `at most ${MAX_CONTEXT_VALUE_LENGTH} characters`),
);
const context = v.optional(
  v.pipe(
    v.record(
      v.pipe(v.string('a name'), v.regex(CONTEXT_NAME_PATTERN, 'names like locale')),
      contextText,
      'a record of texts',
    ),
    v.check((given) => Object.keys(given).length <= MAX_CONTEXTS, `at most ${MAX_CONTEXTS} entries`),
  ),
);
const diversity = v.optional(between(0, 1, 'a number from 0 to 1'));
const novelty = v.optional(between(-1, 1, 'a number from -1 to 1'));
const recommendRequest = object(
  {
    k: resultCount,
    filters,
    exclude: v.optional(list(itemIdSchema)),
    boosts,
    pins,
    diversity,
    novelty,
    basket,
    context,
  },
  'a request',
);
const shortList = v.pipe(v.array(itemIdSchema, 'a list'), v.maxLength(MAX_RESULTS, `at most ${MAX_RESULTS} entries`));
const besideRequest = object({ k: resultCount, exclude: v.optional(list(itemIdSchema)) }, 'a request');
const searchRequest = object({ query: v.string('a text'), k: resultCount, filters }, 'a request');

function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

/** @throws RequestError `event: type is 'poke', expected one of view, select, …`, as the other checks do */
export function checkEvent(event: unknown): HistoryEvent {
  return check('event', historyEventSchema, event) as HistoryEvent;
}

export function checkRecommendRequest(request: unknown): RecommendRequest {
  return check('recommend', recommendRequest, request) as RecommendRequest;
}

export function checkSearchRequest(request: unknown): SearchRequest {
  return check('search', searchRequest, request) as SearchRequest;
}

export function checkFilters(requested: unknown): Filters {
  return check('matching', object({ filters }, 'filters'), { filters: requested }).filters ?? {};
}

/** @param noun  who asks: `picker`, `shelves` */
export function checkBesideRequest(noun: string, request: unknown): PickerRequest & ShelvesRequest {
  return check(noun, besideRequest, request) as PickerRequest & ShelvesRequest;
}

export function checkItemIds(noun: string, ids: unknown): string[] {
  return check(noun, object({ itemIds: shortList }, 'item ids'), { itemIds: ids }).itemIds;
}

export function checkItemId(id: unknown): string {
  return check('item', object({ itemId: itemIdSchema }, 'an item id'), { itemId: id }).itemId;
}

/** @param noun  what the number counts: `k` */
export function checkCount(noun: string, count: unknown): number | undefined {
  return check(noun, object({ count: resultCount }, 'a count'), { count }).count;
}

/** How many entries of a list to leave out at its beginning. */
export function checkOffset(noun: string, offset: unknown): number {
  const whole = v.pipe(between(0, 1e9, 'an integer from 0'), v.integer('an integer from 0'));
  return check(noun, object({ offset: v.optional(whole) }, 'an offset'), { offset }).offset ?? 0;
}

/** A facet that no item can have would silently give an empty list. @throws RequestError */
export function checkFacetNames(requested: Filters | undefined, known: readonly string[]): void {
  const unknown = Object.keys(requested ?? {}).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new RequestError(`filters: facet ${describe(unknown)} is not known, expected ${known.join(', ') || 'none'}`);
}

/** @param noun  what the message begins with. @throws RequestError */
export function check<S extends v.GenericSchema>(noun: string, schema: S, input: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  const found = describe(issue.path ? issue.path.at(-1)!.value : issue.input);
  throw new RequestError(`${noun}: ${place ? `${place} is` : 'it is'} ${found}, expected ${issue.message}`);
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
