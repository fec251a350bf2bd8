import { expect, test } from 'vitest';
import type { BenchLine, TimeLine, TopKLine } from '../../bench/harness/lines.ts';
import { renderTables } from '../../bench/node/render-tables.ts';

const common = { command: 'bench', runtime: 'chromium', items: 1_000_000, dim: 64, k: 100, seed: 1 } as const;
const floor: TimeLine = {
  ...common,
  bench: 'top-k',
  engine: 'memory-floor',
  p50Ms: 2,
  p95Ms: 2.5,
  floorRatio: 1,
  ratioToOurs: 0.8,
};
const ours: TopKLine = {
  ...floor,
  engine: 'privet-wasm-simd',
  p50Ms: 2.5,
  floorRatio: 1.25,
  ratioToOurs: 1,
  buildMs: 820,
  memoryBytes: 68_200_000,
  memory: 'measured',
  recall: 1,
  recallInt8: 1,
  recallF32: 0.964,
};
const peer: TopKLine = {
  ...ours,
  engine: 'a<b>',
  p50Ms: 123.4,
  memory: 'stated',
  variants: [
    { name: 'rows', p50Ms: 123.4 },
    { name: 'columns', p50Ms: 500 },
  ],
};
const leftOut: BenchLine = { ...common, bench: 'top-k', engine: 'slow-index', leftOut: 'building took more than 9 s' };

test('engines are listed from fast to slow, with layouts, stated memory and what was left out', () => {
  const text = renderTables([peer, leftOut, ours, floor]);
  const lines = text.split('\n');
  expect(lines[0]).toBe('top-k, chromium: 1,000,000 x 64, k 100, seed 1');
  const rows = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows.map((row) => row[1])).toEqual(['engine', '----------------', 'memory-floor', 'privet-wasm-simd', 'a<b>']);
  expect(rows[3]!.slice(2, -1)).toEqual(['2.50', '2.50', '1.25', '1.00', '0.82', '68.2', '1.000', '0.964']);
  expect(rows[2]!.slice(6, -1)).toEqual(['', '', '', '']); // the floor ranks nothing
  expect(text).toContain('- a<b>: rows 123 ms; columns 500 ms');
  expect(text).toContain('- slow-index left out: building took more than 9 s');
  expect(text).toContain('memory with a star is stated');
});

test('each runtime and size has a table of its own; a group in which nothing ran has its reasons only', () => {
  const text = renderTables([floor, { ...floor, items: 10 }, { ...leftOut, runtime: 'node' }]);
  expect(text.match(/^top-k, .*/gm)).toEqual([
    'top-k, chromium: 1,000,000 x 64, k 100, seed 1',
    'top-k, chromium: 10 x 64, k 100, seed 1',
    'top-k, node: 1,000,000 x 64, k 100, seed 1',
  ]);
  expect(text.split('top-k, node')[1]).not.toContain('|');
});

test('every question has a table', () => {
  const lines: BenchLine[] = [
    { ...common, bench: 'filters', engine: 'e', boosts: false, p50Ms: 1, p95Ms: 1, ratioToUnfiltered: 1 },
    {
      ...common,
      bench: 'filters',
      engine: 'e',
      boosts: true,
      p50Ms: 1,
      p95Ms: 1,
      ratioToUnfiltered: 1,
      allowedShare: 0.1,
    },
    { ...common, bench: 'batch', engine: 'e', batchSize: 8, oneByOneMs: 24, batchMs: 16, speedup: 1.5 },
  ];
  const rows = renderTables(lines)
    .split('\n')
    .filter((line) => line.startsWith('| e '))
    .map((line) => line.split(/ *\| */).slice(1, -1));
  expect(rows).toEqual([
    ['e', 'no set', 'no', '1.00', '1.00', '1.00'],
    ['e', '10%', 'yes', '1.00', '1.00', '1.00'],
    ['e', '8', '24.0', '16.0', '2.00', '1.50'],
  ]);
});
