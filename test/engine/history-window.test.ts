import { describe, expect, it } from 'vitest';
import { historyWindow } from '../../src/worker/history-window.ts';
import type { StoredEvent } from '../../src/worker/protocol.ts';

/** The catalog has `item-0`, `item-1`, … */
const indexOf = (id: string) => (id.startsWith('item-') ? Number(id.slice(5)) : undefined);
const event = (sequence: number, rest: Partial<StoredEvent> = {}): StoredEvent => ({
  type: 'like',
  itemId: `item-${sequence}`,
  time: sequence,
  sequence,
  ...rest,
});

describe('the history window', () => {
  it('holds the newest 99 events about known items, oldest first', () => {
    const log = Array.from({ length: 150 }, (_, i) => event(i, i % 10 === 0 ? { itemId: 'gone' } : {}));
    const window = historyWindow(log, indexOf);
    expect(window).toHaveLength(99);
    expect(window.at(-1)).toMatchObject({ itemIndex: 149, type: 'like' });
    expect(window[0]!.itemIndex).toBe(41);
    const order = window.map(({ itemIndex }) => itemIndex);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('leaves searches out, and counts ratings as likes, dislikes or views', () => {
    const log = [
      event(0, { type: 'search', query: 'x', itemId: undefined }),
      event(1, { type: 'rate', value: 5 }),
      event(2, { type: 'rate', value: 3 }),
      event(3, { type: 'rate', value: 1 }),
      event(4, { type: 'search', query: 'with an item', itemId: 'item-4' }),
      event(5, { type: 'hide' }),
    ];
    expect(historyWindow(log, indexOf).map(({ type }) => type)).toEqual(['like', 'view', 'dislike', 'hide']);
  });

  it('is empty for an empty log', () => {
    expect(historyWindow([], indexOf)).toEqual([]);
  });
});
