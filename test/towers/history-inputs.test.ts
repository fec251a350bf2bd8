import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ageBucket,
  encodeHistory,
  type HistoryItem,
  MAX_EVENTS,
  towerEventType,
} from '../../src/towers/history-inputs.ts';
import {
  AGE_BUCKET_SECONDS,
  EVENT_TYPES,
  NUM_AGE_BUCKETS,
  SEQUENCE_LENGTH,
  TASKS,
} from '../../src/towers/vocabulary.ts';

const D = 4;

test('a history is left-padded behind a start token, newest event last, oldest dropped', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 150 }), (numEvents) => {
      const events: HistoryItem[] = Array.from({ length: numEvents }, (_, i) => ({
        embedding: new Float32Array(D).fill(i + 1),
        type: 'like',
        timeSeconds: i,
      }));
      const inputs = encodeHistory(events, { embeddingDim: D, nowSeconds: numEvents });
      const kept = Math.min(numEvents, MAX_EVENTS);
      const start = SEQUENCE_LENGTH - kept - 1;
      expect([...inputs.mask]).toEqual([...Array(start).fill(0), ...Array(kept + 1).fill(1)]);
      expect(EVENT_TYPES[inputs.eventTypes[start]]).toBe('start');
      expect(inputs.itemEmbeddings.subarray(0, (start + 1) * D).every((value) => value === 0)).toBe(true);
      if (numEvents > 0) expect(inputs.itemEmbeddings.at(-1)).toBe(numEvents);
      if (kept > 0) expect(inputs.itemEmbeddings[(start + 1) * D]).toBe(numEvents - kept + 1);
      expect(inputs.eventTypes.filter((type) => EVENT_TYPES[type] === 'like').length).toBe(kept);
    }),
  );
});

test('ages fall into the bucket below their bound; unknown times are bucket 0', () => {
  expect(ageBucket(undefined, 5)).toBe(0);
  expect(ageBucket(5, undefined)).toBe(0);
  expect(ageBucket(100, 90)).toBe(1);
  AGE_BUCKET_SECONDS.forEach((bound, i) => {
    expect(ageBucket(0, bound - 1)).toBe(i + 1);
    expect(ageBucket(0, bound)).toBe(i + 2);
  });
  expect(ageBucket(0, 1e12)).toBe(NUM_AGE_BUCKETS - 1);
});

test('stars become likes, dislikes or views', () => {
  expect([0.5, 2.5, 3, 3.5, 5].map((stars) => towerEventType('rate', stars))).toEqual([
    'dislike',
    'dislike',
    'view',
    'like',
    'like',
  ]);
  expect(towerEventType('like', 1)).toBe('like');
  expect(towerEventType('rate')).toBe('rate');
});

test('query, context item and task are handed on, and are zeros and home without', () => {
  const plain = encodeHistory([], { embeddingDim: D });
  expect(plain.queryContent.every((value) => value === 0)).toBe(true);
  expect([plain.contextItem.length, plain.task]).toEqual([D, TASKS.indexOf('home')]);
  const contextItem = Float32Array.of(1, 2, 3, 4);
  const asked = encodeHistory([], { embeddingDim: D, task: 'similar', contextItem });
  expect(asked.contextItem).toBe(contextItem);
  expect(asked.task).toBe(TASKS.indexOf('similar'));
});
