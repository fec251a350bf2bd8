// The comparison of rankers: Vite serves it, a worker measures, and the results come back.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const BENCH = fileURLToPath(new URL('../../bench/', import.meta.url));
const TINY = ['--items', '500', '--dim', '16', '--k', '10', '--queries', '4', '--json'];

const runBench = (args: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', `${BENCH}ranking.bench.ts`, ...TINY, ...args]);

/** By engine: its recalls, or why it was left out. */
async function foundBy(args: string[]) {
  const { stdout } = await runBench(args);
  const lines = stdout.trim().split('\n');
  const found = lines.map((line) => JSON.parse(line));
  const floor = found.find(({ engine }) => engine === 'memory-floor');
  expect(floor).toMatchObject({ command: 'bench', bench: 'ranking', items: 500, dim: 16, timesFloor: 1 });
  for (const { reason, p50Ms, p95Ms } of found) expect(reason ?? (p50Ms > 0 && p95Ms >= p50Ms)).toBeTruthy();
  return Object.fromEntries(found.map(({ engine, recall, reason }) => [engine, reason ?? recall]));
}

test('engines find their exact list; what cannot run is left out with the reason', async () => {
  const engines = ['privet-javascript', 'privet-wasm-simd', 'plain-javascript', 'onnxruntime-wasm'];
  const found = await foundBy(['--engines', engines.join(',')]);
  expect(found).toMatchObject({ 'privet-javascript': { int8: 1 }, 'privet-wasm-simd': { int8: 1 } });
  expect(found).toMatchObject({ 'plain-javascript': { f32: 1 }, 'onnxruntime-wasm': { f32: 1 } });
});

test('an engine that is not there is said', async () => {
  await expect(runBench(['--engines', 'faiss'])).rejects.toThrow('found "faiss", expected some of onnxruntime-wasm');
});

test.skipIf(!existsSync(`${BENCH}node_modules`))(
  'so do the engines of other packages, each in its own way of loading (skipped without npm ci --prefix bench)',
  async () => {
    const found = await foundBy([]);
    expect(found).toMatchObject({ 'tensorflow-wasm': { f32: 1 }, orama: { f32: 1 } });
    expect(found['privet-webgpu']).toContain('WebGPU adapter');
  },
);
