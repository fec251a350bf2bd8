// What a folder was built from, as a text that is kept beside it: as long as it is the same, nothing is built again.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface StampInput {
  /** Of the command line. */
  version: string;
  args: readonly string[];
  /** Relative to `root`, folders among them; one that is missing counts as such. */
  files: readonly string[];
  root: string;
}

/** @returns JSON that is another whenever a file's bytes, an argument or the version is */
export async function stampOf({ version, args, files, root }: StampInput): Promise<string> {
  const hashes = await Promise.all(files.map(async (file) => [file, await hashOf(resolve(root, file))]));
  return `${JSON.stringify({ version, args, files: Object.fromEntries(hashes) }, null, 2)}\n`;
}

/** SHA-256 in hex; null where the file cannot be read. Of a folder over names, sizes and times: its pictures are large. */
async function hashOf(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  const isFolder = (await stat(file).catch(() => undefined))?.isDirectory();
  if (isFolder) {
    for (const path of (await readdir(file, { recursive: true })).sort()) {
      const { size = 0, mtimeMs = 0 } = (await stat(join(file, path)).catch(() => undefined)) ?? {};
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
    return hash.digest('hex');
  }
  return pipeline(createReadStream(file), hash).then(
    () => hash.digest('hex'),
    () => null,
  );
}
