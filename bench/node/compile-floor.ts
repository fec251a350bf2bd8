// Compiles the memory floor's kernel when a run begins: it takes a second, and no module needs to be kept up to date.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../kernels/floor.as.ts', import.meta.url));
const OPTIONS = ['-O3', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noAssert'];

/** What is used of the compiler. Its own types are left out: they declare a console of their own to everybody. */
interface Compiler {
  main(
    args: readonly string[],
    files: { readFile(name: string): string | null; writeFile(name: string, contents: Uint8Array): void },
  ): Promise<{ error: Error | null; stderr: { toString(): string } }>;
}
const COMPILER: string = 'assemblyscript/asc';

/** @returns a WebAssembly module: imports env.memory, exports read(bytes) */
export async function compileFloor(): Promise<Uint8Array> {
  const { default: asc } = (await import(COMPILER)) as { default: Compiler }; // large: only where the floor is measured
  const source = await readFile(SOURCE, 'utf8');
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(['floor.ts', '--outFile', 'floor.wasm', ...OPTIONS], {
    readFile: (name) => (name === 'floor.ts' ? source : null),
    writeFile: (_name, contents) => {
      binary = contents;
    },
  });
  if (error || !binary) throw new Error(`memory floor: ${error?.message ?? 'no module'}\n${stderr.toString()}`);
  return binary;
}
