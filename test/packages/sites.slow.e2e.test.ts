// The installed packages in sites that are made otherwise: another origin, a path below, a policy without WebAssembly, a
// frame, esbuild.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { build as esbuild } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../src/pipeline/site/page-headers.ts';
import { type Newcomer, newcomer, sh } from './pack.ts';
import { expectRecommendations, sharedChromium, shopPage, shopScript, visitPage } from './shop-page.ts';

sharedChromium();

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
let site: Newcomer;
const closing: (() => void)[] = [];

/** Files of a folder with headers on all of them. @returns its origin, and a slash */
async function serve(folder: string, headers: Record<string, string> = {}, mount = '/'): Promise<string> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    const file = join(folder, normalize(path === mount ? 'index.html' : path.slice(mount.length)));
    const body = path.startsWith(mount) ? await readFile(file).catch(() => undefined) : undefined;
    response.writeHead(body ? 200 : 404, { ...headers, 'content-type': TYPES[extname(file)] ?? 'text/plain' });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://localhost:${(server.address() as AddressInfo).port}${mount}`;
}

/** A folder with a page that has this script. */
async function pageFolder(name: string, script: string, file = 'shop.js'): Promise<string> {
  const folder = join(site.folder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.html'), shopPage(`./${file}`));
  await writeFile(join(folder, 'shop.js'), script);
  return folder;
}

beforeAll(async () => {
  site = await newcomer();
  await pageFolder('public', shopScript());
});
afterAll(async () => {
  for (const close of closing) close();
  await site?.remove();
});

test('below a path', async () => {
  await visitPage(await serve(join(site.folder, 'public'), {}, '/de/shop/'), expectRecommendations);
});

test('script, worker and bundle of another origin, with the policy that embed-headers prints', async () => {
  const cdn = await serve(join(site.folder, 'public'), { 'access-control-allow-origin': '*' });
  const folder = await pageFolder('page', shopScript({ sdk: `${cdn}privet/privet.js`, folder: `${cdn}privet/` }));
  const policy = contentSecurityPolicy({ towers: true, origin: new URL(cdn).origin });
  await visitPage(await serve(folder, { 'content-security-policy': policy }), expectRecommendations);
});

test('a worker of another origin that allows nobody is an error that says so', async () => {
  const cdn = await serve(join(site.folder, 'public'));
  const script = shopScript({ workerUrl: `${cdn}privet/worker.js` }).replace('await openPrivet', 'openPrivet');
  const asked = script.slice(0, script.indexOf('const draw'));
  const told = `${asked}privet.catch(({ message }) => { document.querySelector('h1').textContent = message; });`;
  await writeFile(join(site.folder, 'public', 'told.js'), told);
  await writeFile(join(site.folder, 'public', 'told.html'), shopPage('./told.js'));
  const server = await serve(join(site.folder, 'public'));
  await visitPage(`${server}told.html`, async (page) => {
    await expect.poll(() => page.locator('h1').textContent()).toContain('Access-Control-Allow-Origin');
  });
});

test('a policy without WebAssembly: nothing of it is fetched, nothing logged', async () => {
  const folder = join(site.folder, 'public');
  const url = await serve(folder, { 'content-security-policy': contentSecurityPolicy() });
  const requests = await visitPage(url, async (page) => {
    await expectRecommendations(page);
    await page.waitForTimeout(1000); // what comes behind the first list
  });
  expect(requests.filter((address) => /\.(wasm|onnx)$|ort\./.test(address))).toEqual([]);
});

test('in a frame of another site', async () => {
  const shop = await serve(join(site.folder, 'public'));
  const folder = await pageFolder('outside', '');
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><title>Outside</title><link rel="icon" href="data:,"><iframe src="${shop}"></iframe>`,
  );
  const outside = (await serve(folder)).replace('localhost', '127.0.0.1');
  await visitPage(outside, async (page) => {
    await expect.poll(() => page.frameLocator('iframe').locator('ol li').count()).toBe(8);
  });
});

test('esbuild', async () => {
  const script = shopScript({ sdk: 'privet', workerUrl: './privet/worker.js' });
  const folder = await pageFolder('with-esbuild', script, 'built.js');
  const [entry, outfile] = ['shop.js', 'built.js'].map((name) => join(folder, name)) as [string, string];
  await esbuild({ entryPoints: [entry], outfile, bundle: true, format: 'esm', minify: true, logLevel: 'error' });
  await sh(folder, 'cp', ['-r', join(site.folder, 'public', 'privet'), folder]);
  await visitPage(await serve(folder), expectRecommendations);
});
