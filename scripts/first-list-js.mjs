// `npm run size`: how much JavaScript the built app needs before its first list, page and worker, compressed as hosts do it (gzip) and as
// some do it (brotli). Follows static imports alone: what is imported later is later. Fails over the budget.

import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { fail, root } from './setup.mjs';

export const BUDGET_BYTES = 60_000;

/** A script and what it imports statically, each once. */
function withImports(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const code = readFileSync(path, 'utf8');
  for (const [, name] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)) {
    withImports(join(dirname(path), name), found);
  }
  return found;
}

/** Scripts that the page loads at its start, and the worker that it starts with. */
export function firstListScripts(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => join(folder, src));
  const page = new Set(entries.flatMap((path) => [...withImports(path)]));
  const workers = [...page].flatMap((path) => {
    const code = readFileSync(path, 'utf8');
    return [...code.matchAll(/["'`]([^"'`]*worker-[^"'`]+\.js)["'`]/g)].map(([, name]) =>
      join(folder, 'assets', basename(name)),
    );
  });
  return { page: [...page], worker: [...new Set(workers.flatMap((path) => [...withImports(path)]))] };
}

function print(folder) {
  const totals = { gzip: 0, brotli: 0 };
  for (const [part, paths] of Object.entries(firstListScripts(folder))) {
    for (const path of paths) {
      const bytes = readFileSync(path);
      const gzip = gzipSync(bytes, { level: 9 }).length;
      const brotli = brotliCompressSync(bytes).length;
      totals.gzip += gzip;
      totals.brotli += brotli;
      console.log(`${part.padEnd(8)}${String(gzip).padStart(8)}${String(brotli).padStart(8)}  ${basename(path)}`);
    }
  }
  console.log(
    `${'in all'.padEnd(8)}${String(totals.gzip).padStart(8)}${String(totals.brotli).padStart(8)}  bytes with gzip, with brotli`,
  );
  return totals;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? join(root, 'dist');
  if (!existsSync(join(folder, 'index.html'))) fail(`${folder} has no index.html, expected a built app: npm run build`);
  const { gzip } = print(folder);
  if (gzip > BUDGET_BYTES) fail(`JavaScript before the first list is ${gzip} bytes, expected at most ${BUDGET_BYTES}`);
}
