// How quick is a user tower by our own kernels, beside ONNX Runtime? The films' towers over histories of 10 and 99 events
// (the tower reads 99 and the start token), all implementations in turn, in a worker of headless Chromium from Vite's
// development server; then what a page fetches for each.
//
// npx tsx bench/towers.bench.ts [--rounds 60] [--webgpu true] [--json]

import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { summarize } from './harness/statistics.ts';
import { ROOT, readOptions, row, teller, withBrowser } from './node/page-bench.ts';
import { withSources } from './node/source-server.ts';

const options = readOptions({ rounds: '60', webgpu: 'false' });
const tell = teller('towers', options, {});
const LENGTHS = [10, 99];

/** By implementation, milliseconds of each run. */
type Times = Record<string, number[]>;

async function measure(): Promise<void> {
  const entries = ['bench/page/towers.html', 'bench/page/towers-worker.ts'];
  const args = options.webgpu === 'true' ? ['--enable-unsafe-webgpu'] : [];
  await withSources({ name: 'towers', entries, isIsolated: true }, (address) =>
    withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(`${address}bench/page/towers.html`);
      await page.waitForFunction('globalThis.timeTowers !== undefined');
      for (const length of LENGTHS) {
        const request = { length, rounds: Number(options.rounds), webgpu: options.webgpu === 'true' };
        print(length, await page.evaluate<Times>(`timeTowers(${JSON.stringify(request)})`));
      }
    }, args),
  );
}

function print(length: number, times: Times): void {
  tell(`a history of ${length} events`.padEnd(40) + ['p50 ms', 'p95 ms'].map((cell) => cell.padStart(9)).join(''), {});
  for (const [name, samples] of Object.entries(times)) {
    const { p50Ms, p95Ms } = summarize(samples);
    tell(row(`  ${name}`, [p50Ms.toFixed(2), p95Ms.toFixed(2)], 40), { length, name, p50Ms, p95Ms });
  }
}

/** What the executor and its kernels are, built alone and minified. */
async function executorCode(): Promise<string> {
  const entry = 'towers';
  const build = await rolldown({
    input: entry,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry
            ? ['tower-graph', 'graph-executor/wasm-kernels', 'graph-executor/javascript-kernels', 'session']
                .map((name) => `export * from '${ROOT}src/towers/${name}.ts';`)
                .join('\n')
            : undefined,
      },
    ],
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  return output[0].code;
}

async function tellBytes(): Promise<void> {
  const runtime = (name: string) => readFile(`${ROOT}node_modules/onnxruntime-web/dist/${name}`);
  const files: [string, Uint8Array[]][] = [
    ['reader, executor, all kernels', [Buffer.from(await executorCode())]],
    [
      'ONNX Runtime, WebAssembly',
      [await runtime('ort-wasm-simd-threaded.wasm'), await runtime('ort.wasm.bundle.min.mjs')],
    ],
    [
      'ONNX Runtime, JSPI',
      [await runtime('ort-wasm-simd-threaded.jspi.wasm'), await runtime('ort.jspi.bundle.min.mjs')],
    ],
  ];
  tell('what a page fetches'.padEnd(40) + ['kB', 'gzip kB'].map((cell) => cell.padStart(9)).join(''), {});
  for (const [name, parts] of files) {
    const rawBytes = parts.reduce((sum, part) => sum + part.length, 0);
    const gzipBytes = parts.reduce((sum, part) => sum + gzipSync(part).length, 0);
    tell(
      row(
        `  ${name}`,
        [rawBytes, gzipBytes].map((bytes) => (bytes / 1000).toFixed(1)),
        40,
      ),
      { name, rawBytes, gzipBytes },
    );
  }
}

await tellBytes();
await measure();
