// Gzip (RFC 1952) by the platform's streams. Catalog files are stored gzipped because hosts that set no headers seldom
// compress them. A file says nothing trustworthy about its inflated size, so inflating stops at a limit of the
// caller's: 4 MB of zeros' worth of gzip would else become 4 GB. The stream inflates whatever it is given before anybody
// reads, so it is given little at a time.

import { CatalogFormatError } from '../errors.ts';

/** Inflates to 8 MB at most: gzip makes 1 byte of 1032 at best. */
const PIECE_BYTES = 8192;

/**
 * Compresses, with a header that says nothing of the machine (no time, no name, system "unknown"): the same input gives
 * the same bytes wherever the same zlib runs.
 */
export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  const compressed = new Uint8Array(await new Response(stream).arrayBuffer());
  compressed.fill(0, 4, 9); // MTIME (4 bytes) and XFL
  compressed[9] = 255; // OS: unknown
  return compressed;
}

/**
 * Inflates gzip data, up to `maxBytes`.
 *
 * @param label  first words of every message, for example the file's path
 * @throws CatalogFormatError for data that is not whole gzip data, or grows beyond `maxBytes`
 */
export async function gunzip(
  bytes: Uint8Array<ArrayBuffer>,
  maxBytes: number,
  label = 'gzip',
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = inPieces(bytes).pipeThrough(new DecompressionStream('gzip')).getReader();
  // Zeros cost nothing before they are written over, and nothing is held twice.
  const whole = new Uint8Array(maxBytes);
  for (let sizeBytes = 0; ; ) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new CatalogFormatError(`${label}: content is damaged or cut off, expected gzip data`, { cause });
    });
    if (done || !value) return sizeBytes === maxBytes ? whole : whole.slice(0, sizeBytes);
    if (value.length > maxBytes - sizeBytes) break;
    whole.set(value, sizeBytes);
    sizeBytes += value.length;
  }
  // The stream may end in an error of its own while it is let go; the answer is the same.
  await reader.cancel().catch(() => {});
  throw new CatalogFormatError(`${label}: content inflates to over ${maxBytes} bytes, expected at most ${maxBytes}`);
}

function inPieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += PIECE_BYTES)));
      else controller.close();
    },
  });
}
