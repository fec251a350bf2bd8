// A history that is locked with a passphrase: set in "My data", asked for at each visit over a list for everyone, refused
// when it is wrong, changed, turned off; taps are kept through all of it, and what lies on the device tells nothing.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  axeViolations,
  countTaps,
  films,
  newVisitor,
  PHONE,
  press,
  titles,
  useBrowser,
  type Visitor,
  visit,
} from './harness.ts';
import { replaceWorker } from './kill-worker.ts';

useBrowser('few films');

const PASSPHRASE = 'candle river marble otter';
const NEXT = 'velvet anchor pebble tuba';

const panel = (page: Page) => page.locator('lock-panel');
const card = (page: Page) => page.getByRole('dialog', { name: 'Your history is locked' });
const encryption = (page: Page) => page.evaluate(() => privet.status.encryption);

/** Everything that this origin keeps, as text: bytes one by one. */
const stored = (page: Page): Promise<string> =>
  page.evaluate<string>(`(async () => {
    const textOf = (value) => value instanceof Uint8Array ? String.fromCharCode(...value)
      : typeof value === 'object' && value !== null ? Object.entries(value).map(([key, one]) => key + ' ' + textOf(one)).join(' ') : String(value);
    const texts = [textOf({ ...localStorage }), textOf({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      if (name === 'privet-scratch') continue; // random numbers, while something is written over
      const database = await new Promise((done) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); });
      for (const store of database.objectStoreNames) {
        const records = await new Promise((done) => { const r = database.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result); });
        texts.push(textOf(records));
      }
      database.close();
    }
    return texts.join(' ');
  })()`);

/** As the view of own catalogs keeps one. */
const KEEP_A_CATALOG = `new Promise((done) => {
  const request = indexedDB.open('privet-own', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('catalogs');
  request.onsuccess = () => {
    const tx = request.result.transaction('catalogs', 'readwrite');
    tx.objectStore('catalogs').put('one', 'a');
    tx.oncomplete = () => done(request.result.close());
  };
})`;
/** It is left empty by whoever removes the last one. */
const REMOVE_THE_CATALOG = KEEP_A_CATALOG.replace("put('one', 'a')", 'clear()');

async function openData(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/data`);
  await panel(page).getByRole('heading', { name: 'Lock with a passphrase' }).waitFor();
}

async function setPassphrase({ page, server }: Visitor): Promise<void> {
  await openData(page, server.url);
  const own = panel(page).getByRole('button', { name: 'Use my own' });
  await expect
    .poll(async () => {
      // The panel is drawn anew, and a click is lost, where the page hears of its worker in between.
      const begin = panel(page).getByRole('button', { name: 'Set a passphrase' });
      if (await begin.isVisible()) await begin.click();
      return own.isVisible();
    })
    .toBe(true);
  await own.click();
  await panel(page).getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE);
  await panel(page).getByLabel('Once more', { exact: true }).fill(PASSPHRASE);
  await panel(page)
    .getByRole('checkbox', { name: /^I know/ })
    .check();
  await panel(page).getByRole('button', { name: 'Lock my history' }).click();
  await panel(page).getByText('Your history is encrypted now.').waitFor();
}

/** A file with a catalog of one's own: beside a history that is locked there is none. */
async function bringOwnCatalog(page: Page): Promise<void> {
  const history = { format: 'privet-history', version: 1, events: [] };
  const teas = { id: 'teas-1', name: 'Teas', fileName: 'teas.csv', createdMs: 1, format: 'csv', columns: ['name'] };
  const catalogs = [{ ...teas, roles: ['title'], notes: [], rows: [['Assam'], ['Sencha']], history }];
  const text = JSON.stringify({ format: 'privet-export', version: 1, history, catalogs });
  await page
    .locator('move-panel input[type=file]')
    .setInputFiles({ name: 'whole.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.locator('move-panel .done').getByText('1 own catalog left out: they cannot be locked').waitFor();
  expect(await stored(page)).not.toContain('Sencha');
}

/** Narrows the list, and opens a film in a tab of its own and here. @returns words of all that */
async function narrowAndOpen(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Horror', exact: true }).click();
  await page.locator('active-filters').getByText('Horror', { exact: true }).waitFor();
  const itemId = await films(page)
    .first()
    .evaluate((card: { item: { itemId: string } }) => card.item.itemId);
  const link = films(page).first().getByRole('link');
  const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click({ modifiers: ['ControlOrMeta'] })]);
  const title = (await films(page).first().getByRole('heading').textContent())!;
  await tab.getByRole('dialog', { name: title, exact: true }).waitFor();
  expect(await tab.evaluate('Object.keys(sessionStorage)')).toEqual([]);
  await tab.close();
  await link.click();
  await page.getByRole('dialog', { name: title, exact: true }).waitFor();
  return ['Horror', itemId];
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await card(page).getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await card(page).getByRole('button', { name: 'Unlock' }).click();
}

async function home({ page, server }: Visitor): Promise<void> {
  await page.goto(`${server.url}#/`);
  await page.reload();
  await films(page).first().waitFor();
}

