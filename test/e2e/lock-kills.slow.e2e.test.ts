// A worker that is killed while a history is locked or unlocked: nothing of the history is lost.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { films, newVisitor, useBrowser, visit } from './harness.ts';
import { killWorker } from './kill-worker.ts';

useBrowser('few films');

const PASSPHRASE = 'candle river marble otter';
const encryption = (page: Page) => page.evaluate(() => privet.status.encryption);

test('a worker that is killed while the history is locked or unlocked leaves all of it', async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await visit(visitor);
  await page.evaluate(() =>
    privet.addEvents(Array.from({ length: 3000 }, (_, i) => ({ type: 'view', itemId: `item-${i}`, time: 1 + i }))),
  );
  const plain = await page.evaluate(() => privet.export());
  const outcomes = new Set<string>();
  for (let kill = 0; kill < 6; kill++) {
    const before = await encryption(page);
    await page.evaluate(
      ([before, passphrase]) => {
        const call = before === 'off' ? privet.encrypt(passphrase!) : privet.decrypt();
        call.catch(() => {});
      },
      [before, PASSPHRASE],
    );
    // Some while the key is made of the passphrase, some when all is done, some in between.
    if (kill % 2 === 0) await page.waitForTimeout(kill * 150);
    else await expect.poll(() => encryption(page)).not.toBe(before);
    await killWorker(page);
    await page.reload();
    await films(page).first().waitFor();
    const after = await encryption(page);
    outcomes.add(`${before} ${after}`);
    if (after === 'locked') await page.evaluate((passphrase) => privet.unlock(passphrase), PASSPHRASE);
    expect(await page.evaluate(() => privet.export())).toBe(plain);
  }
  expect(outcomes.size).toBeGreaterThan(1);
});
