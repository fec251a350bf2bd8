// What can break, breaks here: files that are altered, cut or missing, storage that is refused, a network that goes
// away. Each time the page says what failed and what still works, and nothing that was kept is lost.
import { describe, expect, test } from 'vitest';
import { ANSWERED, films, newVisitor, press, titles, useBrowser, visit, warm } from './harness.ts';

useBrowser();

const flipByte = (body: Buffer): Buffer => {
  const changed = Buffer.from(body);
  changed[Math.floor(changed.length / 2)]! ^= 0x55;
  return changed;
};
const cutInHalf = (body: Buffer): Buffer => body.subarray(0, Math.floor(body.length / 2));

describe('when something fails', () => {
  test.each([
    ['altered catalog files', { path: /items-/, change: flipByte }, /items-00\d/],
    ['truncated catalog files', { path: /items-/, change: cutInHalf }, /items-00\d/],
    ['missing catalog files', { path: /items-/, lose: true }, /items-00\d/],
    ['a manifest that is no manifest', { path: /manifest\.json/, change: () => Buffer.from('<html>') }, /manifest/],
    ['a missing manifest', { path: /manifest\.json/, lose: true }, /manifest/],
  ])('%s: told, and can be tried again', async (_, trick, message) => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    server.mischief.push(trick);
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'The films could not be loaded' }).waitFor();
    expect(await page.locator('.reason').textContent()).toMatch(message);
    expect(await films(page).count()).toBe(0);
    server.mischief.length = 0;
    await page.getByRole('button', { name: 'Try again' }).click();
    await films(page).first().waitFor();
    await press(page, films(page).nth(1), 'Like');
  });

  test('a catalog file that fails costs its films, and is told', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    server.mischief.push({ path: /items-000/, change: flipByte });
    await visit(visitor);
    expect(await films(page).count()).toBe(23);
    await page
      .locator('status-banner .banner')
      .getByText('Some films could not be loaded. The others are here.')
      .waitFor();
    await press(page, films(page).nth(1), 'Like');
  });

  test.each([
    ['a missing', { path: /user-tower\.onnx/, lose: true }],
    ['an altered', { path: /user-tower\.onnx/, change: flipByte }],
  ])('%s user tower leaves the list and the taps', async (_, trick) => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    server.mischief.push(trick);
    await visit(visitor);
    await page
      .locator('status-banner .banner')
      .getByText('The taste model could not be loaded. Your list goes on without it.')
      .waitFor();
    const before = await titles(page);
    const tapped = await press(page, films(page).nth(2), 'Like');
    expect(await titles(page)).not.toContain(tapped);
    expect(await titles(page)).not.toEqual(before);
    expect((await page.evaluate(() => privet.forYou({ count: 1 }))).source).toBe('mean');
    await page.goto(`${server.url}#/hood`);
    await page
      .locator('hood-parts li.failed')
      .getByText(/user-tower/)
      .waitFor();
  });

  test('a missing text model leaves search by words, and says so', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    server.mischief.push({ path: /text-encoder/, lose: true });
    await visit(visitor);
    await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('blade runner');
    await page
      .locator('.results')
      .getByText(/words alone/)
      .waitFor();
    expect(await titles(page, 1)).toEqual(['Blade Runner']);
  });

  test('refused storage keeps taps until the tab closes, and says so', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    const refuse =
      "Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('refused', 'SecurityError'); } });\n";
    // Into the worker's Blob, as no host could: a script with other bytes would not run.
    await page.addInitScript(`{
      const Whole = Blob;
      const refuse = ${JSON.stringify(refuse)};
      self.Blob = class extends Whole {
        constructor(parts, options) {
          super(options?.type === 'text/javascript' ? [refuse, ...parts] : parts, options);
        }
      };
    }`);
    await visit(visitor);
    await page.locator('status-banner .banner').first().waitFor();
    const tapped = await press(page, films(page).nth(2), 'Like');
    expect(await titles(page)).not.toContain(tapped);
    expect(await page.evaluate(() => privet.status.storage)).toBe('memory');
    await page.goto(`${server.url}#/hood`);
    await page.locator('hood-view').getByText('Refused by this browser').waitFor();
  });

  test('a worker that cannot be had is told', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    server.mischief.push({ path: /\/assets\/worker[^/]*\.js$/, lose: true });
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'The films could not be loaded' }).waitFor();
    server.mischief.length = 0;
    await page.getByRole('button', { name: 'Try again' }).click();
    await films(page).first().waitFor();
  });

  test('without a network once everything is here, all goes on, search by meaning included', async () => {
    const visitor = await newVisitor();
    const { page, context } = visitor;
    await visit(visitor);
    await warm(page);
    await context.setOffline(true);
    await visitor.server.close();
    const tapped = await press(page, films(page).nth(2), 'Like');
    expect(await titles(page)).not.toContain(tapped);
    await films(page).first().getByRole('link').click();
    await page.locator('why-panel li').first().waitFor();
    await expect.poll(() => page.locator('film-dialog film-card').count()).toBe(18);
    await page.keyboard.press('Escape');
    // While the dialog is open, what is typed goes to it and not into the search box.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('blade runner');
    await page.locator('.results').getByText(ANSWERED).waitFor();
    await page.locator('home-view .found film-card').getByText('Blade Runner').first().waitFor();
    // The first closes the completions.
    for (const key of ['Escape', 'Escape'])
      await page.getByRole('combobox', { name: 'Search by a sentence' }).press(key);
    await expect.poll(() => films(page).count()).toBe(23);
  });
});
