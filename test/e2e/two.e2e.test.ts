// Two visitors who choose together, each with a browser of their own: what is listed is what the file holds, the other opens
// it and hands a list back, a code goes from a screen to a camera, the hosts see nothing of it, and forgetting leaves nothing.
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { focused, newVisitor, useBrowser, type Visitor, visit, warm } from './harness.ts';
import { differences } from './host-order.ts';
import { readStored } from './stored.ts';

useBrowser('few films');

const ANA = 'Ana <b>of Almería</b>';

/** Of the best known films those of these places; what is not liked has the places behind them. */
async function hasSaid(
  page: Page,
  likes: readonly number[],
  dislikes: readonly number[] = [],
  seen: readonly number[] = [],
) {
  const said = [
    ...likes.map((place) => ['like', place]),
    ...dislikes.map((place) => ['dislike', place]),
    ...seen.map((place) => ['seen', place]),
  ];
  await page.evaluate(
    `(async () => {
      const { items } = await privet.popular({ count: 60 });
      for (const [type, place] of ${JSON.stringify(said)}) await privet.record(type, items[place].itemId);
    })()`,
  );
}

async function newcomer(
  likes: readonly number[],
  dislikes?: readonly number[],
  seen?: readonly number[],
): Promise<Visitor> {
  const visitor = await newVisitor();
  await visit(visitor);
  await warm(visitor.page);
  await hasSaid(visitor.page, likes, dislikes, seen);
  await visitor.page.goto(`${visitor.server.url}#/two`);
  await visitor.page.reload();
  await warm(visitor.page);
  return visitor;
}

/** Presses a button that saves a file. @returns its name and its text */
async function saved(page: Page, button: string): Promise<[name: string, text: string]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return [download.suggestedFilename(), await text(await download.createReadStream())];
}

