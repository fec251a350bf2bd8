// A file on disk, whole or not at all: written beside itself under a name that no other process uses, nor one of another
// machine that sees the folder, then moved.
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inWords } from './system-errors.ts';

/** @throws InputError for what the system refuses; nothing is left behind, and what was there stays */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(part, content);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw inWords(error, file);
  }
}
