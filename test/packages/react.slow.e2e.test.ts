// The installed package in a site made with React: rendered by Node, built by Vite, and used in StrictMode with React's
// development build, which says what it does not like.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../e2e/static-server.ts';
import { linkReact, type Newcomer, newcomer, sh } from './pack.ts';
import { APP, CLIENT, reactPage, SERVER } from './react-site.ts';
import { sharedChromium, visitPage } from './shop-page.ts';

sharedChromium();

let site: Newcomer;
let root: string;

beforeAll(async () => {
  site = await newcomer();
  root = join(site.folder, 'with-react');
  await mkdir(root);
  await linkReact(site.folder);
  for (const [name, text] of Object.entries({ app: APP, client: CLIENT, server: SERVER })) {
    await writeFile(join(root, `${name}.jsx`), text);
  }
});
afterAll(() => site?.remove());

const shared = { base: './', configFile: false, logLevel: 'error', mode: 'development' } as const;
const define = { 'process.env.NODE_ENV': '"development"' };

async function renderOnServer(): Promise<string> {
  const build = { ssr: 'server.jsx', outDir: 'server', target: 'esnext' } as const;
  await viteBuild({ ...shared, root, publicDir: false, build });
  return sh(root, process.execPath, ['server/server.mjs']);
}

const titles = (page: Page, list: string) => page.locator(`${list} li`).allTextContents();

async function useShop(page: Page): Promise<void> {
  const home = '[aria-label="For you"]';
  await expect.poll(() => page.locator(`${home} li`).count()).toBe(8);
  expect(await page.locator('output').textContent()).toBe('ready');
  // The view is recorded once, whatever StrictMode does.
  await expect.poll(() => page.locator('.recent li').count()).toBe(1);
  const before = await titles(page, home);
  await page.locator(`${home} a`).nth(3).click();
  const others = page.getByRole('button', { name: 'Show others' });
  await expect.poll(() => others.isEnabled()).toBe(true);
  expect(await titles(page, home)).toEqual(before);
  // What was opened is among the recent ones by itself: that list is live.
  await expect.poll(() => titles(page, '.recent')).toContain(before[3]);
  await others.click();
  await expect.poll(() => titles(page, home)).not.toEqual(before);
  await page.getByRole('searchbox').fill('sleeping mat');
  await expect.poll(async () => (await titles(page, '[aria-label="Search"]'))[0]).toContain('sleeping mat');
}

test('a site is rendered by Node, hydrated without a complaint, and its lists, clicks and search work', async () => {
  const html = await renderOnServer();
  expect(html).toContain('<output>loading</output>');
  expect(html).toContain('<p>Soon</p>');
  await writeFile(join(root, 'index.html'), reactPage(html));
  const publicDir = join(site.folder, 'public');
  await rm(join(publicDir, 'index.html'), { force: true });
  await viteBuild({ ...shared, root, publicDir, define, build: { target: 'esnext', minify: false } });
  const server = await startServer(join(root, 'dist'));
  await visitPage(server.url, useShop).finally(server.close);
});
