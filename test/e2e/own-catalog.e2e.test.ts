// A visitor's own catalog, from the built app: a file becomes a list that knows their taste, and all of it is there again
// after a reload, until they delete it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DESKTOP, films, newVisitor, press, useBrowser, type Visitor, visit, warm } from './harness.ts';

useBrowser();

/** Reading hundreds of texts with other work beside it. */
const LONG = { timeout: 200_000 };

async function visitOwn(visitor: Visitor): Promise<Page> {
  const { page, server } = visitor;
  await page.goto(`${server.url}#/own`);
  return page;
}

const cards = (page: Page): Locator => page.locator('own-view > own-card, own-view ol own-card');
const titlesOf = (page: Page) => cards(page).getByRole('heading').allTextContents();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function drop(page: Page, name: string, content: string | Buffer): Promise<void> {
  await button(page, 'Choose a file').waitFor();
  await page.locator('own-drop input[type=file]').setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });
}

/** A small csv on its way, with a title that would be markup if anything took it for that. */
const TRANSFER = `(() => {
  const data = new DataTransfer();
  data.items.add(new File(['title,tags\\n<img src=x onerror=alert(1)>,a|b\\nB,b|c'], 'tiny.csv'));
  return data;
})()`;

/** Made-up plants: a csv whose columns say little. */
function plants(count: number): string {
  const kinds = ['fern', 'cactus', 'orchid', 'moss'];
  const places = ['shade of old forests', 'dry sand and sun', 'warm wet mountains', 'cold stones by a brook'];
  const rows = Array.from({ length: count }, (_, i) => {
    const text = `A ${kinds[i % 4]} number ${i} that grows in the ${places[i % 4]} and wants ${i % 7} cups of water.`;
    return `${1000 + i},"Plant ${i} the ${kinds[i % 4]}",${kinds[i % 4]},"${text}"`;
  });
  return `ref,label,what,remarks\n${rows.join('\n')}\n`;
}

/** A catalog made of a csv, built to its end. */
async function build(page: Page, name: string, csv: string): Promise<void> {
  await drop(page, name, csv);
  await button(page, 'Build the catalog').click();
  await page.locator('own-map taste-map').waitFor(LONG);
}

async function tap(page: Page, place: number, opinion: 'Like' | 'Dislike'): Promise<void> {
  let title = '';
  // A list that follows the build, or the tap before, may be drawn between a look and a click: then its title is another one.
  const click = async () => {
    title = (await titlesOf(page))[place]!;
    const button = cards(page).getByRole('button', { name: new RegExp(`^${opinion} ${title}\\b`) });
    return button
      .first()
      .click({ timeout: 2000 })
      .then(
        () => true,
        () => false,
      );
  };
  await expect.poll(click, { timeout: 60_000 }).toBe(true);
  await expect.poll(() => titlesOf(page)).not.toContain(title);
}

/** The list and the taps of each catalog, opened from the shelf. */
async function openEach(page: Page, names: readonly string[]): Promise<object> {
  const found: Record<string, unknown> = {};
  for (const name of names) {
    await button(page, new RegExp(name)).click();
    await cards(page).first().waitFor();
    await page.locator('own-map taste-map').waitFor();
    const taken = page.getByRole('button', { name: /^Take back: / });
    await taken.first().waitFor();
    const taps = await Promise.all((await taken.all()).map((one) => one.getAttribute('aria-label')));
    found[name] = { titles: await titlesOf(page), taps };
    await button(page, 'All catalogs').click();
  }
  return found;
}

/** The browser of the run is another process: a file that it saved has to be fetched from there. */
async function exported(page: Page, folder: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Export to a file').click()]);
  const path = join(folder, 'export.json');
  await download.saveAs(path);
  return readFile(path, 'utf8');
}

