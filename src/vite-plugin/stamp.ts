// What a folder was built from, as a text that is kept beside it: as long as it is the same, nothing is built again.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface StampInput {
  /** Of the command line. */
  version: string;
  args: readonly string[];
  /** Relative to `root`; one that is missing counts as such. */
  files: readonly string[];
  root: string;
}

/** @returns JSON that is another whenever a file's bytes, an argument or the version is */
export async function stampOf({ version, args, files, root }: StampInput): Promise<string> {
  const hashes = await Promise.all(files.map(async (file) => [file, await hashOf(resolve(root, file))]));
  return `${JSON.stringify({ version, args, files: Object.fromEntries(hashes) }, null, 2)}\n`;
}

/** SHA-256 in hex; null where the file cannot be read. */
async function hashOf(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  return pipeline(createReadStream(file), hash).then(
    () => hash.digest('hex'),
    () => null,
  );
}
