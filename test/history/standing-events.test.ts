import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Mark, type Marks, type StoredEvent, withMark } from '../../src/history/events.ts';
import { knownItems, marksOf, standingEvents } from '../../src/history/standing-events.ts';

const OPINION_TYPES = ['like', 'dislike', 'hide', 'seen', 'save', 'rate', 'clear'];

const row = fc.record({
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
  cleared: fc.constantFrom<(Mark | undefined)[]>('taste', 'seen', 'save', 'hide', undefined),
});
const toLog = (isMarked: (i: number) => boolean) => (rows: (typeof row extends fc.Arbitrary<infer R> ? R : never)[]) =>
  rows.map(({ type, itemId, stars, cleared }, sequence): StoredEvent => {
    const event: StoredEvent = { type, itemId, time: sequence * 1000, sequence };
    if (type === 'rate') event.value = stars;
    if (!isMarked(sequence)) return event;
    return type === 'clear' && cleared ? { ...event, mark: cleared } : withMark(event);
  });
const rows = fc.array(row, { maxLength: 30 });
/** As the engine records now, as it did when one opinion stood on an item, and both in turns. */
const newLogs = rows.map(toLog(() => true));
const oldLogs = rows.map(toLog(() => false));
const logs = fc.oneof(newLogs, oldLogs, rows.map(toLog((i) => i % 3 !== 0)));
const isOpinion = ({ type }: StoredEvent) => OPINION_TYPES.includes(type);

const TASTES = ['like', 'dislike', 'rate'];
/** Naive: whether an opinion stands no more once a later event on the same item is heard. */
function endsWith(event: StoredEvent, later: StoredEvent): boolean {
  if (!isOpinion(later) || later.itemId !== event.itemId) return false;
  if (later.mark === undefined) return true;
  if (later.type === 'seen' && event.type === 'save') return true;
  return later.mark === 'taste' ? TASTES.includes(event.type) : later.mark === event.type;
}

