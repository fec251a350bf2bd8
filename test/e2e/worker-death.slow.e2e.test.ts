// Engine workers that end at random moments, again and again, while the page is busy: worker-death.e2e.test.ts says what
// such an end is.
import { expect, test } from 'vitest';
import { newVisitor, useBrowser, visit } from './harness.ts';
import { killUnderLoad, problemsOf } from './kill-worker.ts';

useBrowser();

test.each([1, 2, 3, 4, 5, 6])(
  '20 ends under load, seed %i: every call is answered or rejects within 3 s, nothing said is lost, doubled or moved',
  async (seed) => {
    const visitor = await newVisitor();
    const report = await killUnderLoad(visitor.page, () => visit(visitor), { numKills: 20, seed });
    const slowest = Math.round(Math.max(...report.settledMs));
    console.log(`${report.numCalls} calls, ${JSON.stringify(report.rejected)}, slowest ${slowest} ms`);
    expect(problemsOf(report, 3000)).toEqual([]);
    expect(report.settledMs).toHaveLength(20);
    expect(report.said.length).toBeGreaterThan(40);
  },
  600_000,
);
