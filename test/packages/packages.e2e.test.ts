// The packages as a newcomer meets them: built, packed, installed into an empty folder, and the very commands of the
// ten-minute start on a shop of 500 products. Plain HTML and Vite; other ways are in sites.slow.e2e.test.ts.
import { spawn } from 'node:child_process';
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPreview } from '../../src/pipeline/cli/preview-server.ts';
import { contentSecurityPolicy } from '../../src/pipeline/site/page-headers.ts';
import { policyOf } from '../../src/pipeline/site/publish-page-files.ts';
import { axeViolations, DESKTOP, gate, PHONE } from '../e2e/harness.ts';
import { startServer } from '../e2e/static-server.ts';
import { DATA_LAYER_PAGE, expectDataLayer } from './data-layer-page.ts';
import { ELEMENTS_PAGE, expectElements, expectNothingLost, expectShop, printedPolicy } from './elements-page.ts';
import { linkReact, type Newcomer, newcomer, ROOT, sh } from './pack.ts';
import { expectRecommendations, newContext, sharedChromium, shopPage, shopScript, visitPage } from './shop-page.ts';

sharedChromium();

let site: Newcomer;
beforeAll(async () => {
  site = await newcomer();
  await linkReact(site.folder);
});
afterAll(() => site?.remove());

const inPackage = (...path: string[]) => join(site.folder, 'node_modules', 'privet', ...path);
const inPublic = (...path: string[]) => join(site.folder, 'public', ...path);

test('privet installs alone, with nothing of the films and no source', async () => {
  expect(site.installed).toMatch(/added 1 package/);
  const files = await readdir(inPackage(), { recursive: true });
  expect(files).toContain('worker.js');
  expect(files.filter((file) => /models|film|(?<!\.d)\.ts$/.test(file))).toEqual([]);
});

test('brings the licences of what is built into it', async () => {
  for (const folder of [inPackage(), inPublic('privet')]) {
    const text = await readFile(join(folder, 'THIRD-PARTY-LICENCES.txt'), 'utf8');
    for (const name of ['comlink', 'idb', 'valibot', 'onnxruntime-web']) expect(text).toMatch(`${name} `);
  }
});

test('a second build has the same bytes', async () => {
  const folder = join(site.folder, 'second-build');
  const { buildPage, buildWorker, pageEntries } = await import(
    /* @vite-ignore */ join(ROOT, 'scripts/packages/page.mjs')
  );
  await mkdir(folder);
  const runtime = (await readdir(inPackage())).filter((file) => file.endsWith('.wasm'));
  for (const file of runtime) await copyFile(inPackage(file), join(folder, file)); // their hashes stand in worker.js
  const { integrity } = await buildWorker(folder);
  await buildPage(folder, pageEntries(), integrity);
  const files = await readdir(folder);
  expect(files).toContain('worker.js');
  // By name: to compare 17 MB as values takes more memory than a test process has.
  const differing: string[] = [];
  for (const file of files) {
    const same = (await readFile(join(folder, file))).equals(await readFile(inPackage(file)));
    if (!same) differing.push(file);
  }
  expect(differing).toEqual([]);
});

