// `npm run attack -- host-times`, in short: both kinds of visits are measured, and the busy ones are.
import { expect, inject, test } from 'vitest';
import { measureHostTimes, tellApart } from './host-times.ts';

test('times of requests by a visitor who acts and by one who does not', async () => {
  const done: number[] = [];
  const { paths, busy, idle, numActs } = await measureHostTimes(inject('builtAppFolder'), 1, (i) => done.push(i));
  expect(done).toEqual([1]);
  expect(numActs).toBeGreaterThan(3);
  expect(paths.length).toBeGreaterThan(40);
  for (const [times] of [busy, idle]) {
    expect(times).toHaveLength(paths.length);
    expect(Math.min(...times!)).toBeGreaterThanOrEqual(0);
  }
  const { best } = tellApart(paths, busy, idle);
  expect(best[0]).toEqual({ name: expect.stringMatching(/^(when|how long before) \//), area: 1 });
});
