import { expect, test } from 'vitest';
import { gunzip } from '../../src/formats/gzip.ts';
import { packShard } from '../../src/formats/pack-shard.ts';
import { sha256Hex } from '../../src/formats/sha256.ts';

test('packShard gives the stored bytes and the entry that describes them', async () => {
  const arrow = new Uint8Array(1000).fill(7);
  const { bytes, shard } = await packShard('catalog/items-001.arrow.gz', arrow, 20, 10);
  expect(await gunzip(bytes, 1000)).toEqual(arrow);
  expect(shard).toEqual({
    path: 'catalog/items-001.arrow.gz',
    sizeBytes: bytes.length,
    sha256: await sha256Hex(bytes),
    inflated: { sizeBytes: 1000, sha256: await sha256Hex(arrow) },
    firstItemIndex: 20,
    numItems: 10,
  });
});

test('a shard that is too large says so', async () => {
  const arrow = crypto.getRandomValues(new Uint8Array(65_536));
  const large = new Uint8Array(4_100_000);
  for (let start = 0; start < large.length; start += arrow.length) {
    crypto.getRandomValues(arrow);
    large.set(arrow.subarray(0, large.length - start), start);
  }
  await expect(packShard('items.gz', large, 0, 1)).rejects.toThrow(
    /^items.gz: shard has \d+ bytes \(4100000 inflated\)/,
  );
});
