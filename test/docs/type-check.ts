// Type-checks the examples of a page of docs as if they were files of this repository.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The code blocks of a page. @param language  as the block says it: `ts` */
export async function blocksOf(path: string, language: string): Promise<string[]> {
  const markdown = await readFile(resolve(ROOT, path), 'utf8');
  const pattern = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...markdown.matchAll(pattern)].map(([, code]) => code!);
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['vite/client'],
  jsx: ts.JsxEmit.ReactJSX,
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
};

/**
 * What TypeScript says of modules.
 *
 * @param modules  each as if it lay beside `src`, which is what its imports say
 * @param paths    files for names of packages
 */
export function problemsOf(modules: string[], paths: Record<string, string[]> = {}): string[] {
  const options = { ...OPTIONS, paths };
  const files = new Map(modules.map((code, i) => [resolve(ROOT, `example-of-docs-${i}.tsx`), code]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    const code = files.get(path);
    return code === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, code, ts.ScriptTarget.ES2023);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const diagnostics = [...files.keys()].flatMap((path) => [
    ...ts.getPreEmitDiagnostics(program, program.getSourceFile(path)),
  ]);
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
