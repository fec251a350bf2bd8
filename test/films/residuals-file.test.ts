import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeResiduals, encodeResiduals, type Residuals } from '../../demo/films/bundle/residuals-file.ts';
import { CatalogFormatError } from '../../src/errors.ts';

const anyResiduals: fc.Arbitrary<Residuals> = fc
  .record({
    dim: fc.integer({ min: 1, max: 8 }),
    ids: fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 12 }),
    scale: fc.float({ min: Math.fround(1e-6), max: 10, noNaN: true }),
    seed: fc.integer(),
  })
  .map(({ dim, ids, scale, seed }) => {
    const values = Int8Array.from({ length: dim * ids.length }, (_, i) => ((seed ^ (i * 2654435761)) >> 7) & 0xff);
    return { dim, ids, scale, values };
  });
const example: Residuals = {
  dim: 2,
  ids: ['alien-1979', 'léon-1994'],
  scale: 0.5,
  values: Int8Array.of(1, -2, 127, -127),
};

describe('residuals file', () => {
  it('gives back what was put in', () => {
    fc.assert(
      fc.property(anyResiduals, (residuals) => {
        expect(decodeResiduals(encodeResiduals(residuals))).toEqual(residuals);
      }),
    );
  });

  it('has the bytes of its table', () => {
    const bytes = encodeResiduals({ ...example, ids: ['a', 'é'] });
    expect([...bytes]).toEqual([
      ...[0x50, 0x56, 0x52, 0x53], // PVRS
      ...[1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0], // version, dim, count
      ...[0, 0, 0, 0x3f], // 0.5
      ...[1, 0, 0x61, 2, 0, 0xc3, 0xa9], // ids
      ...[1, 254, 127, 129],
    ]);
  });

  it('reads from a view into a larger buffer', () => {
    const bytes = encodeResiduals(example);
    const padded = new Uint8Array(bytes.length + 3);
    padded.set(bytes, 3);
    expect(decodeResiduals(padded.subarray(3))).toEqual(example);
  });

  it('refuses every shortened file and any byte too many', () => {
    const bytes = encodeResiduals(example);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeResiduals(bytes.slice(0, length))).toThrow(CatalogFormatError);
    }
    expect(() => decodeResiduals(Uint8Array.of(...bytes, 0))).toThrow(/5 bytes of rows, expected 2 x 2/);
  });

  it.each([
    ['another magic', 0, 0x51, /magic is 'QVRS', expected 'PVRS'/],
    ['a newer version', 4, 2, /version is 2, expected 1/],
    ['no dims', 8, 0, /dim is 0/],
    ['a scale of infinity', 18, 0x80, /scale is Infinity/],
    ['bytes that are no UTF-8', 23, 0xff, /id of row 0 is no UTF-8/],
  ])('refuses %s', (_what, offset, value, message) => {
    const bytes = encodeResiduals(example);
    bytes[offset] = value;
    if (offset === 18) bytes[19] = 0x7f;
    expect(() => decodeResiduals(bytes)).toThrow(message);
  });

  it('refuses to write what it could not read', () => {
    expect(() => encodeResiduals({ ...example, ids: ['a', 'a'] })).toThrow(/'a' again/);
    expect(() => encodeResiduals({ ...example, ids: ['a', ''] })).toThrow(/id of row 1 is empty/);
    expect(() => encodeResiduals({ ...example, ids: ['a'] })).toThrow(/4 values, expected 1 x 2/);
    expect(() => encodeResiduals({ ...example, scale: 0 })).toThrow(/scale is 0/);
  });
});
