// As worker-death.e2e.test.ts, for longer and from other seeds.
import { expect, test } from 'vitest';
import { newVisitor, useBrowser, visit } from './harness.ts';
import { killUnderLoad, problemsOf } from './kill-worker.ts';

useBrowser();

test.each([2, 3, 4, 5, 6])(
  '20 ends under load, seed %i',
  async (seed) => {
    const visitor = await newVisitor();
    const report = await killUnderLoad(visitor.page, () => visit(visitor), { numKills: 20, seed });
    expect(problemsOf(report, 3000)).toEqual([]);
  },
  600_000,
);
