// Every kind of site that the packages may meet, as rows of a table: how it is made and served, and what a visitor sees.
// sites.slow.e2e.test.ts opens all of them in each browser.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { contentSecurityPolicy } from '../../src/pipeline/site/page-headers.ts';
import { BUNDLED_SITES } from './bundled-sites.ts';
import { ELEMENTS_PAGE, expectElements, printedPolicy } from './elements-page.ts';
import { expectError, expectRecommendations, shopPage, shopScript, tellingScript, texts } from './shop-page.ts';
import type { Site } from './site.ts';

/** A folder of its own with a page, a script and the shop's files. */
async function pageFolder(shop: string, name: string, page: string, script = ''): Promise<string> {
  const folder = join(shop, name);
  await mkdir(folder);
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'shop.js'), script);
  await symlink(join(shop, 'public', 'privet'), join(folder, 'privet'));
  return folder;
}

const plainFolder = (shop: string, name: string) => pageFolder(shop, name, shopPage('./shop.js'), shopScript());

const plain: Site = {
  name: 'plain HTML',
  prepare: async ({ shop, serve }) => serve(await plainFolder(shop, 'plain')),
};

const belowPath: Site = {
  name: 'below a path',
  prepare: async ({ shop, serve }) => serve(await plainFolder(shop, 'below'), { mount: '/de/shop/' }),
};

const secondOrigin: Site = {
  name: 'script, worker and bundle of another origin, with the policy that embed-headers prints',
  async prepare({ shop, serve }) {
    const cdn = await serve(join(shop, 'public'), { headers: { 'access-control-allow-origin': '*' } });
    const script = shopScript({ sdk: `${cdn}privet/privet.js`, folder: `${cdn}privet/` });
    const folder = await pageFolder(shop, 'second-origin', shopPage('./shop.js'), script);
    const policy = contentSecurityPolicy({ towers: true, origin: new URL(cdn).origin });
    return serve(folder, { headers: { 'content-security-policy': policy } });
  },
};

const refusingOrigin: Site = {
  name: 'a worker of another origin that allows nobody is an error that says so',
  async prepare({ shop, serve }) {
    const cdn = await serve(join(shop, 'public'));
    const script = tellingScript({ sdk: './privet/privet.js', workerUrl: `${cdn}privet/worker.js` });
    return serve(await pageFolder(shop, 'refusing-origin', shopPage('./shop.js'), script));
  },
  look: (page) => expectError(page, 'EngineStoppedError', 'Access-Control-Allow-Origin'),
  mayLog: /Access-Control-Allow-Origin|net::ERR_FAILED/,
};

/** Firefox itself tells of the only way to find out; Chromium is silent. */
const FORBIDDEN = /blocked WebAssembly/;

const strictPolicy: Site = {
  name: 'a policy without WebAssembly: nothing of it is fetched, nothing logged by us',
  mayLog: FORBIDDEN,
  prepare: async ({ shop, serve }) =>
    serve(await plainFolder(shop, 'strict'), { headers: { 'content-security-policy': contentSecurityPolicy() } }),
  async look(page) {
    await expectRecommendations(page);
    await new Promise((resolve) => setTimeout(resolve, 1000)); // what comes behind the first list
  },
  expectRequests: (urls) => expect(urls.filter((url) => /\.(wasm|onnx)$|ort\./.test(url))).toEqual([]),
};

const elements: Site = {
  name: 'elements with a template, under the policy that embed-headers prints',
  prepare: async ({ shop, serve }) =>
    serve(await pageFolder(shop, 'elements', ELEMENTS_PAGE), { headers: await printedPolicy(shop) }),
  mayLog: FORBIDDEN,
  look: expectElements,
};

const framed: Site = {
  name: 'in a frame of another site',
  async prepare({ shop, serve }) {
    const url = await serve(await plainFolder(shop, 'framed'));
    const page = `<!doctype html><title>Outside</title><link rel="icon" href="data:,"><iframe src="${url}"></iframe>`;
    return (await serve(await pageFolder(shop, 'outside', page))).replace('localhost', '127.0.0.1');
  },
  async look(page) {
    await expect.poll(() => page.frames().length).toBe(2);
    await expect.poll(() => texts(page.frames()[1]!, 'ol li')).toHaveLength(8);
  },
};

export const SITES: Site[] = [
  ...[plain, belowPath, secondOrigin, refusingOrigin, strictPolicy, elements, framed],
  ...BUNDLED_SITES,
];
