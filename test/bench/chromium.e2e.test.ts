// The benchmark's page: Vite serves it, its worker measures, and the results come back.

import { expect, test } from 'vitest';
import { run } from '../cli/collecting-terminal.ts';

const TINY = ['bench', '--items', '500', '--dim', '16', '--k', '10', '--queries', '4', '--json'];

test('top-k in Chromium: exact engines find their exact list, each in its own way of loading', async () => {
  const { code, out, notes } = await run(TINY);
  expect(code, notes).toBe(0);
  const lines = out.split('\n').map((line) => JSON.parse(line));
  const recalls = Object.fromEntries(lines.map(({ engine, recall, leftOut }) => [engine, leftOut ?? recall]));
  expect(recalls).toMatchObject({
    'privet-javascript': 1,
    'privet-wasm-simd': 1,
    'plain-javascript': 1,
    'tensorflow-wasm': 1,
    'onnxruntime-wasm': 1,
    orama: 1,
  });
  for (const engine of ['hnswlib-wasm', 'edgevec']) expect(recalls[engine]).toBeGreaterThan(0.5);
  for (const line of lines) if (line.memory === 'measured') expect(line.memoryBytes).toBeGreaterThan(0);
});

test('memory in Chromium is that of the page and its worker', async () => {
  const { code, out, notes } = await run([...TINY, '--bench', 'memory']);
  expect(code, notes).toBe(0);
  for (const line of out.split('\n').map((text) => JSON.parse(text))) {
    expect(line).toMatchObject({ bench: 'memory', runtime: 'chromium', count: 4 });
    expect(line.usedBytesBefore).toBeGreaterThan(1e6);
    expect(line.usedBytesBefore).toBeLessThan(100e6);
  }
});
