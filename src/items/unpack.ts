// What is packed by gzip or inside a zip, unpacked a piece at a time by the platform's stream: nothing is held, whatever
// it grows to. What a packed file says of its size is not trusted: a file that grows too far is refused while it does.

import { InputError } from '../errors.ts';
import type { ByteSource } from './decode-text.ts';

/** The stream inflates all that it is given before anybody reads: one byte makes 1032 at best, so this makes 8 MB. */
const PIECE_BYTES = 8192;
/** Times its own size that a file may unpack to, where that is much. */
export const MAX_RATIO = 200;
const MUCH_BYTES = 10_000_000;

export function isGzip(start: string): boolean {
  return start.startsWith('\x1f\x8b');
}

export function isTooMuch(unpackedBytes: number, packedBytes: number): boolean {
  return unpackedBytes > Math.max(MUCH_BYTES, MAX_RATIO * packedBytes);
}

/** A gzip file's content. It throws an InputError where it is damaged, or grows too far. */
export function gunzipped(source: ByteSource, file: string): ByteSource {
  return () => inflated(source(), 'gzip', file);
}

/** @throws InputError for what is damaged or cut off, or grows to more than MAX_RATIO times its size */
export async function* inflated(
  pieces: AsyncIterable<Uint8Array>,
  format: 'gzip' | 'deflate-raw',
  file: string,
): AsyncGenerator<Uint8Array> {
  const packed = new PackedStream(pieces);
  const reader = packed.stream.pipeThrough(new DecompressionStream(format)).getReader();
  let unpackedBytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw packed.failure ?? damaged(file, cause);
      });
      if (done || !value) return;
      unpackedBytes += value.length;
      if (isTooMuch(unpackedBytes, packed.readBytes)) {
        const found = `packed data that grows to more than ${MAX_RATIO} times its size`;
        throw new InputError({ file, found, expected: 'less', mend: 'Unpack it, and look what it holds.' });
      }
      yield value;
    }
  } finally {
    // The stream may end in an error of its own while it is let go.
    await reader.cancel().catch(() => {});
  }
}

export function damaged(file: string, cause?: unknown): InputError {
  const [found, expected] = ['packed data that is damaged or cut off', 'a whole file'];
  return new InputError({ file, found, expected, mend: 'Copy or download it again.' }, { cause });
}

/** Gives a stream what comes in pieces, little at a time. */
class PackedStream {
  readonly stream: ReadableStream;
  readBytes = 0;
  /** Why no more could be read. */
  failure: unknown;
  readonly #pieces: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.stream = new ReadableStream({
      pull: async (controller) => {
        const part = await this.#next();
        if (part) controller.enqueue(part);
        else controller.close();
      },
      cancel: async () => void (await this.#pieces.return?.()),
    });
  }

  async #next(): Promise<Uint8Array | undefined> {
    while (this.#piece.length === 0) {
      try {
        const { done, value } = await this.#pieces.next();
        if (done) return undefined;
        this.#piece = value;
      } catch (error) {
        this.failure = error;
        throw error;
      }
    }
    const part = this.#piece.subarray(0, PIECE_BYTES);
    this.#piece = this.#piece.subarray(PIECE_BYTES);
    this.readBytes += part.length;
    return part;
  }
}
