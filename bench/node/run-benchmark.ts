// A whole run: the question in each runtime that was asked for, one after the other.

import { readdir } from 'node:fs/promises';
import { InputError } from '../../src/errors.ts';
import type { Terminal } from '../../src/pipeline/terminal/terminal.ts';
import type { BenchLine, RuntimeName } from '../harness/lines.ts';
import type { BenchOptions } from '../harness/options.ts';
import { installPackages } from './install-packages.ts';
import { terminalReporter } from './reporter.ts';
import { runInNode } from './run-in-node.ts';

export interface BenchmarkRun {
  options: BenchOptions;
  runtimes: readonly RuntimeName[];
  terminal: Terminal;
  signal: AbortSignal;
  /** Gets each result as it comes. */
  onLine(line: BenchLine): void;
}

/** Names of the files in bench/engines, without their ending. */
export async function engineNames(): Promise<string[]> {
  const files = await readdir(new URL('../engines/', import.meta.url));
  return files.map((file) => file.replace(/\.ts$/, '')).sort();
}

/** @throws InputError for an engine that is not there, without a browser, or where packages cannot be installed */
export async function runBenchmark({ options, runtimes, terminal, signal, onLine }: BenchmarkRun): Promise<void> {
  const engines = await chosenEngines(options);
  if (engines.some(needsPackage)) await installPackages(terminal, signal);
  const reporter = terminalReporter(terminal, onLine);
  for (const runtime of runtimes) {
    signal.throwIfAborted();
    if (runtime === 'node') await runInNode(options, engines, reporter, signal);
    else await inChromium(options, engines, reporter, signal);
  }
}

const isOurs = (engine: string) => engine.startsWith('privet-');
/** Of bench/package.json. ONNX Runtime is what the app itself runs on. */
const needsPackage = (engine: string) => !isOurs(engine) && !['plain-javascript', 'onnxruntime-wasm'].includes(engine);

/** Only Privet's rankers have sets, boosts and batches: other questions than that for times leave the others out. */
async function chosenEngines({ bench, engines: chosen }: BenchOptions): Promise<string[]> {
  const known = await engineNames();
  const unknown = chosen?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError({ file: '--engines', found: `"${unknown}"`, expected: `one of ${known.join(', ')}` });
  }
  const engines = known.filter((name) => chosen?.includes(name) ?? true);
  if (bench === 'top-k' || bench === 'sizes') return engines;
  const ours = engines.filter(isOurs);
  if (ours.length > 0) return ours;
  throw new InputError({ file: '--engines', found: engines.join(', '), expected: `a privet engine for ${bench}` });
}

/** Vite and Playwright are loaded only where they are needed. */
async function inChromium(...run: Parameters<typeof runInNode>): Promise<void> {
  const executablePath = await findChromium();
  const { runInChromium } = await import('./run-in-chromium.ts');
  await runInChromium(...run, executablePath);
}

async function findChromium(): Promise<string> {
  const script = new URL('../../scripts/browsers.mjs', import.meta.url).href;
  const { chromiumPath } = (await import(script)) as { chromiumPath(): string | undefined };
  const path = chromiumPath();
  if (path) return path;
  throw new InputError({
    file: '--runtime',
    found: 'no Chromium',
    expected: 'one at PRIVET_CHROMIUM, or --runtime node',
  });
}
