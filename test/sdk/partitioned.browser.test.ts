// `partitioned` is said where it is certain that a page around is of another site.
import { expect, test } from 'vitest';
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

test('a status of a page that is in no other site stays as it is', () => {
  const status = { storage: 'indexeddb' } as EngineStatus;
  expect(withPartition(status)).toBe(status);
});
