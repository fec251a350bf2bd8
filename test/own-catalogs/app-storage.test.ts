// What is stored may be gone, full, or not what this version wrote: each comes out in words or as nothing, never as a
// wrong catalog.
import { describe, expect, test } from 'vitest';
import { StorageUnavailableError } from '../../src/errors.ts';
import { stored } from '../../src/own-catalogs/catalog-database.ts';
import { decodeMap, encodeMap } from '../../src/own-catalogs/map-file.ts';

describe('stored', () => {
  test('says what to do when the storage is full or refused, and leaves bugs as they are', async () => {
    const failing = (error: unknown) => stored(() => Promise.reject(error));
    const full = failing(new DOMException('quota', 'QuotaExceededError'));
    await expect(full).rejects.toThrow(StorageUnavailableError);
    await expect(full).rejects.toThrow('free some space, or bring fewer items');
    await expect(failing(new DOMException('denied', 'SecurityError'))).rejects.toThrow('cannot be used (denied)');
    await expect(failing(new TypeError('a bug'))).rejects.toThrow(TypeError);
  });
});

describe('the stored map', () => {
  const items = ['a', 'b', 'c'].map((id) => ({
    id,
    title: id.toUpperCase(),
    fields: { title: id },
    text: id,
    facets: {},
    details: {},
  }));
  const grouped = { groups: ['one', undefined, 'two'] } as Parameters<typeof encodeMap>[2];

  test('comes back as it was, to a ten-thousandth', () => {
    const map = decodeMap(encodeMap(items, Float32Array.of(0, 1, 0.25, 0.5, 0.12344, 1), grouped));
    expect(map).toEqual({
      itemIds: ['a', 'b', 'c'],
      titles: ['A', 'B', 'C'],
      positions: Float32Array.of(0, 1, 0.25, 0.5, 0.1234, 1),
      groupOf: Int16Array.of(0, -1, 1),
      groups: ['one', 'two'],
    });
  });

  test.each(['', 'no json', '{}', '{"itemIds":["a"],"titles":["A"],"positions":[0],"groupOf":[0],"groups":[]}'])(
    'is none for %j',
    (text) => {
      expect(decodeMap(new TextEncoder().encode(text))).toBeUndefined();
    },
  );
});
