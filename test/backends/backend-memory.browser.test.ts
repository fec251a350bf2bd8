import { afterEach, describe, expect, it } from 'vitest';
import {
  type BackendKey,
  type RememberedChoice,
  recallBackends,
  rememberBackends,
} from '../../src/backends/backend-memory.ts';
import { refuseIndexedDb } from '../browser/faults.ts';

let restore = () => {};
afterEach(() => restore());

const key = (changes: Partial<BackendKey> = {}): BackendKey => ({
  bundle: `bundle ${crypto.randomUUID()}`,
  device: 'vendor / architecture / device',
  version: '1',
  ...changes,
});
const choice: RememberedChoice = {
  path: { tower: 'wasm', ranking: 'webgpu' },
  measurements: [
    { path: { tower: 'wasm', ranking: 'webgpu' }, medianMs: 2.5 },
    { path: { tower: 'webgpu', ranking: 'webgpu' }, medianMs: Number.POSITIVE_INFINITY },
  ],
  measuredAtMs: 1_764_000_000_000,
};

describe('the memory of backends', () => {
  it('knows what it was told, of this bundle on this device in this version alone', async () => {
    const known = key();
    expect(await recallBackends(known)).toBeUndefined();
    await rememberBackends(known, choice);
    expect(await recallBackends(known)).toEqual(choice);
    expect(await recallBackends({ ...known, version: '2' })).toBeUndefined();
    expect(await recallBackends({ ...known, device: 'another' })).toBeUndefined();
    expect(await recallBackends(key())).toBeUndefined();
  });

  it('replaces an older choice', async () => {
    const known = key();
    await rememberBackends(known, choice);
    const newer = { ...known, version: '2' };
    await rememberBackends(newer, { path: { tower: 'webgpu', ranking: 'webgpu' } });
    expect(await recallBackends(newer)).toEqual({ path: { tower: 'webgpu', ranking: 'webgpu' } });
    expect(await recallBackends(known)).toBeUndefined();
  });

  it('knows nothing where storage is refused, and does not fail', async () => {
    restore = refuseIndexedDb();
    const known = key();
    await rememberBackends(known, choice);
    expect(await recallBackends(known)).toBeUndefined();
  });
});
