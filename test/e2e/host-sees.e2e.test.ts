// What the host sees of two persons who do opposite things, at the host itself; and of an outage in the middle: the same
// files.
import { expect, test } from 'vitest';
import { films, newVisitor, press, useBrowser, type Visitor, visit, warm } from './harness.ts';
import { expectTheSame, openFilm, search } from './opposite-visitors.ts';

useBrowser();

test(
  'two who do opposite things are the same to the host, and ask it for nothing more once all is here',
  () => expectTheSame('allow'),
  600_000,
);

test('an outage in the middle of a download: what is missing comes by itself afterwards, and nothing is said to be here before', async () => {
  const [calm, visitor] = [await newVisitor(), await newVisitor()];
  await visit(calm);
  await warm(calm.page);
  const { page, server } = visitor;
  server.mischief.push({ path: /language\.json/, breaks: true });
  await visit(visitor);
  await expect.poll(() => server.isAway, { timeout: 60_000 }).toBe(true);
  server.mischief.length = 0;
  await expect.poll(() => page.evaluate(() => privet.status.warmUp.state)).toBe('waiting');
  // Taps and searches go on with what is here.
  await press(page, films(page).nth(2), 'Like');
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('blade runner');
  await page.locator('search-answer').waitFor();
  await page.goto(`${server.url}#/hood`);
  await page
    .locator('hood-network')
    .getByText(/the network is away or slow/)
    .waitFor();
  await page.waitForTimeout(3000);
  expect(await page.locator('privet-app[data-warm]').count()).toBe(0);
  server.isAway = false;
  await warm(page);
  await page
    .locator('hood-network')
    .getByText(/None since the engine had everything/)
    .waitFor();
  const whole = ({ server: { served } }: Visitor) => [...new Set(served.map(({ path }) => path))].sort();
  expect(whole(visitor)).toEqual(whole(calm));
  expect(await page.evaluate(() => privet.status.warmUp)).toEqual(await calm.page.evaluate(() => privet.status.warmUp));
  const before = server.asked.length;
  await page.goto(`${server.url}#/`);
  await search(page, 'a slow heist film with a twist');
  await openFilm(page, 1);
  expect(server.asked.slice(before).map(({ path }) => path)).toEqual([]);
});