describe('a locked history', () => {
  test('is set, asked for, refused, opened, changed and turned off; taps are kept through all of it', async () => {
    const visitor = await newVisitor({ acceptDownloads: true });
    const { page } = visitor;
    await visit(visitor);
    const everyones = await titles(page);
    const liked: string[] = [];
    for (let i = 0; i < 3; i++) liked.push(await press(page, films(page).nth(2 * i), 'Like'));
    await page.evaluate(() => privet.record('search', undefined, { query: 'a quiet heist' }));
    const ids = await page.evaluate(() => privet.history().then((kept) => kept.map(({ event }) => event.itemId)));
    const words = [...ids.filter((id) => id !== undefined), 'heist'];
    for (const word of words) expect(await stored(page)).toContain(word);

    // Not by halves: the two must be the same, long enough, and the cost of forgetting is ticked.
    await openData(page, visitor.server.url);
    await panel(page).getByRole('button', { name: 'Set a passphrase' }).click();
    await panel(page).locator('.export:focus').waitFor();
    await panel(page).getByRole('button', { name: 'Use my own' }).click();
    await panel(page).locator('passphrase-field.new input:focus').waitFor();
    await page.keyboard.type('short');
    await panel(page).getByText('5 of at least 8 characters').waitFor();
    await panel(page).getByLabel('New passphrase', { exact: true }).fill('short');
    await panel(page).getByText('5 of at least 8 characters').waitFor();
    await panel(page).getByLabel('Once more', { exact: true }).fill('shorter');
    await panel(page).getByRole('button', { name: 'Lock my history' }).click();
    expect(await encryption(page)).toBe('off');
    await panel(page)
      .getByRole('checkbox', { name: /^I know/ })
      .check();
    await panel(page).getByRole('button', { name: 'Lock my history' }).click();
    await panel(page).getByText('The two are not the same').waitFor();
    await panel(page).getByLabel('Once more', { exact: true }).fill('short');
    await panel(page).getByRole('button', { name: 'Lock my history' }).click();
    await panel(page).getByText('it has 5 characters, expected 8 to 1,024').waitFor();
    expect(await encryption(page)).toBe('off');
    await panel(page).getByRole('button', { name: 'Cancel' }).click();

    await setPassphrase(visitor);
    await bringOwnCatalog(page);
    expect(await encryption(page)).toBe('unlocked');
    await page.locator('move-panel').getByText('The file is not locked').waitFor();
    const text = await page.evaluate(() => privet.export());
    expect(text).toContain('quiet heist');
    await page.goto(`${visitor.server.url}#/`);
    liked.push(await press(page, films(page).nth(1), 'Like'));
    const mine = await page.evaluate(() =>
      privet.forYou({ count: 20 }).then(({ items }) => items.map((one) => one.title)),
    );
    for (const word of words) expect(await stored(page)).not.toContain(word);
    const narrowed = await narrowAndOpen(page);
    expect(await page.evaluate('Object.keys(sessionStorage)')).toEqual([]);
    const kept = await stored(page);
    for (const word of narrowed) expect(kept).not.toContain(word);
    await page.goBack();
    await page.goBack();
    await expect.poll(() => page.locator('active-filters .words').count()).toBe(0);

    // The next visit: everybody's list at once, and a question over it.
    await home(visitor);
    await card(page).waitFor();
    expect(await titles(page)).toEqual(everyones);
    expect(await page.getByRole('button', { name: 'rate three films' }).count()).toBe(0);
    expect(await countTaps(page)).toBe(0);
    await films(page)
      .nth(0)
      .getByRole('button', { name: /^Like / })
      .click();
    await page.locator('undo-toast').getByText('Nothing was kept: your history is locked.').waitFor();
    await expect.poll(() => titles(page)).toEqual(everyones);
    await unlock(page, 'candle river marble ottar');
    await card(page).getByText('That is not the passphrase. Nothing has changed.').waitFor();
    await card(page).getByRole('button', { name: 'Not now' }).click();
    await page.locator('unlock-card').getByText('Your history is locked. These films').waitFor();
    await page.getByRole('button', { name: 'Unlock' }).click();
    await unlock(page, PASSPHRASE);
    await card(page).waitFor({ state: 'detached' });
    await expect.poll(() => countTaps(page)).toBe(5);
    await expect.poll(() => titles(page)).toEqual(mine);
    for (const word of words) expect(await stored(page)).not.toContain(word);

    // A worker that dies asks nobody again, and other tabs ask themselves.
    await replaceWorker(page);
    await expect.poll(() => countTaps(page).catch(() => 0)).toBe(5);
    expect(await card(page).count()).toBe(0);

    // Another passphrase.
    await openData(page, visitor.server.url);
    await panel(page).getByRole('button', { name: 'Change the passphrase' }).click();
    await panel(page).getByRole('button', { name: 'Use my own' }).click();
    await panel(page).getByLabel('Current passphrase', { exact: true }).fill('not the passphrase');
    for (const label of ['New passphrase', 'Once more'])
      await panel(page).getByLabel(label, { exact: true }).fill(NEXT);
    await panel(page).getByRole('button', { name: 'Change it' }).click();
    await panel(page).getByText('Nothing has changed').waitFor();
    await panel(page).getByLabel('Current passphrase', { exact: true }).fill(PASSPHRASE);
    await panel(page).getByRole('button', { name: 'Change it' }).click();
    await panel(page).getByText('The passphrase is changed.').waitFor();
    await panel(page).getByRole('button', { name: 'Lock now' }).click();
    await panel(page).getByRole('button', { name: 'Unlock' }).waitFor();
    expect(await countTaps(page)).toBe(0);
    await panel(page).getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await panel(page).getByRole('button', { name: 'Unlock' }).click();
    await panel(page).getByText('That is not the passphrase').waitFor();
    await panel(page).getByLabel('Passphrase', { exact: true }).fill(NEXT);
    await page.keyboard.press('Enter');
    await panel(page).getByText('Your history is encrypted').waitFor();
    expect(await countTaps(page)).toBe(5);

    // Off again: as it was.
    await panel(page).getByRole('button', { name: 'Turn it off' }).click();
    await panel(page)
      .getByRole('form', { name: 'Turn the lock off' })
      .getByRole('button', { name: 'Turn it off' })
      .click();
    await panel(page).getByText('The lock is off.').waitFor();
    await home(visitor);
    expect(await countTaps(page)).toBe(5);
    expect(await card(page).count()).toBe(0);
    expect(await stored(page)).toContain('heist');
    expect(visitor.errors).toEqual([]);
  });

  test('that nobody can open is erased, and a file brings it back', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    for (let i = 0; i < 2; i++) await press(page, films(page).nth(i), 'Like');
    const text = await page.evaluate(() => privet.export());
    await setPassphrase(visitor);
    await home(visitor);
    await card(page).getByRole('button', { name: 'Forgotten?' }).click();
    await card(page).getByRole('button', { name: 'Keep it' }).click();
    await card(page).getByRole('button', { name: 'Forgotten?' }).click();
    await card(page).getByRole('button', { name: 'Erase and begin anew' }).click();
    await card(page).waitFor({ state: 'detached' });
    await expect.poll(() => encryption(page)).toBe('off');
    await page.getByRole('button', { name: 'rate three films' }).waitFor();
    expect((await page.evaluate(() => privet.historyFootprint())).numRecords).toBe(0);

    const folder = await mkdtemp(join(tmpdir(), 'privet-lock-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'history.json'), text);
    await openData(page, server.url);
    await page.locator('move-panel input[type=file]').setInputFiles(join(folder, 'history.json'));
    await page.locator('move-panel .done').getByText('2 new events').waitFor();
    expect(await page.evaluate(() => privet.export())).toBe(await readFile(join(folder, 'history.json'), 'utf8'));
    expect(visitor.errors).toEqual([]);
  });

  test('in two tabs: the other one loses sight of it at once, and asks for itself', async () => {
    const visitor = await newVisitor();
    const { page, context, server } = visitor;
    await visit(visitor);
    await press(page, films(page).nth(0), 'Like');
    const other = await context.newPage();
    await other.goto(server.url);
    await films(other).first().waitFor();
    expect(await countTaps(other)).toBe(1);
    await page.bringToFront(); // a browser hardly draws a tab that is behind another
    await setPassphrase(visitor);
    await expect.poll(() => countTaps(other)).toBe(0);
    await other.bringToFront();
    await card(other).waitFor();
    expect(await other.locator('taps-strip tap-mini').count()).toBe(0);
    await unlock(other, PASSPHRASE);
    await expect.poll(() => countTaps(other)).toBe(1);
    await press(other, films(other).nth(3), 'Like');
    await expect.poll(() => countTaps(page)).toBe(2);
    await page.bringToFront();
    await panel(page).getByRole('button', { name: 'Lock now' }).click();
    await other.bringToFront();
    await card(other).waitFor();
  });

  test('refuses catalogs that it cannot lock', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    await page.evaluate(KEEP_A_CATALOG);
    await openData(page, server.url);
    await panel(page).getByRole('button', { name: 'Set a passphrase' }).click();
    await panel(page).getByText('Catalogs of your own cannot be locked').waitFor();
    await page.evaluate(REMOVE_THE_CATALOG);
    await setPassphrase(visitor);
    await page.goto(`${server.url}#/own`);
    await page.locator('own-catalogs-view').getByText('Catalogs of your own cannot be locked').waitFor();
    expect(await page.locator('own-drop').count()).toBe(0);
  });

  test.each([
    ['desktop, light', {}],
    ['phone, dark', { ...PHONE, colorScheme: 'dark' as const }],
  ])('keeps to the rules of accessibility, and to the keyboard: %s', async (_, options) => {
    const visitor = await newVisitor(options);
    const { page, server } = visitor;
    await visit(visitor);
    await press(page, films(page).nth(0), 'Like');
    await openData(page, server.url);
    await panel(page).getByRole('button', { name: 'Set a passphrase' }).click();
    expect(await axeViolations(page)).toEqual([]);
    await panel(page).getByRole('button', { name: 'Cancel' }).click();
    await setPassphrase(visitor);
    expect(await axeViolations(page)).toEqual([]);
    await home(visitor);
    await card(page).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    // The field has focus from the start.
    await page.keyboard.type('wrong one entirely');
    await page.keyboard.press('Enter');
    await card(page).getByText('That is not the passphrase').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await card(page).waitFor({ state: 'detached' });
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Unlock' }).press('Enter');
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await card(page).waitFor({ state: 'detached' });
    await expect.poll(() => countTaps(page)).toBe(1);
  });
});

