// Does search find what people mean, and what are the film records worth? The built app in headless Chromium answers
// the judged queries of test/fixtures/search, once over the film catalog, newer films included, and once without what
// the records tell of them. Recall@20 and NDCG@10, by kind of query.
//
// npx tsx research/search-quality.trial.ts [--split test|dev] [--json]

import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { TOWERS_FILE, TRAINED_FILES } from '../demo/films/bundle/film-towers.ts';
import { makeFilmBundle } from '../demo/films/bundle/make-film-bundle.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';

interface Judgement {
  query: string;
  relevant: string[];
  split: 'dev' | 'test';
  kind: string;
}

interface Figures {
  queries: number;
  recall20: number;
  ndcg10: number;
}

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, '.cache/search-quality');
const { values: options } = parseArgs({
  options: { split: { type: 'string', default: 'test' }, json: { type: 'boolean', default: false } },
});

async function readJudgements(): Promise<Judgement[]> {
  const lines = (await readFile(join(root, 'test/fixtures/search/queries.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Judgement).filter(({ split }) => split === options.split);
}

/** The film bundle with the committed towers; its item embeddings follow its texts. */
async function makeBundle(name: string, useRecords: boolean): Promise<void> {
  const outDir = join(folder, 'app', name);
  await mkdir(outDir, { recursive: true });
  for (const file of [TOWERS_FILE, ...Object.values(TRAINED_FILES)]) {
    await cp(join(root, 'public/models', file), join(outDir, file));
  }
  const { ort } = await loadOnnxRuntime();
  await makeFilmBundle({ ort, outDir, cacheDir: join(root, '.cache'), films: { useRecords, includeAdded: true } });
}

/** Ids of the first 20 for each query, as the page's own search gives them. */
async function answers(browser: Browser, url: string, judgements: readonly Judgement[]): Promise<string[][]> {
  const page = await browser.newPage();
  await page.goto(url);
  while (!(await page.evaluate(`window.privet?.status.parts.catalog.state === 'ready'`)))
    await page.waitForTimeout(100);
  const lists: string[][] = [];
  for (const { query } of judgements) {
    const request = JSON.stringify({ query, k: 20 });
    const { source, items } = await page.evaluate<{ source: string; items: { itemId: string }[] }>(
      `privet.search(${request})`,
    );
    if (source !== 'semantic') throw new Error(`search: '${query}' was answered by ${source}, expected semantic`);
    lists.push(items.map(({ itemId }) => itemId));
  }
  await page.close();
  return lists;
}

function figuresOf(lists: readonly string[][], judgements: readonly Judgement[]): Figures {
  const mean = (score: (list: string[], relevant: ReadonlySet<string>) => number) =>
    lists.reduce((sum, list, i) => sum + score(list, new Set(judgements[i]!.relevant)), 0) / lists.length;
  const recall20 = mean((list, relevant) => {
    return list.filter((id) => relevant.has(id)).length / Math.min(20, relevant.size);
  });
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const ndcg10 = mean((list, relevant) => {
    const found = list.slice(0, 10).reduce((sum, id, place) => sum + (relevant.has(id) ? gain(place) : 0), 0);
    const ideal = Array.from({ length: Math.min(10, relevant.size) }, (_, place) => gain(place));
    return found / ideal.reduce((sum, value) => sum + value, 0);
  });
  return { queries: lists.length, recall20, ndcg10 };
}

function report(name: string, lists: readonly string[][], judgements: readonly Judgement[]): void {
  const kinds = [...new Set(judgements.map(({ kind }) => kind))].sort();
  for (const kind of ['all', ...kinds]) {
    const chosen = judgements.map((_, i) => i).filter((i) => kind === 'all' || judgements[i]!.kind === kind);
    const figures = figuresOf(
      chosen.map((i) => lists[i]!),
      chosen.map((i) => judgements[i]!),
    );
    if (options.json) {
      const { split } = options;
      console.log(JSON.stringify({ trial: 'search-quality', texts: name, split, kind, ...figures }));
      continue;
    }
    const { queries, recall20, ndcg10 } = figures;
    const row = [name.padEnd(16), kind.padEnd(10), String(queries).padStart(7), recall20.toFixed(4), ndcg10.toFixed(4)];
    console.log(row.join('  '));
  }
}

const judgements = await readJudgements();
await build({ root, logLevel: 'error', build: { outDir: join(folder, 'app'), emptyOutDir: true } });
const variants = [
  { name: 'with records', path: 'with', useRecords: true },
  { name: 'without records', path: 'without', useRecords: false },
];
for (const { path, useRecords } of variants) await makeBundle(path, useRecords);
const server = await preview({
  root,
  logLevel: 'error',
  preview: { port: 0 },
  build: { outDir: join(folder, 'app') },
});
const executablePath = process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  if (!options.json) console.log('texts             kind        queries  Recall@20  NDCG@10');
  for (const { name, path } of variants) {
    const url = `${server.resolvedUrls!.local[0]}?bundle=${path}/manifest.json`;
    report(name, await answers(browser, url, judgements), judgements);
  }
} finally {
  await browser.close();
  await server.close();
}
