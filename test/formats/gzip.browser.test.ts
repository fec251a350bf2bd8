// Streams of a browser take what they are given, and inflate all of it: bombs are met here, not in Node.
import { expect, test, vi } from 'vitest';
import { gunzip, gzip } from '../../src/formats/gzip.ts';

test('little of a bomb is inflated before it is refused', async () => {
  const bomb = await gzip(new Uint8Array(100_000_000));
  let fedBytes = 0;
  const Original = DecompressionStream;
  class Watched {
    readonly readable: ReadableStream;
    readonly writable: WritableStream;
    constructor(format: 'gzip') {
      const fed = new TransformStream<BufferSource, BufferSource>({
        transform(chunk, controller) {
          fedBytes += chunk.byteLength;
          controller.enqueue(chunk);
        },
      });
      this.readable = fed.readable.pipeThrough(new Original(format));
      this.writable = fed.writable;
    }
  }
  vi.stubGlobal('DecompressionStream', Watched);
  const inflating = gunzip(bomb, 1_000_000, 'items-000').finally(() => vi.unstubAllGlobals());
  await expect(inflating).rejects.toThrow('content inflates to over 1000000 bytes');
  // A stream of a browser inflates all that it is fed before anybody reads: gzip makes 1032 bytes of one at most.
  expect(fedBytes * 1032).toBeLessThan(30_000_000);
});
