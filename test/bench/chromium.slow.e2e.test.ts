// The benchmark's page: Vite serves it, its worker measures, and the results come back.

import { expect, test } from 'vitest';
import { hasPackages } from '../../bench/node/install-packages.ts';
import { run } from '../cli/collecting-terminal.ts';

const TINY = ['bench', '--items', '500', '--dim', '16', '--k', '10', '--queries', '4', '--json'];

const recallsOf = async (args: string[]) => {
  const { code, out, notes } = await run([...TINY, ...args]);
  expect(code, notes).toBe(0);
  const lines = out.split('\n').map((line) => JSON.parse(line));
  for (const line of lines) if (line.memory === 'measured') expect(line.memoryBytes).toBeGreaterThan(0);
  return Object.fromEntries(lines.map(({ engine, recall, leftOut }) => [engine, leftOut ?? recall]));
};

test('top-k in Chromium: exact engines find their exact list', async () => {
  const exact = ['privet-javascript', 'privet-wasm-simd', 'plain-javascript', 'onnxruntime-wasm'];
  const recalls = await recallsOf(['--engines', exact.join(',')]);
  expect(exact.map((engine) => recalls[engine])).toEqual([1, 1, 1, 1]);
});

test.skipIf(!(await hasPackages()))(
  'top-k in Chromium: so do the others, each in its own way of loading (skipped where none was measured yet: privet bench installs them)',
  async () => {
    const recalls = await recallsOf([]);
    expect(recalls).toMatchObject({ 'tensorflow-wasm': 1, orama: 1 });
    for (const engine of ['hnswlib-wasm', 'edgevec']) expect(recalls[engine]).toBeGreaterThan(0.5);
  },
);
