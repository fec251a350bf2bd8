// What an event must look like, wherever it comes from: a page, a history file, or a database that some bug, disk or
// other program may have damaged. The bounds are those of src/worker/requests.ts.

import * as v from 'valibot';
import type { EventType, HistoryEvent, StoredEvent } from '../worker/protocol.ts';

/** An event before the log gives it its place. */
export type NewEvent = HistoryEvent & { time: number };

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

const numberFrom = (min: number, max: number, expected: string) =>
  v.pipe(v.number(expected), v.minValue(min, expected), v.maxValue(max, expected));
const textUpTo = (maxLength: number) => {
  const expected = `a text of 1 to ${maxLength} characters`;
  return v.pipe(v.string(expected), v.minLength(1, expected), v.maxLength(maxLength, expected));
};

const entries = {
  type: v.picklist(EVENT_TYPES, `one of ${EVENT_TYPES.join(', ')}`),
  itemId: v.optional(textUpTo(512)),
  // Up to the year 9999, which a Date still shows.
  time: numberFrom(0, 253_402_300_799_999, 'milliseconds since the epoch'),
  value: v.optional(numberFrom(0.5, 5, 'stars from 0.5 to 5')),
  query: v.optional(textUpTo(2000)),
};
/** valibot reports a missing field with the message of the object that lacks it. */
const objectMessage = ({ expected }: { expected: string | null }) => (expected === 'Object' ? 'an event' : 'a value');

/** A row of a history file; fields that are not known are dropped. */
export const newEventSchema = v.pipe(
  v.object(entries, objectMessage),
  v.check((event) => event.type === 'search' || event.itemId !== undefined, 'an event with an itemId'),
  v.check((event) => event.type !== 'search' || event.query !== undefined, 'an event with a query'),
  v.check((event) => event.type !== 'rate' || event.value !== undefined, 'an event with a value'),
);

export function isStoredEvent(value: unknown): value is StoredEvent {
  if (!v.is(newEventSchema, value)) return false;
  const { sequence } = value as Partial<StoredEvent>;
  return Number.isSafeInteger(sequence) && sequence! >= 0;
}
