// The examples of docs/sdk.md, type-checked against the SDK: what a reader copies has to fit.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** As if it lay beside `src`, which is what its imports say. */
const EXAMPLE = resolve(ROOT, 'examples-of-sdk-docs.ts');

/** All blocks of the page as one module: later ones use the names of former ones. */
async function examplesOf(path: string): Promise<string> {
  const markdown = await readFile(resolve(ROOT, path), 'utf8');
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code).join('\n');
}

function problemsOf(code: string): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['vite/client'],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === EXAMPLE || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === EXAMPLE ? ts.createSourceFile(path, code, ts.ScriptTarget.ES2023) : getSourceFile(path, ...rest);
  const program = ts.createProgram([EXAMPLE], options, host);
  const diagnostics = ts.getPreEmitDiagnostics(program, program.getSourceFile(EXAMPLE));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

it('every example of docs/sdk.md fits the SDK, and what does not fit is found', async () => {
  const code = await examplesOf('docs/sdk.md');
  expect(code.match(/await privet\.\w+/g)!.length).toBeGreaterThan(40);
  expect(problemsOf(code)).toEqual([]);
  expect(problemsOf(`${code}\nawait privet.forYou({ cuont: 3 });`)).toEqual([expect.stringContaining("'cuont'")]);
});

it('every call of the SDK has an example', async () => {
  const [code, source] = await Promise.all([
    examplesOf('docs/sdk.md'),
    readFile(resolve(ROOT, 'src/sdk/privet.ts'), 'utf8'),
  ]);
  const plain = source.match(/const PLAIN_CALLS = \{(.*?)\}/s)![1]!.matchAll(/(\w+): \d/g);
  const own = source.slice(source.indexOf('class Privet ')).matchAll(/^ {2}(?:async |get )?([a-z]\w+)[(<]/gm);
  const names = [...plain, ...own].map(([, name]) => name!).filter((name) => !['constructor', 'open'].includes(name));
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !new RegExp(`\\.${name}\\b`).test(code))).toEqual([]);
});
