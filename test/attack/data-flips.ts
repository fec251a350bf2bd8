// Changed files of a bundle through the page's own readers of files, each of them by turns: all must be refused by an error
// that names the file, and none may be kept.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnyFile, filesOf } from '../../src/bundle/bundle-files.ts';
import { type FileStore, fetchGzipped, fetchVerified, keepFile } from '../../src/bundle/fetch-verified.ts';
import { CatalogFormatError, ModelLoadError } from '../../src/errors.ts';
import { parseManifest } from '../../src/formats/manifest.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { flip } from './flip.ts';

export interface FlippedFile {
  path: string;
  numFlips: number;
  /** What was taken, or refused without a word of which file it was, in words. */
  problems: string[];
}

export interface DataFlips {
  /** In all, shared out evenly among the files. */
  numFlips: number;
  seed: number;
  /** Default: all files of the manifest. */
  isWanted?: (file: AnyFile) => boolean;
  /** Hears how many there were. */
  onFlip?: (done: number) => void;
}

type Reader = (url: string, file: AnyFile, fetchFile: typeof fetch, store: FileStore) => Promise<unknown>;

const READERS: Reader[] = [
  (url, file, fetchFile) => fetchVerified(url, file, { fetch: fetchFile }),
  (url, file, fetchFile, store) => keepFile(url, file, store, { fetch: fetchFile }),
];
const readGzipped: Reader = (url, file, fetchFile, store) =>
  'inflated' in file
    ? fetchGzipped(url, file, { fetch: fetchFile, kept: store })
    : Promise.reject(new Error('no gzip'));

/**
 * @param folder  with a manifest and the files that it names
 */
export async function flipData(folder: string, options: DataFlips): Promise<FlippedFile[]> {
  const { numFlips, seed, isWanted = () => true, onFlip = () => {} } = options;
  const random = createRandom(seed);
  const manifest = parseManifest(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const files = filesOf(manifest).filter(isWanted);
  const flipped: FlippedFile[] = [];
  let done = 0;
  for (const [number, file] of files.entries()) {
    const good = await readFile(join(folder, file.path));
    const readers = 'inflated' in file ? [...READERS, readGzipped] : READERS;
    const count = Math.floor(((number + 1) * numFlips) / files.length) - done;
    const problems: string[] = [];
    for (let i = 0; i < count; i++) {
      const { bytes, what } = flip(good, random);
      const problem = await problemOf(readers[i % readers.length]!, file, bytes);
      if (problem) problems.push(`${what}: ${problem}`);
      onFlip(++done);
    }
    flipped.push({ path: file.path, numFlips: count, problems });
  }
  return flipped;
}

async function problemOf(read: Reader, file: AnyFile, bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  let numKept = 0;
  const store: FileStore = {
    get: async () => undefined,
    put: async () => {
      numKept++;
    },
  };
  const error = await read('http://localhost/file', file, async () => new Response(bytes), store).then(
    () => undefined,
    (error: Error) => error,
  );
  if (numKept > 0) return 'it was kept';
  if (!error) return 'it was taken';
  const isPromised = error instanceof CatalogFormatError || error instanceof ModelLoadError;
  return isPromised && error.message.startsWith(`${file.path}: `) ? undefined : `it was refused by ${error}`;
}
