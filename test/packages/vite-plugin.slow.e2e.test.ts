// A site made with Vite and the plugin of the installed package: config and page are those of docs/hosting.md, built and
// served as people do.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startServer } from '../e2e/static-server.ts';
import { type Newcomer, newcomer, ROOT, sh } from './pack.ts';
import { expectRecommendations, sharedChromium, shopPage, visitPage } from './shop-page.ts';

sharedChromium();

const VITE = ['node_modules/vite/bin/vite.js'];
/** A build takes seconds, where nothing else is on the machine. */
const poll = { timeout: 120_000 };
/** Few, so that each build is short. */
const NUM_ITEMS = 60;
const POPULAR = '<privet-popular count="4"><template><b>{title}</b></template></privet-popular>';
let site: Newcomer;
let products: string;
let dev: ChildProcess | undefined;

/** At once: nobody sees half of it. */
async function write(file: string, text: string): Promise<void> {
  const path = join(site.folder, file);
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

/** What the page does with its list, beside the lines of the documentation. */
const DRAW = `
const draw = (items) => document.querySelector('ol').replaceChildren(...items.map((item) => {
  const line = Object.assign(document.createElement('li'), { textContent: item.title });
  line.onclick = async () => {
    await privet.record('view', item.itemId);
    draw((await privet.forYou({ count: 8 })).items);
  };
  return line;
}));
draw(items);
`;

/** The two blocks under "With Vite": the config, and a page's script. */
async function documented(): Promise<[config: string, script: string]> {
  const section = (await readFile(join(ROOT, 'docs/hosting.md'), 'utf8')).split('\n## With Vite\n')[1]!;
  const [config, script] = [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);
  return [config!, script!];
}

beforeAll(async () => {
  site = await newcomer();
  for (const name of ['vite', 'typescript', '@types']) {
    await symlink(join(ROOT, 'node_modules', name), join(site.folder, 'node_modules', name));
  }
  const lines = (await readFile(join(site.folder, 'products.csv'), 'utf8')).split('\n');
  products = `${lines.slice(0, 1 + NUM_ITEMS).join('\n')}\n`;
  await write('products.csv', products);
  const [config, script] = await documented();
  await write('vite.config.ts', config);
  await write('main.ts', `import 'privet/elements';\n${script}${DRAW}`);
  await rm(join(site.folder, 'public'), { recursive: true });
  const page = shopPage('/main.ts');
  await write('index.html', page.replace('<ol>', `${POPULAR}<ol>`));
});
afterEach(async () => {
  if (!dev) return;
  dev.kill();
  if (dev.exitCode === null && dev.signalCode === null) await once(dev, 'exit');
  dev = undefined;
});
afterAll(() => site?.remove());

/** A list of the page, which may have to wait for a build. */
async function expectList(page: Page): Promise<void> {
  await expect.poll(() => page.locator('ol li').count(), poll).toBe(8);
}

/** Neither script names an address. */
async function expectShopAndElement(page: Page): Promise<void> {
  await expectList(page);
  await expectRecommendations(page);
  await expect.poll(() => page.locator('privet-popular b').count()).toBe(4);
}

/** `vite dev` in the site. @returns the page's address */
async function startDev(): Promise<string> {
  const env = { ...process.env, NODE_ENV: 'development', NO_COLOR: '1' };
  dev = spawn(process.execPath, [...VITE, '--port', '0', '--base', '/de/shop/'], { cwd: site.folder, env });
  let said = '';
  return new Promise((resolve, reject) => {
    dev!.stderr!.on('data', (text) => (said += text));
    dev!.stdout!.on('data', (text) => {
      said += text;
      const url = /Local:\s+(http:\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    });
    dev!.once('exit', () => reject(new Error(`vite ended: ${said}`)));
  });
}

/** The first product of the list under another title, in the file. */
async function renameProduct(title: string): Promise<void> {
  const row = products.split('\n').find((line) => line.includes(title))!;
  await write('products.csv', products.replace(row, row.replace(title, `Renamed ${title}`)));
}

test('vite build: a page below a path draws recommendations, without an address in it', async () => {
  await sh(site.folder, process.execPath, [...VITE, 'build', '--base', '/de/shop/']);
  const server = await startServer(join(site.folder, 'dist'), { mount: '/de/shop/' });
  const requests = await visitPage(server.url, expectShopAndElement).finally(server.close);
  expect(requests).toEqual(expect.arrayContaining([`${server.url}privet/worker.js`]));
  expect(requests.filter((url) => url.endsWith('/bundle/manifest.json')).length).toBeGreaterThan(0);
});

test('vite build with a relative base: the same folder below any path, nothing built again', async () => {
  const said = await sh(site.folder, process.execPath, [...VITE, 'build', '--base', './']);
  expect(said).not.toContain('columns:');
  const server = await startServer(join(site.folder, 'dist'), { mount: '/any/where/' });
  await visitPage(server.url, expectShopAndElement).finally(server.close);
});

test('vite dev: a list, and the new one when a title changes', async () => {
  await write('products.csv', products);
  const url = await startDev();
  await visitPage(url, async (page) => {
    await expectShopAndElement(page);
    const title = (await page.locator('ol li').first().textContent())!;
    await renameProduct(title);
    await expect.poll(() => page.locator('ol').textContent(), poll).toContain(`Renamed ${title}`);
  });
});

test('vite dev: a broken file is told in the page, which works on, and mended', async () => {
  await write('products.csv', products);
  const url = await startDev();
  await visitPage(url, async (page) => {
    await expectList(page);
    await write('products.csv', '');
    const overlay = page.locator('vite-error-overlay .message-body');
    await expect.poll(() => overlay.count(), poll).toBe(1);
    expect(await overlay.textContent()).toContain('privet: products.csv: found');
    await page.keyboard.press('Escape');
    await expectRecommendations(page);
    // It is told to who comes later as well, beside the old list.
    await page.reload();
    await expect.poll(() => overlay.count(), poll).toBe(1);
    await expectList(page);
    await write('products.csv', products);
    await expect.poll(() => overlay.count(), poll).toBe(0);
    await expectList(page);
  });
});

test.each(['bundler', 'node16'])('its types are understood with moduleResolution %s', async (resolution) => {
  const [, script] = await documented();
  const text = `${script}
    import type { ForYouResponse } from 'privet';
    import { type PrivetPluginOptions, privet as plugin } from 'privet/vite';
    import type { Plugin } from 'vite';
    import { bundleUrl } from 'virtual:privet';
    const options: PrivetPluginOptions = { items: 'products.csv', map: { facet: ['brand'] }, seed: 3 };
    export const plugins: Plugin[] = [plugin(options)];
    const opened = await openPrivet({ databaseName: 'shop' });
    export const answer: ForYouResponse = await opened.forYou();
    export const titles: string[] = items.map(({ title }) => title);
    export const url: string = bundleUrl;
    // @ts-expect-error: items are a file
    plugin({ items: 3 });
    // @ts-expect-error: it knows the address
    openPrivet('/privet/bundle/');`;
  const file = `vite-${resolution}.mts`;
  await write(file, text);
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--lib', 'es2023,dom,dom.iterable'];
  const modules = ['--module', resolution === 'node16' ? 'node16' : 'esnext', '--moduleResolution', resolution];
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  expect(await sh(site.folder, process.execPath, [tsc, ...flags, ...modules, file])).toBe('');
});
