// `privet bench`: what a catalog's size costs on this machine.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { textTable } from '../base/text-table.ts';
import { FIGURES, measureSize, type ScaleFigures, slopeOf } from '../bench/scale-bench.ts';
import { scaleChart } from '../bench/scale-chart.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { workersOption } from './options.ts';

const LABELS: Readonly<Record<(typeof FIGURES)[number], string>> = {
  buildSeconds: 'build s',
  buildCpuSeconds: 'its CPU s',
  buildMB: 'its MB',
  updateSeconds: 'update s',
  firstListKB: 'before list kB',
  allKB: 'first visit kB',
  updateKB: 'update kB',
  openSeconds: 'opened s',
  tapMs: 'tap ms',
  searchMs: 'search ms',
};

const EXAMPLES = `
Examples:
  $ privet bench --bench scale
  $ privet bench --bench scale --sizes 1000,10000,100000,1000000 --chart scale.svg

Shops of these sizes are made up (texts of 60 words), built from nothing, changed a little (1 % of the prices, 5 items new, 5 gone) and
built again, and opened by the page's own engine, here in Node. The last row is the slope: how a figure grows with the size, 1 where
it grows as the catalog does. Other work on the machine counts as well.`;

interface BenchOptions {
  bench: string;
  sizes: number[];
  workers: number;
  json?: boolean;
  chart?: string;
}

export function benchCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('bench')
    .summary('what a size of catalog costs here')
    .description(
      'Measures what catalogs of several sizes cost on this machine: to build, to update, to load and to ask.',
    )
    .addOption(new Option('--bench <name>', 'what is measured').choices(['scale']).default('scale'))
    .option('--sizes <list>', 'numbers of items', parseSizes, [1000, 10_000, 100_000])
    .addOption(workersOption())
    .option('--json', 'prints JSON')
    .option('--chart <file>', 'writes the figures of two sizes or more as a picture (SVG)')
    .addHelpText('after', EXAMPLES)
    .action((options: BenchOptions) => runBench(options, terminal, signal));
}

async function runBench(
  { sizes, workers, json, chart }: BenchOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-bench-'));
  const all: ScaleFigures[] = [];
  try {
    for (const size of sizes) {
      const onStep = (step: string) => terminal.note(step);
      all.push(await measureSize(size, { folder, workers, signal, onStep }));
      signal.throwIfAborted();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (chart && all.length > 1) await writeFile(chart, scaleChart(all));
  if (json) terminal.print(JSON.stringify(all, null, 2));
  else for (const line of tableOf(all)) terminal.print(line);
}

function tableOf(all: readonly ScaleFigures[]): string[] {
  const rows = all.map((figures) => [String(figures.items), ...FIGURES.map((name) => shown(figures[name]))]);
  const sizes = all.map(({ items }) => items);
  const slopes = FIGURES.map((name) =>
    slopeOf(
      sizes,
      all.map((figures) => figures[name]),
    ).toFixed(2),
  );
  return textTable([
    ['items', ...FIGURES.map((name) => LABELS[name])],
    ...rows,
    ...(all.length > 1 ? [['slope', ...slopes]] : []),
  ]);
}

function shown(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
}

function parseSizes(text: string): number[] {
  const sizes = text.split(',').map(Number);
  if (sizes.every((size) => Number.isInteger(size) && size >= 100 && size <= 10_000_000)) return sizes;
  throw new InvalidArgumentError('Expected numbers of items from 100 to 10000000, for example 1000,10000.');
}
