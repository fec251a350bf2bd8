// What a page downloads before its first list: built as it ships, the worker's code holds neither ONNX Runtime nor the title
// index, imports each runtime only when it is chosen, and needs no permission that a strict content security policy refuses.
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

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

/** What a script imports when it is needed, without the hashes. */
const importsOf = (code: string): string[] => {
  const paths = [...code.matchAll(/import\([`'"]\.\/([^`'"]+)-[\w-]{8}\.js[`'"]\)/g)];
  return [...new Set(paths.map(([, name]) => name!))];
};

describe('the built worker', () => {
  it('is small: it holds no runtime', () => {
    const { sizeBytes, code } = fileLike(/^assets\/worker-.*\.js$/);
    expect(sizeBytes).toBeLessThan(130_000);
    expect(code).not.toMatch(/OrtCreateSession|ort-wasm-simd/);
  });

  it('is one file, which imports the code of models, search and rules only when it is needed', () => {
    const { code } = fileLike(/^assets\/worker-.*\.js$/);
    for (const name of ['model-loader', 'searcher', 'list-rules', 'explain', 'stored-data'])
      expect(importsOf(code)).toContain(name);
    expect(code).not.toMatch(/^import\s*["'`{]/);
  });

  it('imports the runtime that it chose, ranking on WebGPU and the word indexes only when they are needed', () => {
    const names = ['ort.jspi.bundle.min', 'ort.wasm.bundle.min', 'ort.webgpu.bundle.min', 'webgpu-ranker'];
    expect(importsOf(fileLike(/^assets\/model-loader-.*\.js$/).code)).toEqual(expect.arrayContaining(names));
    expect(importsOf(fileLike(/^assets\/searcher-.*\.js$/).code).sort()).toEqual(['text-index', 'title-index']);
  });

  it.each(['ort-wasm-simd-threaded-', 'ort-wasm-simd-threaded.jspi-', 'ort-wasm-simd-threaded.asyncify-'])(
    'comes with %s*.wasm, and with no other runtime',
    (name) => {
      const runtimes = files.filter(({ fileName }) => fileName.endsWith('.wasm'));
      expect(runtimes).toHaveLength(3);
      expect(runtimes.filter(({ fileName }) => fileName.startsWith(`assets/${name}`))).toHaveLength(1);
    },
  );

  it('compiles no code from strings', () => {
    const scripts = files.filter(({ fileName }) => fileName.endsWith('.js'));
    for (const { code } of scripts) expect(code).not.toMatch(/new Function\b|[^\w.$]eval\(/);
  });
});
