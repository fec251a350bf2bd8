// The page names the manifest that it was built with: of any other nothing is shown, and it is said what is wrong.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { films, newVisitor, press, useBrowser } from './harness.ts';

useBrowser();

const integrityOf = (bytes: Buffer) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
const flipByte = (body: Buffer): Buffer => {
  const changed = Buffer.from(body);
  changed[changed.indexOf('"prior"') + 20]! ^= 1;
  return changed;
};
/** What another build would bring: the same films under another name. */
const rename = (body: Buffer) => Buffer.from(body.toString().replace('"name": "Films"', '"name": "Other films"'));

describe('a manifest that the page does not name', () => {
  test('of which one bit is another: nothing is shown of it, and the page says what is wrong', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    const bytes = await readFile(join(inject('builtAppFolder'), 'models/manifest.json'));
    expect(flipByte(bytes)).not.toEqual(bytes);
    server.mischief.push({ path: /manifest\.json/, change: flipByte });
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'The films could not be loaded' }).waitFor();
    const reason = await page.locator('.reason').textContent();
    expect(reason).toContain(`content has ${integrityOf(flipByte(bytes))}, expected ${integrityOf(bytes)}`);
    expect(await page.locator('film-card').count()).toBe(0);
    expect(server.served.filter(({ path }) => /models\/(catalog|.*onnx)/.test(path))).toEqual([]);
    server.mischief.length = 0;
    await page.getByRole('button', { name: 'Reload' }).click();
    await films(page).first().waitFor();
    await press(page, films(page).nth(1), 'Like');
  });

  test('because the site was updated: the page says so, and a reload gets both', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    server.mischief.push({ path: /manifest\.json/, change: rename });
    await page.goto(server.url);
    await page
      .locator('.failed')
      .getByText(/This site seems to have been updated.* Reload the page/)
      .waitFor();
    expect(await page.locator('film-card').count()).toBe(0);
    const before = await readFile(join(inject('builtAppFolder'), 'models/manifest.json'));
    const change = (body: Buffer) =>
      Buffer.from(body.toString().replace(integrityOf(before), integrityOf(rename(before))));
    server.mischief.push({ path: /index\.html/, change });
    await page.getByRole('button', { name: 'Reload' }).click();
    await films(page).first().waitFor();
    expect(await page.evaluate(() => privet.status.catalogName)).toBe('Other films');
  });
});
