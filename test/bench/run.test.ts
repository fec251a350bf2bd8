import { expect, test } from 'vitest';
import { createFloor } from '../../bench/harness/floor.ts';
import type { BenchHost } from '../../bench/harness/host.ts';
import { benchFile } from '../../bench/node/bench-files.ts';
import { hasPackages } from '../../bench/node/install-packages.ts';
import { engineNames } from '../../bench/node/run-benchmark.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { run } from '../cli/collecting-terminal.ts';

const TINY = ['bench', '--runtime', 'node', '--items', '300', '--dim', '16', '--k', '10', '--json'];
const linesOf = (out: string) => out.split('\n').map((line) => JSON.parse(line));

test('the floor sums the words of the items', async () => {
  const matrix = ItemMatrix.fromRows(
    Int8Array.from({ length: 32 * 16 }, (_, i) => i),
    32,
    16,
  );
  const floor = await createFloor(matrix, { readFile: benchFile } as BenchHost);
  const words = new Int32Array(matrix.buffer, 0, (32 * 16) / 4);
  expect(floor.run(0)).toBe(words.reduce((sum, word) => (sum + word) | 0, 0));
});

test('there is no other bench file', async () => {
  await expect(benchFile('../package.json')).rejects.toThrow('bench file: there is no ../package.json');
});

/** They come with the repository itself. */
const OWN_ENGINES = [
  ...['onnxruntime-wasm', 'plain-javascript', 'privet-javascript'],
  ...['privet-wasm-relaxed-simd', 'privet-wasm-simd', 'privet-webgpu'],
];

async function expectTopK(engines: readonly string[], args: readonly string[], exact: readonly string[]) {
  const { code, out, notes } = await run([...TINY, '--queries', '4', ...args]);
  expect(code, notes).toBe(0);
  const lines = linesOf(out);
  expect(lines.map(({ engine }) => engine).sort()).toEqual([...engines, 'memory-floor'].sort());
  for (const line of lines) {
    expect(line).toMatchObject({ command: 'bench', bench: 'top-k', runtime: 'node', items: 300, dim: 16, k: 10 });
    if (line.leftOut !== undefined) continue;
    expect(line.p50Ms).toBeGreaterThan(0);
    expect(line.p95Ms).toBeGreaterThanOrEqual(line.p50Ms);
    expect(line.floorRatio).toBeGreaterThan(0);
  }
  const recalls = Object.fromEntries(lines.map(({ engine, recall }) => [engine, recall]));
  for (const engine of exact) expect(recalls[engine]).toBe(1);
  const reasons = lines.flatMap(({ engine, leftOut }) => (leftOut === undefined ? [] : [`${engine}: ${leftOut}`]));
  expect(reasons.some((reason) => reason.includes('it failed'))).toBe(false);
  expect(notes).toContain(`building ${exact.at(-1)}`);
  return { reasons, notes };
}

const EXACT = ['privet-javascript', 'privet-wasm-simd', 'plain-javascript', 'onnxruntime-wasm'];

test('top-k: our engines are measured or left out with a reason, exact ones find their exact list; no package is installed', async () => {
  const { notes } = await expectTopK(OWN_ENGINES, ['--engines', OWN_ENGINES.join(',')], EXACT);
  expect(notes).not.toContain('installing');
});

test.skipIf(!(await hasPackages()))(
  'top-k: so is every other engine (skipped where none was measured yet: privet bench installs them)',
  async () => {
    const engines = await engineNames();
    const { reasons } = await expectTopK(engines, [], [...EXACT, 'orama', 'tensorflow-wasm']);
    expect(reasons).toContain('hnswlib-wasm: its loader runs in browsers only');
  },
);

test('filters and batch give a line for each case', async () => {
  const filters = linesOf((await run([...TINY, '--bench', 'filters', '--queries', '4'])).out);
  const ofJavaScript = filters.filter(({ engine }) => engine === 'privet-javascript');
  expect(ofJavaScript.map(({ allowedShare, boosts }) => [allowedShare, boosts])).toEqual([
    [undefined, false],
    [1, false],
    [0.5, false],
    [0.1, false],
    [0.01, false],
    [undefined, true],
  ]);
  const batch = linesOf((await run([...TINY, '--bench', 'batch', '--queries', '4'])).out);
  expect(batch.slice(0, 2).map(({ batchSize }) => batchSize)).toEqual([8, 64]);
});

test.each([
  ['a dimension', ['--dim', '20'], 2, 'Expected a multiple of 16'],
  ['a question', ['--bench', 'speed'], 2, 'Allowed choices are top-k, filters'],
  ['a runtime', ['--runtime', 'deno'], 2, 'Allowed choices are chromium, node, both'],
  ['items', ['--items', '0'], 2, 'Expected an integer of at least 1'],
  ['an engine', ['--engines', 'faiss'], 1, 'found "faiss", expected one of edgevec'],
  [
    'no ranker of ours',
    ['--engines', 'orama', '--bench', 'batch'],
    1,
    'found orama, expected a privet engine for batch',
  ],
])('a mistake is said: %s', async (_, args, exitCode, message) => {
  const { code, notes } = await run(['bench', ...args]);
  expect(code).toBe(exitCode);
  expect(notes).toContain(message);
});

test('--help names every question', async () => {
  const { out } = await run(['bench', '--help']);
  for (const name of ['top-k', 'filters', 'batch', 'sizes']) expect(out).toContain(`\n  ${name} `);
  expect(out).toContain('$ privet bench');
});
