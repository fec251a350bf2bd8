import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { fetchGzipped, fetchVerified } from '../../src/bundle/fetch-verified.ts';
import { CatalogFormatError, ModelLoadError } from '../../src/errors.ts';
import { sha256Hex } from '../../src/formats/sha256.ts';
import {
  BASE_URL,
  cacheMode,
  createMemoryBundle,
  createMemoryHost,
  type MemoryBundle,
  streamOf,
} from './memory-host.ts';

const PATH = 'models/user-tower.onnx';
const URL = BASE_URL + PATH;
const content = Uint8Array.from({ length: 1050 }, (_, i) => i * 7);
const file = { path: PATH, sizeBytes: content.length, sha256: '' };
const page = new TextEncoder().encode('\n<!doctype html><title>The app</title>');

beforeAll(async () => {
  file.sha256 = await sha256Hex(content);
});

/** A store of one file, with the bytes it was told to have. */
function storeOf(bytes?: Uint8Array<ArrayBuffer>) {
  const puts: Uint8Array[] = [];
  return { puts, get: async () => bytes, put: async (_: string, kept: Uint8Array) => void puts.push(kept) };
}

describe('with a store of kept files', () => {
  test('a kept copy is checked and taken; the host is not asked', async () => {
    const host = createMemoryHost({});
    const kept = storeOf(content);
    expect(await fetchVerified(URL, file, { fetch: host.fetch, kept })).toEqual(content);
    expect([host.requests, kept.puts]).toEqual([[], []]);
  });

  test('a copy that went bad is fetched anew and replaced', async () => {
    const host = createMemoryHost({ [PATH]: content });
    const kept = storeOf(content.toReversed());
    expect(await fetchVerified(URL, file, { fetch: host.fetch, kept })).toEqual(content);
    expect(kept.puts).toEqual([content]);
  });

  test('what does not match is never kept', async () => {
    const host = createMemoryHost({ [PATH]: content.toReversed() });
    const kept = storeOf();
    await expect(fetchVerified(URL, file, { fetch: host.fetch, kept })).rejects.toThrow(/SHA-256/);
    expect(kept.puts).toEqual([]);
  });

  test('a store without room costs the copy and not the file', async () => {
    const host = createMemoryHost({ [PATH]: content });
    const kept = { get: async () => undefined, put: () => Promise.reject(new Error('no room')) };
    expect(await fetchVerified(URL, file, { fetch: host.fetch, kept })).toEqual(content);
  });
});

