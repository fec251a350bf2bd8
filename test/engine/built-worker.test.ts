// What a page downloads before its first list: built as it ships, the worker's code holds neither ONNX Runtime nor the
// title index, imports each runtime only when it is chosen, and needs no permission that a strict content security
// policy refuses.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { TOWER_KERNELS } from '../../src/towers/graph-executor/kernels/modules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let files: { fileName: string; code: string; sizeBytes: number }[];

beforeAll(async () => {
  const built = (await build({
    root,
    publicDir: false,
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput;
  files = built.output.map((output) => {
    const content = output.type === 'chunk' ? output.code : output.source;
    const code = typeof content === 'string' ? content : '';
    return { fileName: output.fileName, code, sizeBytes: content.length };
  });
});

const fileLike = (pattern: RegExp) => {
  const found = files.filter(({ fileName }) => pattern.test(fileName));
  expect(
    found.map(({ fileName }) => fileName),
    `files like ${pattern}`,
  ).toHaveLength(1);
  return found[0]!;
};

/** First words of the names of what a script imports when it needs it. */
function importedBy(code: string): string[] {
  const imports = [...code.matchAll(/import\([`'"]\.\/([^`'"]+)[`'"]\)/g)].map(([, name]) => name!.split('-')[0]!);
  return [...new Set(imports)].sort();
}

describe('the built worker', () => {
  it('is small: it holds no runtime', () => {
    const { sizeBytes, code } = fileLike(/^assets\/worker-.*\.js$/);
    expect(sizeBytes).toBeLessThan(162_000);
    expect(code).not.toMatch(/OrtCreateSession|ort-wasm-simd/);
  });

  it('imports what no first list needs only when it is asked for', () => {
    const { code } = fileLike(/^assets\/worker-.*\.js$/);
    expect(importedBy(code)).toEqual([
      ...[
        'answer',
        'caps',
        'encryption',
        'for',
        'inspect',
        'joined',
        'language',
        'likeness',
        'load',
        'map',
        'match',
        'model',
        'offline',
        'own',
        'packed',
        'picker',
      ],
      ...['searcher', 'shop', 'steered', 'stored', 'suggester', 'table', 'take', 'warm', 'why'],
    ]);
    expect(code).not.toMatch(/^import\s*["'`{]/);
  });

  it('imports the runtime that it chose, ranking on WebGPU and the word indexes one by one', () => {
    const models = fileLike(/^assets\/model-loader-.*\.js$/).code;
    const runtimes = ['ort.jspi.bundle.min', 'ort.wasm.bundle.min'];
    expect(importedBy(models)).toEqual([...runtimes, 'webgpu']);
    expect(importedBy(fileLike(/^assets\/searcher-.*\.js$/).code)).toEqual(['text', 'title', 'word']);
  });

  it.each(['ort-wasm-simd-threaded-', 'ort-wasm-simd-threaded.jspi-'])(
    'comes with %s*.wasm, and with no other runtime',
    (name) => {
      const runtimes = files.filter(({ fileName }) => fileName.endsWith('.wasm'));
      expect(runtimes).toHaveLength(2);
      expect(runtimes.filter(({ fileName }) => fileName.startsWith(`assets/${name}`))).toHaveLength(1);
    },
  );

  it('runs towers without a runtime, in at most 60 kB as they are sent', () => {
    const { code } = fileLike(/^assets\/model-loader-.*\.js$/);
    expect(code).toContain(TOWER_KERNELS);
    // With all that loads models beside them: planning, hosts, the measurement of backends.
    expect(gzipSync(code).length).toBeLessThan(60_000);
  });

  it('has no file that a host of small files refuses', () => {
    for (const { fileName, sizeBytes } of files) expect(sizeBytes, fileName).toBeLessThan(24 * 1024 * 1024);
  });

  it('compiles no code from strings', () => {
    const scripts = files.filter(({ fileName }) => fileName.endsWith('.js'));
    for (const { code } of scripts) expect(code).not.toMatch(/new Function\b|[^\w.$]eval\(/);
  });
});
