// What happens to a page on a long evening though nobody did anything: its worker ends, its GPU goes away, the network
// does, the browser freezes it. Each ends with all well again.
import type { Page, Worker } from 'playwright-core';
import { killWorker } from '../e2e/kill-worker.ts';
import { settled, tap, until, type Visit } from './soak-acts.ts';

/** From an end to the next list, beside all that a busy machine does. */
const RESTART_MS = 60_000;

export async function isWarm(page: Page): Promise<void> {
  await until(page, "globalThis.privet?.status.engine.state === 'running'", RESTART_MS);
  await page.locator('privet-app[data-warm]').waitFor({ timeout: RESTART_MS });
}

/** A tap goes on meanwhile. */
export async function endWorker(visit: Visit): Promise<void> {
  await isWarm(visit.page);
  const tapped = tap(visit);
  await killWorker(visit.page);
  await tapped;
  await isWarm(visit.page);
}

export async function goOffline(visit: Visit, act: (visit: Visit) => Promise<void>): Promise<void> {
  await visit.context.setOffline(true);
  try {
    await act(visit);
  } finally {
    await visit.context.setOffline(false);
  }
}

export async function freeze({ context, page, random }: Visit): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 500 + random.next() * 2500));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await session.detach();
  await settled(page);
}

const NOTE_DEVICES = `(() => {
  const { requestDevice } = GPUAdapter.prototype;
  self.notedDevices = [];
  GPUAdapter.prototype.requestDevice = async function (...args) {
    const device = await requestDevice.apply(this, args);
    self.notedDevices.push(device);
    return device;
  };
})()`;

/**
 * A second tab over the same history works out its lists on the GPU, which goes away in the middle of it.
 *
 * @returns what is wrong, in words
 */
export async function loseDevice({ context, page, url }: Visit): Promise<string[]> {
  const tab = await context.newPage();
  const problems: string[] = [];
  try {
    const workers: Worker[] = [];
    tab.on('worker', (worker) => {
      workers.push(worker);
      worker.evaluate(NOTE_DEVICES).catch(() => {});
    });
    await tab.goto(`${url}attack/gpu.html`);
    await until(tab, '!!globalThis.privet');
    await settled(tab);
    const areSettled = "['ready', 'degraded', 'failed'].includes(privet.status.parts.towers.state)";
    await until(tab, areSettled, 120_000);
    const backend = await tab.evaluate(() => privet.status.backend);
    if (backend !== 'webgpu') problems.push(`the tab on the GPU runs on ${backend}`);
    const asked = tab.evaluate(() => Promise.all([1, 2, 3].map(() => privet.forYou({ count: 40 }))));
    const numLost = await Promise.all(
      workers.map((worker) =>
        worker.evaluate<number>('self.notedDevices.splice(0).map((device) => device.destroy()).length').catch(() => 0),
      ),
    );
    if (!numLost.some((count) => count > 0)) problems.push('no device was lost: none had been opened');
    await asked;
    const [lost, plain] = [await listed(tab), await listed(page)];
    if (lost !== plain) problems.push('after the loss of the GPU the list is another one');
  } finally {
    await tab.close();
  }
  return problems;
}

const listed = (page: Page): Promise<string> =>
  page.evaluate(() => privet.forYou({ count: 40 }).then(({ items }) => items.map(({ itemId }) => itemId).join()));
