// What is trending, from made-up logs: what is counted, and what is chance.
import { expect, test } from 'vitest';
import { countsInMemory, type LogCounts } from '../../src/pipeline/closed-form/log-counts.ts';
import type { Interactions } from '../../src/pipeline/input/interactions.ts';
import { trendingItems } from '../../src/pipeline/site/trending-items.ts';

const DAY = 86_400_000;
const NUM_ITEMS = 10;

/** @param events  [item, day, user] */
function countsOf(events: [number, number, number][], changes: Partial<Interactions> = {}): LogCounts {
  const numUsers = Math.max(...events.map(([, , user]) => user)) + 1;
  const sorted = events.toSorted((a, b) => a[2] - b[2] || a[1] - b[1]);
  const offsets = Uint32Array.from({ length: numUsers + 1 }, (_, user) => sorted.filter(([, , u]) => u < user).length);
  return countsInMemory({
    userIds: Array.from({ length: numUsers }, (_, user) => `u${user}`),
    numUsers,
    numItems: NUM_ITEMS,
    offsets,
    items: Uint32Array.from(sorted, ([item]) => item),
    timestamps: Float64Array.from(sorted, ([, day]) => day * DAY),
    eventTypes: new Uint8Array(sorted.length),
    timestampsArePositions: false,
    ...changes,
  });
}

/** A hundred days on which five hundred people take the ten items in turn. */
const steady = Array.from({ length: 1000 }, (_, i): [number, number, number] => [
  i % NUM_ITEMS,
  Math.floor(i / 10),
  i % 500,
]);

/** Item 3 on the last days, each time by the next of so many people. */
const rush = (numEvents: number, numPeople: number) =>
  Array.from({ length: numEvents }, (_, i): [number, number, number] => [3, 95 + (i % 5), 500 + (i % numPeople)]);

test('nothing is trending in a log in which nothing changes', async () => {
  expect(await trendingItems(countsOf(steady))).toEqual([]);
});

test('what many people took lately is, and what one person did is not', async () => {
  expect(await trendingItems(countsOf([...steady, ...rush(60, 60)]))).toEqual([3]);
  expect(await trendingItems(countsOf([...steady, ...rush(60, 3)]))).toEqual([]);
});

test('what was always taken more is not', async () => {
  const favourite = Array.from({ length: 300 }, (_, i): [number, number, number] => [7, i % 100, 600 + i]);
  expect(await trendingItems(countsOf([...steady, ...favourite]))).toEqual([]);
});

test('the clearest comes first', async () => {
  const second = rush(40, 40).map(([, day, user]): [number, number, number] => [5, day, user]);
  expect(await trendingItems(countsOf([...steady, ...rush(90, 90), ...second]))).toEqual([3, 5]);
});

test('a log without times has none', async () => {
  expect(await trendingItems(countsOf([...steady, ...rush(60, 60)], { timestampsArePositions: true }))).toEqual([]);
});
