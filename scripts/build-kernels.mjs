// `npm run build:kernels`: compiles the AssemblyScript kernels of the ranker and writes them, as text, into one
// TypeScript module that is committed: a page then needs no further file for its first list, and a checkout no build
// step. A test holds the committed module to what this makes of the sources.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './setup.mjs';

const FOLDER = 'src/ranking/kernels';
const OPTIONS = ['-O3', '--runtime', 'stub', '--importMemory', '--noAssert', '--enable', 'simd'];
const KERNELS = [
  { name: 'SCAN_SIMD', file: 'scan-simd.as.ts', options: [] },
  { name: 'SCAN_RELAXED_SIMD', file: 'scan-relaxed-simd.as.ts', options: ['--enable', 'relaxed-simd'] },
];

/** One kernel as a WebAssembly module. */
async function compile(file, options) {
  // Imported here: set-up must run before anything is installed, and this file imports from it.
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const args = [file, '--outFile', 'kernel.wasm', ...OPTIONS, ...options];
  const { error, stderr } = await asc.main(args, {
    readFile: (name, base) => {
      try {
        return readFileSync(join(root, FOLDER, base === '.' ? '' : base, name), 'utf8');
      } catch {
        return null; // the compiler asks for several places until one has the file
      }
    },
    writeFile: (_name, contents) => {
      binary = contents;
    },
  });
  if (error) throw new Error(`${file}: ${error.message}\n${stderr.toString()}`);
  return Buffer.from(binary);
}

/** The module's text. */
export async function kernelsModule() {
  const lines = [
    '// Made by `npm run build:kernels` from the .as.ts files beside it: change those, not this.',
    '// WebAssembly modules in base64, a few hundred bytes each. Imports: env.memory. Exports: scan, sortHeap.',
  ];
  for (const { name, file, options } of KERNELS) {
    lines.push('', `/** ${file} */`, `export const ${name} =`);
    lines.push(`  '${(await compile(file, options)).toString('base64')}';`);
  }
  return `${lines.join('\n')}\n`;
}

export const kernelsPath = join(root, FOLDER, 'modules.ts');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await kernelsModule();
  writeFileSync(kernelsPath, text);
  console.log(`privet: wrote ${kernelsPath.slice(root.length + 1)} (${text.length} characters)`);
}
