// Versions of a bundle on the device: kept whole, exchanged whole, cleaned up when nobody needs them. The browser's
// cache and locks are stood in for by a map and a flag; test/e2e/update.e2e.test.ts goes through the same with a real
// browser.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { filesOf, hashesOf } from '../../src/bundle/bundle-files.ts';
import { fetchVerified } from '../../src/bundle/fetch-verified.ts';
import { fetchUpdate, keepVersion } from '../../src/bundle/keep-version.ts';
import type { KeptOnDevice } from '../../src/bundle/kept-on-device.ts';
import type { ManifestFile } from '../../src/bundle/load-bundle.ts';
import { openVersion, readVersion } from '../../src/bundle/open-version.ts';
import { IntegrityError } from '../../src/errors.ts';
import { type Integrity, integrityOf, parseIntegrity } from '../../src/formats/integrity.ts';
import { type BundleFile, formatManifest, type Manifest } from '../../src/formats/manifest.ts';
import { sha256Hex } from '../../src/formats/sha256.ts';
import {
  createMemoryBundle,
  createMemoryHost,
  MANIFEST_URL,
  type MemoryBundle,
  type MemoryHost,
} from './memory-host.ts';

const { signal } = new AbortController();
const ALL = { withSearch: true, signal };
let bundle: MemoryBundle;
let host: MemoryHost;
let isUsedElsewhere: boolean;
let cache: ReturnType<typeof createMemoryCache>;

/** As much of the browser's Cache as is used. */
function createMemoryCache() {
  const responses = new Map<string, Response>();
  return {
    match: async (url: string) => responses.get(url)?.clone(),
    put: async (url: string, response: Response) => void responses.set(url, response),
    delete: async (url: string) => responses.delete(url),
    keys: async () => [...responses.keys()].map((url) => ({ url })),
  };
}

