import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '../../src/history/events.ts';
import { opinions, standingEvents } from '../../src/history/standing-events.ts';

const OPINION_TYPES = ['like', 'dislike', 'hide', 'seen', 'save', 'rate', 'clear'];

const logs = fc
  .array(
    fc.record({
      type: fc.constantFrom<StoredEvent['type'][]>(
        'view',
        'select',
        'like',
        'dislike',
        'rate',
        'add_to_cart',
        'purchase',
        'hide',
        'seen',
        'save',
        'clear',
      ),
      itemId: fc.constantFrom('a', 'b', 'c'),
      stars: fc.integer({ min: 1, max: 10 }).map((halves) => halves / 2),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows.map(({ type, itemId, stars }, sequence): StoredEvent => {
      const event: StoredEvent = { type, itemId, time: sequence * 1000, sequence };
      return type === 'rate' ? { ...event, value: stars } : event;
    }),
  );
const isOpinion = ({ type }: StoredEvent) => OPINION_TYPES.includes(type);

describe('standingEvents', () => {
  test('keeps every deed and, of each item, the last opinion alone, in the order of the log', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const standing = standingEvents(log);
        // Naive: an event stands unless it is an opinion and a later opinion on the same item follows, or a `clear`.
        const expected = log.filter((event, i) => {
          if (!isOpinion(event)) return true;
          const isSuperseded = log.slice(i + 1).some((later) => isOpinion(later) && later.itemId === event.itemId);
          return !isSuperseded && event.type !== 'clear';
        });
        expect(standing).toEqual(expected);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('standing events of standing events are the same, and the log is not changed', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const before = structuredClone(log);
        const once = standingEvents(log);
        expect(standingEvents(once)).toEqual(once);
        expect(log).toEqual(before);
      }),
      { seed: 2 },
    );
  });

  test('searches stay, whatever opinions say', () => {
    const log: StoredEvent[] = [
      { type: 'search', query: 'western', time: 1, sequence: 0 },
      { type: 'like', itemId: 'a', time: 2, sequence: 1 },
      { type: 'clear', itemId: 'a', time: 3, sequence: 2 },
    ];
    expect(standingEvents(log)).toEqual([log[0]]);
  });

  test('a like after a clear stands', () => {
    const log = (['dislike', 'clear', 'like'] as const).map(
      (type, sequence): StoredEvent => ({ type, itemId: 'a', time: sequence, sequence }),
    );
    expect(standingEvents(log)).toEqual([log[2]]);
  });
});

describe('opinions', () => {
  test('equals replaying the log, one event after the other', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const expected = new Map<string, string>();
        for (const { type, itemId, value } of log) {
          if (type === 'rate') {
            expected.delete(itemId!);
            if (value! >= 3.5) expected.set(itemId!, 'like');
            if (value! <= 2.5) expected.set(itemId!, 'dislike');
          } else if (type === 'clear') expected.delete(itemId!);
          else if (['like', 'dislike', 'hide', 'seen', 'save'].includes(type)) expected.set(itemId!, type);
        }
        expect(new Map([...opinions(standingEvents(log))].sort())).toEqual(new Map([...expected].sort()));
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test.each([
    [0.5, 'dislike'],
    [2.5, 'dislike'],
    [3, undefined],
    [3.5, 'like'],
    [5, 'like'],
  ])('%d stars after a like: %s', (value, opinion) => {
    const log: StoredEvent[] = [
      { type: 'like', itemId: 'a', time: 1, sequence: 0 },
      { type: 'rate', itemId: 'a', value, time: 2, sequence: 1 },
    ];
    expect(opinions(standingEvents(log)).get('a')).toBe(opinion);
  });
});

describe('a cart', () => {
  const log = (...rows: [StoredEvent['type'], string][]) =>
    rows.map(([type, itemId], sequence): StoredEvent => ({ type, itemId, sequence, time: sequence }));
  const standing = (events: StoredEvent[]) => standingEvents(events).map(({ type, itemId }) => `${type} ${itemId}`);

  test('loses what was taken out, until it is put in again', () => {
    const events = log(['add_to_cart', 'a'], ['add_to_cart', 'b'], ['remove_from_cart', 'a']);
    expect(standing(events)).toEqual(['add_to_cart b', 'remove_from_cart a']);
    const again = log(['add_to_cart', 'a'], ['remove_from_cart', 'a'], ['add_to_cart', 'a']);
    expect(standing(again)).toEqual(['remove_from_cart a', 'add_to_cart a']);
  });
});
