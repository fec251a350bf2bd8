// How long until a catalog that a visitor brings can be used? The built app in headless Chromium as it comes, on
// WebAssembly: a csv of 2,000 items of about 24 tokens is chosen, built, and found again after a reload. Timed from the
// press on "Build the catalog", as a person sees it; on Linux beside the processor time that the whole browser took
// meanwhile, which other work on the machine does not stretch.
//
// npx tsx demo/bench/own-catalog.bench.ts [--items 2000] [--json]

import { readdir, readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { readOptions, until, VIEWPORT, withBrowser } from '../../bench/node/page-bench.ts';
import { guessColumns } from '../../src/items/guess-roles.ts';
import { tableItems } from '../../src/items/item-reader.ts';
import { readTable } from '../../src/items/table.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { itemText } from '../../src/text/item-text.ts';
import { wordsOf } from '../../src/text/word-pieces.ts';
import { IS_READY, withApp } from './built-app.ts';

const options = readOptions({ items: '2000' });
const numItems = Number(options.items);
const LIMIT_MS = 600_000;

const WORDS = {
  mood: 'quiet slow bright bitter merry strange gentle restless grand plain'.split(' '),
  thing: 'garden harbour forest clock kitchen mountain letter train island orchestra desert lantern'.split(' '),
  person: 'baker widow sailor child painter thief teacher farmer pilot nurse'.split(' '),
  deed: 'finds loses mends follows steals paints crosses hides remembers builds'.split(' '),
  end: 'before the winter comes,after a long war,in a town by the sea,with help from a stranger,against all advice'.split(
    ',',
  ),
};

/** Made-up books, the same for the same number. */
function books(): string {
  const random = createRandom(1);
  const one = (list: readonly string[]) => list[random.integer(list.length)]!;
  const rows = Array.from({ length: numItems }, (_, i) => {
    const title = `The ${one(WORDS.mood)} ${one(WORDS.thing)} ${i}`;
    const text = `A ${one(WORDS.mood)} ${one(WORDS.person)} ${one(WORDS.deed)} a ${one(WORDS.thing)} ${one(WORDS.end)}.`;
    return `"${title}",${1950 + random.integer(70)},${one(WORDS.mood)},"${text}"`;
  });
  return `title,year,genre,description\n${rows.join('\n')}\n`;
}

/** Processor time of this process's children and theirs, in seconds; undefined where there is no /proc. */
async function browserSeconds(): Promise<number | undefined> {
  try {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
    // After the name in brackets: state, parent, …; user and system time are the 12th and 13th, in hundredths of a
    // second.
    const rows = stats
      .filter(Boolean)
      .map((stat) => [Number.parseInt(stat, 10), stat.slice(stat.lastIndexOf(')') + 2).split(' ')] as const);
    const family = new Set([process.pid]);
    for (let before = 0; before < family.size; ) {
      before = family.size;
      for (const [pid, fields] of rows) if (family.has(Number(fields[1]))) family.add(pid);
    }
    family.delete(process.pid);
    const own = rows.filter(([pid]) => family.has(pid));
    return own.reduce((sum, [, fields]) => sum + (Number(fields[11]) + Number(fields[12])) / 100, 0);
  } catch {
    return undefined;
  }
}

async function medianWords(csv: string): Promise<number> {
  const table = await readTable(async function* () {
    yield new TextEncoder().encode(csv);
  }, 'books.csv');
  const { items } = tableItems(
    table,
    guessColumns(table).map(({ role }) => role),
  );
  const lengths = items.map(({ fields }) => wordsOf(itemText(fields)).length).sort((a, b) => a - b);
  return lengths[lengths.length >> 1]!;
}

/** Milliseconds from pressing the button; the list is asked for as a person would, when the page offers it. */
async function buildCatalog(page: Page, csv: string) {
  await page
    .locator('own-drop input[type=file]')
    .setInputFiles({ name: 'books.csv', mimeType: '', buffer: Buffer.from(csv) });
  const start = page.getByRole('button', { name: 'Build the catalog' });
  await start.waitFor();
  const startMs = performance.now();
  const startSeconds = (await browserSeconds()) ?? Number.NaN;
  const since = () => Math.round(performance.now() - startMs);
  const busy = async () => Math.round(10 * (((await browserSeconds()) ?? Number.NaN) - startSeconds)) / 10;
  await start.click();
  await page.locator('own-view own-card').first().waitFor({ timeout: LIMIT_MS });
  const firstListMs = since();
  const firstListCpuS = await busy();
  const map = page.locator('own-map taste-map').waitFor({ timeout: LIMIT_MS });
  // A large catalog is listed while it comes in; the map follows all of it.
  const all = page.getByRole('button', { name: `${numItems.toLocaleString('en-GB')} items are in now` });
  await Promise.race([all.click({ timeout: LIMIT_MS }).catch(() => {}), map]);
  await map;
  return { firstListMs, firstListCpuS, mapMs: since(), mapCpuS: await busy() };
}

async function measure(browser: Browser, url: string, csv: string) {
  const page = await browser.newPage({ viewport: VIEWPORT, reducedMotion: 'reduce' });
  // The films have come and their towers run: what is timed is the catalog alone.
  await page.goto(url);
  await until(page, IS_READY);
  await page.goto(`${url}#/own`);
  const built = await buildCatalog(page, csv);
  const stored = (await page.getByText('in this browser').textContent())?.match(/[\d.]+ [kM]B/)?.[0];
  const startMs = performance.now();
  await page.reload();
  await page.locator('own-view own-card').first().waitFor();
  const reloadMs = Math.round(performance.now() - startMs);
  return { ...built, stored, reloadMs };
}

const csv = books();
const measured = await withApp('own-catalog', {}, ({ url }) => withBrowser((browser) => measure(browser, url, csv)));
const result = { items: numItems, medianWords: await medianWords(csv), ...measured };
if (options.json) console.log(JSON.stringify({ command: 'bench', bench: 'own-catalog', ...result }));
else console.table(result);
