// Which engine should a page rank with? Privet's rankers, a plain loop, TensorFlow.js, ONNX Runtime and Orama give the k best
// of the same made-up items for the same queries, in one worker of one page in headless Chromium. They take turns and have
// one thread each; the floor reads the items once and ranks nothing. Compare figures of one run only: the machine may be
// shared. WebGPU on a software adapter is measured where --engines names it.
//
// npm ci --prefix bench && npx tsx bench/ranking.bench.ts [--items 1000000] [--dim 64] [--k 100] [--queries 60] [--seed 1]
// [--engines privet-wasm-simd,plain-javascript,…] [--json]
// (Privet's engines, the plain loop and ONNX Runtime need no `npm ci`.)

import { readdir } from 'node:fs/promises';
import type { Measured, RankingOptions, RankingResult } from './harness/measure-engines.ts';
import { benchFiles } from './node/bench-files.ts';
import { readOptions, row, teller, withBrowser } from './node/page-bench.ts';
import { withSources } from './node/source-server.ts';

const WIDTH = 28;
/** Gives WebGPU a software adapter where there is no graphics card. */
const SOFTWARE_GPU = ['--enable-unsafe-webgpu'];

const options = readOptions({ items: '1000000', dim: '64', k: '100', queries: '60', seed: '1', engines: null });
const asked = await askedFor();
const { engines, areNamed, ...facts } = asked;
const tell = teller('ranking', options, facts);

async function askedFor(): Promise<RankingOptions> {
  const files = await readdir(new URL('./engines/', import.meta.url));
  const known = files.map((file) => file.replace(/\.ts$/, '')).sort();
  const engines = options.engines?.split(',') ?? known;
  const unknown = engines.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`--engines: found "${unknown}", expected some of ${known.join(', ')}`);
  const { items, dim, k, queries, seed } = options;
  if (Number(dim) % 16 !== 0) throw new Error(`--dim: found ${dim}, expected a multiple of 16`);
  const numbers = {
    items: Number(items),
    dim: Number(dim),
    k: Number(k),
    queries: Number(queries),
    seed: Number(seed),
  };
  return { ...numbers, engines, areNamed: options.engines !== undefined };
}

function print({ measured, leftOut }: RankingResult): void {
  if (!options.json) {
    const { items, dim, k } = options;
    console.log(`\nthe ${k} best of ${Number(items).toLocaleString('en')} items of ${dim} dimensions`);
    console.log(row('engine', ['median ms', 'p95 ms', 'x floor', 'x ours', 'of int8', 'of f32'], WIDTH));
  }
  for (const one of measured) tell(row(one.engine, cellsOf(one), WIDTH), one);
  for (const one of leftOut) tell(`${one.engine} left out: ${one.reason}`, one);
}

/** The last two: how much of the exact list of the int8 items, and of the f32 rows, it finds. */
function cellsOf({ p50Ms, p95Ms, timesFloor, timesOurs, recall }: Measured): string[] {
  const [int8, f32] = [recall?.int8, recall?.f32].map((share) => share?.toFixed(3) ?? '');
  return [milliseconds(p50Ms), milliseconds(p95Ms), timesFloor.toFixed(2), timesOurs?.toFixed(2) ?? '', int8!, f32!];
}

/** Three digits that count. */
const milliseconds = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

const entries = ['bench/page/ranking*', ...engines.map((name) => `bench/engines/${name}.ts`)];
await withSources({ name: 'ranking', entries, isIsolated: true, plugins: [benchFiles()] }, (address) =>
  withBrowser(
    async (browser) => {
      const page = await browser.newPage();
      page.on('console', (message) => process.stderr.write(`${message.text()}\n`));
      await page.goto(`${address}bench/page/ranking.html`);
      await page.waitForFunction('globalThis.measureEngines !== undefined');
      print(await page.evaluate<RankingResult>(`measureEngines(${JSON.stringify(asked)})`));
    },
    areNamed ? SOFTWARE_GPU : [],
  ),
);
