// `npm run build:kernels`: compiles the AssemblyScript kernels of the ranker, of the towers and of what finds neighbours, and writes them, as text,
// into TypeScript modules that are committed: a page then needs no further file for its first list, and a checkout no
// build step. Tests hold the committed modules to what this makes of the sources.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './setup.mjs';

const OPTIONS = ['-O3', '--runtime', 'stub', '--importMemory', '--noAssert', '--enable', 'simd'];
/** By the name of the room: the module that is written, and what is in it. */
const ROOMS = {
  ranking: {
    folder: 'src/ranking/kernels',
    about: 'WebAssembly modules in base64, a few hundred bytes each. Imports: env.memory. Exports: scan, sortHeap.',
    kernels: [
      { name: 'SCAN_SIMD', file: 'scan-simd.as.ts', options: [] },
      { name: 'SCAN_RELAXED_SIMD', file: 'scan-relaxed-simd.as.ts', options: ['--enable', 'relaxed-simd'] },
    ],
  },
  dots: {
    folder: 'src/numerics/row-dots/kernels',
    about: 'A WebAssembly module in base64, some hundred bytes. Imports: env.memory. Exports: dots.',
    kernels: [{ name: 'DOTS', file: 'dots.as.ts', options: [] }],
  },
  towers: {
    folder: 'src/towers/graph-executor/kernels',
    about:
      'A WebAssembly module in base64, a few kB. Imports: env.memory. Exports: those of ../kernels.ts but `gather`.',
    kernels: [{ name: 'TOWER_KERNELS', file: 'tower.as.ts', options: [] }],
  },
};

/** One kernel as a WebAssembly module. */
async function compile(folder, file, options) {
  // Imported here: set-up must run before anything is installed, and this file imports from it.
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const args = [file, '--outFile', 'kernel.wasm', ...OPTIONS, ...options];
  const { error, stderr } = await asc.main(args, {
    readFile: (name, base) => {
      try {
        return readFileSync(join(root, folder, base === '.' ? '' : base, name), 'utf8');
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
export async function kernelsModule(room) {
  const { folder, about, kernels } = ROOMS[room];
  const lines = [
    '// Made by `npm run build:kernels` from the .as.ts files beside it: change those, not this.',
    `// ${about}`,
  ];
  for (const { name, file, options } of kernels) {
    const text = (await compile(folder, file, options)).toString('base64');
    lines.push('', `/** ${file} */`, `export const ${name} =`, `  '${text}';`);
  }
  return `${lines.join('\n')}\n`;
}

export const kernelsPath = (room) => join(root, ROOMS[room].folder, 'modules.ts');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const room of Object.keys(ROOMS)) {
    const text = await kernelsModule(room);
    writeFileSync(kernelsPath(room), text);
    console.log(`privet: wrote ${kernelsPath(room).slice(root.length + 1)} (${text.length} characters)`);
  }
}