beforeEach(async () => {
  bundle = await createMemoryBundle();
  for (const name of ['userTower', 'userTowerBatch', 'itemTower'] as const) {
    bundle.manifest.models[name] = await fileOf(`${name}.onnx`, name, bundle.files);
  }
  host = createMemoryHost(bundle.files);
  serveManifest(bundle.manifest);
  isUsedElsewhere = false;
  cache = createMemoryCache();
  vi.stubGlobal('caches', { open: async () => cache, has: async () => true });
  vi.stubGlobal('fetch', host.fetch);
  vi.stubGlobal('navigator', {
    locks: {
      request: async (_: string, { mode }: { mode: string }, work: (lock: unknown) => unknown) =>
        mode === 'exclusive' ? work(isUsedElsewhere ? null : {}) : undefined,
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

async function fileOf(path: string, content: string, files: MemoryBundle['files']): Promise<BundleFile> {
  const bytes = (files[path] = new TextEncoder().encode(content));
  return { path, sizeBytes: bytes.length, sha256: await sha256Hex(bytes) };
}

function serveManifest(manifest: Manifest): void {
  host.files.set('manifest.json', fileOfManifest(manifest).bytes);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const fileOfManifest = (manifest: Manifest): ManifestFile => ({ manifest, bytes: bytesOf(formatManifest(manifest)) });
const integrityOfManifest = async (manifest: Manifest): Promise<Integrity> =>
  parseIntegrity(await integrityOf(fileOfManifest(manifest).bytes));

/** The host's next version: one file with other bytes, and another name. */
async function deploy(): Promise<Manifest> {
  const manifest = structuredClone(bundle.manifest);
  const files: MemoryBundle['files'] = {};
  manifest.models.userTower = await fileOf(manifest.models.userTower!.path, 'another user tower', files);
  manifest.name = 'The next one';
  for (const [path, bytes] of Object.entries(files)) host.files.set(path, bytes);
  serveManifest(manifest);
  return manifest;
}

async function keepFirst(): Promise<KeptOnDevice> {
  const { kept, version } = await openVersion(MANIFEST_URL, signal);
  expect(version).toBeUndefined();
  expect(await keepVersion(kept!, MANIFEST_URL, fileOfManifest(bundle.manifest), ALL)).toBe(true);
  return kept!;
}

const opened = async (integrity?: Integrity) => (await openVersion(MANIFEST_URL, signal, integrity)).version?.manifest;

describe('versions of a bundle', () => {
  test('one that is kept opens without the host; keeping it again fetches nothing', async () => {
    const kept = await keepFirst();
    host.requests.length = 0;
    expect(await opened()).toEqual(bundle.manifest);
    expect(await keepVersion(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), ALL)).toBe(false);
    expect(host.requests).toEqual([]);
  });

  test('without the files of search it opens too; what a list needs must be there', async () => {
    const { kept } = await openVersion(MANIFEST_URL, signal);
    await keepVersion(kept!, MANIFEST_URL, fileOfManifest(bundle.manifest), { withSearch: false, signal });
    const asked = host.requests.map(({ path }) => path);
    for (const { path } of bundle.manifest.catalog.content) expect(asked).not.toContain(path);
    expect(await opened()).toEqual(bundle.manifest);
    await kept!.keepOnly(new Set(hashesOf(bundle.manifest.catalog.items[0]!)));
    expect(await opened()).toBeUndefined();
  });

  test('a newer one waits whole, is taken by the next opening, and the old files go', async () => {
    const kept = await keepFirst();
    const next = await deploy();
    host.requests.length = 0;
    expect(await fetchUpdate(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), ALL)).toBe(true);
    // Files that did not change are not fetched again.
    expect(host.requests.map(({ path }) => path)).toEqual(['manifest.json', next.models.userTower!.path]);
    expect(await opened()).toEqual(next);
    const hashes = await kept.hashes();
    expect(hashes).not.toContain(bundle.manifest.models.userTower!.sha256);
    for (const file of filesOf(next)) expect(hashesOf(file).some((hash) => hashes.has(hash))).toBe(true);
  });

  test.each(['kept?sha256=', 'kept?manifest=current'])(
    'a copy that goes on without end is as good as none: %s',
    async (key) => {
      await keepFirst();
      let cancelled = 0;
      let sentBytes = 0;
      const pull = (controller: ReadableStreamDefaultController) => {
        if ((sentBytes += 100_000) > 20_000_000) throw new Error('it is read without end');
        controller.enqueue(new Uint8Array(100_000).fill(32));
      };
      const { match } = cache;
      cache.match = async (url) => {
        if (!url.includes(key)) return match(url);
        return new Response(new ReadableStream({ pull, cancel: () => void cancelled++ }));
      };
      host.requests.length = 0;
      const { kept, version } = await openVersion(MANIFEST_URL, signal);
      if (version) {
        const file = version.manifest.models.userTower!;
        const bytes = await fetchVerified(new URL(file.path, MANIFEST_URL).href, file, { kept, fetch: host.fetch });
        expect(bytes).toEqual(bundle.files[file.path]);
      } else expect(key).toContain('manifest');
      expect(cancelled).toBe(1);
    },
  );

  test('while a page is open with the old one, its files stay', async () => {
    const kept = await keepFirst();
    const next = await deploy();
    await fetchUpdate(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), ALL);
    isUsedElsewhere = true;
    expect(await opened()).toEqual(next);
    expect(await kept.hashes()).toContain(bundle.manifest.models.userTower!.sha256);
    isUsedElsewhere = false;
    await opened();
    expect(await kept.hashes()).not.toContain(bundle.manifest.models.userTower!.sha256);
  });

  test.each(['is missing', 'is altered'])(
    'one of which a file %s is not taken, and the next try goes on',
    async (how) => {
      const kept = await keepFirst();
      const next = await deploy();
      const { path } = next.models.userTower!;
      const good = host.files.get(path)!;
      if (how === 'is missing') host.files.delete(path);
      else host.files.set(path, good.toReversed());
      await expect(fetchUpdate(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), ALL)).rejects.toThrow(path);
      expect(await opened()).toEqual(bundle.manifest);
      host.files.set(path, good);
      expect(await fetchUpdate(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), ALL)).toBe(true);
      expect(await opened()).toEqual(next);
    },
  );

  test('one that waits is dropped when the host goes back', async () => {
    const kept = await keepFirst();
    await deploy();
    await fetchUpdate(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), ALL);
    serveManifest(bundle.manifest);
    expect(await fetchUpdate(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), ALL)).toBe(false);
    expect(await opened()).toEqual(bundle.manifest);
  });

  test('a manifest that this code cannot read is as good as none', async () => {
    const kept = await keepFirst();
    await kept.putManifest('next', bytesOf('{"format":"privet-bundle","version":99}'));
    expect(await opened()).toEqual(bundle.manifest);
    await kept.putManifest('current', bytesOf('<html>'));
    expect(await opened()).toBeUndefined();
  });

  test('where storage is refused nothing is kept', async () => {
    vi.stubGlobal('caches', { open: () => Promise.reject(new Error('refused')) });
    expect(await openVersion(MANIFEST_URL, signal)).toEqual({ kept: undefined, version: undefined });
  });
});

