// Events are named by what they say: whatever became of their numbers, and however often a change is asked for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchange, putBack, without } from '../../src/history/edit-events.ts';
import type { NewEvent, StoredEvent } from '../../src/history/events.ts';

const like = (itemId: string, time: number): NewEvent => ({ type: 'like', itemId, time });
const numbered = (events: readonly NewEvent[], from = 0): StoredEvent[] =>
  events.map((event, i) => ({ ...event, sequence: from + i }));
const said = (log: readonly NewEvent[]) => log.map(({ itemId, time }) => `${itemId} ${time}`);

/** In the order of time, each said once. */
const logs = fc
  .uniqueArray(fc.record({ itemId: fc.constantFrom('a', 'b', 'c'), time: fc.nat(9) }), {
    selector: ({ itemId, time }) => `${itemId} ${time}`,
    maxLength: 12,
  })
  .map((rows) => numbered(rows.sort((x, y) => x.time - y.time).map(({ itemId, time }) => like(itemId, time))));

describe('events of a log', () => {
  it('go, come back and are exchanged by what they say, renumbered or not, once however often it is asked', () => {
    fc.assert(
      fc.property(logs, fc.nat(), fc.nat(20), fc.boolean(), (log, place, moved, isTwice) => {
        fc.pre(log.length > 0);
        const event = log[place % log.length]!;
        const now = numbered(log, moved);
        const next = moved + log.length;
        const times = (change: ReturnType<typeof without>, to: StoredEvent[]) =>
          isTwice ? change(change(to, next), next + 99) : change(to, next);
        const left = times(without([event]), now);
        expect(said(left)).toEqual(said(log.filter((other) => other !== event)));
        const back = times(putBack([event]), left);
        expect(said(back).sort()).toEqual(said(log).sort());
        expect(back.map(({ time }) => time)).toEqual(back.map(({ time }) => time).sort((x, y) => x - y));
        const other = like('other', event.time);
        expect(said(times(exchange(event, [other]), now))).toEqual(
          said(log.map((one) => (one === event ? other : one))),
        );
        const two = [like('one', event.time), like('two', event.time)];
        const split = times(exchange(event, two), now);
        expect(split).toHaveLength(log.length + 1);
        expect(split.every(({ sequence }, i) => i === 0 || sequence > split[i - 1]!.sequence)).toBe(true);
      }),
    );
  });

  it('that say the same are told apart by their numbers, while these stand', () => {
    const log = numbered([like('a', 1), like('a', 1), like('b', 2)]);
    expect(without([log[0]!])(log, 3).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(without([like('a', 1)])(log, 3).map(({ sequence }) => sequence)).toEqual([0, 2]);
    expect(without([{ ...like('c', 9), sequence: 0 }])(log, 3)).toEqual(log);
    expect(exchange(like('c', 9), [like('d', 9)])(log, 3)).toEqual(log);
    expect(exchange(log[2]!, [])(log, 3)).toEqual(log.slice(0, 2));
  });
});
