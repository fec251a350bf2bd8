// A file of the app that is another one than its build wrote is not used, and the page says which: its scripts and styles by
// the browser's own check, the worker's script and what that imports by src/fetching/checked-code (gpu.slow.e2e.test.ts: ONNX Runtime).
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { films, flipBit, newVisitor, press, titles, useBrowser, visit } from './harness.ts';

useBrowser();

test.each([
  ['the app', /assets\/app-/],
  ["the app's first script", /assets\/index-.*js/],
  ['the style', /assets\/index-.*css/],
])('a flipped bit in %s: the browser refuses it, and the page says so', async (_, path) => {
  const { page, server } = await newVisitor();
  server.mischief.push({ path, change: flipBit });
  await page.goto(server.url);
  await page
    .getByRole('alert')
    .getByText(/This page is not whole: (app|index)-/)
    .waitFor();
});

test("a flipped bit in the worker's script: it does not run, the page says so, and offers to be loaded anew", async () => {
  const { page, server } = await newVisitor();
  server.mischief.push({ path: /assets\/worker-/, change: flipBit });
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'The films could not be loaded' }).waitFor();
  expect(await page.locator('.reason').textContent()).toMatch(/worker-\S+\.js: it is another file than this page/);
  server.mischief.length = 0;
  await page.getByRole('button', { name: 'Reload' }).click();
  await films(page).first().waitFor();
});

test('a flipped bit in a part of the worker: not used, told, and the lists go on', async () => {
  const visitor = await newVisitor();
  const { page, server } = visitor;
  server.mischief.push({ path: /assets\/model-loader-/, change: flipBit });
  await visit(visitor);
  const message = /model-loader-\S+\.js: it is another file/;
  await page.locator('status-banner .banner').first().waitFor();
  await press(page, films(page).nth(1), 'Like');
  expect((await titles(page)).length).toBe(20);
  await page.goto(`${server.url}#/hood`);
  await page.locator('hood-parts li').getByText(message).first().waitFor();
});

test('every script and style of the page has a hash in it, and none of a worker is asked for without one', async () => {
  const { page, server } = await newVisitor();
  await page.goto(server.url);
  const { integrity } = JSON.parse((await page.locator('script[type=importmap]').textContent())!);
  const workers = JSON.parse((await page.locator('#built-code').textContent())!);
  const html = await (await fetch(server.url)).text();
  const tags = html.match(/<(script|link)[^>]*="\.\/assets\/[^>]*>/g)!;
  expect(tags.length).toBeGreaterThanOrEqual(3);
  for (const tag of tags) expect(tag).toMatch(/ integrity="sha256-/);
  expect(Object.keys(workers).map((name) => name.replace(/-[\w-]{8}\.js$/, ''))).toEqual(
    ['builder', 'import', 'passphrase']
      .map((name) => `assets/${name}-worker`)
      .concat('assets/worker', 'samples/recipes.jsonl'),
  );
  const ofWorkers = new Set(Object.keys(workers).filter((name) => name.endsWith('.js')));
  for (const worker of [...ofWorkers]) {
    const text = await (await fetch(new URL(worker, server.url))).text();
    const parts = JSON.parse(/^\/\/parts (.*)$/m.exec(text)![1]!);
    for (const part of Object.keys(parts)) ofWorkers.add(`assets/${part}`);
  }
  const all = readdirSync(join(inject('builtAppFolder'), 'assets')).map((name) => `assets/${name}`);
  const unchecked = all.filter((name) => !ofWorkers.has(name) && !(`./${name}` in integrity) && !name.endsWith('.css'));
  expect(unchecked).toEqual([]);
});

test("in another site's page the app does not start; in one of its own it does", async () => {
  const { page, server, errors } = await newVisitor();
  // The first of two requests for a page is for the one around the frame.
  const showIn = async (framed: string) => {
    const outer = Buffer.from(
      `<!doctype html><link rel="icon" href="data:,"><iframe width="900" height="600" src="${framed}"></iframe>`,
    );
    const left = [outer];
    server.mischief.splice(0, 1, { path: /^\/index\.html$/, change: (body) => left.pop() ?? body });
    await page.goto(server.url);
    return page.frameLocator('iframe');
  };
  const strangers = await showIn(server.url.replace('localhost', '127.0.0.1'));
  await strangers.getByText('Privet does not run inside the page of another site').waitFor();
  expect(await strangers.locator('privet-app').count()).toBe(0);
  const own = await showIn(server.url);
  await own.locator('film-card').first().waitFor();
  expect(errors).toEqual([]);
});
