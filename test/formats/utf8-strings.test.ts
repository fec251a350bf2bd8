import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutStrings } from '../../src/formats/utf8-strings.ts';

const encoder = new TextEncoder();

/** Values one after another, after some bytes that belong to none. */
function column(values: readonly Uint8Array[], before = 0): [bytes: Uint8Array, offsets: Int32Array, count: number] {
  const offsets = new Int32Array(values.length + 1);
  offsets[0] = before;
  values.forEach((value, i) => {
    offsets[i + 1] = offsets[i]! + value.length;
  });
  const bytes = new Uint8Array(offsets[values.length]! + 3).fill(0x41);
  for (const [i, value] of values.entries()) bytes.set(value, offsets[i]);
  return [bytes, offsets, values.length];
}

describe('cutStrings', () => {
  test('gives every text back, of one to four bytes a character, wherever the column begins', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '—', '😀', '\ufeff', '\0', 'ß', '漢') });
    fc.assert(
      fc.property(fc.array(text), fc.nat(5), (texts, before) => {
        const values = texts.map((value) => encoder.encode(value));
        expect(cutStrings(...column(values, before))).toEqual(texts);
      }),
    );
  });

  test('reads bytes that are no UTF-8 as each value alone would be read', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 6 })), (values) => {
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        expect(cutStrings(...column(values))).toEqual(values.map((value) => decoder.decode(value)));
      }),
    );
  });

  test('a cut inside a character spoils that character and no other value', () => {
    const bytes = encoder.encode('aéb');
    expect(cutStrings(bytes, Int32Array.of(0, 2, 4), 2)).toEqual(['a\ufffd', '\ufffdb']);
  });

  test('a column without rows has no strings', () => {
    expect(cutStrings(new Uint8Array(), new Int32Array(), 0)).toEqual([]);
  });
});
