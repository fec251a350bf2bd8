// The plugin in Vite itself, over a command line of the test's own: what is built, when, and what a server answers.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, createServer, type InlineConfig, preview, type ViteDevServer } from 'vite';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { PrivetPluginOptions } from '../../src/vite-plugin/options.ts';
import { privet } from '../../src/vite-plugin/vite-plugin.ts';
import { type FakeSite, fakeSite } from './fake-site.ts';

const poll = { timeout: 20_000 };

function configOf(site: FakeSite, options: Partial<PrivetPluginOptions> = {}, more: InlineConfig = {}): InlineConfig {
  const plugins = [privet({ items: 'products.csv', ...options })];
  return { root: site.root, configFile: false, logLevel: 'silent', plugins, ...more };
}

async function startDev(site: FakeSite, options?: Partial<PrivetPluginOptions>, more?: InlineConfig) {
  const server = await createServer(configOf(site, options, { server: { port: 0, host: '127.0.0.1' }, ...more }));
  onTestFinished(() => server.close());
  await server.listen();
  return server;
}

function ask(server: ViteDevServer, path: string, init?: RequestInit): Promise<Response> {
  return fetch(`http://127.0.0.1:${(server.httpServer!.address() as AddressInfo).port}${path}`, init);
}

const manifestOf = async (server: ViteDevServer) => (await ask(server, '/privet/bundle/manifest.json')).text();
const scriptsOf = (folder: string) =>
  readdirSync(join(folder, 'assets'))
    .map((file) => readFileSync(join(folder, 'assets', file), 'utf8'))
    .join('\n');

/** What pages hear. */
function heardBy(server: ViteDevServer) {
  vi.spyOn(server.ws, 'clients', 'get').mockReturnValue(new Set([{} as never]));
  return vi.spyOn(server.ws, 'send').mockImplementation(() => {});
}

it('writes the folder into the built site, once for the same input', async () => {
  const site = await fakeSite();
  const dist = join(site.root, 'dist');
  await build(configOf(site, { out: 'de/own' }, { base: '/below/' }));
  expect(existsSync(join(dist, 'de/own/bundle/manifest.json'))).toBe(true);
  expect(scriptsOf(dist)).toContain('/below/de/own/bundle/');
  await rm(dist, { recursive: true });
  await build(configOf(site, { out: 'de/own' }, { base: '/below/' }));
  expect(existsSync(join(dist, 'de/own/worker.js'))).toBe(true);
  expect(await site.runs()).toEqual(['began', 'built']);
  await build(configOf(site, { out: 'de/own', seed: 2 }, { base: '/below/' }));
  expect(await site.runs()).toHaveLength(4);
});

