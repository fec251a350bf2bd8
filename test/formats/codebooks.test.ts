import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { type CodebooksFile, decodeCodebooks, encodeCodebooks } from '../../src/formats/codebooks.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import { GOLDEN_CODEBOOKS, goldenCodebooks } from './codebooks-golden.ts';

const goldenBytes = encodeCodebooks(goldenCodebooks);
const LABELS_AT = 24 + 4 * 2 * 4 * 3;

/** The golden bytes with some replaced. */
function bytesWith(offset: number, ...values: number[]): Uint8Array {
  const bytes = goldenBytes.slice();
  bytes.set(values, offset);
  return bytes;
}

const encodeWith = (change: Partial<CodebooksFile>) => encodeCodebooks({ ...goldenCodebooks, ...change });

const files = fc
  .record({
    dim: fc.integer({ min: 1, max: 5 }),
    numLevels: fc.integer({ min: 1, max: 4 }),
    codebookSize: fc.constantFrom(1, 2, 7, 256),
  })
  .chain(({ dim, numLevels, codebookSize }) => {
    const length = dim * numLevels * codebookSize;
    const prefix = fc.array(fc.nat(codebookSize - 1), { minLength: 1, maxLength: numLevels });
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((line) => !/[\p{Cc}\u2028\u2029]/u.test(line));
    return fc.record({
      dim: fc.constant(dim),
      numLevels: fc.constant(numLevels),
      codebookSize: fc.constant(codebookSize),
      centroids: fc.float32Array({
        minLength: length,
        maxLength: length,
        noNaN: true,
        noDefaultInfinity: true,
      }) as fc.Arbitrary<Float32Array<ArrayBuffer>>,
      labels: fc
        .uniqueArray(fc.record({ prefix, label: text }), { selector: (entry) => entry.prefix.join('.'), maxLength: 8 })
        .map((labels) => labels.sort((a, b) => comparePrefixes(a.prefix, b.prefix))),
    });
  });

