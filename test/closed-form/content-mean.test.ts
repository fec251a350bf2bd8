import { expect, test } from 'vitest';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { fitBlend } from '../../src/pipeline/closed-form/blend.ts';
import { contentMean, logPopularity } from '../../src/pipeline/closed-form/content-mean.ts';
import { historyOf } from '../../src/pipeline/evaluation/recommender.ts';
import { leaveLastOut } from '../../src/pipeline/evaluation/split.ts';
import { logOf } from '../evaluation/logs.ts';

/** Content of items as points of a plane, any length. */
function contentOf(points: readonly (readonly [number, number])[]): Float32Array {
  const content = new Float32Array(points.length * CONTENT_DIM);
  points.forEach((point, i) => {
    content.set(point, i * CONTENT_DIM);
  });
  return content;
}
const history = (events: Parameters<typeof logOf>[0][number]) => {
  const log = logOf([[...events, 0]], 4);
  return historyOf(log, { user: 0, targetEvent: events.length });
};
const plane = contentOf([
  [2, 0],
  [0, 1],
  [1, 1],
  [-1, 0],
]);

test('cosine with the mean of the history, the newest counting most', () => {
  const model = contentMean(plane, { halfLifeEvents: 1 });
  expect(model.name).toBe('content-mean');
  const scores = model.score(history([0, 1])); // mean along (1/2, 1)
  const [x, y] = [0.5 / Math.hypot(0.5, 1), 1 / Math.hypot(0.5, 1)];
  for (const [i, expected] of [x, y, (x + y) / Math.SQRT2, -x].entries()) expect(scores[i]).toBeCloseTo(expected, 5);
  expect([...model.score(history([]))]).toEqual([0, 0, 0, 0]);
});

test('a dislike counts against what is like it', () => {
  const scores = contentMean(plane).score(history([{ item: 0, type: 'dislike' }]));
  expect(scores[0]).toBeCloseTo(-1, 5);
  expect(scores[3]).toBeCloseTo(1, 5);
});

test('blended with log popularity, with a weight from validation', async () => {
  const split = leaveLastOut(
    logOf(
      [
        [0, 1, 2, 3],
        [0, 1, 2, 3],
        [1, 2, 0],
      ],
      4,
    ),
  );
  expect([...logPopularity(split.train).score(history([]))][0]).toBeCloseTo(Math.log(3), 5);
  const blend = await fitBlend(contentMean(plane), logPopularity(split.train), split);
  expect(blend.name).toBe('content-mean+popularity');
});
