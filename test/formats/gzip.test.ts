import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { gunzip, gzip } from '../../src/formats/gzip.ts';
import { sha256Hex } from '../../src/formats/sha256.ts';

const utf8 = new TextEncoder();

describe('gzip', () => {
  test('gives back what it took, and other tools read it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (content) => {
        const bytes = new Uint8Array(content);
        const compressed = await gzip(bytes);
        expect(await gunzip(compressed, 3000)).toEqual(bytes);
        expect(new Uint8Array(gunzipSync(compressed))).toEqual(bytes);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('the header tells neither time nor system, so the same input gives the same bytes', async () => {
    const header = (await gzip(utf8.encode('same'))).subarray(0, 10);
    expect([...header]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    expect(await gzip(utf8.encode('same'))).toEqual(await gzip(utf8.encode('same')));
  });

  test('inflating stops at the limit', async () => {
    const bomb = await gzip(new Uint8Array(3_000_000));
    expect(bomb.length).toBeLessThan(4000);
    await expect(gunzip(bomb, 2_999_999, 'items-000')).rejects.toThrow(
      'items-000: content inflates to over 2999999 bytes, expected at most 2999999',
    );
    expect((await gunzip(bomb, 3_000_000)).length).toBe(3_000_000);
  });

  test('data that is cut off, altered or no gzip at all is a CatalogFormatError', async () => {
    const whole = new Uint8Array(gzipSync(utf8.encode('some text that goes on and on and on')));
    const altered = whole.slice();
    altered[whole.length - 6]! ^= 1; // the checksum
    for (const bytes of [whole.slice(0, 20), whole.slice(0, -1), altered, utf8.encode('<html>'), new Uint8Array(0)]) {
      const result = gunzip(bytes, 1000, 'items-000');
      await expect(result).rejects.toThrow('items-000: content is damaged or cut off, expected gzip data');
      await expect(result).rejects.toThrow(CatalogFormatError);
    }
  });
});

test('sha256Hex agrees with the published vectors (FIPS 180-4 examples)', async () => {
  expect(await sha256Hex(utf8.encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(await sha256Hex(new Uint8Array(0))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
