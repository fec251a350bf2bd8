import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalog } from '../../bench/harness/catalog.ts';
import { type EngineDefinition, LeftOut } from '../../bench/harness/engine.ts';
import { floatTopK, scoreRows } from '../../bench/harness/float-top-k.ts';
import type { BenchHost } from '../../bench/harness/host.ts';
import { openEngines } from '../../bench/harness/open-engines.ts';
import { exactLists, recallAgainst } from '../../bench/harness/recall.ts';
import { measureRounds } from '../../bench/harness/rounds.ts';
import { transpose } from '../../bench/harness/transpose.ts';
import { watchWasmMemory } from '../../bench/harness/wasm-memory.ts';

const OPTIONS = { bench: 'top-k', dim: 16, k: 3, seed: 1, buildLimit: 60, webgpu: false } as const;

/** Node's types know the namespace, not its values. */
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: {
    instantiate(bytes: Uint8Array, imports?: object): Promise<unknown>;
    Memory: new (size: { initial: number }) => object;
  };
};

function quietHost(): BenchHost & { notes: string[] } {
  const notes: string[] = [];
  return {
    runtime: 'node',
    notes,
    note: (text) => void notes.push(text),
    progress() {},
    emit() {},
    measureMemory: async () => 0,
    readFile: async () => new Uint8Array(),
    throwIfStopped() {},
  };
}

test('the float top-k equals a sort, ties to the lower index', () => {
  const scores = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 300 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 0, max: 320 }), (values, k) => {
      const order = values.map((_, index) => index).sort((a, b) => values[b]! - values[a]! || a - b);
      expect([...floatTopK(values, k)]).toEqual(order.slice(0, k));
    }),
    { seed: 1 },
  );
});

test('rows are scored by their dot products, and a transposed matrix holds the same values', () => {
  const rows = Float32Array.from({ length: 5 * 8 }, (_, i) => ((i * 7) % 11) - 5);
  const query = Float32Array.from({ length: 8 }, (_, d) => d - 3);
  const scores = new Float32Array(5);
  scoreRows(rows, query, scores);
  const columns = transpose(rows, 8);
  for (let row = 0; row < 5; row++) {
    expect(scores[row]).toBe(query.reduce((sum, value, d) => sum + value * rows[row * 8 + d]!, 0));
    for (let d = 0; d < 8; d++) expect(columns[d * 5 + row]).toBe(rows[row * 8 + d]);
  }
});

test('a catalog is the same for a seed, of unit length, and its int8 rows rank nearly as its floats do', async () => {
  const catalog = createCatalog(500, 32, 20, 4);
  expect(createCatalog(500, 32, 20, 4).rows).toEqual(catalog.rows);
  expect(createCatalog(500, 32, 20, 5).rows).not.toEqual(catalog.rows);
  const norm = Math.hypot(...catalog.rows.subarray(32, 64));
  expect(norm).toBeCloseTo(1, 5);
  const lists = await exactLists(catalog, 10, 20);
  const engine = { topK: () => [] };
  expect(await recallAgainst(engine, catalog, lists)).toEqual({ int8: 0, f32: 0 });
  const overlap = lists.int8.map((list, i) => list.filter((index) => lists.f32[i]!.includes(index)).length);
  expect(overlap.reduce((sum, count) => sum + count)).toBeGreaterThan(0.9 * 20 * 10);
});

test('contenders take turns, warm up first, and each gets its samples', async () => {
  const calls: string[] = [];
  const contender = (name: string) => ({ name, run: () => calls.push(name) });
  const progress: [number, number][] = [];
  const times = await measureRounds([contender('a'), contender('b')], {
    samples: 8,
    onProgress: (done, total) => void progress.push([done, total]),
  });
  expect(times).toHaveLength(2);
  expect(progress).toEqual([
    [1, 2],
    [2, 2],
  ]);
  const turns = calls.filter((name, i) => name !== calls[i - 1]);
  expect(turns.join('')).toBe('ababab'); // warm-up, then two rounds
});

test('of several layouts the fastest is kept; what fails or builds too long is left out with the reason', async () => {
  const catalog = createCatalog(50, 16, 4, 1);
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const definition = (name: string, parts: Partial<EngineDefinition>): EngineDefinition => ({
    name,
    precision: 'f32',
    build: async () => ({ topK: () => [0] }),
    ...parts,
  });
  const definitions = [
    definition('layouts', {
      variants: ['slow', 'fast'],
      build: async ({ variant }) => ({
        topK: async () => {
          await wait(variant === 'slow' ? 30 : 1);
          return [0];
        },
      }),
    }),
    definition('absent', {
      async build() {
        throw new LeftOut('it is not here');
      },
    }),
    definition('broken', {
      async build() {
        throw new Error('no such index');
      },
    }),
    definition('endless', {
      async build({ added }) {
        for (let done = 0; ; done++) {
          await wait(5);
          await added(done, 1e9);
        }
      },
    }),
  ];
  const host = quietHost();
  const options = { ...OPTIONS, buildLimit: 0.05 };
  const { open, leftOut } = await openEngines(definitions, { catalog, k: 3, host, options });
  expect(open.map(({ variants }) => variants?.map(({ name }) => name))).toEqual([['fast', 'slow']]);
  expect(leftOut).toEqual([
    { name: 'absent', reason: 'it is not here' },
    { name: 'broken', reason: 'it failed: no such index' },
    { name: 'endless', reason: expect.stringMatching(/^building took more than 0.05 s \(\d+ of 1000000000 items/) },
  ]);
});

test('a stopped run is no failure of an engine', async () => {
  const host = { ...quietHost(), throwIfStopped: () => AbortSignal.abort().throwIfAborted() };
  const setting = { catalog: createCatalog(10, 16, 4, 1), k: 3, host, options: OPTIONS };
  await expect(openEngines([], setting)).resolves.toEqual({ open: [], leftOut: [] });
  const engine: EngineDefinition = { name: 'any', precision: 'f32', build: async () => ({ topK: () => [0] }) };
  await expect(openEngines([engine], setting)).rejects.toThrow('aborted');
});

test('the memory of a library is found while it loads, whether it made it or was given it', async () => {
  // (module (memory (export "m") 2)) and (module (import "e" "m" (memory 1)))
  const exporting = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 2, 7, 5, 1, 1, 109, 2, 0);
  const importing = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 2, 8, 1, 1, 101, 1, 109, 2, 0, 1);
  const { instantiate } = wasm;
  const { wasmBytes } = await watchWasmMemory(async () => {
    await wasm.instantiate(exporting);
    await wasm.instantiate(importing, { e: { m: new wasm.Memory({ initial: 3 }) } });
  });
  expect(wasmBytes()).toBe(5 * 65_536);
  expect(wasm.instantiate).toBe(instantiate);
});