const named = (page: Page, name: string) => page.getByLabel('Your name, for them to read').fill(name);
const opens = (page: Page, content: string, name = 'taste.json') =>
  page
    .locator('open-taste input[type=file]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
const listed = (page: Page) => page.locator('two-row h3').allTextContents();

/** All that stands in the document, through shadow roots; what the build wrote into it as well. */
const drawn = (page: Page) =>
  page.evaluate<string>(`(function read(root) {
    const one = (element) => element.outerHTML + (element.shadowRoot ? read(element.shadowRoot) : '');
    return [...root.children].map((child) => one(child) + read(child)).join('');
  })(document)`);

/** Titles as the preview shows them, by their kind. */
async function preview(page: Page): Promise<Record<string, string[]>> {
  const shown: Record<string, string[]> = {};
  for (const kind of ['likes', 'dislikes', 'seen']) {
    const part = page.locator(`share-taste details.${kind}`);
    await part.locator('summary').click();
    await part.locator('li').first().waitFor();
    shown[kind] = await part.locator('.title').allTextContents();
  }
  return shown;
}

test('a taste goes over as a file, a list comes back, and it is forgotten; the hosts see what they see of anybody', async () => {
  const [ana, bo, stranger] = [
    await newcomer([0, 2, 4, 6], [1, 3], [20]),
    await newcomer([1, 5, 7, 9, 0], [2]),
    await newcomer([1]),
  ];
  const numAsked = [ana, bo].map(({ server }) => server.asked.length);

  // What is listed is what the file holds.
  await ana.page.getByRole('button', { name: 'Save as a file' }).click();
  await ana.page.getByText('Write your name first').waitFor();
  await named(ana.page, ANA);
  const before = await preview(ana.page);
  await ana.page
    .getByRole('button', { name: /^Leave out / })
    .first()
    .click();
  await expect.poll(() => ana.page.locator('share-taste .likes .title').count()).toBe(3);
  const [fileName, file] = await saved(ana.page, 'Save as a file');
  expect(fileName).toMatch(/^taste-\d{4}-\d\d-\d\d\.json$/);
  const { format, version, name, date: _, ...lists } = JSON.parse(file) as Record<string, unknown>;
  expect([format, version, name]).toEqual(['privet-taste', 1, ANA]);
  const titlesOf = (itemIds: string[]) =>
    ana.page.evaluate<string[]>(
      `Promise.all(${JSON.stringify(itemIds)}.map((id) => privet.item(id).then(({ title, details }) => title + ' (' + details.year + ')')))`,
    );
  for (const [kind, itemIds] of Object.entries(lists)) {
    const shown = kind === 'likes' ? before[kind]!.slice(1) : before[kind];
    expect([kind, await titlesOf(itemIds as string[])]).toEqual([kind, shown]);
  }

  // The other opens it.
  const drawnBefore = await drawn(bo.page);
  const storedBefore = await readStored(bo.context, bo.page);
  const listBefore = await bo.page.evaluate(() =>
    privet.forYou({ count: 50 }).then(({ items }) => items.map(({ itemId }) => itemId)),
  );
  await opens(bo.page, '{"format":"privet-taste","version":9}', 'later.json');
  await bo.page
    .getByRole('alert')
    .getByText('later.json was not opened. taste file: version is 9, expected 1')
    .waitFor();
  await opens(bo.page, file);
  await bo.page.locator('two-row').nth(11).waitFor();
  await expect.poll(() => focused(bo.page)).toBe(`You and ${ANA}`);
  expect(await bo.page.locator('two-list b').count()).toBe(0);
  const films = await listed(bo.page);
  const said = await bo.page.evaluate(() => privet.history().then((all) => all.map(({ item }) => item!.title)));
  const theirs = (await titlesOf(Object.values(lists).flat() as string[])).map((title) =>
    title.replace(/ \(\d+\)$/, ''),
  );
  expect(films.filter((title) => [...said, ...theirs].includes(title))).toEqual([]);
  await bo.page.locator('two-list').getByText('Where you differ').waitFor();
  expect(await bo.page.locator('two-row').first().locator('dt').allTextContents()).toEqual(['You:', `${ANA}:`]);

  // The list goes back.
  await named(bo.page, 'Bo');
  const [listName, list] = await saved(bo.page, `Save the list for ${ANA}`);
  expect(listName).toMatch(/^list-for-two-/);
  await opens(ana.page, list, listName);
  await expect.poll(() => listed(ana.page)).toEqual(films);
  await ana.page.getByRole('heading', { name: 'You and Bo' }).waitFor();

  // Nothing was kept while it was here, and nothing is left of it.
  const [open, known] = [await drawn(bo.page), drawnBefore + JSON.stringify(storedBefore)];
  const marks = ['Almer', ...films].filter((mark) => open.includes(mark) && !known.includes(mark));
  expect(marks.length).toBeGreaterThan(1);
  const listAfter = await bo.page.evaluate(() =>
    privet.forYou({ count: 50 }).then(({ items }) => items.map(({ itemId }) => itemId)),
  );
  expect(listAfter).toEqual(listBefore);
  await bo.page.getByRole('button', { name: `Forget ${ANA}` }).click();
  await expect.poll(() => focused(bo.page)).toBe('A list for two');
  const { cached: _cached, ...kept } = await readStored(bo.context, bo.page);
  const { cached: _before, ...keptBefore } = storedBefore;
  expect(kept.records).toEqual(keptBefore.records);
  expect([kept.local, kept.session, kept.history]).toEqual([keptBefore.local, keptBefore.session, keptBefore.history]);
  const left = await drawn(bo.page);
  expect(marks.filter((mark) => left.includes(mark) || JSON.stringify(kept).includes(mark))).toEqual([]);

  // The hosts.
  expect([ana, bo].map(({ server }, i) => server.asked.slice(numAsked[i]).map(({ path }) => path))).toEqual([[], []]);
  expect(differences(bo, stranger)).toEqual([]);
  expect([...ana.errors, ...bo.errors]).toEqual([]);
});

describe('a code', () => {
  /** Shows what another page shows to this one's camera, from now on. */
  const before = async (page: Page, path: string, size: number) =>
    page.evaluate(`{
      const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 600 });
      const context = canvas.getContext('2d');
      const draw = () => {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.fillStyle = '#ddd';
        context.fillRect(0, 0, 800, 600);
        context.setTransform(${500 / size}, 0.2, -0.2, ${500 / size}, 160, 40);
        context.fillStyle = '#111';
        context.fill(new Path2D(${JSON.stringify(path)}));
      };
      setInterval(draw, 50);
      navigator.mediaDevices.getUserMedia = async () => (globalThis.theCamera = canvas.captureStream(20));
    }`);

  test('goes from one screen to the other’s camera; a camera that is not to be had is told', async () => {
    const [ana, bo] = [await newcomer([0, 2, 4, 6]), await newcomer([1, 5, 7])];
    await named(ana.page, 'Ana');
    await ana.page.getByRole('button', { name: 'Show a code' }).click();
    const picture = ana.page.getByRole('img', { name: 'A code with your taste' });
    const path = (await picture.locator('path').last().getAttribute('d'))!;
    const size = Number((await picture.getAttribute('viewBox'))!.split(' ')[2]);
    await ana.page.getByText('Your name, the date and your 4 likes.').waitFor();

    const scan = bo.page.getByRole('button', { name: 'Scan a code' });
    await bo.page.evaluate(
      "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))",
    );
    await scan.click();
    await bo.page.getByRole('alert').getByText('The camera was not allowed.').waitFor();
    await bo.page
      .locator('code-scanner')
      .evaluate((scanner: EventTarget) =>
        scanner.dispatchEvent(new CustomEvent('code', { detail: 'https://a.example' })),
      );
    await bo.page.getByRole('alert').getByText('That is a code of something else.').waitFor();
    await bo.page.getByRole('button', { name: 'Stop scanning' }).click();
    await before(bo.page, path, size);
    await scan.click();
    await bo.page.getByRole('heading', { name: 'You and Ana' }).waitFor();
    await bo.page.getByText(/^From a code of .*: 4 likes\. A code does not say what was seen/).waitFor();
    await bo.page.locator('two-row').nth(11).waitFor();
    expect(await bo.page.evaluate('theCamera.active')).toBe(false);

    // Erasing everything takes it along, and so does a lock.
    await bo.page.evaluate(() => privet.encrypt('four random words here'));
    await bo.page.evaluate(() => privet.lock());
    await bo.page.getByText('Your taste is behind your passphrase.').waitFor();
    await bo.page.evaluate(() => privet.unlock('four random words here'));
    await bo.page.getByRole('heading', { name: 'Theirs' }).waitFor();
    expect(await bo.page.getByRole('heading', { name: 'You and Ana' }).count()).toBe(0);
    expect(bo.errors).toEqual([]);
  });
});
