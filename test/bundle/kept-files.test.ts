import { describe, expect, it } from 'vitest';
import { type DeviceStore, KeptFiles } from '../../src/bundle/kept-files.ts';
import { sha256Hex } from '../../src/formats/sha256.ts';

const bytes = new TextEncoder().encode('a model');
const file = { path: 'model.onnx', sizeBytes: bytes.length, sha256: await sha256Hex(bytes) };
const URL_OF_FILE = 'https://films.example/models/model.onnx';

function host(body = bytes) {
  const asked: string[] = [];
  const fetchFile = (async (url: string) => {
    asked.push(url);
    return new Response(body);
  }) as unknown as typeof fetch;
  return { asked, options: { fetch: fetchFile } };
}

function device(hasRoom: boolean): DeviceStore {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    get: async (sha256) => kept.get(sha256),
    put: async (sha256, given) => {
      if (!hasRoom) throw new DOMException('no room', 'QuotaExceededError');
      kept.set(sha256, given);
    },
    hashes: async () => new Set(kept.keys()),
  };
}

describe('what is fetched ahead', () => {
  it.each([
    ['in memory', undefined],
    ['on the device', device(true)],
    ['in memory where the device has no room', device(false)],
  ])('is fetched once and lies %s', async (_, where) => {
    const { asked, options } = host();
    const kept = new KeptFiles({ device: where });
    expect(await kept.has(file)).toBe(false);
    await kept.keep(URL_OF_FILE, file, options);
    await kept.keep(URL_OF_FILE, file, options);
    expect(asked).toEqual([URL_OF_FILE]);
    expect(await kept.has(file)).toBe(true);
    expect(await kept.get(file.sha256, 100)).toEqual(bytes);
  });

  it('leaves memory when it was used, unless it is to stay', async () => {
    for (const staysInMemory of [false, true]) {
      const kept = new KeptFiles({ device: undefined, staysInMemory });
      await kept.keep(URL_OF_FILE, file, host().options);
      await kept.get(file.sha256, 100);
      expect(await kept.has(file)).toBe(true);
      kept.release([file]);
      expect(await kept.has(file)).toBe(staysInMemory);
    }
  });

  it('is nothing that the host altered', async () => {
    const kept = new KeptFiles({ device: undefined });
    await expect(kept.keep(URL_OF_FILE, file, host(new TextEncoder().encode('b model')).options)).rejects.toThrow(
      'SHA-256',
    );
    expect(await kept.has(file)).toBe(false);
  });

  it('takes what was handed over, of what is fetched for somebody now it keeps nothing in memory', async () => {
    const kept = new KeptFiles({ device: undefined });
    await kept.put(file.sha256, bytes);
    expect(await kept.has(file)).toBe(false);
    kept.take(file, bytes);
    expect(await kept.has(file)).toBe(true);
  });
});