describe('a new passphrase', () => {
  test('is six random words that were written down, after an export and what it costs to forget them', async () => {
    const visitor = await newVisitor({ acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] });
    const { page, server } = visitor;
    await visit(visitor);
    await press(page, films(page).nth(0), 'Like');
    await openData(page, server.url);
    await panel(page).getByRole('button', { name: 'Set a passphrase' }).click();
    const places = [
      'your history is lost: nobody can open it for you',
      'Export first',
      'six random words',
      'A disk may still hold',
      'Lock my history',
    ];
    // Words that come meanwhile move what is below them.
    const areInOrder = async () => {
      const tops: number[] = [];
      for (const place of places) tops.push((await panel(page).getByText(place).first().boundingBox())!.y);
      return tops.every((top, i) => i === 0 || tops[i - 1]! <= top);
    };
    await expect.poll(areInOrder).toBe(true);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel(page).getByRole('button', { name: 'Export first' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^privet-.*\.json$/);
    await panel(page).getByText('The file is not locked').waitFor();
    const suggested = panel(page).getByLabel('Suggested passphrase');
    await expect.poll(() => suggested.textContent()).toMatch(/^([a-z-]+ ){5}[a-z-]+$/);
    const first = await suggested.textContent();
    await panel(page).getByText('Beyond anybody’s means').waitFor();
    await panel(page).getByRole('button', { name: 'Another one' }).click();
    await expect.poll(() => suggested.textContent()).not.toBe(first);
    const words = (await suggested.textContent())!;
    await panel(page).getByRole('button', { name: 'Copy' }).click();
    await panel(page).getByText('Copied.').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(words);
    await panel(page)
      .getByRole('checkbox', { name: /^I know/ })
      .check();
    await panel(page).getByLabel('Type the six words', { exact: true }).fill(first!);
    await panel(page).getByRole('button', { name: 'Lock my history' }).click();
    await panel(page).getByText('That is not what stands above').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await panel(page).getByLabel('Type the six words', { exact: true }).fill(words);
    await panel(page).getByRole('button', { name: 'Lock my history' }).click();
    await panel(page).getByText('Your history is encrypted now.').waitFor();
    await home(visitor);
    await unlock(page, words);
    await expect.poll(() => countTaps(page)).toBe(1);
    expect(visitor.errors).toEqual([]);
  });

  test('of one’s own is weighed in words; a weak one is told and not refused', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    await openData(page, server.url);
    await panel(page).getByRole('button', { name: 'Set a passphrase' }).click();
    await panel(page).getByRole('button', { name: 'Use my own' }).click();
    const weigh = async (text: string, words: RegExp) => {
      await panel(page).getByLabel('New passphrase', { exact: true }).fill(text);
      await panel(page).locator('.cost').getByText(words).waitFor();
    };
    const meter = panel(page).getByRole('meter', { name: 'How hard it is to guess' });
    const level = () => meter.evaluate((element) => (element as unknown as { value: number }).value);
    await weigh('password1', /^Guessed at once/);
    expect(await level()).toBe(0);
    await weigh('Fluffy123!', /Take six random words\.$/);
    await weigh('i love you', /Take six random words\.$/);
    expect(await axeViolations(page)).toEqual([]);
    await weigh('quartz violin dapper thimble', /^(Good|Beyond)/);
    expect(await level()).toBeGreaterThan(2);
    await weigh('password1', /^Guessed at once/);
    await panel(page).getByLabel('Once more', { exact: true }).fill('password1');
    await panel(page)
      .getByRole('checkbox', { name: /^I know/ })
      .check();
    await panel(page).getByRole('button', { name: 'Lock my history' }).click();
    await panel(page).getByText('Your history is encrypted now.').waitFor();
    expect(visitor.errors).toEqual([]);
  });
});

