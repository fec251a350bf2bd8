// Records come out as they went in, or not at all.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRecord, encodeRecord, type PartRecord } from '../../src/pipeline/parts/part-records.ts';
import { partInput } from '../../src/pipeline/parts/parts.ts';

const value = fc.oneof(
  fc.uint8Array(),
  fc.int8Array(),
  fc.uint16Array(),
  fc.int16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.array(fc.string({ unit: 'binary' })),
  fc.integer(),
);
const name = fc.stringMatching(/^[a-z]{1,8}$/);
const record = fc.dictionary(name, value, { maxKeys: 6 }) as fc.Arbitrary<PartRecord>;

test('a record is the same after it was bytes, and so is its hash', () => {
  fc.assert(
    fc.property(record, (input) => {
      const output = decodeRecord(encodeRecord(input));
      expect(output).toEqual({ ...input });
      expect(partInput(output!).hash).toBe(partInput(input).hash);
    }),
  );
});

test('no changed, shorter or longer bytes are a record', () => {
  const bytes = encodeRecord({ texts: ['one', 'two'], weights: Float32Array.of(1, 2, 3), count: 7 });
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice();
    changed[i]! ^= 1 << (i % 8);
    expect(decodeRecord(changed), `byte ${i}`).toBeUndefined();
    expect(decodeRecord(bytes.slice(0, i)), `${i} bytes`).toBeUndefined();
  }
  expect(decodeRecord(Uint8Array.of(...bytes, 0))).toBeUndefined();
});
