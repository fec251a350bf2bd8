// What a page knows beside the history, in a real page: a bundle that `privet build` made of a log with contexts, its
// 8-bit user tower in the worker, and the SDK.

import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { temporaryFolder, writeSite } from '../cli/collecting-terminal.ts';
import { newVisitor, towersReady, useBrowser } from './harness.ts';
import { appOfSite } from './site-app.ts';

useBrowser();

/** A small site whose log says where people were. */
async function siteWithContexts(): Promise<string> {
  const site = await writeSite(await temporaryFolder());
  const [header, ...events] = (await readFile(site.interactions, 'utf8')).trimEnd().split('\n');
  const told = events.map((event, i) => `${event},${i % 3 === 0 ? 'phone' : 'desk'},${i % 2 === 0 ? 'de' : 'en'}`);
  await writeFile(site.interactions, [`${header},context.device,context.locale`, ...told].join('\n'));
  return appOfSite(site, ['--epochs', '2']);
}

test("a context changes the list, an unknown value says nothing, and the locale is the browser's unless it is told", async () => {
  const { page, server, errors } = await newVisitor({ locale: 'de-AT' }, await siteWithContexts());
  await page.goto(server.url);
  await expect.poll(() => page.evaluate(() => globalThis.privet !== undefined)).toBe(true);
  await page.evaluate(() => privet.record('view', 'sku-3'));
  await towersReady(page);
  const scores = (context?: Record<string, string>) =>
    page.evaluate(async (given) => {
      const { items, source } = await privet.forYou({ count: 30, context: given });
      return { source, byItem: Object.fromEntries(items.map(({ itemId, score }) => [itemId, score])) };
    }, context);

  const nothing = await scores({ locale: 'none' });
  expect(nothing.source).toBe('user-tower');
  const phone = await scores({ locale: 'none', device: 'phone' });
  const desk = await scores({ locale: 'none', device: 'desk' });
  expect(phone.byItem).not.toEqual(nothing.byItem);
  expect(desk.byItem).not.toEqual(phone.byItem);
  expect(await scores({ locale: 'none', device: 'watch' })).toEqual(nothing);

  const german = await scores({ locale: 'de' });
  expect(german.byItem).not.toEqual(nothing.byItem);
  expect(await scores()).toEqual(german);
  expect(await scores({ locale: 'en' })).not.toEqual(german);
  expect(errors).toEqual([]);
});
