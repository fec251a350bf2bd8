import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../src/errors.ts';
import type { StoredEvent } from '../../src/history/events.ts';
import { formatHistoryFile, parseHistoryFile } from '../../src/history/history-file.ts';
import { isStoredEvent } from '../../src/history/stored-event.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const time = fc.integer({ min: 0, max: 4e12 });
const event = fc.oneof(
  fc.record({ type: fc.constantFrom('view', 'like', 'dislike', 'hide', 'clear', 'purchase'), itemId: text, time }),
  fc.record({ type: fc.constant('rate'), itemId: text, time, value: fc.constantFrom(0.5, 3, 5) }),
  fc.record({ type: fc.constant('search'), query: text, time }),
  fc.record({
    type: fc.constantFrom('add_to_cart', 'remove_from_cart', 'purchase'),
    itemId: text,
    quantity: fc.integer({ min: 1, max: 99 }),
    price: fc.double({ min: 0, max: 1e6, noNaN: true }).map((price) => price + 0),
    list: text,
    requestId: text,
    time,
  }),
  fc.record({ type: fc.constantFrom('view', 'like'), itemId: text, by: fc.constant('page'), time }),
);
const file = (...events: unknown[]) => JSON.stringify({ format: 'privet-history', version: 1, events });

describe('history file', () => {
  test('comes back as it was written, without sequence numbers, one event a line', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const log = events.map((row, sequence) => ({ ...row, sequence })) as StoredEvent[];
        const written = formatHistoryFile(log);
        expect(parseHistoryFile(written)).toEqual(events);
        expect(written.trimEnd().split('\n')).toHaveLength(events.length === 0 ? 1 : events.length + 2);
        expect(log.every(isStoredEvent)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('fields that are not known are dropped', () => {
    const row = { type: 'like', itemId: 'a', time: 1, sequence: 7, __proto__: null, mood: 'good' };
    expect(parseHistoryFile(file(row))).toEqual([{ type: 'like', itemId: 'a', time: 1 }]);
  });

  const sound = { type: 'like', itemId: 'a', time: 1 };
  test.each<[string, string, string]>([
    ['no JSON', 'time,type\n1,like', 'content is no JSON, expected a history that was exported'],
    ['cut off', file(sound).slice(0, -5), 'content is no JSON'],
    ['a list', '[]', 'format is missing'],
    ['null', 'null', 'content is null, expected an object'],
    ['another format', '{"format":"x"}', "format is 'x', expected 'privet-history'"],
    ['a newer version', '{"format":"privet-history","version":2}', 'version is 2, expected 1'],
    ['no events', '{"format":"privet-history","version":1}', 'events is missing, expected a list'],
    [
      'an unknown type',
      file(sound, { ...sound, type: 'poke' }),
      "events.1 type is 'poke', expected one of view, select",
    ],
    ['no item', file({ type: 'like', time: 1 }), 'events.0 itemId is missing, expected an item id'],
    ['no time', file({ type: 'like', itemId: 'a' }), 'events.0 time is missing, expected milliseconds since the epoch'],
    [
      'a time that is text',
      file({ ...sound, time: '1' }),
      "events.0 time is '1', expected milliseconds since the epoch",
    ],
    ['no stars', file({ ...sound, type: 'rate' }), 'events.0 value is missing, expected stars from 0.5 to 5'],
    ['six stars', file({ ...sound, type: 'rate', value: 6 }), 'events.0 value is 6, expected stars from 0.5 to 5'],
    ['no query', file({ type: 'search', time: 1 }), 'events.0 query is missing, expected what was said'],
    ['an endless id', file({ ...sound, itemId: 'x'.repeat(100_000) }), 'expected an item id of 1 to 512 characters'],
    ['a row that is none', file(sound, 5), 'events.1 is 5, expected an event'],
  ])('%s is refused', (_, content, message) => {
    expect(() => parseHistoryFile(content)).toThrow(message);
    expect(() => parseHistoryFile(content)).toThrow(/^history file: .{0,2000}$/);
    expect(() => parseHistoryFile(content)).toThrow(RequestError);
  });

  test('names the first five bad events and counts the rest', () => {
    const rows = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? sound : { ...sound, time: -1 }));
    expect(() => parseHistoryFile(file(...rows))).toThrow(
      /events\.1 .*events\.3 .*events\.5 .*events\.7 .*events\.9 .*; and 5 more \(10 of 20 events are bad\)$/,
    );
  });
});

describe('marks in a file', () => {
  const fileOf = (event: object) =>
    JSON.stringify({ format: 'privet-history', version: 1, events: [{ itemId: 'a', time: 1, ...event }] });

  test.each([{ type: 'like', mark: 'taste' }, { type: 'clear', mark: 'save' }, { type: 'clear' }, { type: 'save' }])(
    'are kept as they are: %j',
    (event) => {
      const parsed = parseHistoryFile(fileOf(event));
      expect(parsed).toEqual([{ itemId: 'a', time: 1, ...event }]);
      expect(parseHistoryFile(formatHistoryFile(parsed.map((one) => ({ ...one, sequence: 0 }))))).toEqual(parsed);
    },
  );

  test.each([
    [{ type: 'like', mark: 'save' }, "events.0 mark is 'save', expected the mark of its type, or none"],
    [{ type: 'view', mark: 'seen' }, "events.0 mark is 'seen', expected the mark of its type, or none"],
    [{ type: 'clear', mark: 'all' }, "events.0 mark is 'all', expected one of taste, seen, save, hide"],
  ])('that an event cannot have are refused: %j', (event, problem) => {
    expect(() => parseHistoryFile(fileOf(event))).toThrow(problem);
  });
});