function comparePrefixes(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

describe('codebooks', () => {
  test('come back as they were written, and equal ones give equal bytes', () => {
    fc.assert(
      fc.property(files, (file) => {
        const bytes = encodeCodebooks(file);
        expect(decodeCodebooks(bytes)).toEqual({ ...file });
        expect(encodeCodebooks(structuredClone({ ...file }))).toEqual(bytes);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('of the golden file are read, and written again byte for byte', async () => {
    const inflated = await gunzip(new Uint8Array(readFileSync(GOLDEN_CODEBOOKS)), 10_000);
    expect(decodeCodebooks(inflated)).toEqual(goldenCodebooks);
    expect(inflated).toEqual(goldenBytes);
  });

  test('have the bytes of the specification', () => {
    const header = [...new TextEncoder().encode('PRVTCODE'), ...[1, 0, 0, 0], ...[3, 0, 0, 0], ...[2, 0, 0, 0]];
    expect([...goldenBytes.subarray(0, 24)]).toEqual([...header, ...[4, 0, 0, 0]]);
    expect([...goldenBytes.subarray(24 + 8, 24 + 12)]).toEqual([0, 0, 0x80, 0x3f]); // 1
    expect([...goldenBytes.subarray(LABELS_AT, LABELS_AT + 10)]).toEqual([4, 0, 0, 0, 1, 0, 12, 0, 119, 97]);
  });

  test('are read from any alignment', () => {
    const shifted = new Uint8Array(goldenBytes.length + 1);
    shifted.set(goldenBytes, 1);
    expect(decodeCodebooks(shifted.subarray(1))).toEqual(goldenCodebooks);
  });

  test.each<[string, Uint8Array, string]>([
    ['another magic', bytesWith(0, 0x51), 'magic is "QRVTCODE", expected \'PRVTCODE\''],
    ['version 0', bytesWith(8, 0), 'version is 0, expected 1'],
    ['a newer version', bytesWith(8, 2), 'version is 2, expected 1: the file is newer than this code'],
    ['no dims', bytesWith(12, 0), 'dim is 0, expected an integer from 1 to 4096'],
    ['too many dims', bytesWith(12, 1, 16), 'dim is 4097, expected an integer from 1 to 4096'],
    ['no levels', bytesWith(16, 0), 'numLevels is 0, expected an integer from 1 to 16'],
    ['too many levels', bytesWith(16, 17), 'numLevels is 17, expected an integer from 1 to 16'],
    ['too many codes', bytesWith(20, 1, 1), 'codebookSize is 257, expected an integer from 1 to 256'],
    [
      'an absurd size',
      bytesWith(12, 0, 16, 0, 0, 16, 0, 0, 0, 0, 1),
      'centroids has 176 bytes, expected 67108864: the content is cut off',
    ],
    ['other sizes', bytesWith(12, 200), 'centroids has 176 bytes, expected 6400: the content is cut off'],
    ['NaN', bytesWith(24 + 4 * 13, 0, 0, 0xc0, 0x7f), 'centroid 4 holds NaN, expected finite numbers'],
    ['infinity', bytesWith(24, 0, 0, 0x80, 0x7f), 'centroid 0 holds Infinity, expected finite numbers'],
    ['too many labels', bytesWith(LABELS_AT + 2, 255), 'number of labels is 16711684, expected at most 15'],
    ['a label too many', bytesWith(LABELS_AT, 5), 'label 4 has 0 bytes, expected 1: the content is cut off'],
    ['a label too few', bytesWith(LABELS_AT, 3), 'content goes on for 6 bytes, expected the end'],
    [
      'an empty prefix',
      bytesWith(LABELS_AT + 4, 0),
      'label 0 length of the prefix is 0, expected an integer from 1 to 2',
    ],
    [
      'a long prefix',
      bytesWith(LABELS_AT + 4, 3),
      'label 0 length of the prefix is 3, expected an integer from 1 to 2',
    ],
    ['an unknown code', bytesWith(LABELS_AT + 5, 4), 'label 0 code is 4, expected an integer from 0 to 3'],
    ['an empty label', bytesWith(LABELS_AT + 6, 0), 'label 0 number of bytes is 0, expected an integer from 1 to 1000'],
    ['a label cut off', bytesWith(LABELS_AT + 6, 200), 'label 0 has 72 bytes, expected 200: the content is cut off'],
    ['no UTF-8', bytesWith(LABELS_AT + 8, 0xff), 'label 0 is not readable, expected UTF-8'],
    ['a line break', bytesWith(LABELS_AT + 8, 10), 'label 0 is "\\nar, courage", expected one line without control'],
    [
      'prefixes out of order',
      bytesWith(LABELS_AT + 5, 2),
      'label 1 is for 0.3 after 2, expected prefixes in ascending',
    ],
    ['more bytes than any file', new Uint8Array(64_000_001), 'content has 64000001 bytes, expected at most 64000000'],
    ['no bytes', new Uint8Array(0), 'magic has 0 bytes, expected 8: the content is cut off'],
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>'), 'magic is "<!doctyp", expected'],
  ])('are refused with %s', (_, bytes, message) => {
    const decode = () => decodeCodebooks(bytes, 'codebooks.bin.gz');
    expect(decode).toThrow(`codebooks.bin.gz: ${message}`);
    expect(decode).toThrow(CatalogFormatError);
  });

  test('a repeated prefix is refused', () => {
    const labels = [0, 1].map(() => ({ prefix: [1], label: 'a' }));
    expect(() => encodeWith({ labels })).toThrow('codebooks: label 1 is for 1 after 1, expected prefixes in ascending');
  });

  test.each<[string, Partial<CodebooksFile>, string]>([
    ['a code too large', { labels: [{ prefix: [4], label: 'a' }] }, 'label 0 code is 4'],
    ['half a code', { labels: [{ prefix: [0.5], label: 'a' }] }, 'label 0 code is 0.5'],
    ['an empty label', { labels: [{ prefix: [0], label: '' }] }, 'label 0 number of bytes is 0'],
    ['a long label', { labels: [{ prefix: [0], label: 'ä'.repeat(501) }] }, 'label 0 number of bytes is 1002'],
    ['half a character', { labels: [{ prefix: [0], label: 'a\ud83d' }] }, 'label 0 holds half a character'],
    ['a control character', { labels: [{ prefix: [0], label: 'a\u0007' }] }, 'label 0 is "a\\u0007"'],
    ['too few centroids', { centroids: new Float32Array(23) }, 'centroids hold 23 values, expected 24'],
    ['NaN', { centroids: new Float32Array(24).fill(Number.NaN) }, 'centroid 0 holds NaN'],
    ['half a level', { numLevels: 1.5 }, 'numLevels is 1.5'],
  ])('are not written with %s', (_, change, message) => {
    expect(() => encodeWith(change)).toThrow(`codebooks: ${message}`);
    expect(() => encodeWith(change)).toThrow(CatalogFormatError);
  });

  test('cut off anywhere they are refused, never read in part', () => {
    for (let length = 0; length < goldenBytes.length; length++) {
      expect(() => decodeCodebooks(goldenBytes.subarray(0, length))).toThrow(CatalogFormatError);
    }
  });

  test('with altered bytes they are read as other values or refused, without another kind of error', () => {
    const damage = fc.array(fc.tuple(fc.nat(goldenBytes.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = goldenBytes.slice();
        for (const [position, mask] of changes) bytes[position]! ^= mask;
        try {
          const { dim, numLevels, codebookSize, centroids } = decodeCodebooks(bytes);
          expect(centroids).toHaveLength(dim * numLevels * codebookSize);
        } catch (error) {
          expect(error).toBeInstanceOf(CatalogFormatError);
        }
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});
