// The packages in a frame: a shop on one site, the recommender on another (127.0.0.1 and localhost are two), each with the
// headers that the command line prints for it.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../e2e/harness.ts';
import { type StaticServer, startServer } from '../e2e/static-server.ts';
import { type Newcomer, newcomer, sh } from './pack.ts';
import { sharedChromium, visitPage } from './shop-page.ts';

// Storage in a frame of another site is refused where Playwright starts a browser, for it turns the partitioning off that
// browsers have; of two lists of features the last counts.
sharedChromium(['--disable-features=Translate']);

let site: Newcomer;
let shop: StaticServer;
let recs: StaticServer;
let shopOrigin: string;
let recsOrigin: string;

/** The policy for these options, as the installed command line prints it. */
async function policyFor(...options: string[]): Promise<Record<string, string>> {
  const printed = await sh(site.folder, 'npx', ['--no-install', 'privet', 'embed-headers', ...options]);
  return { 'content-security-policy': /Content-Security-Policy: (.+)$/m.exec(printed)![1]! };
}

beforeAll(async () => {
  site = await newcomer();
  const folder = join(site.folder, 'shop');
  await mkdir(folder, { recursive: true });
  shop = await startServer(folder);
  shopOrigin = new URL(shop.url).origin.replace('localhost', '127.0.0.1');
  // By hand, which takes no second build.
  const file = join(site.folder, 'public/privet/frame.html');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('privet:parents" content=""', `privet:parents" content="${shopOrigin}"`));
  recs = await startServer(join(site.folder, 'public'));
  recsOrigin = new URL(recs.url).origin;
  const policies = [policyFor('--frame-ancestors', shopOrigin), policyFor('--frame-src', recsOrigin)] as const;
  [recs.headers, shop.headers] = await Promise.all(policies);
  await cp(join(site.folder, 'node_modules/privet/frame.js'), join(folder, 'frame.js'));
});
afterAll(async () => {
  await Promise.all([shop?.close(), recs?.close()]);
  await site?.remove();
});

