import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { run, temporaryFolder, writeSite } from '../cli/collecting-terminal.ts';

const CONTENT = ['content-mean', 'content-mean+popularity'];
const BASELINES = ['popularity', ...CONTENT, 'item-knn', 'ease', 'transitions', 'transitions+ease'];
const HOSTILE = `<img src=x onerror="alert('1')"> & co`;
/** What reading makes text of is text already. */
const HOSTILE_TITLE = `5 < 6 "alert('1')" & co`;
const HOSTILE_KIND = `<b onclick="alert('1')"> & kind`;

/** Runs the command over a site and reads the report. */
async function report(site: { items: string; interactions: string }, file: string, ...more: string[]) {
  const args = ['evaluate', '--items', site.items, '--interactions', site.interactions, '--report', file];
  const outcome = await run([...args, ...more]);
  return { ...outcome, page: await readFile(file, 'utf8').catch(() => '') };
}

test('a report of our own towers and the baselines: one page that needs nothing else', async () => {
  const folder = await temporaryFolder();
  const site = await writeSite(folder);
  const bundle = join(folder, 'bundle');
  expect(
    (
      await run([
        'build',
        '--bundle-only',
        '--items',
        site.items,
        '--out',
        bundle,
        '--semantic-search',
        '--cache',
        join(folder, 'cache'),
      ])
    ).code,
  ).toBe(0);
  const file = join(folder, 'report.html');
  const { code, page, out, notes } = await report(site, file, '--bundle', bundle, '--seen', 'both', '--k', '5,10');
  expect(code).toBe(0);
  expect(notes).toContain(`report: ${file}`);
  expect(out).toContain('privet-int8 less each other model, leave-last-out, seen masked, @5');

  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).toContain('<title>Recommendations for items.jsonl: evaluation</title>');
  expect(page).toContain('name="viewport"');
  expect(page).toContain("default-src 'none'");
  for (const text of ['log.csv', 'leave-last-out', 'Seed', 'Lists of new items', 'Lists of all items', 'Category']) {
    expect(page).toContain(text);
  }
  expect(page).not.toContain(folder);
  expect(page).not.toMatch(/<script|<link|<img|https?:\/\/|url\(/);

  const models = ['privet-int8', 'privet-int8+table', ...BASELINES];
  const [accuracy] = page.match(/<table>(?:(?!<table>)[\s\S])*Recall@5[\s\S]*?<\/table>/)!;
  for (const model of models) expect(accuracy).toContain(`>${model}</th>`);
  // A mean in figures, its interval, and both drawn, for Recall and NDCG at both lengths.
  const cell = /<td class="figures">[\d.]+<span class="interval">[\d.]+ to [\d.]+<\/span><span class="range" style="/g;
  expect(accuracy.match(cell)).toHaveLength(4 * models.length);
  // By seen mode: accuracy, its differences, up to four segments, and the mix.
  expect(page.match(/<span class="range/g)!.length).toBeGreaterThan(2 * (4 + 2 + 1) * (models.length - 1));

  const tables = page.match(/<table>[\s\S]*?<\/table>/g)!;
  for (const table of tables) {
    expect(table).toMatch(/<caption><span>[^<]+<\/span><\/caption>\n<thead><tr><th scope="col"/);
    expect(table).toContain('<th scope="row">');
  }
});

test('the same input and seed give the same bytes, and another seed gives others', async () => {
  vi.stubEnv('SOURCE_DATE_EPOCH', '1700000000');
  const folder = await temporaryFolder();
  const site = await writeSite(folder);
  const models = ['--models', 'popularity,transitions'];
  const first = await report(site, join(folder, 'a.html'), ...models);
  expect(first.page).toContain('2023-11-14');
  expect((await report(site, join(folder, 'b.html'), ...models)).page).toBe(first.page);
  expect((await report(site, join(folder, 'c.html'), ...models, '--seed', '2')).page).not.toBe(first.page);
  vi.unstubAllEnvs();
});

test('titles, facets and file names stay text', async () => {
  const site = await writeSite(await temporaryFolder());
  const items = join(site.folder, `${HOSTILE.replaceAll('/', '')}.jsonl`);
  const rows = Array.from({ length: 30 }, (_, i) => ({
    id: `sku-${i}`,
    title: `${HOSTILE_TITLE} ${i}`,
    [HOSTILE_KIND]: [['red', 'green', 'blue'][i % 3]],
  }));
  await writeFile(items, rows.map((row) => JSON.stringify(row)).join('\n'));
  const { code, page } = await report({ ...site, items }, join(site.folder, 'r.html'), '--models', 'popularity');
  expect(code).toBe(0);
  expect(page).not.toContain('<img');
  const escaped = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co';
  expect(page).toContain(`${escaped}.jsonl`);
  expect(page).toContain('5 &lt; 6 &quot;alert(&#39;1&#39;)&quot; &amp; co 16</th>');
  expect(page).not.toContain('<b onclick');
  expect(page).toContain('&lt;b onclick=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; kind</strong>');
});

test('without a facet the mix is left out, and said so; without our own towers the first model is compared', async () => {
  const site = await writeSite(await temporaryFolder());
  const rows = Array.from({ length: 30 }, (_, i) => JSON.stringify({ id: `sku-${i}`, title: `Thing ${i}` }));
  await writeFile(site.items, rows.join('\n'));
  const { page, out } = await report(site, join(site.folder, 'r.html'), '--models', 'popularity,transitions');
  expect(page).toContain('Left out: the items file has no column that could be a facet');
  expect(page).toContain('<strong>popularity</strong> finds the item');
  expect(page).toContain('It finds less than transitions.');
  expect(out).not.toContain('less each other model');
});

test('a place where no report can be written is found before anything is evaluated', async () => {
  const site = await writeSite(await temporaryFolder());
  const missing = join(site.folder, 'none', 'report.html');
  const { code, notes } = await report(site, missing, '--models', 'popularity');
  expect(code).toBe(1);
  expect(notes).toContain(`${missing}: found no folder`);
  expect(notes).not.toContain('40 users');
  const folder = join(site.folder, 'report.html');
  await mkdir(folder);
  expect((await report(site, folder, '--models', 'popularity')).notes).toContain(
    'found a folder, expected the name of a file',
  );
  expect((await readdir(site.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('--json lines have intervals beside the figures that they had', async () => {
  const site = await writeSite(await temporaryFolder());
  const args = ['evaluate', '--items', site.items, '--interactions', site.interactions, '--json'];
  const { out } = await run([...args, '--models', 'transitions', '--k', '5']);
  for (const line of out.split('\n').map((text) => JSON.parse(text))) {
    expect(Object.keys(line)).toEqual([
      ...['command', 'model', 'split', 'seen', 'segment', 'k', 'users', 'recall', 'ndcg', 'mrr', 'hit', 'itemCoverage'],
      ...['averagePopularity', 'giniIndex', 'recallLow', 'recallHigh', 'ndcgLow', 'ndcgHigh', 'seed'],
    ]);
    if (line.users === 0) continue;
    expect(line.recallLow).toBeLessThanOrEqual(line.recall);
    expect(line.recallHigh).toBeGreaterThanOrEqual(line.recall);
    expect(line.ndcgLow).toBeLessThanOrEqual(line.ndcg);
    expect(line.ndcgHigh).toBeGreaterThanOrEqual(line.ndcg);
  }
});
