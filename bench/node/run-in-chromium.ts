// Runs a benchmark in headless Chromium, in a worker of a page: that is where Privet ranks. Vite's development server
// gives the page the same sources; it is cross-origin isolated, which makes the page's clock step by 5 microseconds and
// lets it measure its memory.

import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import type { BenchLine } from '../harness/lines.ts';
import type { BenchOptions } from '../harness/options.ts';
import { benchFile } from './bench-files.ts';
import type { Reporter } from './reporter.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-renderer-backgrounding',
  // Else performance.measureUserAgentSpecificMemory waits for the next garbage collection, for up to 20 seconds.
  '--enable-blink-features=ForceEagerMeasureMemory',
  '--js-flags=--expose-gc --max-old-space-size=4096',
];
/** Gives WebGPU a software adapter where there is no graphics card. */
const WEBGPU_FLAG = '--enable-unsafe-webgpu';

/** @param executablePath  a Chromium or Chrome */
export async function runInChromium(
  options: BenchOptions,
  engines: readonly string[],
  reporter: Reporter,
  signal: AbortSignal,
  executablePath: string,
): Promise<void> {
  const server = await startServer(engines);
  let browser: Browser | undefined;
  const stop = () => void browser?.close();
  signal.addEventListener('abort', stop);
  try {
    browser = await chromium.launch({
      executablePath,
      chromiumSandbox: false,
      args: options.webgpu ? [...FLAGS, WEBGPU_FLAG] : FLAGS,
    });
    await runInPage(await browser.newPage(), addressOf(server), { options, engines }, reporter);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    await browser?.close();
    await server.close();
  }
}

interface PageRun {
  options: BenchOptions;
  engines: readonly string[];
}

async function runInPage(page: Page, address: string, run: PageRun, reporter: Reporter): Promise<void> {
  const crashed = new Promise<never>((_, reject) => {
    page.on('crash', () => reject(new Error('bench: the page ran out of memory or crashed')));
  });
  page.on('pageerror', (error) => reporter.note(`page: ${error.message}`));
  await page.exposeFunction('benchNote', (text: string) => reporter.note(text));
  await page.exposeFunction('benchProgress', reporter.progress);
  await page.exposeFunction('benchEmit', (line: BenchLine) => reporter.emit(line));
  await page.goto(`${address}bench/page/index.html`);
  await page.waitForFunction('globalThis.runBench !== undefined');
  const finished = page.evaluate(
    (argument) => (globalThis as unknown as { runBench(run: unknown): Promise<void> }).runBench(argument),
    run as never,
  );
  await Promise.race([finished, crashed]);
}

async function startServer(engines: readonly string[]): Promise<ViteDevServer> {
  const server = await createServer({
    root: ROOT,
    cacheDir: '.cache/vite-bench',
    logLevel: 'error',
    clearScreen: false,
    appType: 'mpa',
    plugins: [benchFiles()],
    // Files that change during a run must not reload the page under it.
    server: { port: 0, strictPort: false, hmr: false, watch: null, headers: ISOLATION },
    optimizeDeps: {
      exclude: ['onnxruntime-web', 'edgevec', 'hnswlib-wasm'],
      // Those of this run, found anew each time: a dependency that is met in the middle of a run makes Vite reload the
      // page.
      entries: ['bench/page/*.ts', 'bench/harness/*.ts', ...engines.map((name) => `bench/engines/${name}.ts`)],
      force: true,
    },
  });
  return server.listen();
}

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Answers /bench-files/<name> with bench/node/bench-files.ts. */
function benchFiles(): Plugin {
  return {
    name: 'privet-bench-files',
    configureServer({ middlewares }) {
      middlewares.use('/bench-files/', (request, response, next) => {
        benchFile((request.url ?? '').slice(1)).then((bytes) => response.end(Buffer.from(bytes)), next);
      });
    },
  };
}

function addressOf(server: ViteDevServer): string {
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('bench: the page has no address, expected a local one');
  return address;
}
