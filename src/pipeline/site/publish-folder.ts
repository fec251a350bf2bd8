// Puts finished files into a folder that may be in use: everything is written beside it first, then moved file by file,
// the manifest last. A run that fails or is stopped while it works leaves the folder as it was.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Paths relative to the folder, and their bytes. */
export type Files = ReadonlyMap<string, Uint8Array>;

/**
 * @param folder  made where it is missing; files that are not named stay
 * @param files   written in their order, so whatever is only valid with the others goes last
 */
export async function publishFiles(folder: string, files: Files): Promise<void> {
  const staging = `${folder.replace(/[/\\]+$/, '')}.part`;
  await rm(staging, { recursive: true, force: true });
  try {
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeFile(join(staging, path), bytes);
    }
    for (const path of files.keys()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await rename(join(staging, path), join(folder, path));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