describe('standingEvents', () => {
  test('keeps every deed and, of each mark of an item, the last event alone, in the order of the log', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const expected = log.filter((event, i) => {
          if (!isOpinion(event)) return true;
          return event.type !== 'clear' && !log.slice(i + 1).some((later) => endsWith(event, later));
        });
        expect(standingEvents(log)).toEqual(expected);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('of a log from before there were marks, the last opinion on an item alone stands', () => {
    fc.assert(
      fc.property(oldLogs, (log) => {
        const expected = log.filter((event, i) => {
          if (!isOpinion(event)) return true;
          const isSuperseded = log.slice(i + 1).some((later) => isOpinion(later) && later.itemId === event.itemId);
          return !isSuperseded && event.type !== 'clear';
        });
        expect(standingEvents(log)).toEqual(expected);
      }),
      { seed: 4, numRuns: 500 },
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

describe('marks', () => {
  const log = (...types: (StoredEvent['type'] | [StoredEvent['type'], Partial<StoredEvent>])[]) =>
    types.map((of, sequence): StoredEvent => {
      const [type, more] = typeof of === 'string' ? [of, {}] : of;
      return withMark({ type, itemId: 'a', time: sequence, sequence, ...more });
    });
  const old = (...types: StoredEvent['type'][]) => log(...types).map(({ mark: _, ...event }): StoredEvent => event);
  const standing = (events: readonly StoredEvent[]) => standingEvents(events).map(({ type }) => type);

  test('equal replaying the log, one event after the other', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const expected = new Map<string, Marks>();
        for (const { type, itemId, value, mark } of log) {
          if (!OPINION_TYPES.includes(type)) continue;
          const marks: Marks = mark === undefined ? {} : { ...expected.get(itemId!) };
          if (mark === 'taste') delete marks.taste;
          if (mark === 'taste') delete marks.stars;
          if (mark === 'seen') delete marks.seen;
          if (mark === 'save' || type === 'seen') delete marks.saved;
          if (mark === 'hide') delete marks.hidden;
          if (type === 'like' || (type === 'rate' && value! >= 3.5)) marks.taste = 'like';
          if (type === 'dislike' || (type === 'rate' && value! <= 2.5)) marks.taste = 'dislike';
          if (type === 'rate') marks.stars = value!;
          if (type === 'seen') marks.seen = true;
          if (type === 'save') marks.saved = true;
          if (type === 'hide') marks.hidden = true;
          expected.set(itemId!, marks);
        }
        const found = marksOf(standingEvents(log));
        for (const itemId of ['a', 'b', 'c']) expect(found.get(itemId) ?? {}).toEqual(expected.get(itemId) ?? {});
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  test.each([
    [0.5, 'dislike'],
    [2.5, 'dislike'],
    [3, undefined],
    [3.5, 'like'],
    [5, 'like'],
  ] as const)(
    '%d stars after a like: %s, and only stars that say something keep an item out of lists',
    (value, taste) => {
      const marks = marksOf(standingEvents(log('like', ['rate', { value }])));
      expect(marks.get('a')).toEqual({ stars: value, ...(taste && { taste }) });
      expect(knownItems(marks)).toEqual(taste ? ['a'] : []);
    },
  );

  test('a like says nothing of the watchlist; one of before did', () => {
    expect(standing(log('save', 'like'))).toEqual(['save', 'like']);
    expect(standing(old('save', 'like'))).toEqual(['like']);
    expect(standing([...old('save', 'like'), ...log('save').map((event) => ({ ...event, sequence: 2 }))])).toEqual([
      'like',
      'save',
    ]);
  });

  test('what was seen is off the watchlist, until it is saved again', () => {
    expect(standing(log('save', 'seen'))).toEqual(['seen']);
    expect(standing(log('save', 'seen', 'save'))).toEqual(['seen', 'save']);
  });

  test('one mark is taken back alone, or all at once', () => {
    const said = ['save', 'like', 'hide'] as const;
    expect(standing(log(...said, ['clear', { mark: 'taste' }]))).toEqual(['save', 'hide']);
    expect(standing(log(...said, ['clear', { mark: 'save' }]))).toEqual(['like', 'hide']);
    expect(standing(log(...said, 'clear'))).toEqual([]);
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

describe('what a page around a frame says', () => {
  const ofItem = fc.constantFrom('like', 'dislike', 'hide', 'seen', 'save', 'add_to_cart', 'rate', 'purchase', 'view');
  const numbered = (events: Partial<StoredEvent>[]) =>
    events.map((event, sequence) => ({ ...event, time: sequence, sequence }) as StoredEvent);
  const contents = (events: StoredEvent[]) => events.map(({ sequence: _, time: __, ...event }) => event);
  const own = newLogs.map((log) => contents(log));
  const said = fc.array(fc.record({ type: ofItem, itemId: fc.constantFrom('a', 'b') }), { maxLength: 6 }).map((list) =>
    list.map(({ type, itemId }) => {
      const event = {
        type: type as StoredEvent['type'],
        itemId,
        by: 'page' as const,
        ...(type === 'rate' && { value: 3 }),
      };
      return withMark(event);
    }),
  );
  const takenBack = ['a', 'b'].flatMap((itemId) =>
    (['clear', 'remove_from_cart'] as const).map((type) => ({ type, itemId, by: 'page' as const })),
  );
  const isTakeable = ({ type }: Partial<StoredEvent>) => !['view', 'purchase', 'remove_from_cart'].includes(type!);

  test('and takes back leaves all as it was, whatever the visitor said', () => {
    fc.assert(
      fc.property(own, said, (before, page) => {
        const after = standingEvents(numbered([...before, ...page.filter(isTakeable), ...takenBack]));
        const left = contents(after).filter(({ type }) => type !== 'remove_from_cart');
        expect(left).toEqual(contents(standingEvents(numbered(before))));
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test('makes no item known any less', () => {
    const known = (log: Partial<StoredEvent>[]) => knownItems(marksOf(standingEvents(numbered(log))));
    fc.assert(
      fc.property(own, said, (before, page) => {
        expect(known([...before, ...page, ...takenBack])).toEqual(expect.arrayContaining(known(before)));
        expect(known([...before, ...page])).toEqual(expect.arrayContaining(known(before)));
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test('is the last word until the visitor says another', () => {
    const like = { type: 'like', mark: 'taste', itemId: 'a' } as const;
    const dislike = { ...like, type: 'dislike', by: 'page' } as const;
    const marks = (...log: Partial<StoredEvent>[]) => marksOf(standingEvents(numbered(log))).get('a');
    expect(marks(like, dislike)).toEqual({ taste: 'dislike' });
    expect(marks(like, dislike, { ...like })).toEqual({ taste: 'like' });
    expect(marks(dislike, { type: 'clear', itemId: 'a' })).toBeUndefined();
    expect(marks(like, { type: 'clear', itemId: 'a', by: 'page' })).toEqual({ taste: 'like' });
  });
});
