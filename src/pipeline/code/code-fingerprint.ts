// Tells whether code that made something is still the same: a hash over an entry and every file that it imports,
// however deep. A list of folders kept by hand forgets the one that was added last, and then an old result passes for a
// new one.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { reachedFiles } from './imports.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * @param entries  absolute paths of the files whose functions are called
 * @returns        64 hex digits; the same on every machine and in every folder
 */
export async function codeFingerprint(entries: readonly string[]): Promise<string> {
  const texts = await reachedFiles(entries);
  const named = [...texts].map(([path, text]) => [path.slice(ROOT.length), text] as const);
  const hash = createHash('sha256');
  for (const [path, text] of named.sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path}\n${text.length}\n${text}`);
  return hash.digest('hex');
}
