// Opens a file for a server of one folder: only what really lies in it. A link that leads out is not followed, not even one
// that is put there between the look and the opening. Node only.
import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A link at the end is not followed, a named pipe not waited for; Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface OpenedFile {
  /** To be closed by whoever asked. */
  handle: FileHandle;
  sizeBytes: number;
}

/**
 * @param folder  may be a link itself
 * @param path    of an address, still encoded, without what stands behind a question mark
 * @returns       undefined for what is no file, or none of the folder
 */
export async function openInside(folder: string, path: string): Promise<OpenedFile | undefined> {
  const names = namesOf(path);
  if (!names) return undefined;
  let handle: FileHandle | undefined;
  try {
    const root = await realpath(folder);
    const place = await realpath(join(root, ...names));
    if (!place.startsWith(root + sep)) return undefined;
    handle = await open(place, FLAGS);
    const facts = await handle.stat();
    if (facts.isFile() && (await placeOf(handle, place)).startsWith(root + sep)) {
      return { handle, sizeBytes: facts.size };
    }
  } catch {
    // no such file, or none that may be read
  }
  await handle?.close();
  return undefined;
}

/** Of what is open, where the system tells it (Linux); else a second look at where it was. */
function placeOf({ fd }: FileHandle, place: string): Promise<string> {
  return readlink(`/proc/self/fd/${fd}`).catch(() => realpath(place));
}

/** Decoded. Undefined for a path that says more than names: dots, backslashes, NUL, slashes that were encoded. */
function namesOf(path: string): string[] | undefined {
  try {
    const names = path.split('/').filter(Boolean).map(decodeURIComponent);
    const isPlain = names.every((name) => name !== '.' && name !== '..' && !/[/\\\0]/.test(name));
    return isPlain && names.length > 0 ? names : undefined;
  } catch {
    return undefined;
  }
}
