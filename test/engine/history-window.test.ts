import { describe, expect, it } from 'vitest';
import { historyParts } from '../../src/engine/lists/history-window.ts';
import type { StoredEvent } from '../../src/history/events.ts';

/** The catalog has `item-0`, `item-1`, … */
const indexOf = (id: string) => (id.startsWith('item-') ? Number(id.slice(5)) : undefined);
const event = (sequence: number, rest: Partial<StoredEvent> = {}): StoredEvent => ({
  type: 'like',
  itemId: `item-${sequence}`,
  time: sequence,
  sequence,
  ...rest,
});

describe('the parts of a history', () => {
  it('are the newest 99 events about known items, and up to 1000 before them, oldest first', () => {
    const log = Array.from({ length: 150 }, (_, i) => event(i, i % 10 === 0 ? { itemId: 'gone' } : {}));
    const { window, past } = historyParts(log, indexOf);
    expect(window).toHaveLength(99);
    expect(window.at(-1)).toMatchObject({ itemIndex: 149, type: 'like' });
    expect(window[0]!.itemIndex).toBe(41);
    const order = [...past, ...window].map(({ itemIndex }) => itemIndex);
    expect(order).toEqual(log.filter(({ itemId }) => itemId !== 'gone').map(({ sequence }) => sequence));
    const long = historyParts(
      Array.from({ length: 3000 }, (_, i) => event(i)),
      indexOf,
    );
    expect([long.past[0]!.itemIndex, long.past.length]).toEqual([3000 - 99 - 1000, 1000]);
  });

  it('leave searches out, and count ratings as likes, dislikes or views', () => {
    const log = [
      event(0, { type: 'search', query: 'x', itemId: undefined }),
      event(1, { type: 'rate', value: 5 }),
      event(2, { type: 'rate', value: 3 }),
      event(3, { type: 'rate', value: 1 }),
      event(4, { type: 'search', query: 'with an item', itemId: 'item-4' }),
      event(5, { type: 'hide' }),
    ];
    expect(historyParts(log, indexOf).window.map(({ type }) => type)).toEqual(['like', 'view', 'dislike', 'hide']);
  });

  it('are empty for an empty log', () => {
    expect(historyParts([], indexOf)).toEqual({ window: [], past: [] });
  });
});
