// The engine on WebGPU: the same lists as on WebAssembly, and answers although the device is lost. The adapter may be a
// software one (`backend: 'webgpu'` takes it); without any these tests skip aloud.
import { afterEach, describe, expect, it } from 'vitest';
import type { ForYouResponse } from '../../src/engine/lists/lists-api.ts';
import { loseInFlight, watchDevices } from '../browser/faults.ts';
import { freshDatabaseName } from '../browser/film-bundle.ts';
import { type FilmEngine, openFilmEngine } from '../browser/film-engine.ts';

const hasAdapter = Boolean(await navigator.gpu?.requestAdapter());
const opened: FilmEngine[] = [];
afterEach(async () => {
  for (const { engine } of opened.splice(0)) await engine.dispose();
});

async function open(backend: 'auto' | 'webgpu' | 'wasm', databaseName = freshDatabaseName()): Promise<FilmEngine> {
  const films = await openFilmEngine({ backend, databaseName });
  opened.push(films);
  return films;
}

/** Likes and dislikes some films of the first list. */
async function leaveTraces({ engine }: FilmEngine): Promise<void> {
  const { items } = await engine.forYou({ count: 12 });
  for (const [i, { itemId }] of items.entries()) {
    await engine.record({ type: i % 3 === 2 ? 'dislike' : 'like', itemId });
  }
}

const ids = ({ items }: ForYouResponse) => items.map(({ itemId }) => itemId);

describe('the backend', () => {
  it('is WebAssembly to begin with, unless WebGPU is asked for', async () => {
    const { engine } = await open('auto');
    expect((await engine.loadTowers()).backend).toBe('wasm'); // until the warm-up is done, whatever there is
  });
});

// One engine after the other would compile the same shaders, which is what takes long.
describe.skipIf(!hasAdapter)('WebGPU (skipped: no adapter)', () => {
  it('lists and searches as WebAssembly does, which answers the request that a device was lost under', async () => {
    const databaseName = freshDatabaseName();
    const { devices, restore } = watchDevices();
    const onWasm = await open('wasm', databaseName);
    await leaveTraces(onWasm);
    const onGpu = await open('webgpu', databaseName);
    expect((await onWasm.engine.loadTowers()).backend).toBe('wasm');
    const status = await onGpu.engine.loadTowers();
    restore();
    expect(devices).toHaveLength(1);
    expect(status).toMatchObject({
      backend: 'webgpu',
      parts: { towers: { state: 'ready' }, runtime: { state: 'ready' } },
    });
    const [a, b] = [await onWasm.engine.forYou(), await onGpu.engine.forYou()];
    expect([a.source, b.source]).toEqual(['user-tower', 'user-tower']);
    expect(ids(a).filter((id) => ids(b).includes(id)).length / 20).toBeGreaterThanOrEqual(0.95);

    const request = { query: 'a funny space adventure for kids', count: 20 };
    const [found, foundOnGpu] = [await onWasm.engine.search(request), await onGpu.engine.search(request)];
    expect([found.source, foundOnGpu.source]).toEqual(['semantic', 'semantic']);
    const shared = found.items.filter(({ itemId }) => foundOnGpu.items.some((item) => item.itemId === itemId));
    expect(shared.length).toBeGreaterThanOrEqual(19);
    expect((await onGpu.engine.status()).backend).toBe('webgpu');

    // Another history, so that the tower has to run.
    await onGpu.engine.record({ type: 'like', itemId: ids(b)[0]! });
    const lost = loseInFlight(devices[0]!);
    const answered = await onGpu.engine.forYou();
    expect((await lost).reason).toBe('destroyed');
    expect(answered).toMatchObject({ source: 'user-tower', eventsUsed: 13 });
    expect(answered.items).toHaveLength(20);
    const after = await onGpu.engine.status();
    expect(after.backend).toBe('wasm');
    expect(after.parts.runtime).toMatchObject({ state: 'degraded', message: expect.stringMatching(/^WebGPU failed/) });
    expect(ids(await onGpu.engine.forYou())).toEqual(ids(answered));
    expect(await onGpu.engine.explain(answered.items[0]!.itemId)).not.toEqual([]);
  });
});
