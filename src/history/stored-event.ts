// What an event must look like, wherever it comes from: a page, a history file, or a database that some bug, disk or
// other program may have damaged.

import * as v from 'valibot';
import { EVENT_TYPES, isOfWords, MARKS, markOf, type NewEvent, SPEAKERS, type StoredEvent } from './events.ts';

const MAX_ID_LENGTH = 512;
const ITEM_ID = `an item id of 1 to ${MAX_ID_LENGTH} characters`;
/** A recorded query. What is searched for may be longer: it is cut, and the response says so. */
const MAX_QUERY_LENGTH = 2000;
/** Of a list, or of an answer. */
const MAX_NAME_LENGTH = 64;
/** Up to the year 9999: what a Date can show. */
const MAX_TIME_MS = 253_402_300_799_999;

/** A number in a range; `expected` ends the message that it breaks. */
export const between = (min: number, max: number, expected: string) =>
  v.pipe(v.number(expected), v.minValue(min, expected), v.maxValue(max, expected));
/** An object. valibot reports a missing field with the message of the object that lacks it. */
export const object = <const E extends v.ObjectEntries>(entries: E, noun: string) =>
  v.object(entries, ({ expected }) => (expected === 'Object' ? noun : 'a value'));
const bounded = (maxLength: number, noun: string) => {
  const expected = `${noun} of 1 to ${maxLength} characters`;
  return v.pipe(v.string(expected), v.nonEmpty(expected), v.maxLength(maxLength, expected));
};

/** The site's string for an item; a number becomes its text. */
export const itemIdSchema = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.finite(), v.transform(String))], ITEM_ID),
  v.nonEmpty(ITEM_ID),
  v.maxLength(MAX_ID_LENGTH, ITEM_ID),
);

/** An event as a page sends it; fields that are not known are dropped. */
export const historyEventSchema = v.pipe(
  object(
    {
      type: v.picklist(EVENT_TYPES, `one of ${EVENT_TYPES.join(', ')}`),
      itemId: v.optional(itemIdSchema),
      time: v.optional(between(0, MAX_TIME_MS, 'milliseconds since the epoch')),
      value: v.optional(between(0.5, 5, 'stars from 0.5 to 5')),
      mark: v.optional(v.picklist(MARKS, `one of ${MARKS.join(', ')}`)),
      query: v.optional(bounded(MAX_QUERY_LENGTH, 'a text')),
      quantity: v.optional(v.pipe(between(1, 1e9, 'an integer from 1'), v.integer('an integer from 1'))),
      price: v.optional(between(0, 1e12, 'a number from 0')),
      list: v.optional(bounded(MAX_NAME_LENGTH, 'a text')),
      requestId: v.optional(bounded(MAX_NAME_LENGTH, 'a text')),
      by: v.optional(v.picklist(SPEAKERS, `one of ${SPEAKERS.join(', ')}`)),
    },
    'an event',
  ),
  v.forward(
    v.check((event) => isOfWords(event.type) || event.itemId !== undefined, 'an item id'),
    ['itemId'],
  ),
  v.forward(
    v.check((event) => !isOfWords(event.type) || event.query !== undefined, 'what was said'),
    ['query'],
  ),
  v.forward(
    v.check((event) => event.type !== 'rate' || event.value !== undefined, 'stars from 0.5 to 5'),
    ['value'],
  ),
  v.forward(
    v.check(
      ({ type, mark }) => mark === undefined || type === 'clear' || mark === markOf(type),
      'the mark of its type, or none',
    ),
    ['mark'],
  ),
);

/** A row of a history file: an event with its time. */
export const newEventSchema = v.pipe(
  historyEventSchema,
  v.forward(
    v.check((event) => event.time !== undefined, 'milliseconds since the epoch'),
    ['time'],
  ),
  v.transform((event): NewEvent => event as NewEvent),
);

/** Same moment, same deed, same item (a search: same words; `clear`: same mark): the same event. */
export function identityOf({ time, type, itemId, query, mark }: NewEvent): string {
  return JSON.stringify([time, type, isOfWords(type) ? query : itemId, ...(type === 'clear' && mark ? [mark] : [])]);
}

/** The newest event of a log that is the same. */
export function findSame(log: readonly StoredEvent[], event: NewEvent): StoredEvent | undefined {
  const identity = identityOf(event);
  return log.findLast((other) => identityOf(other) === identity);
}

/** The same event with the same stars, pieces and so on: nothing about it has changed. */
export function contentOf(event: NewEvent): string {
  const { value, mark, quantity, price, list, requestId, by } = event;
  return `${identityOf(event)} ${JSON.stringify([value, mark, quantity, price, list, requestId, by])}`;
}

export function isStoredEvent(value: unknown): value is StoredEvent {
  if (!v.is(newEventSchema, value)) return false;
  const { sequence } = value as Partial<StoredEvent>;
  return Number.isSafeInteger(sequence) && sequence! >= 0;
}
