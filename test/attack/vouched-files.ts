// Which files of a built app are vouched for by another one: their hash stands in the page, in a script, or in the
// manifest of a bundle. A hash that stands somewhere need not be looked at: the visits of flip-visits.ts see to that.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const MAY_VOUCH = /\.(html|js|json)$/;

/** @returns those of `paths` whose hash is written nowhere in the folder but in its service worker */
export async function unvouchedFiles(folder: string, paths: readonly string[]): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const vouching = names.filter((name) => MAY_VOUCH.test(name) && name !== 'sw.js');
  const texts = (await Promise.all(vouching.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
  const unvouched = [];
  for (const path of paths) {
    const bytes = await readFile(join(folder, path));
    if (!hashesOf(bytes).some((hash) => texts.includes(hash))) unvouched.push(path);
  }
  return unvouched;
}

function hashesOf(bytes: Uint8Array): string[] {
  const base64 = ['sha256', 'sha384', 'sha512'].map((name) => createHash(name).update(bytes).digest('base64'));
  return [...base64, createHash('sha256').update(bytes).digest('hex')];
}
