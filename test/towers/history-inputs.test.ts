import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AGE_BUCKET_SECONDS,
  NUM_AGE_BUCKETS,
  SEQUENCE_LENGTH,
  TOWER_EVENT_TYPES,
} from '../../src/formats/vocabulary.ts';
import {
  ageBucket,
  encodeHistory,
  type HistoryItem,
  MAX_EVENTS,
  pastWeights,
} from '../../src/towers/history-inputs.ts';

const D = 4;

test('a history is left-padded behind a start token that holds what is older, newest event last', () => {
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
      expect(TOWER_EVENT_TYPES[inputs.eventTypes[start]!]).toBe('start');
      expect(inputs.itemEmbeddings.subarray(0, start * D).every((value) => value === 0)).toBe(true);
      const past = inputs.itemEmbeddings[start * D];
      if (numEvents <= MAX_EVENTS) expect(past).toBe(0);
      // A mean of 1 to that many that leans to the newer half.
      else expect(past).toBeGreaterThan((numEvents - MAX_EVENTS) / 2);
      expect(past).toBeLessThanOrEqual(Math.max(0, numEvents - MAX_EVENTS));
      if (numEvents > 0) expect(inputs.itemEmbeddings.at(-1)).toBe(numEvents);
      if (kept > 0) expect(inputs.itemEmbeddings[(start + 1) * D]).toBe(numEvents - kept + 1);
      expect(inputs.eventTypes.filter((type) => TOWER_EVENT_TYPES[type] === 'like').length).toBe(kept);
    }),
  );
});

test('the past is a mean that halves every 200 events, ends after 1000, and leaves out what was disliked', () => {
  const types = (length: number, type: HistoryItem['type'] = 'view') => Array.from({ length }, () => ({ type }));
  const weights = pastWeights(types(1500));
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  expect(weights[1299]! / weights[1499]!).toBeCloseTo(0.5, 9);
  expect([weights[499], weights[500]! > 0]).toEqual([0, true]);
  expect([...pastWeights([...types(1), ...types(1, 'dislike'), ...types(1, 'hide')])]).toEqual([1, 0, 0]);
  expect([...pastWeights(types(2, 'hide'))]).toEqual([0, 0]);
  // A past that was made before is taken as it is.
  const events: HistoryItem[] = types(3).map(({ type }, i) => ({ type, embedding: new Float32Array(D).fill(i) }));
  const { itemEmbeddings } = encodeHistory(events, { embeddingDim: D, past: Float32Array.of(1, 2, 3, 4) });
  expect([...itemEmbeddings.subarray((SEQUENCE_LENGTH - 4) * D, (SEQUENCE_LENGTH - 3) * D)]).toEqual([1, 2, 3, 4]);
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