describe('a history that nobody uses', () => {
  const MINUTE = 60_000;

  test('is locked after 15 minutes, counted by the clock though the timers slept; a move in any tab counts', async () => {
    const visitor = await newVisitor();
    const { page, context, server } = visitor;
    await visit(visitor);
    await press(page, films(page).nth(0), 'Like');
    await setPassphrase(visitor);
    const other = await context.newPage();
    await other.goto(server.url);
    await films(other).first().waitFor();
    await unlock(other, PASSPHRASE);
    await expect.poll(() => countTaps(other)).toBe(1);
    // Its clock jumps, as after a laptop's sleep.
    const jump = (tab: Page, minutes: number) =>
      tab.evaluate(
        `{ const { now } = Date; Date.now = () => now() + ${minutes * MINUTE}; dispatchEvent(new Event('focus')); }`,
      );
    for (const tab of [page, other]) await jump(tab, 14);
    expect(await encryption(page)).toBe('unlocked');
    await other.mouse.move(200, 200);
    await other.mouse.move(210, 210);
    await page.waitForTimeout(300);
    for (const tab of [page, other]) await jump(tab, 14);
    expect([await encryption(page), await encryption(other)]).toEqual(['unlocked', 'unlocked']);
    await jump(page, 2);
    await card(other).waitFor();
    await expect.poll(() => encryption(page)).toBe('locked');
    await page.locator('privet-app').getByText('Nobody did anything here for 15 minutes.').first().waitFor();
    expect(await countTaps(page)).toBe(0);
    expect(visitor.errors).toEqual([]);
  });

  test('stays open where that is switched off, also at the next visit', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visit(visitor);
    await setPassphrase(visitor);
    const setting = panel(page).getByRole('checkbox', { name: /^Lock by itself after 15 minutes/ });
    expect(await setting.isChecked()).toBe(true);
    await setting.uncheck();
    await home(visitor);
    await unlock(page, PASSPHRASE);
    await card(page).waitFor({ state: 'detached' });
    await page.evaluate(
      `{ const { now } = Date; Date.now = () => now() + ${60 * MINUTE}; dispatchEvent(new Event('focus')); }`,
    );
    await page.waitForTimeout(500);
    expect(await encryption(page)).toBe('unlocked');
    await openData(page, visitor.server.url);
    expect(await setting.isChecked()).toBe(false);
  });
});

