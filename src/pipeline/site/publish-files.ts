// Puts finished files into a folder that may be in use, so that whoever reads it meanwhile, or after the process was
// killed at any moment, finds a whole version: everything is written into a hidden folder first, then moved file by
// file. Whatever is only valid with the others goes last (a bundle's manifest: moving it is what publishes).
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { InputError } from '../../errors.ts';
import { inWords } from '../base/system-errors.ts';

/** Paths relative to the folder, and their bytes. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** What of node:fs is needed to write; tests pass one that stops at some step. */
export interface Disk {
  mkdir: typeof mkdir;
  mkdtemp: typeof mkdtemp;
  writeFile: typeof writeFile;
  rename: typeof rename;
  rm: typeof rm;
  rmdir: typeof rmdir;
}

export const NODE_DISK: Disk = { mkdir, mkdtemp, writeFile, rename, rm, rmdir };

/** Inside the folder, so that moving never crosses a disk: the name says which process is at work. */
const STAGING = /^\.privet-part-(\d+)-/;

/**
 * Files that are there with the same bytes are left alone, and so is what is not named. A symbolic link in place of a
 * file is replaced, never what it points at.
 *
 * @param folder  made where it is missing
 * @param files   moved in their order
 * @throws InputError where something cannot be written, or a folder inside is a symbolic link; new files are then gone
 */
export async function publishFiles(folder: string, files: Files, disk: Disk = NODE_DISK): Promise<void> {
  const firstMade = await disk.mkdir(folder, { recursive: true }).catch((error) => {
    throw inWords(error, folder);
  });
  try {
    await removeStaleStaging(folder, disk);
    const staging = await disk.mkdtemp(join(folder, `.privet-part-${process.pid}-`)).catch((error) => {
      throw inWords(error, folder);
    });
    try {
      await moveIn(folder, await stage(folder, staging, files, disk), disk);
    } finally {
      await disk.rm(staging, { recursive: true, force: true });
    }
  } catch (error) {
    if (firstMade !== undefined) await removeEmpty(folder, dirname(firstMade), disk);
    throw error;
  }
}

/**
 * Removes files that no version needs any more; what cannot be removed, or lies behind a symbolic link, stays.
 *
 * @param paths  relative to the folder
 */
export async function removeFiles(folder: string, paths: Iterable<string>, disk: Disk = NODE_DISK): Promise<void> {
  for (const path of paths) {
    const isOurs = await checkFolders(folder, path).then(
      () => true,
      () => false,
    );
    if (isOurs) await disk.rm(join(folder, path), { force: true }).catch(() => {});
  }
}

/** Writes what differs from what is there. @returns where each path is to be moved from, in order */
async function stage(folder: string, staging: string, files: Files, disk: Disk): Promise<Map<string, string>> {
  const staged = new Map<string, string>();
  for (const [path, bytes] of files) {
    await checkFolders(folder, path);
    if (await isThere(join(folder, path), bytes)) continue;
    const part = join(staging, String(staged.size));
    await disk.writeFile(part, bytes).catch((error) => {
      throw inWords(error, join(folder, path));
    });
    staged.set(path, part);
  }
  return staged;
}

async function moveIn(folder: string, staged: ReadonlyMap<string, string>, disk: Disk): Promise<void> {
  const added: string[] = [];
  for (const [path, part] of staged) {
    const to = join(folder, path);
    const isNew = (await lstat(to).catch(() => undefined)) === undefined;
    try {
      await disk.mkdir(dirname(to), { recursive: true });
      await disk.rename(part, to);
    } catch (error) {
      for (const file of added) await disk.rm(file, { force: true }).catch(() => {});
      for (const file of added) await removeEmpty(dirname(file), folder, disk);
      await removeEmpty(dirname(to), folder, disk);
      throw inWords(error, to);
    }
    if (isNew) added.push(to);
  }
}

/** Nothing is written or removed where a link inside the folder leads. @throws InputError */
async function checkFolders(folder: string, path: string): Promise<void> {
  const parts = dirname(path).split(/[/\\]/);
  for (let n = 1; n <= parts.length && parts[0] !== '.'; n++) {
    const place = join(folder, ...parts.slice(0, n));
    const found = await lstat(place).catch(() => undefined);
    if (!found?.isSymbolicLink()) continue;
    const mend = 'Remove the link (what it points at stays), or name the folder that it leads to.';
    throw new InputError({ file: place, found: 'a symbolic link', expected: 'a folder', mend });
  }
}

async function isThere(file: string, bytes: Uint8Array): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile() || found.size !== bytes.length) return false;
  return Buffer.compare(await readFile(file).catch(() => Buffer.alloc(0)), bytes) === 0;
}

/** What runs that were killed left behind; of one that is alive nothing is touched. */
async function removeStaleStaging(folder: string, disk: Disk): Promise<void> {
  for (const name of await readdir(folder)) {
    const processId = STAGING.exec(name)?.[1];
    if (processId === undefined || isAlive(Number(processId))) continue;
    await disk.rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(processId: number): boolean {
  if (processId === process.pid) return false; // this one begins only now
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes the folder and those above it, as long as they are empty and below `top`. */
async function removeEmpty(folder: string, top: string, disk: Disk): Promise<void> {
  for (let place = folder; isBelow(place, top); place = dirname(place)) {
    const isRemoved = await disk.rmdir(place).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}

function isBelow(place: string, top: string): boolean {
  const path = relative(top, place);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`);
}
