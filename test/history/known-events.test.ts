// What a tab knows of its log while events are on their way to storage.
import { expect, test } from 'vitest';
import type { NewEvent } from '../../src/history/events.ts';
import { KnownEvents } from '../../src/history/known-events.ts';

const like = (itemId: string): NewEvent => ({ type: 'like', itemId, time: 1 });
const idsOf = (known: KnownEvents) => known.all.map(({ itemId }) => itemId);

test('events under way are known at once, and each leaves when it is stored, in whatever order', () => {
  const known = new KnownEvents();
  const [a, repeat, b] = [like('a'), like('repeat'), like('b')];
  for (const event of [a, repeat, b]) known.begin(event);
  expect(idsOf(known)).toEqual(['a', 'repeat', 'b']);
  expect(known.all.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
  // One transaction has the first and the last; the repeat has one of its own, behind it.
  known.learn([
    { ...a, sequence: 0 },
    { ...b, sequence: 1 },
  ]);
  known.end([a, b]);
  expect(idsOf(known)).toEqual(['a', 'b', 'repeat']);
  known.learn([{ ...repeat, sequence: 2 }]);
  known.end([repeat]);
  known.end([repeat]);
  expect(known.all).toEqual(known.stored);
  expect(idsOf(known)).toEqual(['a', 'b', 'repeat']);
});