describe('a catalog of one’s own', () => {
  test('has a worker only while its view is open', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    const workers = () => page.workers().length; // their Blobs have no names; one is the engine's
    for (const _ of [1, 2]) {
      await visitOwn(visitor);
      await page.getByRole('heading', { name: 'Bring your own catalog' }).waitFor();
      await expect.poll(workers).toBe(2);
      await page.goto(`${server.url}#/`);
      await expect.poll(workers).toBe(1);
    }
  });

  test('the sample: a like changes the list, a reload finds all of it, deleting leaves nothing', async () => {
    const visitor = await newVisitor();
    const page = await visitOwn(visitor);
    await button(page, /recipes/).click();
    await page.getByRole('heading', { name: 'Check your columns' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'What ingredients is' }).inputValue()).toBe('facet');
    await button(page, 'Build the catalog').click();

    await cards(page).first().waitFor(LONG);
    const before = await titlesOf(page);
    await cards(page)
      .nth(2)
      .getByRole('button', { name: /^Like / })
      .click();
    await expect.poll(() => titlesOf(page)).not.toContain(before[2]);
    await expect.poll(() => titlesOf(page)).not.toEqual(before.filter((title) => title !== before[2]));

    // Groups and a map follow.
    await page.locator('own-map taste-map').waitFor(LONG);
    const kept = await titlesOf(page);
    const group = page.getByRole('group', { name: 'Groups that were found' }).getByRole('button').first();
    const label = (await group.textContent())!.trim();
    await group.click();
    await expect.poll(() => titlesOf(page)).not.toEqual(kept);
    await cards(page).first().getByRole('heading').getByRole('button').click();
    const sheet = page.locator('own-sheet');
    await sheet.locator('own-card').first().waitFor();
    expect(await sheet.locator('dl').textContent()).toContain(label.replace(/ ?\d+$/, ''));
    await sheet.getByRole('listitem').getByText(`Liked: ${before[2]}`).waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await group.click();

    // Undo takes the like back; liked again, it stays.
    await button(page, `Take back: ${before[2]}`).click();
    await button(page, 'Undo').click();
    await button(page, `Take back: ${before[2]}`).waitFor();

    // A reload opens it without reading a text again.
    visitor.server.served.length = 0;
    await page.reload();
    await cards(page).first().waitFor();
    await button(page, `Take back: ${before[2]}`).waitFor();
    expect(await titlesOf(page)).not.toContain(before[2]);
    expect(visitor.server.served.filter(({ path }) => /text-encoder/.test(path))).toEqual([]);

    // The text encoder comes with the first search.
    await page.getByRole('combobox', { name: 'Search in this catalog' }).fill('noodle soup against a cold');
    await page.keyboard.press('Enter');
    await page.locator('own-view').getByText('items found').waitFor(LONG);
    expect((await titlesOf(page)).slice(0, 12).join()).toMatch(/Soup|Ramen|Pho|Laksa|Tom|Soto/);

    await button(page, 'Delete this catalog').click();
    await button(page, 'Yes, delete it and my ratings').click();
    await page.getByRole('heading', { name: 'Bring your own catalog' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Bring your own catalog' }).waitFor();
    expect(await page.locator('own-shelf').count()).toBe(0);
    await expect.poll(() => storedNames(page)).not.toContainEqual(expect.stringContaining('own-history'));
    expect(visitor.errors).toEqual([]);
  }, 400_000);

  test('a csv whose columns are corrected', async () => {
    const visitor = await newVisitor();
    const page = await visitOwn(visitor);
    await drop(page, 'my_plants.csv', plants(500));
    await page.getByRole('heading', { name: 'Check your columns' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name of the catalog' }).inputValue()).toBe('My plants');
    // What is no more than a guess says so, until somebody chose.
    const remarks = page
      .locator('own-columns li')
      .filter({ has: page.getByRole('combobox', { name: 'What remarks is' }) });
    expect(await remarks.textContent()).toContain('unsure');
    // All of them are seen at once, on a phone too: nothing has to be scrolled sideways.
    for (const width of [390, DESKTOP.width]) {
      await page.setViewportSize({ ...DESKTOP, width });
      const rights = await page
        .locator('own-columns select')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
      expect(rights.length).toBeGreaterThan(3);
      expect(Math.max(...rights)).toBeLessThanOrEqual(width);
    }
    // The title is taken away and given back; without one there is nothing to build.
    const role = (column: string) => page.getByRole('combobox', { name: `What ${column} is` });
    await role('label').selectOption('ignore');
    await page.locator('own-catalogs-view').getByText('No column is the title yet').waitFor();
    expect(await button(page, 'Build the catalog').isDisabled()).toBe(true);
    await role('label').selectOption('title');
    await role('ref').selectOption('fact');
    await role('what').selectOption('facet');
    await role('remarks').selectOption('fact');
    expect(await remarks.textContent()).not.toContain('unsure');
    await role('remarks').selectOption('text');
    await button(page, 'Build the catalog').click();
    await cards(page).first().waitFor(LONG);
    await page.locator('own-map taste-map').waitFor(LONG);
    await page
      .locator('own-view')
      .getByText(/^\s*500 items from my_plants.csv/)
      .waitFor();
    await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('cactus');
    await expect.poll(async () => (await titlesOf(page)).every((title) => title.endsWith('the cactus'))).toBe(true);

    // The films are as they were, with taps of their own.
    await cards(page)
      .first()
      .getByRole('button', { name: /^Like / })
      .click();
    await page.goto(`${visitor.server.url}#/`);
    await page.locator('home-view film-card').first().waitFor();
    expect(await page.evaluate(() => privet.history())).toEqual([]);

    // Erasing everything in My data takes the catalog and its taps, though their engine was open.
    await page.goto(`${visitor.server.url}#/data`);
    await button(page, 'Erase everything').click();
    await button(page, 'Yes, erase everything').click();
    await page.locator('erase-panel').getByText('Everything about you is gone.').waitFor();
    const proof = await page
      .locator('erase-panel')
      .getByRole('row', { name: /Your own catalogs/ })
      .textContent();
    expect(proof).toMatch(/privet-own, privet-own-history-[\w-]+\s*none/);
    expect((await storedNames(page)).filter((name) => name.includes('own'))).toEqual([]);
    await page.goto(`${visitor.server.url}#/own`);
    await page.getByRole('heading', { name: 'Bring your own catalog' }).waitFor();
    expect(visitor.errors).toEqual([]);
  }, 400_000);

  test('two of them go along in an export, are erased, and come back as they were, with what was said in them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'privet-export-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const visitor = await newVisitor({ acceptDownloads: true });
    const { page, server } = visitor;
    await visit(visitor);
    await press(page, films(page).first(), 'Like');
    await warm(page);
    const { length } = server.asked;
    const names = ['Plants', 'Few plants'];
    await visitOwn(visitor);
    await build(page, 'plants.csv', plants(30));
    await tap(page, 2, 'Like');
    await tap(page, 0, 'Dislike');
    await button(page, 'All catalogs').click();
    await build(page, 'few_plants.csv', plants(12));
    await tap(page, 1, 'Like');
    await button(page, 'All catalogs').click();
    const before = await openEach(page, names);

    await page.goto(`${server.url}#/data`);
    await page.locator('move-panel').getByText('One file with every event and your own catalogs').waitFor();
    const file = await exported(page, folder);
    expect(JSON.parse(file)).toMatchObject({
      format: 'privet-export',
      catalogs: [{ name: names[0] }, { name: names[1] }],
    });
    await button(page, 'Erase everything').click();
    await button(page, 'Yes, erase everything').click();
    await page.locator('erase-panel').getByText('Everything about you is gone.').waitFor();
    expect((await storedNames(page)).filter((name) => name.includes('own'))).toEqual([]);

    const upload = (name: string, text: string) =>
      page
        .locator('move-panel input[type=file]')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    const done = page.locator('move-panel .done');
    // Nothing of a file with a row too short, not even its films.
    await upload('bad.json', file.replace('["1001",', '['));
    await page.locator('move-panel').getByText('own catalogs: 0 rows.1 has 3 cells, expected 4').waitFor();
    expect(await page.evaluate(() => privet.history())).toEqual([]);

    // One of them alone, and taken back.
    const whole = JSON.parse(file);
    await upload('one.json', JSON.stringify({ ...whole, catalogs: whole.catalogs.slice(1) }));
    await done.getByText('with 1 new event: Few plants (12 items).').waitFor(LONG);
    await button(page, 'Take the import back').click();
    await done.waitFor({ state: 'detached' });
    await page.locator('move-panel').getByText('One file with every event, readable').waitFor();
    expect(await button(page, 'Export to a file').isDisabled()).toBe(true);

    await upload('export.json', file);
    await page.getByRole('progressbar', { name: /^Reading your own catalog Plants \(1 of 2\)/ }).waitFor(LONG);
    await done.getByText('with 3 new events: Plants (30 items), Few plants (12 items).').waitFor(LONG);
    expect(await exported(page, folder)).toBe(file);
    await upload('again.json', file);
    await done.getByText('that you had already, 0 new events: Plants').waitFor();
    expect(await exported(page, folder)).toBe(file);
    await visitOwn(visitor);
    await button(page, 'All catalogs').click();
    expect(await openEach(page, names)).toEqual(before);
    expect(server.asked.slice(length)).toEqual([]);
    expect(visitor.errors).toEqual([]);
  }, 400_000);

  test('what is no table is refused in words, dropped anywhere on the page or chosen', async () => {
    const visitor = await newVisitor({ viewport: { width: 390, height: 844 } });
    const page = await visitOwn(visitor);
    await drop(page, 'holiday.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1, 2]));
    const alert = page.getByRole('alert');
    await alert.getByText(/holiday\.xlsx: found a zip or a spreadsheet .* save the sheet as CSV/).waitFor();
    await drop(page, 'noise.csv', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 256)));
    await alert.getByText('noise.csv: found bytes that are no text').waitFor();
    await drop(page, 'list.json', '[{"title": "A"}, {"title": ');
    await alert.getByText(/list\.json: found broken JSON .* in line 1/).waitFor();

    const transfer = await page.evaluateHandle(TRANSFER);
    await page.dispatchEvent('h1', 'dragover', { dataTransfer: transfer });
    await page.locator('own-catalogs-view').getByText('Let go to read it').waitFor();
    await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer });
    await page.locator('own-columns').getByText('<img src=x onerror=alert(1)>').first().waitFor();
    expect(await alert.count()).toBe(0);
    await button(page, 'Choose another file').click();
    await button(page, 'Choose a file').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(visitor.errors).toEqual([]);
  }, 200_000);
});

function storedNames(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    'indexedDB.databases().then((all) => all.map(({ name }) => name).filter((name) => name !== "privet-scratch"))',
  );
}
