import { afterEach, describe, expect, it } from 'vitest';
import { type BackendKey, recallBackends, rememberBackends } from '../../src/device/backend-memory.ts';
import type { BackendPath } from '../../src/device/choose-backends.ts';
import { refuseIndexedDb } from '../browser/faults.ts';

let restore = () => {};
afterEach(() => restore());

const key = (changes: Partial<BackendKey> = {}): BackendKey => ({
  bundle: `bundle ${crypto.randomUUID()}`,
  device: 'vendor / architecture / device',
  version: '1',
  ...changes,
});
const path: BackendPath = { tower: 'wasm', ranking: 'webgpu' };

describe('the memory of backends', () => {
  it('knows what it was told, of this bundle on this device in this version alone', async () => {
    const known = key();
    expect(await recallBackends(known)).toBeUndefined();
    await rememberBackends(known, path);
    expect(await recallBackends(known)).toEqual(path);
    expect(await recallBackends({ ...known, version: '2' })).toBeUndefined();
    expect(await recallBackends({ ...known, device: 'another' })).toBeUndefined();
    expect(await recallBackends(key())).toBeUndefined();
  });

  it('replaces an older choice', async () => {
    const known = key();
    await rememberBackends(known, path);
    const newer = { ...known, version: '2' };
    await rememberBackends(newer, { tower: 'webgpu', ranking: 'webgpu' });
    expect(await recallBackends(newer)).toEqual({ tower: 'webgpu', ranking: 'webgpu' });
    expect(await recallBackends(known)).toBeUndefined();
  });

  it('knows nothing where storage is refused, and does not fail', async () => {
    restore = refuseIndexedDb();
    const known = key();
    await rememberBackends(known, path);
    expect(await recallBackends(known)).toBeUndefined();
  });
});
