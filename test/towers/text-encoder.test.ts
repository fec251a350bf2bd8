import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzip } from '../../src/formats/gzip.ts';
import { decodeTextEncoder, encodeTextEncoder } from '../../src/formats/text-encoder.ts';
import { createContentEncoder, MAX_TEXT_LENGTH } from '../../src/towers/text-encoder.ts';
import { GOLDEN_TEXT_ENCODER, goldenTextEncoder } from '../formats/text-encoder-golden.ts';

const file = goldenTextEncoder;
const { pieces: PIECES, steps: STEPS } = file;
const encoder = createContentEncoder(file);

/** The sum of the pieces' rows, written down plainly. */
function plain(pieces: number[]): number[] {
  const sums = [0, 0, 0, 0];
  for (const piece of pieces) {
    for (let d = 0; d < 4; d++) {
      const byte = file.codes[2 * piece + (d >> 1)]!;
      sums[d]! += file.scales[piece]! * STEPS[d % 2 === 0 ? byte & 15 : byte >> 4]!;
    }
  }
  const length = Math.hypot(...sums);
  return sums.map((value) => (length === 0 ? 0 : value / length));
}

const expectRow = (row: ArrayLike<number>, expected: number[]) =>
  expect(Array.from(row)).toEqual(expected.map((value): unknown => expect.closeTo(value, 5)));

describe('a text', () => {
  it('is the sum of its pieces, of unit length', () => {
    expectRow(encoder.encode('Red tents').contentVector, plain([0, 1, 3]));
    fc.assert(
      fc.property(fc.array(fc.nat(2)), (pieces) => {
        const text = pieces.map((piece) => PIECES[piece]).join(' ');
        expectRow(encoder.encode(text).contentVector, plain(pieces));
      }),
    );
  });

  it('without a known piece has no direction', () => {
    expect(Array.from(encoder.encode('東京').contentVector)).toEqual([0, 0, 0, 0]);
    expect(Array.from(encoder.encode('').contentVector)).toEqual([0, 0, 0, 0]);
  });

  it('among many is what it is alone', () => {
    const texts = ['red', 'lamp lamp', '', 'tent red'];
    const rows = encoder.encodeAll(texts);
    texts.forEach((text, i) => {
      expect(rows.slice(4 * i, 4 * i + 4)).toEqual(encoder.encode(text).contentVector);
    });
  });

  it('that is endless is read up to a limit, and says so', () => {
    const long = `${'red '.repeat(MAX_TEXT_LENGTH / 4)}lamp`;
    expect(encoder.encode(long).wasCut).toBe(true);
    expectRow(encoder.encode(long).contentVector, plain([0]));
    expect(encoder.encode('red').wasCut).toBe(false);
  });
});

describe('its file', () => {
  it('of before is read, and written again byte for byte', async () => {
    const bytes = await gunzip(new Uint8Array(readFileSync(GOLDEN_TEXT_ENCODER)), 10_000);
    const read = decodeTextEncoder(bytes);
    expect({ ...read, codes: Array.from(read.codes) }).toEqual({ ...file, codes: Array.from(file.codes) });
    expect(encodeTextEncoder(file)).toEqual(bytes);
  });

  it('is refused when it is cut off, goes on, or holds what it may not', () => {
    const bytes = encodeTextEncoder(file);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeTextEncoder(bytes.subarray(0, length), 'a.bin')).toThrow(/^a\.bin: /);
    }
    expect(() => decodeTextEncoder(Uint8Array.from([...bytes, 0]))).toThrow('goes on');
    expect(() => encodeTextEncoder({ ...file, pieces: ['red', 'red', 'lamp', '##s'] })).toThrow('twice');
    expect(() => encodeTextEncoder({ ...file, pieces: ['Red', 'tent', 'lamp', '##s'] })).toThrow('expected letters');
    expect(() => encodeTextEncoder({ ...file, scales: Float32Array.of(1, 1, 1, -1) })).toThrow('negative');
    expect(() => encodeTextEncoder({ ...file, scales: Float32Array.of(1, 1, 1, Number.NaN) })).toThrow('not finite');
    expect(() => encodeTextEncoder({ ...file, steps: STEPS.slice().fill(1) })).toThrow('ascend');
    expect(() => encodeTextEncoder({ ...file, dim: 3 })).toThrow('even');
  });

  it('with any byte changed is refused, or is another encoder of the same size', () => {
    const bytes = encodeTextEncoder(file);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 0x41;
      try {
        expect(decodeTextEncoder(changed, 'a.bin').codes.length).toBe(file.codes.length);
      } catch (error) {
        expect((error as Error).message).toMatch(/^a\.bin: /);
      }
    }
  });
});
