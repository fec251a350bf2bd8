// The test vectors of docs/formats/sealed-history.md, read by a second reader that shares no code with the app.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openLock, readSealedHistory, type SealedRecords } from './sealed-history-reader.ts';

const read = (name: string) =>
  readFileSync(new URL(`../fixtures/histories/sealed-${name}.json`, import.meta.url), 'utf8');

function decodeBytes(_key: string, value: unknown): unknown {
  const text = (value as { Uint8Array?: unknown } | null)?.Uint8Array;
  return typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'base64')) : value;
}

function vector(name: string) {
  const { version, stores } = JSON.parse(read(`${name}.stored`), decodeBytes);
  const recordsOf = (store: string): [number | string, Record<string, unknown>][] =>
    stores.find(({ name }: { name: string }) => name === store).records;
  const plain = ['chunks', 'meta', 'quarantine'].flatMap(recordsOf);
  const { passphrase, ...says } = JSON.parse(read(`${name}.says`));
  return { version, plain, sealed: new Map(recordsOf('sealed')) satisfies SealedRecords, passphrase, says };
}

/** Changes one field at a time: numbers, and a bit of bytes. */
function* changesOf(record: Record<string, unknown>): Generator<[field: string, changed: Record<string, unknown>]> {
  for (const [field, value] of Object.entries(record)) {
    if (typeof value === 'number') yield [field, { ...record, [field]: value + 1 }];
    if (!(value instanceof Uint8Array)) continue;
    const bytes = value.slice();
    bytes[bytes.length >> 1]! ^= 1;
    yield [field, { ...record, [field]: bytes }];
  }
}

describe.each(['600000', '3000000'])('a history of %s rounds', (rounds) => {
  const { version, plain, sealed, passphrase, says } = vector(rounds);
  const key = openLock(sealed, passphrase);

  test('says what it was sealed of, and nothing stands beside it', () => {
    expect(version).toBe(2);
    expect(plain).toEqual([]);
    expect(sealed.get('lock')!.iterations).toBe(Number(rounds));
    expect([...sealed.keys()]).toEqual([0, 257, 'index', 'lock']);
    expect(readSealedHistory(sealed, key)).toEqual(says);
  });

  test('is refused with any field of a record changed, without one, and with one in another place', () => {
    for (const [place, record] of sealed) {
      if (place === 'lock') continue;
      for (const [field, changed] of changesOf(record)) {
        expect(() => readSealedHistory(new Map(sealed).set(place, changed), key), `${place} ${field}`).toThrow();
      }
      const without = new Map(sealed);
      without.delete(place);
      expect(() => readSealedHistory(without, key), `without ${place}`).toThrow();
    }
    for (const place of [0, 1000]) {
      expect(() => readSealedHistory(new Map(sealed).set(place, sealed.get(257)!), key)).toThrow();
    }
  });
});

test('a lock is opened by its passphrase alone, and not with any field of it changed', () => {
  const { sealed, passphrase } = vector('600000');
  expect(() => openLock(sealed, `${passphrase}.`)).toThrow();
  const fields = [...changesOf(sealed.get('lock')!)].map(([field, changed]) => {
    expect(() => openLock(new Map([['lock', changed]]), passphrase), field).toThrow();
    return field;
  });
  expect(fields.sort()).toEqual(['iterations', 'iv', 'keyId', 'salt', 'version', 'wrappedKey']);
});
