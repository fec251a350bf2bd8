import { describe, expect, it } from 'vitest';
import { type DeviceFiles, HeldFiles } from '../../src/bundle/held-files.ts';
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

function device(hasRoom: boolean): DeviceFiles {
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
    const held = new HeldFiles({ device: where });
    expect(await held.has(file)).toBe(false);
    await held.hold(URL_OF_FILE, file, options);
    await held.hold(URL_OF_FILE, file, options);
    expect(asked).toEqual([URL_OF_FILE]);
    expect(await held.has(file)).toBe(true);
    expect(await held.get(file.sha256, 100)).toEqual(bytes);
  });

  it('leaves memory when it was used, unless it is to stay', async () => {
    for (const staysInMemory of [false, true]) {
      const held = new HeldFiles({ device: undefined, staysInMemory });
      await held.hold(URL_OF_FILE, file, host().options);
      await held.get(file.sha256, 100);
      expect(await held.has(file)).toBe(true);
      held.release([file]);
      expect(await held.has(file)).toBe(staysInMemory);
    }
  });

  it('is nothing that the host altered', async () => {
    const held = new HeldFiles({ device: undefined });
    await expect(held.hold(URL_OF_FILE, file, host(new TextEncoder().encode('b model')).options)).rejects.toThrow(
      'SHA-256',
    );
    expect(await held.has(file)).toBe(false);
  });

  it('takes what was handed over, of what is fetched for somebody now it keeps nothing in memory', async () => {
    const held = new HeldFiles({ device: undefined });
    await held.put(file.sha256, bytes);
    expect(await held.has(file)).toBe(false);
    held.take(file, bytes);
    expect(await held.has(file)).toBe(true);
  });
});
