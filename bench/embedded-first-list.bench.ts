// How much later than a static page does a page with Privet's elements show its list? The packed shop from a host on this
// machine that compresses, three pages in turns, an empty cache each time: one with its cards in the HTML and no script, one
// whose cards the elements draw, and one whose server drew cards that the elements replace. The moment is the same for all:
// the frame in which the last card is there.
//
// npm run build:packages && npx tsx bench/embedded-first-list.bench.ts [--visits 15] [--encoding gzip|br] [--latency 0]
// [--json]

import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { percentile } from './harness/statistics.ts';
import { type CompressedHost, type Encoding, startCompressedHost } from './node/compressed-host.ts';
import { ROOT, readOptions, row, teller, VIEWPORT, verdict, withBrowser } from './node/page-bench.ts';

const COUNT = 8;
/** Elements against the static page: the goal. */
const MOST_RATIO = 1.5;

/** `latency`: milliseconds that every answer waits, as by a round trip of the network. */
const options = readOptions({ visits: '15', encoding: 'gzip', latency: '0' });
const [numVisits, latencyMs] = [Number(options.visits), Number(options.latency)];
const encoding = options.encoding as Encoding;
const tell = teller('embedded-first-list', options, { encoding, visits: numVisits, latencyMs });

const STYLE = `body { max-width: 64rem; margin: 0 auto; font: 1rem/1.5 system-ui, sans-serif }
.list, .privet-list { display: grid; gap: 1rem; grid-template-columns: repeat(4, 1fr) }
.card { padding: .75rem; border: 1px solid #ccc; border-radius: .5rem; min-height: 6rem } .card h3 { font-size: 1rem }`;
const CARD = `<article class="card"><h3><a href="p/{itemId}">{title}</a></h3><p>{brand}</p><p>€ {price}</p></article>`;
const ELEMENTS = `<link rel="modulepreload" href="privet/privet.js"><script type="module" src="privet/elements.js"></script>`;

const pageWith = (head: string, body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Shop</title><link rel="icon" href="data:,"><link rel="stylesheet" href="privet/privet.css">
<link rel="stylesheet" href="shop.css">${head}</head><body><h1>Shop</h1>${body}</body></html>`;
const listOf = (children: string) =>
  `<privet-for-you count="${COUNT}"><template>${CARD}</template>${children}</privet-for-you>`;

/** Installed in each page: notes the frame after which all cards are on screen. */
const NOTE_CARDS = `(() => {
  const look = () => {
    if (document.querySelectorAll('.card').length < ${COUNT}) return requestAnimationFrame(look);
    requestAnimationFrame(() => { window.cardsAt = performance.now(); });
  };
  requestAnimationFrame(look);
})()`;

async function visit(browser: Browser, address: string): Promise<{ page: Page; ms: number }> {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.addInitScript(NOTE_CARDS);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction('window.cardsAt', undefined, { polling: 100 });
  return { page, ms: await page.evaluate<number>('window.cardsAt') };
}

/** The shop with its three pages; the cards of the static one are those that the elements drew. */
async function buildShop(browser: Browser): Promise<string> {
  const folder = join(ROOT, '.cache/embedded-first-list');
  const shop = join(ROOT, 'test/fixtures/shop/shop.csv');
  await mkdir(folder, { recursive: true });
  const command = [join(ROOT, 'bin/privet.mjs'), 'build', shop, '--out', join(folder, 'privet')];
  execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  await writeFile(join(folder, 'shop.css'), STYLE);
  await writeFile(join(folder, 'elements.html'), pageWith(ELEMENTS, listOf('')));
  const host = await startCompressedHost(folder, encoding);
  const { page } = await visit(browser, `${host.url}elements.html`);
  const cards = await page.evaluate<string[]>(
    `[...document.querySelectorAll('.card')].map((card) => '<div role="listitem">' + card.outerHTML + '</div>')`,
  );
  await page.context().close();
  await host.close();
  const list = `<div role="list" class="list">${cards.join('')}</div>`;
  await writeFile(join(folder, 'static.html'), pageWith('', list));
  await writeFile(join(folder, 'rendered.html'), pageWith(ELEMENTS, listOf(list)));
  return folder;
}

const PAGES = ['static', 'elements', 'rendered'] as const;
type PageName = (typeof PAGES)[number];

async function measure(browser: Browser, host: CompressedHost): Promise<Record<PageName, number[]>> {
  const times: Record<PageName, number[]> = { static: [], elements: [], rendered: [] };
  // The first round warms the browser up.
  for (let round = 0; round <= numVisits; round++) {
    for (const name of PAGES) {
      const { page, ms } = await visit(browser, `${host.url}${name}.html`);
      await page.context().close();
      if (round > 0) times[name].push(ms);
    }
  }
  return times;
}

function print(times: Record<PageName, number[]>): void {
  const ofStatic = percentile(times.static, 0.5);
  if (!options.json) {
    const what = `${numVisits} visits of each page, ${encoding}, ${latencyMs} ms a request`;
    console.log(`\nall ${COUNT} cards on screen, ms: ${what}`);
    console.log(row('', ['p50', 'p95', 'least', 'ratio'], 10));
  }
  for (const page of PAGES) {
    const [p50, p95] = [percentile(times[page], 0.5), percentile(times[page], 0.95)];
    const [min, ratio] = [Math.min(...times[page]), p50 / ofStatic];
    const cells = [...[p50, p95, min].map((value) => value.toFixed(0)), ratio.toFixed(2)];
    const end = page === 'static' ? '' : `  ${verdict(ratio, MOST_RATIO)}`;
    tell(`${row(page, cells, 10)}${end}`, { page, p50, p95, min, ratio });
  }
}

await withBrowser(async (browser) => {
  const host = await startCompressedHost(await buildShop(browser), encoding, latencyMs);
  print(await measure(browser, host).finally(host.close));
});
