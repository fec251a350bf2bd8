// The engine's border: everything that a page sends is checked here, once, and the rest of the engine relies on it. A page
// may be a stranger's (the engine is embedded), so a bad argument is told in words and nothing of it is kept.
import * as v from 'valibot';
import { RequestError } from '../formats/errors.ts';
import type { EventType, Filters, HistoryEvent, RecommendRequest, SearchRequest } from './protocol.ts';

/** Results of one response. */
export const MAX_RESULTS = 1000;
const MAX_ID_LENGTH = 512;
/** A recorded query. What is searched for may be longer: it is cut, and the response says so. */
const MAX_RECORDED_QUERY_LENGTH = 2000;
const MAX_LIST_LENGTH = 10_000;
const MAX_FACETS = 50;

const EVENT_TYPES = [
  'view',
  'select',
  'like',
  'dislike',
  'rate',
  'add_to_cart',
  'purchase',
  'search',
  'hide',
  'clear',
] as const satisfies readonly EventType[];

const between = (min: number, max: number, expected: string) =>
  v.pipe(v.number(expected), v.minValue(min, expected), v.maxValue(max, expected));
const bounded = (maxLength: number, noun = 'a text') => {
  const expected = `${noun} of 1 to ${maxLength} characters`;
  return v.pipe(v.string(expected), v.nonEmpty(expected), v.maxLength(maxLength, expected));
};
const list = <S extends v.GenericSchema>(entry: S) =>
  v.pipe(v.array(entry, 'a list'), v.maxLength(MAX_LIST_LENGTH, `at most ${MAX_LIST_LENGTH} entries`));

/** valibot reports a missing field with the message of the object that lacks it. */
const object = <const E extends v.ObjectEntries>(entries: E, noun: string) =>
  v.object(entries, ({ expected }) => (expected === 'Object' ? noun : 'a value'));

const itemId = bounded(MAX_ID_LENGTH, 'an item id');
/** Up to the year 9999: what a Date can show. */
const time = between(0, 253_402_300_799_999, 'milliseconds since the epoch');
const resultCount = v.optional(
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

const eventType = v.picklist(EVENT_TYPES, `one of ${EVENT_TYPES.join(', ')}`);
const historyEvent = v.pipe(
  object(
    {
      type: eventType,
      itemId: v.optional(itemId),
      time: v.optional(time),
      value: v.optional(between(0.5, 5, 'stars from 0.5 to 5')),
      query: v.optional(bounded(MAX_RECORDED_QUERY_LENGTH)),
    },
    'an event',
  ),
  v.forward(
    v.check((event) => event.type === 'search' || event.itemId !== undefined, 'an item id'),
    ['itemId'],
  ),
  v.forward(
    v.check((event) => event.type !== 'search' || event.query !== undefined, 'what was searched for'),
    ['query'],
  ),
  v.forward(
    v.check((event) => event.type !== 'rate' || event.value !== undefined, 'stars from 0.5 to 5'),
    ['value'],
  ),
);
const recommendRequest = object({ k: resultCount, filters, exclude: v.optional(list(itemId)) }, 'a request');
const searchRequest = object({ query: v.string('a text'), k: resultCount, filters }, 'a request');

/** @throws RequestError `event: type is 'poke', expected one of view, select, …`, as the other checks do */
export function checkEvent(event: unknown): HistoryEvent {
  return check('event', historyEvent, event) as HistoryEvent;
}

export function checkRecommendRequest(request: unknown): RecommendRequest {
  return check('recommend', recommendRequest, request) as RecommendRequest;
}

export function checkSearchRequest(request: unknown): SearchRequest {
  return check('search', searchRequest, request) as SearchRequest;
}

export function checkItemId(id: unknown): string {
  return check('item', object({ itemId }, 'an item id'), { itemId: id }).itemId;
}

/** @param noun  what the number counts: `k` */
export function checkCount(noun: string, count: unknown): number | undefined {
  return check(noun, object({ count: resultCount }, 'a count'), { count }).count;
}

/** A facet that no item can have would silently give an empty list. @throws RequestError */
export function checkFacetNames(requested: Filters | undefined, known: readonly string[]): void {
  const unknown = Object.keys(requested ?? {}).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new RequestError(`filters: facet ${describe(unknown)} is not known, expected ${known.join(', ') || 'none'}`);
}

function check<S extends v.GenericSchema>(noun: string, schema: S, input: unknown): v.InferOutput<S> {
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
