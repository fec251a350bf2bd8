// `privet bench`: how fast ranking is, beside what a developer would otherwise take, measured on the machine that it
// runs on. src/pipeline/cli/bench.ts loads it.

import { Command, InvalidArgumentError, Option } from 'commander';
import { parsePositive, seedOption } from '../../src/pipeline/cli/options.ts';
import type { Terminal } from '../../src/pipeline/terminal/terminal.ts';
import type { BenchLine, RuntimeName } from '../harness/lines.ts';
import { BENCH_NAMES, type BenchName, DEFAULT_ITEMS, DEFAULT_QUERIES } from '../harness/options.ts';
import { renderTables } from './render-tables.ts';
import { runBenchmark } from './run-benchmark.ts';

interface BenchCommandOptions {
  bench: BenchName;
  runtime: RuntimeName | 'both';
  items?: number;
  dim: number;
  k: number;
  queries?: number;
  seed: number;
  buildLimit: number;
  engines?: string[];
  webgpu: boolean;
  json: boolean;
}

const defaults = (values: Record<BenchName, number>) =>
  BENCH_NAMES.map((name) => `${name} ${values[name].toLocaleString('en')}`).join(', ');

const EXAMPLES = `
Questions (--bench):
  top-k     which engine is fastest, and what does it hold, cost to build and find? (Privet's rankers, a plain loop,
            TensorFlow.js, ONNX Runtime, Orama, hnswlib-wasm, edgevec; the floor is reading the items once)
  filters   what do allowed sets and boosts cost?
  batch     how much faster are many queries at once?
  sizes     top-k for 10,000, 100,000 and 1,000,000 items of 64 and 128 dimensions, without the approximate indexes

Items by default: ${defaults(DEFAULT_ITEMS)}.
Queries by default: ${defaults(DEFAULT_QUERIES)} (timed lists an engine).

Examples:
  $ privet bench
  $ privet bench --items 100000 --runtime both --json > lines.jsonl
  $ privet bench --bench filters --engines privet-wasm-simd

Engines take turns in one worker of one page (or in Node), one thread each. Compare figures of one run only: the machine may
be shared. Packages to compare with are installed when they are first measured. To measure another engine, add a file to bench/engines.`;

export function benchCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('privet bench')
    .description('Measures ranking in headless Chromium and in Node, beside other engines on the same data.')
    .addOption(new Option('--bench <name>', 'the question').choices(BENCH_NAMES).default('top-k'))
    .addOption(new Option('--runtime <name>', 'where').choices(['chromium', 'node', 'both']).default('chromium'))
    .option('--items <n>', 'items of the catalog', parsePositive)
    .option('--dim <n>', 'dimensions, a multiple of 16 up to 1024', parseDim, 64)
    .option('--k <n>', 'length of the lists', parsePositive, 100)
    .option('--queries <n>', 'queries', parsePositive)
    .addOption(seedOption())
    .option('--build-limit <s>', 'seconds that an engine may build before it is left out', parsePositive, 120)
    .option('--engines <names>', 'some of the files in bench/engines (default: all)', parseNames)
    .option('--webgpu', 'measure WebGPU on a software adapter too', false)
    .option('--json', 'one JSON object a line', false)
    .addHelpText('after', EXAMPLES)
    .action((options: BenchCommandOptions) => runBenchCommand(options, terminal, signal));
}

async function runBenchCommand(options: BenchCommandOptions, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const lines: BenchLine[] = [];
  const onLine = (line: BenchLine) => {
    lines.push(line);
    if (options.json) terminal.print(JSON.stringify(line));
  };
  const runtimes: RuntimeName[] = options.runtime === 'both' ? ['node', 'chromium'] : [options.runtime];
  await runBenchmark({ options, runtimes, terminal, signal, onLine });
  if (!options.json) terminal.print(renderTables(lines));
}

function parseDim(text: string): number {
  const dim = Number(text);
  if (Number.isInteger(dim) && dim >= 16 && dim <= 1024 && dim % 16 === 0) return dim;
  throw new InvalidArgumentError('Expected a multiple of 16 from 16 to 1024.');
}

const parseNames = (text: string) => text.split(',').map((name) => name.trim());
