// The engine's worker ends at random moments while the page is busy with it: every call answers or rejects in time, and
// what was said is kept once and in order. Its ends are from within (`self.close`), which the page is told of by nobody. (The
// end of a worker that runs out of memory is the end of its page in this browser: what is left then is the outbox, as
// after a page that goes away.)
import { expect, test, vi } from 'vitest';
import { films, newVisitor, press, titles, useBrowser, type Visitor, visit } from './harness.ts';
import { killWorker } from './kill-worker.ts';

useBrowser('few films');

/** What the banner said, however short: nothing is asked of the host for another worker, so that it may be there at once. */
const NOTE_BANNER = `{
  const banner = document.querySelector('privet-app').shadowRoot.querySelector('status-banner').shadowRoot;
  globalThis.bannerTexts = [];
  new MutationObserver(() => bannerTexts.push(banner.textContent)).observe(banner, { subtree: true, childList: true, characterData: true });
}`;

const engineState = ({ page }: Visitor) => page.evaluate(() => privet.status.engine.state);

test('the page says that the engine is started again, and after three ends that it stopped, and offers to reload', async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await visit(visitor);
  const before = await titles(page);
  const banner = page.locator('status-banner .engine');
  await page.evaluate(NOTE_BANNER);
  for (const _ of [1, 2]) {
    await killWorker(page);
    await expect.poll(() => page.evaluate<string>('bannerTexts.splice(0).join()')).toContain('are being started again');
    await banner.waitFor({ state: 'detached' });
    expect(await titles(page)).toEqual(before);
  }
  const tapped = await press(page, films(page).nth(2), 'Like');
  await killWorker(page);
  await banner.getByText('have stopped').waitFor();
  expect(await films(page).count()).toBeGreaterThan(10);
  await banner.getByRole('button', { name: 'Reload' }).click();
  await films(page).first().waitFor();
  await vi.waitUntil(async () => (await engineState(visitor)) === 'running');
  expect(await banner.count()).toBe(0);
  expect(await page.evaluate(() => privet.history().then((entries) => entries.map(({ item }) => item?.title)))).toEqual(
    [tapped],
  );
  expect(visitor.errors).toEqual([]);
});

test('a page that was frozen and thawed takes its own sleep for nobody’s death, and hears of one that happened in it', async () => {
  const visitor = await newVisitor();
  const { page, context } = visitor;
  await visit(visitor);
  const states = await page.evaluateHandle(() => {
    const told: string[] = [];
    setInterval(() => told.at(-1) !== privet.status.engine.state && told.push(privet.status.engine.state), 1);
    return told;
  });
  const session = await context.newCDPSession(page);
  const sleep = async (ms: number) => {
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, ms));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
  };
  const asked = await page.evaluateHandle(() => ({ search: privet.search({ query: 'a quiet heist', count: 3 }) }));
  await sleep(5000);
  expect((await asked.evaluate(({ search }) => search)).items).toHaveLength(3);
  expect(await states.jsonValue()).toEqual(['running']);
  await killWorker(page);
  await sleep(2000);
  await expect.poll(() => states.jsonValue()).toEqual(['running', 'restarting', 'running']);
  expect((await page.evaluate(() => privet.forYou({ count: 3 }))).items).toHaveLength(3);
});