describe('fetchVerified', () => {
  test('gives the bytes, and their count as they arrive', async () => {
    const host = createMemoryHost({ [PATH]: content });
    const progress: number[] = [];
    const bytes = await fetchVerified(URL, file, { fetch: host.fetch, onProgress: (loaded) => progress.push(loaded) });
    expect(bytes).toEqual(content);
    expect(progress.slice(0, 3)).toEqual([100, 200, 300]);
    expect(progress.at(-1)).toBe(1050);
    expect(host.requests).toEqual([{ path: PATH, cache: 'default' }]);
  });

  const altered = content.slice();
  altered[500]! ^= 1;
  test.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
    ['cut off', content.slice(0, 700), /^models\/user-tower.onnx: file has 700 bytes, expected 1050$/],
    ['empty', new Uint8Array(0), /: file has 0 bytes, expected 1050$/],
    ['altered', altered, /: file has SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}$/],
    ['too long', new Uint8Array(2000), /: file is over 1050 bytes, expected 1050$/],
    ['a web page', page, /: answer \(HTTP 200\) is a web page, expected a file of 1050 bytes$/],
  ])('a file that is %s is refused', async (_, bytes, message) => {
    const host = createMemoryHost({ [PATH]: bytes });
    const result = fetchVerified(URL, file, { fetch: host.fetch });
    await expect(result).rejects.toThrow(message);
    await expect(result).rejects.toThrow(ModelLoadError);
    expect(host.requests.map(({ cache }) => cache)).toEqual(['default', 'reload']);
  });

  test('an old copy in a cache is fetched anew', async () => {
    const host = createMemoryHost({ [PATH]: content });
    const fresh = host.fetch;
    const cached: typeof fetch = (url, init) =>
      cacheMode(init) === 'reload' ? fresh(url, init) : Promise.resolve(new Response(altered));
    expect(await fetchVerified(URL, file, { fetch: cached })).toEqual(content);
  });

  test('a reading of the cache that breaks off is made good by the host', async () => {
    const host = createMemoryHost({ [PATH]: content });
    const breaking = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) }));
    const modes: unknown[] = [];
    const cached: typeof fetch = (url, init) => {
      modes.push(cacheMode(init));
      return cacheMode(init) === 'reload' ? host.fetch(url, init) : Promise.resolve(breaking());
    };
    expect(await fetchVerified(URL, file, { fetch: cached })).toEqual(content);
    expect(modes).toEqual(['default', 'reload']);
  });

  test('a missing file and a server error say the status, and are not asked for again', async () => {
    const host = createMemoryHost({});
    await expect(fetchVerified(URL, file, { fetch: host.fetch })).rejects.toThrow(
      'models/user-tower.onnx: HTTP status is 404, expected 200',
    );
    expect(host.requests).toHaveLength(1);
    host.override(PATH, () => new Response('', { status: 503 }));
    await expect(fetchVerified(URL, file, { fetch: host.fetch })).rejects.toThrow('HTTP status is 503, expected 200');
  });

  test('no network, and a connection that breaks, are download failures', async () => {
    const host = createMemoryHost({});
    host.override(PATH, () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(fetchVerified(URL, file, { fetch: host.fetch })).rejects.toThrow(
      'models/user-tower.onnx: download failed (Failed to fetch)',
    );
    host.override(PATH, () => {
      const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) });
      return new Response(body);
    });
    await expect(fetchVerified(URL, file, { fetch: host.fetch })).rejects.toThrow('download failed (network error)');
  });

  test('stops reading a body without end', async () => {
    const host = createMemoryHost({});
    let pulls = 0;
    let cancelled = 0;
    host.override(PATH, () => {
      const pull = (controller: ReadableStreamDefaultController) => {
        pulls++;
        controller.enqueue(new Uint8Array(100));
      };
      return new Response(new ReadableStream({ pull, cancel: () => void cancelled++ }));
    });
    await expect(fetchVerified(URL, file, { fetch: host.fetch })).rejects.toThrow('file is over 1050 bytes');
    expect(pulls).toBeLessThan(40);
    expect(cancelled).toBe(2);
  });

  test('gives up when told to, with the reason it was told', async () => {
    const controller = new AbortController();
    const host = createMemoryHost({ [PATH]: content });
    const options = { fetch: host.fetch, signal: controller.signal };
    host.override(PATH, () => {
      controller.abort(new Error('page closed'));
      return Promise.reject(controller.signal.reason);
    });
    await expect(fetchVerified(URL, file, options)).rejects.toThrow(/^page closed$/);
    await expect(fetchVerified(URL, file, options)).rejects.toThrow(/^page closed$/);
  });

  test('the class of the error is the caller choice', async () => {
    const host = createMemoryHost({});
    const result = fetchVerified(URL, file, { fetch: host.fetch }, CatalogFormatError);
    await expect(result).rejects.toThrow(CatalogFormatError);
  });
});

describe('fetchGzipped', () => {
  let bundle: MemoryBundle;
  beforeAll(async () => {
    bundle = await createMemoryBundle();
  });

  test('inflates what came as stored, and takes what the browser inflated on the way', async () => {
    const [shard] = bundle.manifest.catalog.items;
    const stored = bundle.files[shard!.path]!;
    const arrow = new Uint8Array(gunzipSync(stored));
    const host = createMemoryHost(bundle.files);
    expect(await fetchGzipped(BASE_URL + shard!.path, shard!, { fetch: host.fetch })).toEqual(arrow);

    const progress: number[] = [];
    host.override(shard!.path, () => new Response(streamOf(arrow, 100)));
    const options = { fetch: host.fetch, onProgress: (loaded: number) => progress.push(loaded) };
    expect(await fetchGzipped(BASE_URL + shard!.path, shard!, options)).toEqual(arrow);
    expect(Math.max(...progress)).toBe(shard!.sizeBytes);
  });

  test('inflated bytes that are altered are refused as well', async () => {
    const [shard] = bundle.manifest.catalog.items;
    const arrow = new Uint8Array(gunzipSync(bundle.files[shard!.path]!));
    arrow[arrow.length - 20]! ^= 1;
    const host = createMemoryHost({ [shard!.path]: arrow });
    const result = fetchGzipped(BASE_URL + shard!.path, shard!, { fetch: host.fetch });
    await expect(result).rejects.toThrow(`catalog/items-000.arrow.gz: file has SHA-256`);
    await expect(result).rejects.toThrow(CatalogFormatError);
  });
});
