// What the panel under the hood says of the network, and what a lock and a wish to save data change of it. Two persons who do
// opposite things: host-sees.e2e.test.ts.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  ANSWERED,
  closeDialog,
  film,
  films,
  newVisitor,
  press,
  settled,
  useBrowser,
  type Visitor,
  visit,
  warm,
} from './harness.ts';
import { differences } from './host-order.ts';

useBrowser();

const pathsOf = ({ server }: Visitor) => server.served.map(({ path }) => path);

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill(words);
  await page.locator('.results').getByText(ANSWERED).waitFor();
  await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Escape');
  await settled(page);
}

/** Taps, a search, a film and why it is there. */
async function useIt(page: Page, places: readonly number[], words: string): Promise<void> {
  for (const place of places) await press(page, films(page).nth(place), 'Like');
  await search(page, words);
  await films(page).nth(places[0]!).getByRole('link').click();
  await page.locator('why-panel li').first().waitFor();
  await page.locator('film-dialog film-card').first().waitFor();
  await closeDialog(page);
}

test('somebody whose history is locked asks the host for the same files as somebody whose history is not', async () => {
  const [plain, locked] = [await newVisitor(), await newVisitor()];
  for (const visitor of [plain, locked]) {
    await visit(visitor);
    await press(visitor.page, films(visitor.page).nth(1), 'Like');
    await warm(visitor.page);
  }
  const before = pathsOf(locked).length;
  await locked.page.evaluate(() => privet.encrypt('four random words here'));
  expect(pathsOf(locked).slice(before)).toEqual([]);
  for (const { page, server } of [plain, locked]) {
    server.served.length = server.asked.length = 0;
    await page.reload();
  }
  const asked = locked.page.getByRole('dialog', { name: 'Your history is locked' });
  await asked.getByLabel('Passphrase', { exact: true }).fill('four random words here');
  await asked.getByRole('button', { name: 'Unlock' }).click();
  await asked.waitFor({ state: 'detached' });
  for (const { page } of [plain, locked]) await warm(page);
  expect(pathsOf(locked).some((path) => path.includes('encryption'))).toBe(true);
  expect(differences(locked, plain)).toEqual([]);
  expect([...plain.errors, ...locked.errors]).toEqual([]);
});

test('the panel lists every request and nothing is added by taps, searches, films and views', async () => {
  const visitor = await newVisitor();
  const { page, server } = visitor;
  await visit(visitor);
  await warm(page);
  await page.getByRole('link', { name: 'Under the hood' }).click();
  const panel = page.locator('hood-network');
  await panel.getByText(/None since the engine had everything/).waitFor();
  const rows = () => panel.locator('tbody tr').count();
  const listed = await rows();
  const paths = await panel.locator('tbody td.path').allTextContents();
  const served = pathsOf(visitor).map((path) => (path === '/' ? 'the page itself' : path.slice(1)));
  expect(paths.toSorted()).toEqual(served.toSorted());
  expect(listed).toBe(served.length);
  expect(await panel.getByText(`${listed} requests, all to this site, all for plain files`).count()).toBe(1);

  await page.getByRole('button', { name: 'Ask ten times' }).click();
  await expect
    .poll(() =>
      page
        .locator('hood-latency')
        .getByText(/The last 1\d answers/)
        .count(),
    )
    .toBe(1);
  await page.locator('summary').click();
  await page.getByRole('heading', { name: 'Data and terms' }).waitFor();
  await page.goto(`${server.url}#/`);
  await useIt(page, [2, 4], 'a funny space adventure for kids');
  // Not `own`: that view starts a worker of its own, whose script is no part of the warm-up yet.
  for (const view of ['map', 'data', 'privacy']) await page.goto(`${server.url}#/${view}`);
  await page.goto(`${server.url}#/hood`);
  // The sentence itself, so that a failure names what was fetched late.
  await expect.poll(() => panel.getByRole('status').textContent()).toMatch(/None since the engine had everything/);
  expect(await rows()).toBe(listed);
});

test('the panel turns red for a request with a question, and for one that comes late', async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await page.goto(`${visitor.server.url}#/hood`);
  await warm(page);
  await page.locator('hood-network .verdict:not(.bad)').waitFor();
  await page.evaluate("fetch('./icons/privet.svg?liked=alien-1979')");
  const verdict = page.locator('hood-network .verdict.bad');
  await verdict.getByText('icons/privet.svg?liked=alien-1979').waitFor();
  await verdict.getByText(/1 with a question in the address/).waitFor();
  await verdict.getByText(/1 request since the engine had everything/).waitFor();
});

test('somebody who asks to save data gets the text model with the first search, and is told', async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await page.addInitScript("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })");
  await visit(visitor);
  await page.locator('privet-app[data-warm-up=partial]').waitFor({ timeout: 120_000 });
  expect(await page.locator('privet-app[data-warm]').count()).toBe(0);
  const isOfSearch = (path: string) => /text-encoder|content-/.test(path);
  expect(pathsOf(visitor).filter(isOfSearch)).toEqual([]);
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('blade runner');
  await film(page, 'Blade Runner').waitFor();
  await page.locator('.results').getByText(ANSWERED).waitFor();
  await expect.poll(() => pathsOf(visitor).filter(isOfSearch).length).toBe(2);
  await page.getByRole('link', { name: 'Under the hood' }).click();
  await page
    .locator('hood-network')
    .getByText(/asks pages to save data, so the text model \(4\.7 MB\) was left out\. Your first search/)
    .waitFor();
});

test('where files are kept on the device, each is fetched once, and the next visit asks for none of the bundle', async () => {
  const visitor = await newVisitor({ serviceWorkers: 'allow' });
  const { page, server } = visitor;
  const ofBundle = () => server.served.map(({ path }) => path).filter((path) => /\.(onnx|gz)$|tokenizer/.test(path));
  await visit(visitor);
  await warm(page);
  expect(ofBundle().length).toBeGreaterThan(8);
  expect(ofBundle().toSorted()).toEqual([...new Set(ofBundle())].toSorted());
  server.served.length = 0;
  await page.reload();
  await warm(page);
  await useIt(page, [1, 2], 'a slow heist film with a twist');
  expect(ofBundle()).toEqual([]);
  await page.getByRole('link', { name: 'Under the hood' }).click();
  await page
    .locator('hood-network .verdict:not(.bad)')
    .getByText(/None since/)
    .waitFor();
});
