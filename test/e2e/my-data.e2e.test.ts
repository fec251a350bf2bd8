// My data: every stored event can be read, found, changed and removed for good; all of it can be taken along, erased
// with proof and brought back to the very same list; and a film diary of elsewhere comes in after a look at what is
// uncertain.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCatalogTitles } from '../imports/catalog-titles.ts';
import { makeLetterboxdExport } from '../imports/letterboxd-export.ts';
import {
  countTaps,
  expectFocus,
  films,
  newVisitor,
  press,
  settled,
  titles,
  towersReady,
  useBrowser,
  visit,
} from './harness.ts';

useBrowser('without models');

const listed = (page: Page) =>
  page.evaluate(() => privet.forYou({ count: 60 }).then(({ items }) => items.map(({ itemId }) => itemId)));
const numEvents = (page: Page) => page.evaluate(() => privet.events().then((found) => found.numEvents));
const rows = (page: Page) => page.locator('event-row');
const tableReady = (page: Page) =>
  expect.poll(() => page.evaluate(() => privet.status.parts['item-to-item'].state)).not.toBe('loading');

async function openData(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/data`);
  await page.getByRole('heading', { name: 'My data', level: 1 }).waitFor();
  await page.locator('event-list .count').waitFor();
}

/** Text of every record of every database. */
const stored = (page: Page): Promise<string> =>
  page.evaluate<string>(`(async () => {
    const texts = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === 'privet-scratch') continue; // random numbers, while something is written over
      const database = await new Promise((done) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); });
      for (const store of database.objectStoreNames) {
        const records = await new Promise((done) => { const r = database.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result); });
        texts.push(JSON.stringify(records));
      }
      database.close();
    }
    return texts.join(' ');
  })()`);

describe('my data', () => {
  test('export, erase with proof, import: the identical list', async () => {
    const visitor = await newVisitor({ acceptDownloads: true });
    const { page, server } = visitor;
    await visit(visitor);
    await towersReady(page);
    await tableReady(page);
    const untouched = await listed(page);
    for (let i = 0; i < 5; i++) await press(page, films(page).nth(i), i === 1 ? 'Dislike' : 'Like');
    await page.locator('new-territory').scrollIntoViewIfNeeded();
    await page.locator('new-territory').getByRole('button').first().scrollIntoViewIfNeeded();
    await page.evaluate(() => privet.record('rate', 'alien-1979', { value: 4.5 }));
    await page.evaluate(() => privet.record('search', undefined, { query: 'a quiet heist' }));
    const before = await listed(page);
    const shown = await page.evaluate(() =>
      privet.forYou({ count: 20 }).then(({ items }) => items.map(({ title }) => title)),
    );
    const text = await page.evaluate(() => privet.export());
    expect(before).not.toEqual(untouched);

    await page.getByRole('link', { name: '5 films, see and change' }).click();
    await expect.poll(() => page.evaluate('location.hash')).toBe('#/data');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export to a file' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^privet-\d{4}-\d\d-\d\d\.json$/);
    // The browser of the run is another process: its file has to be fetched from there.
    const folder = await mkdtemp(join(tmpdir(), 'privet-export-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'history.json');
    await download.saveAs(path);
    expect(await readFile(path, 'utf8')).toBe(text);

    const erase = page.locator('erase-panel');
    await erase.getByRole('button', { name: 'Erase everything' }).click();
    await erase.getByRole('button', { name: 'Keep my data' }).click();
    expect(await numEvents(page)).toBe(7);
    await erase.getByRole('button', { name: 'Erase everything' }).click();
    await erase.getByRole('button', { name: 'Yes, erase everything' }).click();
    await erase.getByText('Everything about you is gone.').waitFor();
    const proof = await erase.getByRole('row').allTextContents();
    expect(proof[1]).toMatch(/Your events\s*7 events, \d+ records, \d+ bytes\s*0 events, 0 records, 0 bytes/);
    // The list for the next visit and for a reload, that the first visit's questions are answered, and which suggestions were seen.
    expect(proof[2]).toMatch(/Local and session storage\s*4 entries, [\d.]+ (bytes|kB)\s*0 entries, 0 bytes/);
    const left = await stored(page);
    expect(left).not.toContain('alien-1979');
    expect(left).not.toContain('quiet heist');
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(await listed(page)).toEqual(untouched);

    await page.locator('move-panel input[type=file]').setInputFiles(path);
    await page.locator('move-panel .done').getByText('7 new events, 0 that').waitFor();
    expect(await listed(page)).toEqual(before);
    expect(await page.evaluate(() => privet.export())).toBe(text);
    await page.locator('move-panel input[type=file]').setInputFiles(path);
    await page.locator('move-panel .done').getByText('0 new events, 7 that').waitFor();
    await page.goto(`${server.url}#/`);
    await expect.poll(() => titles(page)).toEqual(shown);
    expect(visitor.errors).toEqual([]);
  });

  test('single events are found, changed and removed for good, each with a way back, by keyboard too', async () => {
    const visitor = await newVisitor();
    const { page, context, server } = visitor;
    await visit(visitor);
    await towersReady(page);
    const liked: string[] = [];
    for (let i = 0; i < 4; i++) liked.push(await press(page, films(page).nth(0), 'Like'));
    const before = await listed(page);
    await openData(page, server.url);
    await expect.poll(() => rows(page).count()).toBe(4);
    const other = await context.newPage();
    await openData(other, server.url);

    const id = await page.evaluate(() => privet.history().then((entries) => entries[1]!.event.itemId!));
    const remove = rows(page).getByRole('button', { name: `Remove ${liked[2]}`, exact: true });
    await remove.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => rows(page).count()).toBe(3);
    await expectFocus(page, `Remove ${liked[1]}`);
    expect(await stored(page)).not.toContain(`"${id}"`);
    await expect.poll(() => rows(other).count()).toBe(3);
    await other.close(); // a page behind another one draws a frame a second
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rows(page).count()).toBe(4);
    await expect.poll(() => listed(page)).toEqual(before);

    await rows(page)
      .getByRole('button', { name: `Change ${liked[0]}`, exact: true })
      .click();
    const editor = page.locator('event-editor');
    await editor.getByRole('combobox', { name: 'What' }).selectOption('rate');
    const stars = editor.getByRole('slider', { name: /^Stars for / });
    await stars.press('1');
    await stars.press('ArrowRight');
    await editor.getByRole('button', { name: 'Save' }).click();
    await rows(page).getByText('Rated 1½ of 5', { exact: true }).waitFor();
    await editor.waitFor({ state: 'detached' });
    const [changed] = await page.evaluate(() => privet.history().then((entries) => entries.slice(-1)));
    expect(changed).toMatchObject({ event: { type: 'rate', value: 1.5 }, item: { title: liked[0] } });
    expect(await listed(page)).not.toEqual(before);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => listed(page)).toEqual(before);

    await page.evaluate(() =>
      privet.addEvents(Array.from({ length: 200 }, (_, i) => ({ type: 'search', query: `dream ${i}`, time: i * 1e9 }))),
    );
    await page.reload();
    await expect.poll(() => rows(page).count()).toBe(20);
    await page.getByRole('button', { name: 'Show 20 more' }).click();
    await expect.poll(() => rows(page).count()).toBe(40);
    await page.getByRole('searchbox', { name: /^Find events/ }).fill('DREAM 199');
    await page.locator('event-list').getByText('1 of 204 events.').waitFor();
    await page.getByRole('searchbox', { name: /^Find events/ }).fill('zebra crossing');
    await page.locator('event-list').getByText('None of 204 events fits.').waitFor();
    expect(visitor.errors).toEqual([]);
  });

  test('a Letterboxd export comes in after a look at what is uncertain, and goes again in one step', async () => {
    const catalog = await readCatalogTitles(fileURLToPath(new URL('../../public/models', import.meta.url)));
    const made = makeLetterboxdExport(catalog);
    const entries = Object.entries(made.files).map(([path, text]) => [path, strToU8(text)]);
    const buffer = Buffer.from(zipSync(Object.fromEntries(entries)));
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    await towersReady(page);
    await press(page, films(page).nth(0), 'Like');
    const before = await listed(page);
    const text = await page.evaluate(() => privet.export());
    await openData(page, server.url);
    const upload = () =>
      page
        .locator('move-panel input[type=file]')
        .setInputFiles({ name: 'letterboxd.zip', mimeType: 'application/zip', buffer });
    const review = page.locator('import-review');

    await upload();
    await review.getByRole('heading', { name: 'Found in your Letterboxd export' }).waitFor();
    const [numCertain, numToLookAt, numUnknown] = (await review.locator('.counts strong').allTextContents()).map(
      Number,
    );
    const numKnown = made.films.filter(({ itemId }) => itemId !== undefined).length;
    console.log(
      `Letterboxd: ${numCertain} certain, ${numToLookAt} to look at, ${numUnknown} unknown; ${numKnown} are in the catalog`,
    );
    expect(numCertain! / numKnown).toBeGreaterThanOrEqual(0.95);
    expect(numCertain! + numToLookAt! + numUnknown!).toBe(500);
    expect(await page.evaluate(() => privet.export())).toBe(text);
    await review.getByRole('button', { name: 'Add nothing' }).click();
    await review.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => privet.export())).toBe(text);

    await upload();
    const questions = review.locator('.uncertain > li');
    await questions.first().getByRole('button').first().click();
    await questions
      .nth(1)
      .getByRole('button', { name: /^(None of them|Not this one)$/ })
      .click();
    await review.getByRole('button', { name: /^Add \d+ films$/ }).click();
    await page.locator('move-panel .done').waitFor();
    const events = await page.evaluate(() => privet.history());
    const ids = new Map(events.map(({ event }) => [event.itemId, event]));
    const numAdded = ids.size - 1;
    expect(numAdded).toBeGreaterThanOrEqual(numCertain! - 10);
    expect(numAdded).toBeLessThanOrEqual(numCertain! + 1);
    const named = new Set(made.films.map(({ itemId }) => itemId));
    expect(events.filter(({ event }) => !named.has(event.itemId)).length).toBeLessThanOrEqual(2);
    expect(events.every(({ event }) => event.time < Date.now())).toBe(true);
    const after = await listed(page);
    expect(after).not.toEqual(before);
    // What was seen is not recommended.
    await page.goto(`${server.url}#/`);
    await settled(page);
    const seen = new Set(events.map(({ event }) => event.itemId));
    const listedNow = await page.evaluate(() => privet.forYou({ count: 23 }));
    expect(listedNow.items.filter(({ itemId }) => seen.has(itemId))).toEqual([]);

    await openData(page, server.url);
    await page.getByRole('button', { name: 'Take the import back' }).click();
    await expect.poll(() => countTaps(page)).toBe(1);
    await expect.poll(() => listed(page)).toEqual(before);
    expect(visitor.errors).toEqual([]);
  });

  test('what is no export is refused in words, and changes nothing; hostile titles stay text', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    await press(page, films(page).nth(0), 'Like');
    const text = await page.evaluate(() => privet.export());
    await openData(page, server.url);
    const upload = (name: string, content: string) =>
      page
        .locator('move-panel input[type=file]')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
    const trouble = page.locator('move-panel .trouble');
    for (const [name, content, words] of [
      ['budget.csv', 'Category,Amount\nFood,12\n', 'its columns are Category, Amount, expected the zip of Letterboxd'],
      ['no.json', '{"a":', 'content is broken JSON'],
      ['old.json', '{"format":"privet-history","version":9,"events":[]}', 'version is 9, expected 1'],
      ['bad.json', '{"format":"privet-history","version":1,"events":[{"type":"poke"}]}', "events.0 type is 'poke'"],
      ['none.csv', 'Date,Name,Year,Letterboxd URI\n', 'it holds no films'],
      ['x.zip', 'PK\u0003\u0004 and no more', 'the archive is broken'],
    ] as const) {
      await upload(name, content);
      await trouble.getByText(`${name} was not imported; nothing changed.`).waitFor();
      expect(await trouble.textContent()).toContain(words);
      expect(await page.evaluate(() => privet.export())).toBe(text);
    }
    await upload(
      'watched.csv',
      'Date,Name,Year,Letterboxd URI\n2021-01-01,"<img src=x onerror=""document.title=\'hacked\'"">",1979,u\n',
    );
    await page.locator('import-review').getByText('Films that are not in this catalog (1)').click();
    await page.locator('import-review').getByText('<img src=x onerror="document.title=\'hacked\'">').waitFor();
    expect(await page.title()).not.toContain('hacked');
    await page.getByRole('button', { name: 'Add nothing' }).click();
    expect(visitor.errors).toEqual([]);
  });

  test('a thousand ratings of elsewhere: the list, the page of all of it and a film’s page take them in', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    await towersReady(page);
    const ids = await page.evaluate(() =>
      privet.forYou({ count: 1000 }).then(({ items }) => items.map(({ itemId }) => itemId)),
    );
    // One every other day, from half a star to five.
    const newest = Date.parse('2026-03-01T12:00:00Z');
    const events = ids.map((itemId, i) => ({
      type: 'rate',
      itemId,
      value: ((i % 10) + 1) / 2,
      time: newest - (ids.length - 1 - i) * 2 * 86_400_000,
    }));
    const content = JSON.stringify({ format: 'privet-history', version: 1, events });
    await openData(page, server.url);
    await page
      .locator('move-panel input[type=file]')
      .setInputFiles({ name: 'ratings.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await page.locator('move-panel .done').getByText('1,000 new events').waitFor();
    await page.locator('event-list').getByText('1,000 events, newest first.').waitFor();
    await expect.poll(() => rows(page).count()).toBe(20);
    await page
      .locator('taste-profile')
      .getByText(/^You (like|come|often|turn)/)
      .first()
      .waitFor();
    const diary = page.locator('diary-panel');
    const months = diary.getByRole('combobox', { name: 'Month' }).getByRole('option');
    expect(await months.first().textContent()).toBe('March 2026 (1)');
    const inMonths = (await months.allTextContents()).map((text) => Number(text.match(/\((\d+)\)$/)![1]));
    expect(inMonths.reduce((sum, count) => sum + count, 0)).toBe(1000);
    await diary.getByText('Rated 5 of 5').waitFor();

    await page.goto(`${server.url}#/`);
    await page.getByRole('link', { name: '1,000 films, see and change' }).waitFor();
    await expect.poll(() => films(page).count()).toBe(23);
    const shown = await films(page).evaluateAll((cards: { item: { itemId: string } }[]) =>
      cards.map(({ item }) => item.itemId),
    );
    expect(shown.filter((itemId) => ids.includes(itemId))).toEqual([]);
    const list = await titles(page, 23);
    await films(page).nth(1).getByRole('link').click();
    const dialog = page.locator('film-dialog');
    await dialog.getByRole('heading', { name: list[1]!, exact: true, level: 1 }).waitFor();
    await dialog
      .locator('why-panel')
      .getByText(/^Rated/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // Of one that was rated, the stars stand; they are changed, and the change is taken back.
    await page.goto(`${server.url}#/film/${ids[9]}`);
    await dialog.getByText(/^You gave it 5 of 5 stars/).waitFor();
    await dialog
      .getByRole('button', { name: /^Like / })
      .first()
      .click();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await dialog.getByText(/^You gave it 5 of 5 stars/).waitFor();
    await expect.poll(() => numEvents(page)).toBe(1000);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.reload();
    await films(page).nth(22).waitFor();
    await expect.poll(() => titles(page, 23)).toEqual(list);
    expect(await numEvents(page)).toBe(1000);
    expect(visitor.errors).toEqual([]);
  });
});
