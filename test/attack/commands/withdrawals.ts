// `npm run attack -- withdrawals`: what is done and taken back, with a reload at any moment from 0 to 2 s after a load.
import { chromium } from 'playwright-core';
import { progressBar } from '../../../src/pipeline/terminal/progress-bar.ts';
import { LAUNCH } from '../../e2e/global-setup.ts';
import { ACTS, hostWithdrawals, withdraw } from '../withdrawals.ts';

export async function attackWithdrawals(times = '200', seed = '1', name = ''): Promise<boolean> {
  const host = await hostWithdrawals();
  const browser = await chromium.launch(LAUNCH);
  const names = Object.keys(ACTS).filter((one) => one.includes(name));
  const bar = progressBar('acts with a reload');
  let done = 0;
  const onRun = () => bar.update(++done, names.length * Number(times));
  try {
    // Each in a browser context of its own, at the same time: most of it is waiting.
    const reports = await Promise.all(
      names.map((name) => withdraw(browser, host, name, { times: Number(times), seed: Number(seed), onRun })),
    );
    bar.stop();
    for (const [i, { numRuns, problems }] of reports.entries()) {
      console.log(`${names[i]}: ${numRuns} acts with a reload, ${problems.length} lost, doubled or reordered`);
      for (const problem of problems.slice(0, 5)) console.log(`  ${problem}`);
    }
    return reports.every(({ problems }) => problems.length === 0);
  } finally {
    bar.stop();
    await browser.close();
    await host.close();
  }
}