test.each([
  ['privet.js', 10.8],
  ['worker.js', 57.5],
  ['elements.js', 12],
  ['react.js', 4],
  ['data-layer.js', 2.4],
])('%s has at most %i kB on the wire', async (name, limitKilobytes) => {
  const script = await readFile(inPackage(name), 'utf8');
  // What it imports to begin with counts; the SDK's own file has a limit of its own.
  const beside = [...script.matchAll(/\bfrom ?["'`]\.\/([^"'`]+)["'`]/g)].map(([, path]) => path!);
  const texts = [script];
  for (const path of beside) if (path !== 'privet.js') texts.push(await readFile(inPackage(path), 'utf8'));
  const bytes = texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
  expect(bytes).toBeLessThanOrEqual(limitKilobytes * 1000);
});

test('importing it on a server does nothing', async () => {
  const json = JSON.parse(await readFile(inPackage('package.json'), 'utf8'));
  const files = ['./worker', './privet.css', './package.json', './vite-client', './data-layer', './connect-data-layer'];
  expect(Object.keys(json.exports)).toEqual(expect.arrayContaining(['.', './elements', './react', './vite', ...files]));
  for (const entry of ['.', './elements', './react', './vite', './data-layer', './connect-data-layer']) {
    const script = `const before = Object.keys(globalThis).length; await import('privet${entry.slice(1)}');
      if (Object.keys(globalThis).length !== before) throw new Error('it added globals');`;
    expect(await sh(site.folder, process.execPath, ['--input-type=module', '-e', script])).toBe('');
  }
});

test('the file for React says that it belongs to the client', async () => {
  expect(await readFile(inPackage('react.js'), 'utf8')).toMatch(/^["']use client["']/);
});

test.each(['bundler', 'node16'])('its types are understood with moduleResolution %s', async (resolution) => {
  const file = `consumer-${resolution}.mts`;
  const text = `import { type ForYouResponse, openPrivet } from 'privet';
    import { connectDataLayer } from 'privet/data-layer';
    import { ForYou, useSimilar } from 'privet/react';
    import { createElement } from 'react';
    const privet = await openPrivet('bundle/', { workerUrl: new URL('https://a.example/w.js') });
    connectDataLayer([], privet, { itemId: 'sku' }).disconnect();
    const answer: ForYouResponse = await privet.forYou({ count: 3 });
    export const titles: string[] = answer.items.map(({ title }) => title);
    // @ts-expect-error: a count is a number
    privet.forYou({ count: 'three' });
    export const list = () => createElement(ForYou, { count: 3, children: ({ title }) => title });
    export const ids = (): string[] => useSimilar('a').items.map(({ itemId }) => itemId);
    // @ts-expect-error: an id is a text
    useSimilar(7);`;
  await writeFile(join(site.folder, file), text);
  const flags = ['--noEmit', '--strict', '--target', 'es2023', '--lib', 'es2023,dom,dom.iterable'];
  const modules = ['--module', resolution === 'node16' ? 'node16' : 'esnext', '--moduleResolution', resolution];
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  expect(await sh(site.folder, process.execPath, [tsc, ...flags, ...modules, file])).toBe('');
});

test('build says what it took columns for, and writes what a page loads', async () => {
  expect(site.built).toContain('500 items, facets: brand, category');
  const files = await readdir(inPublic('privet'));
  expect(files).toEqual(expect.arrayContaining(['bundle', 'preview.html', 'privet.js', 'worker.js']));
  const manifest = JSON.parse(await readFile(inPublic('privet', 'bundle', 'manifest.json'), 'utf8'));
  expect(manifest.numItems).toBe(500);
  const hasGraphs = JSON.stringify(manifest).includes('.onnx"');
  expect(files.some((file) => file.endsWith('.wasm'))).toBe(hasGraphs);
});

test('build trains on a log, from the package alone', async () => {
  const ids = (await readFile(join(site.folder, 'products.csv'), 'utf8')).matchAll(/^SKU-\d+/gm);
  const rows = Array.from(ids, ([id], i) => `u${i % 40},${id},${1_700_000_000 + 60 * i},view`);
  await writeFile(join(site.folder, 'log.csv'), ['user_id,item_id,timestamp,event', ...rows].join('\n'));
  const args = ['privet', 'build', 'products.csv', '--interactions', 'log.csv', '--epochs', '1', '--out', 'trained'];
  const built = await sh(site.folder, 'npx', ['--no-install', ...args]);
  expect(built).toContain('40 users, 500 events');
  const manifest = JSON.parse(await readFile(join(site.folder, 'trained/bundle/manifest.json'), 'utf8'));
  expect(manifest.models.userTower.path).toMatch(/^user-tower\.\w+\.onnx$/);
});

test.each([
  ['few people', 40, /nothing is trained: the log has 500 events, 40 people/],
  ['people who do as they like', 100, /learning curve, Recall@10 .*\nnothing is trained: others tell no more/],
])('build with a log of %s says what it would take, and trains nothing', async (_, numUsers, said) => {
  const ids = (await readFile(join(site.folder, 'products.csv'), 'utf8')).matchAll(/^SKU-\d+/gm);
  const rows = Array.from(ids, ([id], i) => `${1 + ((i * 7919) % numUsers)},${id},${1_700_000_000 + 60 * i}`);
  await writeFile(join(site.folder, 'small.csv'), ['Kundennummer,Artikelnummer,Zeit', ...rows].join('\n'));
  const args = ['privet', 'build', 'products.csv', '--interactions', 'small.csv', '--out', 'untrained'];
  expect(await sh(site.folder, 'npx', ['--no-install', ...args])).toMatch(said);
  const manifest = JSON.parse(await readFile(join(site.folder, 'untrained/bundle/manifest.json'), 'utf8'));
  expect(manifest.models).toEqual({});
});

test('preview shows lists, clicks and columns under a strict policy, and ends by Ctrl-C', async () => {
  const args = ['node_modules/privet-cli/privet.js', 'preview', 'public/privet', '--port', '0'];
  const preview = spawn(process.execPath, args, { cwd: site.folder });
  const url = await new Promise<string>((resolve, reject) => {
    preview.stdout.on('data', (text) => resolve(/http:\S+/.exec(String(text))?.[0] ?? ''));
    preview.once('exit', () => reject(new Error('preview ended')));
  });
  const headers = (await fetch(url)).headers;
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  const origin = new URL(url).origin;
  const requests = await visitPage(url, async (page) => {
    const cards = page.locator('#list [part=card]');
    // Places are drawn before what stands in them.
    await expect.poll(async () => (await cards.allTextContents()).filter(Boolean).length).toBe(12);
    const before = await cards.allTextContents();
    await cards.nth(2).click();
    await expect.poll(() => page.locator('#list-title').textContent()).toBe('The list after your clicks');
    expect(await cards.allTextContents()).not.toEqual(before);
    await page.getByRole('button', { name: 'Forget all clicks' }).click();
    await expect.poll(() => cards.allTextContents()).toEqual(before);
    await cards.nth(1).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#clicked li').count()).toBe(1);
    await expect.poll(() => page.locator('#examples privet-similar [part=card]').count()).toBe(20);
    expect(await page.locator('#columns tr', { hasText: 'brand' }).first().textContent()).toMatch(
      /^brandbrandsurewho .+ · /,
    );
    expect(await page.locator('h1').textContent()).toBe('products');
    await page.getByRole('combobox').fill('lamp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('privet-search [part=card]').count()).toBe(8);
  });
  expect(requests.filter((address) => !address.startsWith(origin) && !address.startsWith('data:'))).toEqual([]);
  const ended = new Promise((resolve) => preview.once('exit', resolve));
  preview.kill('SIGINT');
  expect(await ended).toBe(0);
});

const EXAMPLE_LOOKS = [
  ['a phone', PHONE, 'light'],
  ['a phone', PHONE, 'dark'],
  ['a desktop', { viewport: DESKTOP }, 'light'],
  ['a desktop', { viewport: DESKTOP }, 'dark'],
] as const;
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>';

test.each(EXAMPLE_LOOKS)(
  'preview on %s has pictures, prices, what is sold out, and axe finds nothing',
  async (_, device, colorScheme) => {
    const built = join(site.folder, 'pictured');
    const args = ['--no-install', 'privet', 'build', join(ROOT, 'test/shops/tools.xml'), '--out', built];
    if (!(await readdir(built).catch(() => undefined))) await sh(site.folder, 'npx', args);
    const server = await startPreview({
      ...{ folder: built, address: '127.0.0.1', port: 0 },
      policy: contentSecurityPolicy(await policyOf(built)),
    });
    const context = await newContext({ ...device, colorScheme });
    const asked: string[] = [];
    await context.route('https://img.ashandanvil.example/**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'image/svg+xml', body: PICTURE });
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(server.url);
    await expect.poll(() => page.locator('#examples [part=card]').count()).toBe(20);
    await expect.poll(() => asked.length).toBeGreaterThan(12);
    const width = "document.querySelector('#list').shadowRoot.querySelector('img').naturalWidth";
    await expect.poll(() => page.evaluate(width)).toBe(8);
    expect(await page.locator('#list [part=price]').first().textContent()).toMatch(/^€\d/);
    expect(await page.locator('#told').textContent()).toMatch(
      /34 are sold out.*img\.ashandanvil\.example.* tells that host what is shown/,
    );
    await page.getByRole('combobox').fill('drill');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('privet-search s').count()).toBeGreaterThan(0);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await axeViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
    server.close();
  },
);

test('preview refuses a folder that has no bundle', async () => {
  const args = ['--no-install', 'privet', 'preview', 'public'];
  await expect(sh(site.folder, 'npx', args)).rejects.toThrow('expected a bundle made by privet build');
});

test('a page of plain HTML draws recommendations', async () => {
  await writeFile(inPublic('index.html'), shopPage('./shop.js'));
  await writeFile(inPublic('shop.js'), shopScript());
  const server = await startServer(inPublic());
  await visitPage(server.url, expectRecommendations).finally(server.close);
});

test('elements draw with a template under the policy that embed-headers prints', async () => {
  await writeFile(inPublic('index.html'), ELEMENTS_PAGE);
  const server = await startServer(inPublic(), { headers: await printedPolicy(site.folder) });
  const requests = await visitPage(server.url, expectElements).finally(server.close);
  // Nothing of the panels is fetched by a page that has none.
  expect(requests.filter((address) => /panel/.test(address))).toEqual([]);
});

test('what a page pushes for its tag manager is kept, and leaves the page in no request', async () => {
  await writeFile(inPublic('index.html'), DATA_LAYER_PAGE);
  const server = await startServer(inPublic());
  const requests = await visitPage(server.url, expectDataLayer).finally(server.close);
  const elsewhere = (address: string) => !address.startsWith(server.url) && !address.startsWith('data:');
  expect(requests.filter((address) => elsewhere(address) || /SKU|T-1|maud|\?/.test(address))).toEqual([]);
});

/** Not the bundle that somebody may have built there. */
async function copyExample(): Promise<void> {
  for (const file of ['index.html', 'shop.css']) await cp(join(ROOT, 'examples/shop', file), inPublic(file));
}

test.each(EXAMPLE_LOOKS)('the shop of examples on %s works, and axe finds nothing', async (_, device, colorScheme) => {
  await copyExample();
  const server = await startServer(inPublic(), { headers: await printedPolicy(site.folder) });
  await visitPage(server.url, expectShop, { ...device, colorScheme }).finally(server.close);
});

test('a click that leaves the page at once is kept by the next page', async () => {
  await copyExample();
  const server = await startServer(inPublic());
  const { opened, open } = gate();
  server.mischief.push({ path: /manifest\.json$/, until: opened });
  await visitPage(server.url, (page) => expectNothingLost(page, open)).finally(server.close);
});

test('a site made with Vite draws recommendations', async () => {
  const root = join(site.folder, 'with-vite');
  await sh(site.folder, 'mkdir', ['-p', root]);
  await writeFile(join(root, 'index.html'), shopPage('/main.js'));
  await writeFile(join(root, 'main.js'), shopScript({ sdk: 'privet', workerUrl: './privet/worker.js' }));
  const publicDir = inPublic();
  await rm(inPublic('index.html'), { force: true });
  const target = 'esnext';
  await viteBuild({ root, publicDir, base: './', configFile: false, logLevel: 'error', build: { target } });
  const server = await startServer(join(root, 'dist'));
  await visitPage(server.url, expectRecommendations).finally(server.close);
});