describe('a history whose lock was removed', () => {
  const REMOVE_LOCK = `new Promise((done) => {
    const request = indexedDB.open('privet');
    request.onsuccess = () => {
      const tx = request.result.transaction(['sealed', 'chunks'], 'readwrite');
      tx.objectStore('sealed').delete('lock');
      tx.objectStore('chunks').put({ version: 1, events: [{ type: 'like', itemId: 'jaws-1975', time: 1, sequence: 0 }] }, 0);
      tx.oncomplete = () => done(request.result.close());
    };
  })`;

  async function unlocked(visitor: Visitor): Promise<void> {
    const { page } = visitor;
    await visit(visitor);
    for (let i = 0; i < 2; i++) await press(page, films(page).nth(i), 'Like');
    await setPassphrase(visitor);
    await page.evaluate(REMOVE_LOCK);
    await home(visitor);
  }
  const dispute = (page: Page) => page.getByRole('dialog', { name: 'Your history lost its lock' });

  test('is not taken for a plain one: it is said, nothing is kept, and a person decides', async () => {
    const visitor = await newVisitor({ acceptDownloads: true });
    const { page, server } = visitor;
    await unlocked(visitor);
    await dispute(page).getByText('now there is no lock').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await countTaps(page)).toBe(0);
    const before = await stored(page);
    await films(page)
      .nth(0)
      .getByRole('button', { name: /^Like / })
      .click();
    await page.locator('undo-toast').getByText('Nothing was kept: your history lost its lock.').waitFor();
    expect(await stored(page)).toBe(before);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dispute(page).getByRole('button', { name: 'Save all that is there' }).click(),
    ]);
    const folder = await mkdtemp(join(tmpdir(), 'privet-lock-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await download.saveAs(join(folder, 'records.json'));
    const saved = JSON.parse(await readFile(join(folder, 'records.json'), 'utf8'));
    expect(saved.stores.map(({ name, records }: { name: string; records: [] }) => [name, records.length])).toEqual([
      ['chunks', 1],
      ['meta', 0],
      ['quarantine', 0],
      ['sealed', 2],
    ]);
    await dispute(page).getByRole('button', { name: 'Not now' }).click();
    await page.getByText('Your history lost its lock. These films').waitFor();
    await openData(page, server.url);
    await panel(page).getByRole('button', { name: 'Use what can be read' }).click();
    await panel(page).getByRole('button', { name: 'Leave it as it is' }).click();
    await panel(page).getByRole('button', { name: 'Use what can be read' }).click();
    expect(await axeViolations(page)).toEqual([]);
    await panel(page).getByRole('button', { name: 'Go on without a passphrase' }).click();
    await expect.poll(() => encryption(page)).toBe('off');
    expect(await page.evaluate(() => privet.history().then((kept) => kept.map(({ event }) => event.itemId)))).toEqual([
      'jaws-1975',
    ]);
    await home(visitor);
    expect(await encryption(page)).toBe('off');
    expect(visitor.errors).toEqual([]);
  });

  test('is erased from the card, on a phone in the dark', async () => {
    const visitor = await newVisitor({ ...PHONE, colorScheme: 'dark' as const });
    const { page } = visitor;
    await unlocked(visitor);
    await dispute(page).getByRole('button', { name: 'Erase it' }).click();
    expect(await axeViolations(page)).toEqual([]);
    await dispute(page).getByRole('button', { name: 'Erase and begin anew' }).click();
    await expect.poll(() => encryption(page)).toBe('off');
    await dispute(page).waitFor({ state: 'detached' });
    expect((await page.evaluate(() => privet.historyFootprint())).numRecords).toBe(0);
    await home(visitor);
    expect(await encryption(page)).toBe('off');
  });
});
