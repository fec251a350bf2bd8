// What a file holds that may be packed: itself, what is in its gzip, or what is in its zip.

import { InputError } from '../../../errors.ts';
import { firstBytes } from '../../../items/decode-text.ts';
import { gunzipped, isGzip } from '../../../items/unpack.ts';
import { isZip } from '../../../items/zip.ts';
import type { OpenFileOptions } from '../open-file.ts';
import { diskArchive, diskFile, type InputFile, type InputFolder, zipFolder } from './input-folder.ts';
import { spreadsheet, whatIsIn } from './what-is-in.ts';

/** @throws InputError for what is damaged, or packed in a way that is not read here */
export async function unpacked(file: InputFile): Promise<InputFile | InputFolder> {
  const { path, place, sizeBytes, source } = file;
  const start = await firstBytes(source);
  if (isGzip(start)) return unpacked({ path: gzipName(path), sizeBytes, source: gunzipped(source, path) });
  if (!isZip(start)) return file;
  if (/\.(xlsx|xlsm|ods|numbers)$/i.test(path)) throw spreadsheet(path);
  if (place) return zipFolder(diskArchive(place, sizeBytes));
  const [found, expected] = ['an archive in an archive', 'one alone'];
  throw new InputError({ file: path, found, expected, mend: 'Unpack the outer one.' });
}

/**
 * A file alone, whatever it is packed in.
 *
 * @returns its path is that of the archive and in the archive
 */
export async function unpackedFile(path: string, options: OpenFileOptions): Promise<InputFile> {
  const given = await unpacked(await diskFile(path, path, options));
  if (!('files' in given)) return given;
  const content = whatIsIn(given);
  if (content.kind === 'file') return (await unpacked(namedUnder(path, content.file))) as InputFile;
  const found = `a zip of ${content.files.length} pages`;
  throw new InputError({ file: path, found, expected: 'a zip of one file', mend: 'Give the file itself.' });
}

function namedUnder(path: string, file: InputFile): InputFile {
  return { ...file, path: `${path}/${file.path}` };
}

function gzipName(path: string): string {
  const name = path.replace(/\.t?gz$/i, (ending) => (/^\.tgz$/i.test(ending) ? '.tar' : ''));
  if (!/\.tar$/i.test(name)) return name;
  const mend = 'Unpack it, and give the folder; or make a zip of it.';
  throw new InputError({ file: path, found: 'a tar archive', expected: 'a zip, or one file in gzip', mend });
}
