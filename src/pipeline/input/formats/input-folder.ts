// Files that are given together: a folder of the disk, or what is in a zip. They are sorted by their paths, so that the
// same folder gives the same items; hidden ones are left out, and links are not followed, so that nothing goes in a
// circle or leads out of the folder.

import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputError } from '../../../errors.ts';
import type { ByteSource } from '../../../items/decode-text.ts';
import { type Archive, checkUnpacked, entrySource, listZip } from '../../../items/zip.ts';
import { inWords } from '../../base/system-errors.ts';
import { fileSize, type OpenFileOptions, openFile } from '../open-file.ts';

const MAX_DEPTH = 100;
/** Of a folder, pictures among them. */
const MAX_FILES = 1_000_000;
const MAX_UNPACKED_BYTES = 1_000_000_000;

export interface InputFile {
  /** Inside its folder, with `/` between the parts; of a file alone its name. */
  path: string;
  sizeBytes: number;
  source: ByteSource;
  /** Where it lies on the disk, if it does. */
  place?: string;
}

export interface InputFolder {
  /** As messages name it. */
  name: string;
  files: InputFile[];
  /** Links that were not followed. */
  numLinks: number;
}

export async function diskFolder(name: string, options: OpenFileOptions): Promise<InputFolder> {
  const folder: InputFolder = { name, files: [], numLinks: 0 };
  await addFiles(folder, '', 0, options);
  return sorted(folder);
}

async function addFiles(folder: InputFolder, under: string, depth: number, options: OpenFileOptions): Promise<void> {
  options.signal?.throwIfAborted();
  const at = join(folder.name, under);
  if (depth > MAX_DEPTH) throw tooMuch(at, `folders that are nested more than ${MAX_DEPTH} deep`);
  const entries = await readdir(at, { withFileTypes: true }).catch((error: unknown) => {
    throw inWords(error, at);
  });
  for (const entry of entries) {
    const path = under + entry.name;
    if (isHidden(path)) continue;
    if (entry.isSymbolicLink()) folder.numLinks++;
    else if (entry.isDirectory()) await addFiles(folder, `${path}/`, depth + 1, options);
    else if (entry.isFile()) folder.files.push(await diskFile(join(folder.name, path), path, options));
    if (folder.files.length > MAX_FILES) {
      throw tooMuch(folder.name, `more than ${MAX_FILES.toLocaleString('en-GB')} files`);
    }
  }
}

/** @throws InputError for a file that is not there, or none */
export async function diskFile(place: string, path: string, options: OpenFileOptions): Promise<InputFile> {
  const source: ByteSource = async function* () {
    yield* (await openFile(place, options))();
  };
  return { path, place, sizeBytes: await fileSize(place), source };
}

export async function zipFolder(archive: Archive): Promise<InputFolder> {
  const entries = await listZip(archive, MAX_FILES, (path) => !isHidden(path) && !isPicture(path));
  checkUnpacked(entries, archive, MAX_UNPACKED_BYTES);
  const files = entries.map((entry) => ({
    path: entry.path,
    sizeBytes: entry.sizeBytes,
    source: entrySource(archive, entry),
  }));
  return sorted({ name: archive.file, files: withoutRoot(files), numLinks: 0 });
}

/** A folder that was packed with its own name stands in it: addresses begin inside of it. */
function withoutRoot(files: InputFile[]): InputFile[] {
  const root = files[0]?.path.match(/^[^/]+\//)?.[0];
  if (!root || files.some(({ path }) => !path.startsWith(root))) return files;
  return files.map((file) => ({ ...file, path: file.path.slice(root.length) }));
}

/** A file of the disk of which parts are read, opened for each: nobody has to close it. */
export function diskArchive(place: string, sizeBytes: number): Archive {
  return {
    file: place,
    sizeBytes,
    read: async (start, end) => {
      const handle = await open(place);
      try {
        const { buffer, bytesRead } = await handle.read(new Uint8Array(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
}

/**
 * All of a file at once.
 *
 * @throws InputError for one of more than `maxBytes`
 */
export async function wholeOf(source: ByteSource, file: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of source()) {
    pieces.push(piece);
    if ((sizeBytes += piece.length) > maxBytes) throw tooMuch(file, `a file of more than ${maxBytes / 1e6} MB`);
  }
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function tooMuch(file: string, found: string): InputError {
  return new InputError({ file, found, expected: 'less', mend: 'Give what holds the items, and nothing else.' });
}

/** By code units, which is the same everywhere. */
function sorted(folder: InputFolder): InputFolder {
  folder.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return folder;
}

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'node_modules');
}

/** They are most of a site's bytes, and count as nothing. */
function isPicture(path: string): boolean {
  return /\.(jpe?g|png|gif|webp|avif|svg|ico|mp4|webm|mp3|woff2?|ttf|otf|pdf)$/i.test(basename(path));
}
