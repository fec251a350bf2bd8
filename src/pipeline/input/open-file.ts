// A site's file as pieces of bytes, read as often as it is asked for.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InputError } from '../../errors.ts';
import type { ByteSource } from '../../items/decode-text.ts';
import { inWords } from '../base/system-errors.ts';

export interface OpenFileOptions {
  signal?: AbortSignal;
  /** Called now and then with the bytes read so far and the file's size. */
  onProgress?: (readBytes: number, totalBytes: number) => void;
}

/** @throws InputError for a file that is not there, or none */
export async function openFile(file: string, { signal, onProgress }: OpenFileOptions = {}): Promise<ByteSource> {
  const totalBytes = await fileSize(file);
  return async function* () {
    let readBytes = 0;
    for await (const bytes of createReadStream(file, { signal: signal as never, highWaterMark: 1 << 18 })) {
      yield bytes;
      readBytes += bytes.length;
      onProgress?.(readBytes, totalBytes);
    }
  };
}

/** @throws InputError for a file that is not there, or none */
export async function fileSize(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    if (found.code !== 'ENOENT') throw inWords(found, file);
    throw new InputError({ file, found: 'no such file', expected: 'a readable file' }, { cause: found });
  }
  if (!found.isFile()) throw new InputError({ file, found: 'a folder', expected: 'a file' });
  return found.size;
}
