// `partitioned` is said where it is certain that a page around is of another site.
import { expect, test, vi } from 'vitest';
import type { EngineStatus } from '../../src/engine/base/status-api.ts';
import { isInOtherSite, withPartition } from '../../src/sdk/partitioned.ts';

const OWN = 'https://recs.shop.example';
test.each([
  [false, OWN, []],
  [false, OWN, [OWN]],
  [false, OWN, ['https://shop.example']],
  [false, OWN, ['https://www.shop.example:8443', OWN]],
  [true, OWN, ['http://shop.example']],
  [true, OWN, ['https://news.example']],
  [true, OWN, [OWN, 'https://news.example']],
  [true, OWN, ['null']],
  [true, 'http://localhost:1', ['http://127.0.0.1:2']],
  [false, 'http://localhost:1', ['http://localhost:2']],
  [true, 'http://a.localhost', ['http://localhost']],
  // Two sites, since github.io is a public suffix; no page can know, so it is not said.
  [false, 'https://a.github.io', ['https://b.github.io']],
])('%s: %s in %s', (expected, own, around) => {
  expect(isInOtherSite(own, around)).toBe(expected);
});

test.each([undefined, [], ['https://shop.example']])('a status of a page in %j stays as it is', (ancestorOrigins) => {
  vi.stubGlobal('location', { origin: OWN, ancestorOrigins });
  const status = { storage: 'indexeddb' } as EngineStatus;
  expect(withPartition(status)).toBe(status);
});

test('a status of a page in another site says so, where anything is kept', () => {
  vi.stubGlobal('location', { origin: OWN, ancestorOrigins: ['https://news.example'] });
  expect(withPartition({ storage: 'indexeddb' } as EngineStatus)).toEqual({ storage: 'partitioned' });
  const inMemory = { storage: 'memory' } as EngineStatus;
  expect(withPartition(inMemory)).toBe(inMemory);
});