it.each(['', './'])('with the base %o, addresses are relative to the scripts', async (base) => {
  const site = await fakeSite();
  await build(configOf(site, {}, { base }));
  expect(scriptsOf(join(site.root, 'dist'))).toMatch(
    /new URL\([`'"]\.\.\/privet\/worker\.js[`'"], ?import\.meta\.url\)/,
  );
});

it('a build for a server writes nothing of it, and imports without a page', async () => {
  const site = await fakeSite();
  await build(configOf(site, {}, { build: { ssr: 'main.js' } }));
  expect(existsSync(join(site.root, 'dist/main.js'))).toBe(true);
  expect(existsSync(join(site.root, 'dist/privet'))).toBe(false);
  expect(await site.runs()).toEqual([]);
  const server = await startDev(site);
  expect((await server.ssrLoadModule('virtual:privet')).bundleUrl).toBe('/privet/bundle/');
});

it('a built site names the manifest that it comes with; a page in dev, where it changes, names none', async () => {
  const site = await fakeSite();
  const dist = join(site.root, 'dist');
  const integrityIn = (folder: string) => {
    const bytes = readFileSync(join(folder, 'privet/bundle/manifest.json'));
    return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
  };
  await build(configOf(site));
  const first = integrityIn(dist);
  expect(readFileSync(join(dist, 'index.html'), 'utf8')).toContain(`<meta name="privet:integrity" content="${first}">`);
  expect(scriptsOf(dist)).toContain(first);
  await site.write('products.csv', 'sku,title\n1,Chair\n');
  await build(configOf(site));
  const second = integrityIn(dist);
  expect(second).not.toBe(first);
  expect(scriptsOf(dist)).toContain(second);
  expect(scriptsOf(dist)).not.toContain(first);
  const server = await startDev(site);
  expect(await (await ask(server, '/')).text()).not.toContain('privet:integrity');
  expect((await server.ssrLoadModule('virtual:privet')).integrity).toBeUndefined();
});

it('a folder that was built anew while the site was built is refused', async () => {
  const site = await fakeSite();
  const spoil = {
    name: 'spoil',
    generateBundle: () => site.write('node_modules/.vite/privet/privet/files/bundle/manifest.json', '{}'),
  };
  const plugins = [privet({ items: 'products.csv' }), spoil];
  await expect(build(configOf(site, {}, { plugins }))).rejects.toThrow(/was built anew meanwhile, .* build again/);
});

it('a failed build says what the command line said, and is tried again', async () => {
  const site = await fakeSite();
  await site.write('products.csv', 'broken');
  const told = 'privet: products.csv:2: found an empty id, expected a text\n(a second line)';
  await expect(build(configOf(site))).rejects.toThrow(told);
  await expect(build(configOf(site))).rejects.not.toThrow('columns:');
  expect(await site.runs()).toEqual(['began', 'failed', 'began', 'failed']);
});

it.each([
  [{ commandLine: '' }, /privet-cli: found no such package.*Install it: npm i -D privet-cli@1\.0\.0/],
  [{ commandLine: '0.9.0' }, /found version 0\.9\.0, expected 1\.0\.0, which `privet` has/],
])('refuses a site with %o', async (versions, message) => {
  const site = await fakeSite(versions);
  await expect(build(configOf(site))).rejects.toThrow(message);
  const server = await preview(configOf(site, {}, { preview: { port: 0 } })); // needs neither
  await server.close();
});

it('the server starts at once, and what is asked of the folder waits for the first build', async () => {
  const site = await fakeSite();
  await site.write('products.csv', 'slow');
  const server = await startDev(site, {}, { base: '/below/' });
  const send = heardBy(server);
  expect((await ask(server, '/below/')).status).toBe(200);
  let answered = false;
  const asked = ask(server, '/below/privet/bundle/manifest.json').then((answer) => {
    answered = true;
    return answer;
  });
  await expect.poll(site.runs, poll).toEqual(['began']);
  expect(answered).toBe(false);
  await site.write('go', '');
  expect(await (await asked).json()).toEqual({ items: 'slow' });
  expect(send).not.toHaveBeenCalled(); // a page that waited is not loaded again
});

it('serves the folder and nothing beside it', async () => {
  const site = await fakeSite();
  const server = await startDev(site, {}, { server: { port: 0, host: '127.0.0.1', headers: { 'x-own': '1' } } });
  const worker = await ask(server, '/privet/worker.js');
  expect(worker.headers.get('content-type')).toContain('text/javascript');
  expect(worker.headers.get('cache-control')).toBe('no-store');
  expect(worker.headers.get('x-own')).toBe('1');
  expect((await ask(server, '/privet/worker.js', { method: 'HEAD' })).status).toBe(200);
  for (const path of ['/privet/none.js', '/privet/', '/privet/..%2fstamp.json', '/privet/%', '/privet/bundle']) {
    expect((await ask(server, path)).status, path).toBe(404);
  }
  expect(await (await ask(server, '/privet.html')).text()).toContain('<title>Shop');
});

it('scripts of the package are told that they lie in the folder', async () => {
  const site = await fakeSite();
  const server = await startDev(site, {}, { base: '/below/' });
  const code = await (await ask(server, '/below/node_modules/privet/privet.js')).text();
  expect(code).toMatch(/'\.\/worker\.js', \(new URL\("\/below\/privet\/privet\.js", ?location\.href\)\.href\)/);
});

it('builds again when the items change; a failure leaves what was there', async () => {
  const site = await fakeSite();
  const server = await startDev(site);
  expect(await manifestOf(server)).toContain('Lamp');
  await site.write('products.csv', 'sku,title\n1,Chair\n');
  await expect.poll(() => manifestOf(server), poll).toContain('Chair');
  await site.write('products.csv', 'broken');
  await expect.poll(site.runs, poll).toContain('failed');
  expect(await manifestOf(server)).toContain('Chair');
  const numRuns = (await site.runs()).length;
  await site.write('products.csv', 'sku,title\n1,Table\n');
  await expect.poll(() => manifestOf(server), poll).toContain('Table');
  await expect.poll(async () => (await site.runs()).length, poll).toBe(numRuns + 2);
});

it('a change in the middle of a run is built after it', async () => {
  const site = await fakeSite();
  const server = await startDev(site);
  await manifestOf(server);
  await site.write('products.csv', 'slow');
  await expect.poll(async () => (await site.runs()).length, poll).toBe(3);
  await site.write('products.csv', 'sku,title\n1,Chair\n');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await site.runs()).toEqual(['began', 'built', 'began']);
  await site.write('go', '');
  await expect.poll(() => manifestOf(server), poll).toContain('Chair');
  await expect.poll(site.runs, poll).toEqual(['began', 'built', 'began', 'built', 'began', 'built']);
});

it('a first build that fails is what the folder answers, until it is mended', async () => {
  const site = await fakeSite();
  await rm(join(site.root, 'products.csv'));
  const server = await startDev(site);
  const answer = await ask(server, '/privet/bundle/manifest.json');
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('privet: products.csv:2: found an empty id');
  await site.write('products.csv', 'sku,title\n1,Lamp\n');
  await expect.poll(() => manifestOf(server), poll).toContain('Lamp');
});

it('closing the server stops the command line', async () => {
  const site = await fakeSite();
  await site.write('products.csv', 'slow');
  const server = await startDev(site);
  await expect.poll(site.runs, poll).toEqual(['began']);
  await server.close();
  expect(await site.runs()).toEqual(['began', 'stopped']);
});

it('a server that starts while the folder is built waits for it, and builds nothing again', async () => {
  const site = await fakeSite();
  await site.write('products.csv', 'slow');
  await startDev(site);
  const second = await startDev(site);
  await expect.poll(site.runs, poll).toEqual(['began']);
  await site.write('go', '');
  expect(await manifestOf(second)).toContain('slow');
  expect(await site.runs()).toEqual(['began', 'built']);
});

it.each([true, false])('pages hear of a new bundle (reload: %s), and of errors', async (reload) => {
  const site = await fakeSite();
  const server = await startDev(site, { reload });
  await manifestOf(server);
  const send = heardBy(server);
  const event = [{ type: 'custom', event: 'privet:bundle' }];
  const anew = [{ type: 'full-reload' }];
  await site.write('products.csv', 'sku,title\n1,Chair\n');
  await expect.poll(() => send.mock.calls, poll).toEqual(reload ? [event, anew] : [event]);
  send.mockClear();
  await site.write('products.csv', 'broken');
  await expect.poll(() => send.mock.calls.length, poll).toBe(1);
  const [payload] = send.mock.calls[0]! as unknown as [{ type: string; err: { message: string } }];
  expect(payload).toMatchObject({ type: 'error', err: { plugin: 'privet' } });
  expect(payload.err.message).toContain('products.csv:2: found an empty id');
  send.mockClear();
  await site.write('products.csv', 'sku,title\n1,Chair\n'); // as it was: nothing is built, the error goes
  await expect.poll(() => send.mock.calls, poll).toEqual([event, anew]);
  expect((await site.runs()).at(-1)).toBe('failed');
});
