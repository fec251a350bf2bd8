// Tells whether code that made something is still the same: a hash over an entry and every file that it imports,
// however deep. A list of folders kept by hand forgets the one that was added last, and then an old result passes for a
// new one.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reachedFiles } from './imports.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * In the package all code is one file of JavaScript, and counts whole.
 *
 * @param entries  absolute paths of the files whose functions are called
 * @returns        64 hex digits; the same on every machine and in every folder
 */
export async function codeFingerprint(entries: readonly string[]): Promise<string> {
  const sources = await reachedFiles(entries.filter((path) => path.endsWith('.ts')));
  const named = [...sources].map(([path, text]) => [path.slice(ROOT.length), text] as const);
  for (const path of entries) {
    if (!path.endsWith('.ts')) named.push([basename(path), await readFile(path, 'utf8')]);
  }
  const hash = createHash('sha256');
  for (const [path, text] of named.sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path}\n${text.length}\n${text}`);
  return hash.digest('hex');
}
