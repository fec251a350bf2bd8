// `npm run check`: types, lint and imports, side by side. Types are checked anew only where something changed (tsc -b
// keeps its notes in .tsbuild), so that the second run takes seconds. It needs nothing but the installed packages.

import { fileURLToPath } from 'node:url';
import { runsBeside } from './processes.mjs';
import { say } from './setup.mjs';

/** @returns by name, whether each passed; what went wrong is printed */
export async function checkAll() {
  const checks = {
    types: runsBeside([], 'typescript/bin/tsc', ['-b']),
    lint: runsBeside([], '@biomejs/biome/bin/biome', ['check', '.']),
    imports: runsBeside(['--import', 'tsx'], './scripts/check-imports.ts'),
  };
  const results = {};
  for (const [name, check] of Object.entries(checks)) {
    const { ok, output, seconds } = await check;
    if (!ok) process.stderr.write(output);
    say(`${name}: ${ok ? 'passed' : 'FAILED'} (${seconds.toFixed(1)} s)`);
    results[name] = ok;
  }
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = await checkAll();
  process.exit(Object.values(results).every(Boolean) ? 0 : 1);
}
