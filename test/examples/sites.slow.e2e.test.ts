// The blog and the library of examples/, built by the command of their README with the packed command line, and used.
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, DESKTOP, PHONE } from '../e2e/harness.ts';
import { startServer } from '../e2e/static-server.ts';
import { type Newcomer, newcomer, ROOT, sh } from '../packages/pack.ts';
import { sharedChromium, visitPage } from '../packages/shop-page.ts';

sharedChromium();

let site: Newcomer;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  site = await newcomer();
});
afterAll(async () => {
  for (const close of closing) await close();
  await site?.remove();
});

/** @returns the address of the site, in a folder of its own */
async function serve(name: string): Promise<string> {
  const folder = join(site.folder, name);
  await mkdir(folder);
  const files = (await readdir(join(ROOT, 'examples', name))).filter((file) => /\.(html|js|css)$/.test(file));
  for (const file of files) await cp(join(ROOT, 'examples', name, file), join(folder, file));
  const readme = await readFile(join(ROOT, 'examples', name, 'README.md'), 'utf8');
  const [, feed, options] = /^npm run privet -- build (\S+) (.*)--out/m.exec(readme)!;
  // As a shell takes them apart.
  await sh(site.folder, 'sh', [
    '-c',
    `npx --no-install privet build ${join(ROOT, feed!)} ${options} --out ${name}/privet`,
  ]);
  const server = await startServer(folder);
  closing.push(server.close);
  return server.url;
}

const linksOf = (page: Page, list: string) => page.locator(`privet-${list} a[href]`);

async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
  await expect.poll(() => linksOf(page, 'search').count()).toBeGreaterThan(0);
}

async function expectNoFault(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(await axeViolations(page)).toEqual([]);
}

const LOOKS = [
  ['a phone', { ...PHONE, colorScheme: 'dark' as const }],
  ['a desktop', { viewport: DESKTOP, colorScheme: 'light' as const }],
] as const;

describe('the blog', () => {
  let url: string;
  beforeAll(async () => {
    url = await serve('blog');
  });

  test.each(LOOKS)('on %s: a search leads to a post, which says what to read next', async (_, options) => {
    const look = async (page: Page) => {
      await search(page, 'sourdough');
      await linksOf(page, 'search').first().click();
      await expect.poll(() => page.locator('h1').textContent()).toMatch(/sourdough/i);
      await expect.poll(() => linksOf(page, 'similar').count()).toBe(3);
      expect(await linksOf(page, 'similar').allTextContents()).not.toContain(await page.locator('h1').textContent());
      await expect.poll(() => page.locator('privet-privacy [part=event]').count()).toBeGreaterThan(0);
      await expectNoFault(page);
    };
    const requests = await visitPage(url, look, options);
    expect(requests.filter((address) => !address.startsWith(url) && !address.startsWith('data:'))).toEqual([]);
  });
});

describe('the library', () => {
  let url: string;
  beforeAll(async () => {
    url = await serve('library');
  });

  test.each(LOOKS)('on %s: a book that was liked leads to others that are in', async (_, options) => {
    const look = async (page: Page) => {
      await expect.poll(() => linksOf(page, 'popular').count()).toBe(4);
      await expect.poll(() => linksOf(page, 'popular').first().textContent()).toContain("Alice's Adventures");
      await search(page, 'vampires');
      await linksOf(page, 'search').filter({ hasText: 'Carmilla' }).click();
      await expect.poll(() => page.locator('h1').textContent()).toBe('Carmilla');
      await expect.poll(() => linksOf(page, 'similar').count()).toBe(4);
      const similar = (await linksOf(page, 'similar').allTextContents()).join();
      expect(similar).not.toMatch(/\b0 in/);
      await page.getByRole('button', { name: 'I liked this' }).click();
      const kept = page.locator('privet-privacy [part=event]', { hasText: 'You liked Carmilla' });
      await expect.poll(() => kept.count()).toBe(1);
      await expectNoFault(page);
    };
    const requests = await visitPage(url, look, options);
    expect(requests.filter((address) => !address.startsWith(url) && !address.startsWith('data:'))).toEqual([]);
  });
});
