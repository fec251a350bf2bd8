import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeContentShard, decodeItemShard, itemShardSpec } from '../../src/formats/catalog.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import { formatManifest, parseManifest } from '../../src/formats/manifest.ts';
import { sha256Hex } from '../../src/formats/sha256.ts';
import { goldenArrow, goldenContent, goldenItems, goldenManifest } from './golden-bundle.ts';

const golden = (path: string) => new Uint8Array(readFileSync(new URL(`../fixtures/bundle/${path}`, import.meta.url)));
const manifestText = new TextDecoder().decode(golden('manifest.json'));
const manifest = parseManifest(JSON.parse(manifestText));
const [items] = manifest.catalog.items;
const [content] = manifest.catalog.content;

describe('the golden bundle', () => {
  test('has the sizes and hashes of its manifest', async () => {
    for (const file of [items!, content!]) {
      const bytes = golden(file.path);
      expect([bytes.length, await sha256Hex(bytes)]).toEqual([file.sizeBytes, file.sha256]);
    }
  });

  test('its items are read', async () => {
    const arrow = await gunzip(golden(items!.path), 10_000);
    expect(decodeItemShard(arrow, itemShardSpec(manifest, items!))).toEqual(goldenItems);
  });

  test('its content vectors are read', async () => {
    const arrow = await gunzip(golden(content!.path), 10_000);
    expect(decodeContentShard(arrow, content!.numItems, manifest.contentDim)).toEqual(goldenContent);
  });

  // The Arrow bytes, not the gzip bytes: those are up to the zlib of the Node version that runs this.
  test('its shards are written again byte for byte', async () => {
    const arrow = goldenArrow();
    for (const [shard, bytes] of [
      [items!, arrow.items],
      [content!, arrow.content],
    ] as const) {
      expect(await gunzip(golden(shard.path), shard.inflated.sizeBytes)).toEqual(bytes);
      expect(shard.inflated).toEqual({ sizeBytes: bytes.length, sha256: await sha256Hex(bytes) });
    }
  });

  test('its manifest is written again byte for byte', () => {
    expect(formatManifest(goldenManifest(items!, content!))).toBe(manifestText);
  });
});