/** A page of the shop whose frame is asked for this; its script says so when it is connected. */
async function shopPage(name: string, asked: Record<string, string>, from = recsOrigin): Promise<string> {
  const address = `${from}/privet/frame.html?${new URLSearchParams(asked)}`.replaceAll('&', '&amp;');
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
    <script type="module" src="${name}.js"></script><main><h1>Shop</h1>
    <iframe src="${address}" title="Recommendations"></iframe></main></html>`;
  const script = `import { connectFrame } from './frame.js';
    globalThis.frame = await connectFrame(document.querySelector('iframe'), { origin: '${from}', timeoutMs: 5000 })
      .catch(({ name }) => name);`;
  await writeFile(join(site.folder, 'shop', `${name}.html`), page);
  await writeFile(join(site.folder, 'shop', `${name}.js`), script);
  return `${shopOrigin}/${name}.html`;
}

const cards = (page: Page) => page.frameLocator('iframe').locator('[part=card]');
const titles = async (page: Page) => (await cards(page).allTextContents()).join();
const asFrame = (page: Page) => page.frames()[1]!;

/** Until the frame's host has been asked for nothing for two seconds. */
async function untilQuiet(page: Page): Promise<number> {
  for (let before = -1; before !== recs.served.length; ) {
    before = recs.served.length;
    await page.waitForTimeout(2000);
  }
  return recs.served.length;
}

test('what is loaded for it is small', async () => {
  const size = async (name: string) =>
    gzipSync(await readFile(join(site.folder, 'node_modules/privet', name)), { level: 9 }).length;
  expect(await size('frame.js')).toBeLessThanOrEqual(2000);
  expect(await size('frame-page.js')).toBeLessThanOrEqual(5600);
});

test('a frame draws, is as high as its list, follows what the page records, and leads the page on', async () => {
  const itemUrl = `${shopOrigin}/product.html?id={itemId}`;
  await shopPage('product', { list: 'recent', count: '3' });
  const requests = await visitPage(
    await shopPage('index', { list: 'for-you', count: '4', 'item-url': itemUrl }),
    async (page) => {
      await expect.poll(() => cards(page).count()).toBe(4);
      const contentHeight = () => asFrame(page).evaluate<number>('document.documentElement.offsetHeight');
      const height = () => page.evaluate<number>('document.querySelector("iframe").clientHeight');
      const isAsHigh = async () => (await height()) === (await contentHeight());
      await expect.poll(isAsHigh).toBe(true);
      const narrow = await height();
      await page.evaluate('void (document.querySelector("iframe").style.width = "900px")');
      await expect.poll(async () => (await height()) < narrow && isAsHigh()).toBe(true);
      expect(await asFrame(page).evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeViolations(page)).toEqual([]);
      }
      const before = await titles(page);
      const quiet = await untilQuiet(page);
      await page.evaluate(`(async () => {
        const { items } = await frame.popular({ count: 3 });
        for (const { itemId } of items) await frame.record('view', itemId);
        await frame.search({ query: 'lamp' });
        await frame.show();
      })()`);
      await expect.poll(() => titles(page)).not.toBe(before);
      await page.waitForTimeout(1000);
      expect(recs.served.slice(quiet)).toEqual([]);
      const [chosen] = await cards(page).allTextContents();
      await cards(page).first().click();
      await page.waitForURL('**/product.html?id=SKU-*');
      expect(new URL(page.url()).origin).toBe(shopOrigin);
      await expect.poll(async () => (await cards(page).allTextContents())[0]).toBe(chosen);
    },
  );
  expect(requests.filter((url) => !url.startsWith(shopOrigin) && !url.startsWith(recsOrigin))).toEqual(
    requests.filter((url) => url.startsWith('data:')),
  );
  // Its policy allows no WebAssembly: nothing of it is fetched in vain.
  expect(requests.filter((url) => /\.(wasm|onnx)$|ort\./.test(url))).toEqual([]);
});

test('a page that draws itself gets lists, and nothing else', async () => {
  await visitPage(await shopPage('own', { list: 'none' }), async (page) => {
    await page.waitForFunction('globalThis.frame?.forYou');
    const ask = (call: string) => page.evaluate<{ items: { itemId: string }[] }>(call);
    const { items } = await ask('frame.forYou({ count: 5 })');
    expect(Object.keys(items[0]!).sort()).toEqual(['details', 'facets', 'itemId', 'title']);
    await page.evaluate(`frame.record('purchase', '${items[0]!.itemId}', { price: 3 })`);
    const after = await ask('frame.forYou({ count: 5 })');
    expect(after.items.map(({ itemId }) => itemId)).not.toContain(items[0]!.itemId);
    expect(await page.evaluate('frame.forYou({ hideBought: false }).catch(({ name }) => name)')).toBe('RequestError');
    expect(await page.evaluate('["recent", "events", "export", "forget"].filter((name) => name in frame)')).toEqual([]);
    expect(await cards(page).count()).toBe(0);
  });
});

test('once a visit a page is told most of what its frame draws; other lists are a stranger’s', async () => {
  await visitPage(await shopPage('told', { list: 'for-you', count: '24' }), async (page) => {
    await page.waitForFunction('globalThis.frame?.forYou');
    const ids = async (call: string) => {
      const { items } = await page.evaluate<{ items: { itemId: string }[] }>(call);
      return items.map(({ itemId }) => itemId);
    };
    const strangers = await ids('frame.popular({ count: 40 })');
    await page.evaluate(`Promise.all(${JSON.stringify(strangers.slice(30))}.map((id) => frame.record('like', id)))`);
    await page.evaluate('frame.show()');
    const inFrame = `[...document.querySelector('privet-for-you').shadowRoot.querySelectorAll('[data-item-id]')]`;
    const drawn = () => asFrame(page).evaluate<string[]>(`${inFrame}.map(({ dataset }) => dataset.itemId)`);
    await expect.poll(async () => (await drawn()).some((id) => strangers.slice(30).includes(id))).toBe(false);
    const told = await ids('frame.forYou({ count: 300 })');
    const list = await drawn();
    expect(told.length).toBeGreaterThanOrEqual(18);
    // What is sold out stands last in what the frame draws. What a page is told is chosen without a look at the stock.
    const left = told.filter((id) => !list.includes(id));
    const stock = await page.evaluate<number[]>(
      `frame.similar('SKU-1', { count: 500 }).then(({ items }) =>
        items.filter(({ itemId }) => ${JSON.stringify(left)}.includes(itemId)).map(({ details }) => Number(details.stock)))`,
    );
    expect(stock).toEqual(left.map(() => 0));
    expect(await ids('frame.popular({ count: 40 })')).toEqual(strangers);
    await page.reload();
    await page.waitForFunction('globalThis.frame?.forYou');
    expect(await ids('frame.forYou({ count: 300 })')).toEqual(told);
    const kept = await asFrame(page).evaluate<string[]>('Object.keys(localStorage)');
    expect(kept.filter((key) => key.startsWith('privet-told:privet:'))).toHaveLength(1);
  });
});

test('what is kept is of this pair of sites, and the frame says so', async () => {
  await visitPage(await shopPage('privacy', { list: 'privacy' }), async (page) => {
    const panel = page.frameLocator('iframe').locator('[part=panel]');
    await expect.poll(() => panel.textContent()).toContain('pair of sites');
    await page.waitForFunction('globalThis.frame?.record');
    await page.evaluate(`frame.record('view', 'SKU-1')`);
    await expect.poll(() => panel.textContent()).toContain('1 event kept');
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(`${recsOrigin}/privet/frame.html?list=privacy`);
    const alone = page.locator('[part=panel]');
    await expect.poll(() => alone.textContent()).toContain('0 events kept');
    expect(await alone.textContent()).not.toContain('pair of sites');
  });
});

test('a page that is not allowed gets nothing, even where the host sends no headers', async () => {
  const bare = await startServer(recs.folder);
  const other = await startServer(join(site.folder, 'shop'));
  const { headers } = shop;
  shop.headers = {};
  try {
    const page = await shopPage('other', { list: 'for-you' }, new URL(bare.url).origin);
    const elsewhere = page.replace(shopOrigin, new URL(other.url).origin.replace('localhost', '127.0.0.1'));
    await visitPage(elsewhere, async (page) => {
      await expect.poll(() => page.evaluate('globalThis.frame')).toBe('EngineStoppedError');
      expect(await cards(page).count()).toBe(0);
      expect(await asFrame(page).evaluate('document.querySelector("main").childElementCount')).toBe(0);
    });
    expect(bare.served.map(({ path }) => path).filter((path) => /bundle|worker/.test(path))).toEqual([]);
    await visitPage(page, async (page) => {
      await expect.poll(() => cards(page).count()).toBe(8);
    });
  } finally {
    shop.headers = headers;
    await Promise.all([bare.close(), other.close()]);
  }
});

test('of a manifest that its page does not name a frame shows nothing, and the page around it is told', async () => {
  recs.mischief.push({ path: /bundle\/manifest\.json/, change: (body) => Buffer.from(`${body} `) });
  try {
    // What the address asks for changes nothing of it.
    await visitPage(await shopPage('changed', { list: 'for-you', integrity: '', src: './other/' }), async (page) => {
      await page.frameLocator('iframe').locator('privet-for-you[state=failed]').waitFor({ state: 'attached' });
      expect(await cards(page).count()).toBe(0);
      await expect.poll(() => page.evaluate('typeof globalThis.frame')).toBe('object');
      const told = await page.evaluate<string[]>(
        'frame.forYou({ count: 1 }).catch(({ name, message }) => [name, message])',
      );
      expect(told).toEqual(['IntegrityError', expect.stringMatching(/^manifest\.json: content has sha256-/)]);
    });
  } finally {
    recs.mischief.length = 0;
  }
});

test('a host that sends headers has it shown nowhere else', async () => {
  const other = await startServer(join(site.folder, 'shop'));
  const page = (await shopPage('blocked', {})).replace(shopOrigin, new URL(other.url).origin);
  const blocked = visitPage(page, async (page) => {
    await expect.poll(() => page.evaluate('globalThis.frame')).toBe('EngineStoppedError');
  });
  await expect(blocked.finally(other.close)).rejects.toThrow(/frame-ancestors/);
});

test('a later build names other pages in the frame, and leaves the rest of it as it is', async () => {
  const file = join(site.folder, 'public/privet/frame.html');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('<main>', '<template>{title}</template><main>'));
  const build = [
    'build',
    'products.csv',
    '--out',
    'public/privet',
    '--frame-parents',
    'https://a.example,https://b.example',
  ];
  await sh(site.folder, 'npx', ['--no-install', 'privet', ...build]);
  const built = await readFile(file, 'utf8');
  expect(built).toContain('<meta name="privet:parents" content="https://a.example https://b.example">');
  expect(built).toContain('<template>{title}</template>');
  const manifest = await readFile(join(site.folder, 'public/privet/bundle/manifest.json'));
  const integrity = `sha256-${createHash('sha256').update(manifest).digest('base64')}`;
  for (const page of [built, await readFile(join(site.folder, 'public/privet/preview.html'), 'utf8')]) {
    expect(page).toContain(`<meta name="privet:integrity" content="${integrity}">`);
  }
});
