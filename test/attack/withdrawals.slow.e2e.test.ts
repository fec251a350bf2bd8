// Some of each; `npm run attack -- withdrawals` has as many as somebody has time for.
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ACTS, hostWithdrawals, type WithdrawalHost, withdraw } from './withdrawals.ts';

let host: WithdrawalHost;
let browser: Browser;
beforeAll(async () => {
  host = await hostWithdrawals();
  browser = await chromium.connect(inject('browserEndpoint'));
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

test.each(Object.keys(ACTS))('%s, and a reload at any moment: done once, in its place', async (name) => {
  const { numRuns, problems } = await withdraw(browser, host, name, { times: 4, seed: 7 });
  expect(problems).toEqual([]);
  expect(numRuns).toBe(4);
});
