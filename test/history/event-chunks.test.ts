import { describe, expect, test } from 'vitest';
import { createChunk, readChunk } from '../../src/history/event-chunks.ts';
import type { StoredEvent } from '../../src/history/events.ts';

const event = (sequence: number): StoredEvent => ({ type: 'like', itemId: 'a', time: 1, sequence });

describe('readChunk', () => {
  test('reads what was written', () => {
    expect(readChunk(256, createChunk([event(256), event(257)]))).toEqual({ events: [event(256), event(257)] });
  });

  test.each([undefined, null, 5, 'x', [], {}, { version: 1 }, { version: 2, events: [] }, { version: 1, events: {} }])(
    'a record that is %j holds no event, and says so',
    (record) => {
      expect(readChunk(7, record)).toEqual({
        events: [],
        problem: 'history: chunk 7 is no list of events, expected version 1',
      });
    },
  );

  test('keeps sound events beside bad ones: other types, other fields, numbers that repeat or fall', () => {
    const rows = [event(3), null, { ...event(4), type: 'poke' }, event(3), event(5), { ...event(6), time: Number.NaN }];
    expect(readChunk(3, { version: 1, events: rows })).toEqual({
      events: [event(3), event(5)],
      problem: 'history: chunk 3 has 4 bad of 6 events, expected none',
    });
  });
});
