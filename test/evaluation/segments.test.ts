import { expect, test } from 'vitest';
import { itemPopularity, segmentCases, segmentsOf, tailThreshold } from '../../src/pipeline/evaluation/segments.ts';
import { leaveLastOut } from '../../src/pipeline/evaluation/split.ts';
import { logOf } from './logs.ts';

test('popularity counts events that do not speak against the item', () => {
  const log = logOf(
    [
      [0, 0, { item: 1, type: 'dislike' }],
      [
        { item: 1, type: 'like' },
        { item: 2, type: 'hide' },
      ],
    ],
    4,
  );
  expect([...itemPopularity(log)]).toEqual([2, 1, 0, 0]);
});

test.each([
  ['100 events, 20 of them on the least popular', [0, 5, 5, 10, 30, 50], 10],
  ['equally popular items stand together: 10 + 10 + 10 would be 30 of 100', [10, 10, 10, 70], 0],
  ['the tail holds at most a fifth', [1, 2, 3, 4, 90], 4],
  ['no events', [0, 0], 0],
])('tail threshold: %s', (_, counts, threshold) => {
  expect(tailThreshold(Uint32Array.from(counts))).toBe(threshold);
});

test('a target is cold, tail or neither, and always in all', () => {
  expect(segmentsOf(0, 3)).toEqual(['all', 'cold']);
  expect(segmentsOf(3, 3)).toEqual(['all', 'tail']);
  expect(segmentsOf(4, 3)).toEqual(['all']);
});

test('cases by segment: targets by popularity in the training part, histories by their median length', () => {
  const log = logOf(
    [
      [0, 0, 1],
      [0, 0, 0, 0, 2],
      [0, 1, 0],
    ],
    3,
  );
  // Training part: 0 / 0 0 0 / 0; item 1 and item 2 are in none of it.
  const { medianHistory, members } = segmentCases(leaveLastOut(log));
  expect(medianHistory).toBe(2);
  expect(Object.fromEntries([...members].map(([name, cases]) => [name, [...cases]]))).toEqual({
    all: [0, 1, 2],
    cold: [0, 1],
    tail: [],
    short: [0, 2],
    long: [1],
  });
});
