import { expect, test } from 'vitest';
import { warmPart } from '../../src/pipeline/evaluation/cold-start.ts';
import { scoringRecommender } from '../../src/pipeline/evaluation/recommender.ts';
import { itemPopularity } from '../../src/pipeline/evaluation/segments.ts';
import {
  eventsOfNewItems,
  eventsToReach,
  exposureVelocity,
  type RevealedEvents,
  type VelocityPoint,
} from '../../src/pipeline/evaluation/velocity.ts';
import { logOf, ringLog } from './logs.ts';

const isCold = (item: number): boolean => item % 5 === 0;

test('events of new items are revealed in time and outside of the last ten of anybody', () => {
  const ten = Array.from({ length: 10 }, () => ({ item: 1, timeMs: 1000 }));
  const log = logOf(
    [
      [{ item: 0, timeMs: 30 }, { item: 5, timeMs: 40, type: 'dislike' }, { item: 0, timeMs: 50 }, ...ten],
      [{ item: 0, timeMs: 10 }, { item: 2, timeMs: 20 }, ...ten],
    ],
    6,
  );
  const events = eventsOfNewItems(log, isCold, 1);
  expect(events[0].map((event) => log.timestamps[event])).toEqual([10, 30, 50]);
  expect(events.slice(1).every((own) => own.length === 0)).toBe(true);
});

test('without times the order is by chance, the same for the same seed', () => {
  const log = ringLog(60, 10, 1, 40);
  expect(eventsOfNewItems(log, isCold, 1)).toEqual(eventsOfNewItems(log, isCold, 1));
  expect(eventsOfNewItems(log, isCold, 1)[0]).not.toEqual(eventsOfNewItems(log, isCold, 2)[0]);
});

/** Users of 3 to 24 events over 40 items, all about as popular; every fifth item is new. */
const log = ringLog(300, 40, 4, 22);

test('a model that never lists what it has not met shows new items more with every event, up to a warm one', async () => {
  const warm = itemPopularity(warmPart(log, isCold));
  const seen: [number, RevealedEvents][] = [];
  const points = await exposureVelocity(
    log,
    isCold,
    (numRevealed, events) => {
      seen.push([numRevealed, events]);
      // Every history has other favourites; an event of a new item counts double, so that twelve come near a warm one's.
      const counts = Float32Array.from(warm, (count, item) => count + 2 * events[item].length);
      return scoringRecommender('by events', ({ items }) =>
        counts.map((count, item) => count * (((items[0] * 7 + item * 13) % 40) + 20)),
      );
    },
    { revealed: [0, 12, 20], k: 10, users: 150, seed: 1 },
  );
  expect(seen.map(([n]) => n)).toEqual([0, 12, 20]);
  expect(seen[1][1].map((own) => own.length)).toEqual(Array.from({ length: 40 }, (_, item) => (isCold(item) ? 12 : 0)));
  expect(points.map(({ items }) => items)).toEqual([8, 8, 8]);
  const [none, few, many] = points.map(({ relativeExposure }) => relativeExposure);
  expect(none).toBe(0);
  expect(few).toBeGreaterThan(0);
  expect(many).toBeGreaterThan(few);
});

test('exposure is the share of the lists of those who have not met the item', async () => {
  // The eight new items come first: each is in every list but in those of the people who have met it.
  const [point] = await exposureVelocity(
    log,
    isCold,
    () => scoringRecommender('new first', () => Float32Array.from({ length: 40 }, (_, item) => (isCold(item) ? 1 : 0))),
    { revealed: [3], k: 8, users: 1000, seed: 1 },
  );
  expect(point.exposure).toBe(1);
  // Warm items fill the places of those that were met.
  expect(point.warmExposure).toBeLessThan(0.1);
  expect(point.relativeExposure).toBeGreaterThan(10);
});

test('the events that it takes are read off between two points', () => {
  const point = (numRevealed: number, relativeExposure: number) => ({ numRevealed, relativeExposure }) as VelocityPoint;
  const points = [point(0, 0), point(2, 0.25), point(6, 0.75), point(20, 0.8)];
  expect(eventsToReach(points, 0.5)).toBe(4);
  expect(eventsToReach(points, 0.25)).toBe(2);
  expect(eventsToReach(points, 0)).toBe(0);
  expect(eventsToReach(points)).toBeUndefined();
  expect(eventsToReach([point(0, Number.NaN), point(5, 1)])).toBe(5);
});
