// Whatever the clock of a run is (`PRIVET_CLOCK`, test/clock.ts), the test, its page and the page's workers tell the same time:
// else nothing that a test says of days would hold.
import { expect, test } from 'vitest';
import { newVisitor, useBrowser, visit } from './harness.ts';

useBrowser('few films');

const NOW = '[Date.now(), performance.timeOrigin + performance.now(), new Date().getTime(), Date.parse(Date())]';

test('the test, its page and the engine’s worker tell the same time', async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await visit(visitor);
  const [worker] = page.workers();
  for (const tell of [() => page.evaluate<number[]>(NOW), () => worker!.evaluate<number[]>(NOW)]) {
    const before = Date.now();
    const times = await tell();
    for (const time of times) {
      expect(time).toBeGreaterThan(before - 2000);
      expect(time).toBeLessThan(Date.now() + 2000);
    }
  }
  const { PRIVET_CLOCK } = process.env;
  if (PRIVET_CLOCK) expect(Math.abs(Date.now() - Date.parse(PRIVET_CLOCK))).toBeLessThan(3_600_000);
});
