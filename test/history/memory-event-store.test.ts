import { expect, test } from 'vitest';
import { createMemoryEventStore } from '../../src/history/memory-event-store.ts';
import { describeEventStore } from './conformance.ts';

describeEventStore('memory', async () => createMemoryEventStore());

test('goes on from a log that it is given, keeping its numbers', async () => {
  const store = createMemoryEventStore([{ type: 'like', itemId: 'a', time: 1, sequence: 41 }]);
  expect((await store.append([{ type: 'view', itemId: 'b', time: 2 }]))[0]!.sequence).toBe(42);
  expect((await store.all()).map(({ sequence }) => sequence)).toEqual([41, 42]);
});
