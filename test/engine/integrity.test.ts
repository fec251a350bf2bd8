// The engine's border: a manifest that the page names, and one that it does not.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { CatalogFormatError, IntegrityError, RequestError } from '../../src/errors.ts';
import { integrityOf } from '../../src/formats/integrity.ts';
import { formatManifest } from '../../src/formats/manifest.ts';
import {
  createMemoryBundle,
  createMemoryHost,
  MANIFEST_URL,
  type MemoryBundle,
  type MemoryHost,
} from '../bundle/memory-host.ts';

const originalFetch = globalThis.fetch;
let bundle: MemoryBundle;
let host: MemoryHost;
let engine: Engine;

beforeEach(async () => {
  bundle = await createMemoryBundle();
  host = createMemoryHost(bundle.files);
  globalThis.fetch = host.fetch;
  engine = new Engine();
});
afterEach(async () => {
  await engine.dispose();
  globalThis.fetch = originalFetch;
});

const open = (integrity: unknown, ownCatalog?: string) => {
  const databaseName = `integrity-${Math.random()}`;
  const options = {
    manifestUrl: MANIFEST_URL,
    databaseName,
    integrity: integrity as string,
    ...(ownCatalog && { ownCatalog }),
  };
  return engine.open(
    options,
    () => {},
    () => {},
  );
};

describe('an engine whose page names the manifest', () => {
  test('opens the one that is named, and makes lists of it', async () => {
    await open(await integrityOf(bundle.files['manifest.json']!));
    expect((await engine.forYou({ count: 9 })).items).toHaveLength(9);
  });

  test.each<[string, (text: string) => string]>([
    ['another prior', (text) => text.replace(/"prior": \[\s*0/, '"prior": [ 1')],
    ['another notice', (text) => text.replace('"notices": []', '"notices": ["x"]')],
    ['one space more', (text) => `${text} `],
  ])('opens none with %s, and asks for none of its files', async (_, change) => {
    const integrity = await integrityOf(bundle.files['manifest.json']!);
    const original = formatManifest(bundle.manifest);
    const changed = change(original);
    expect(changed).not.toBe(original);
    host.files.set('manifest.json', new TextEncoder().encode(changed));
    await expect(open(integrity)).rejects.toThrow(IntegrityError);
    expect(new Set(host.requests.map(({ path }) => path))).toEqual(new Set(['manifest.json']));
    const { parts, catalogName } = await engine.status();
    expect([parts.catalog.state, catalogName]).toEqual(['failed', undefined]);
    expect(parts.catalog.message).toContain(integrity);
    await expect(engine.forYou()).rejects.toThrow(IntegrityError);
  });

  test.each(['', 'sha256', 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=', 7, null])(
    'opens nothing where it names it by %j',
    async (integrity) => {
      await expect(open(integrity)).rejects.toThrow(RequestError);
      expect(host.requests).toEqual([]);
    },
  );

  test('a stored catalog has no manifest that a page could name', async () => {
    await expect(open(await integrityOf(Uint8Array.of(1)), 'some-catalog')).rejects.toThrow(
      /^integrity: .* leave it out/,
    );
  });

  test('an update is named by what can be read', async () => {
    await open(await integrityOf(bundle.files['manifest.json']!));
    await expect(engine.fetchUpdate({ withSearch: false, integrity: 'sha256' })).rejects.toThrow(RequestError);
  });

  test('without a network the error is that of the network', async () => {
    host.override('manifest.json', () => Promise.reject(new TypeError('no network')));
    const opening = open(await integrityOf(bundle.files['manifest.json']!));
    await expect(opening).rejects.toThrow(CatalogFormatError);
    await expect(opening).rejects.toThrow(/^manifest\.json: download failed \(no network\)$/);
  });
});