describe('versions of a bundle whose manifest the page names', () => {
  let old: Integrity;
  beforeEach(async () => {
    old = await integrityOfManifest(bundle.manifest);
  });

  test('the one that is kept opens without the host, and a newer host changes nothing for the page that knows the old one', async () => {
    const kept = await keepFirst();
    const before = await kept.hashes();
    await deploy();
    host.requests.length = 0;
    expect(await opened(old)).toEqual(bundle.manifest);
    expect(host.requests).toEqual([]);
    const asked = fetchUpdate(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), { ...ALL, integrity: old });
    await expect(asked).rejects.toThrow(IntegrityError);
    expect(await kept.manifest('next')).toBeUndefined();
    expect(await kept.hashes()).toEqual(before);
    expect(await opened(old)).toEqual(bundle.manifest);
  });

  test('a page that names the new one takes nothing of the old manifest, and fetches what differs alone', async () => {
    await keepFirst();
    const next = await deploy();
    const integrity = await integrityOfManifest(next);
    const { kept, version } = await openVersion(MANIFEST_URL, signal, integrity);
    expect(version).toBeUndefined();
    host.requests.length = 0;
    expect(await keepVersion(kept!, MANIFEST_URL, fileOfManifest(next), { ...ALL, integrity })).toBe(false);
    expect(host.requests.map(({ path }) => path)).toEqual([next.models.userTower!.path]);
    // Both pages open from what is here; with the new one opened again, nothing is left of the old one.
    expect(await opened(old)).toEqual(bundle.manifest);
    expect((await readVersion(MANIFEST_URL, integrity)).manifest).toEqual(next);
    expect(await opened(integrity)).toEqual(next);
    expect(await opened(old)).toBeUndefined();
    expect(await kept!.hashes()).not.toContain(bundle.manifest.models.userTower!.sha256);
  });

  test('the page that is still open with the old one takes nothing from the new one', async () => {
    const kept = await keepFirst();
    const next = await deploy();
    const integrity = await integrityOfManifest(next);
    await kept.putManifest('next', fileOfManifest(next).bytes);
    for (const file of Object.values(next.models)) await kept.put(file.sha256, host.files.get(file.path)!);
    expect(await opened(integrity)).toEqual(next);
    host.files.set(bundle.manifest.models.userTower!.path, bundle.files[bundle.manifest.models.userTower!.path]!);
    await keepVersion(kept, MANIFEST_URL, fileOfManifest(bundle.manifest), { ...ALL, integrity: old });
    expect(await opened(integrity)).toEqual(next);
    expect(await opened(old)).toEqual(bundle.manifest);
  });

  test('the next page can be named beforehand: then its version waits for it, and for it alone', async () => {
    const kept = await keepFirst();
    const next = await deploy();
    const integrity = await integrityOfManifest(next);
    const inUse = fileOfManifest(bundle.manifest);
    expect(await fetchUpdate(kept, MANIFEST_URL, inUse, { ...ALL, integrity })).toBe(true);
    expect(await opened(old)).toEqual(bundle.manifest);
    expect(await opened(integrity)).toEqual(next);
    // A host that is behind its page has nothing for it.
    serveManifest(bundle.manifest);
    await expect(fetchUpdate(kept, MANIFEST_URL, inUse, { ...ALL, integrity })).rejects.toThrow(IntegrityError);
  });

  test('what is kept counts by its bytes, not by what they say', async () => {
    const kept = await keepFirst();
    const sameFields = bytesOf(` ${formatManifest(bundle.manifest)}`);
    await kept.putManifest('current', sameFields);
    expect(await opened()).toEqual(bundle.manifest);
    expect(await opened(old)).toBeUndefined();
    expect(await opened(parseIntegrity(await integrityOf(sameFields)))).toEqual(bundle.manifest);
  });
});
