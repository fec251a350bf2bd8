// The types of a package: the declarations that `tsc -b` wrote, as far as the entries reach, with the imports that
// every TypeScript understands (`./x.js` for `./x.ts`).

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fail, root } from '../setup.mjs';

const PROJECTS = ['page', 'universal', 'worker', 'node'];
const SPECIFIER = /((?:from|import)\s*\(?\s*['"])(\.[^'"]+)\.ts(['"])/g;

/** @param file  path of a source, relative to the root @returns its declarations, as one of the projects wrote them */
function declarationOf(file) {
  const name = file.replace(/\.ts$/, '.d.ts');
  const found = PROJECTS.map((project) => join(root, '.tsbuild', project, name)).find(existsSync);
  return found ?? fail(`${file}: found no declarations, expected those of tsc -b`);
}

/** Writes `types/` of the package; the entries' own stand where its `exports` say. */
export function copyTypes(folder, entries) {
  const sources = Object.entries(entries).filter(([, source]) => source.endsWith('.ts'));
  const waiting = sources.map(([, source]) => relative(root, source));
  const done = new Set();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const text = readFileSync(declarationOf(file), 'utf8');
    for (const [, , path] of text.matchAll(SPECIFIER)) waiting.push(join(dirname(file), `${path}.ts`));
    const target = join(folder, 'types', file.replace(/^src\//, '').replace(/\.ts$/, '.d.ts'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text.replace(SPECIFIER, '$1$2.js$3').replace(/^\/\/# sourceMappingURL.*$/m, ''));
  }
  for (const [name, source] of sources) {
    const path = relative(join(root, 'src'), source).replace(/\.ts$/, '.js');
    writeFileSync(join(folder, `${name}.d.ts`), `export * from './types/${path}';\n`);
  }
}
