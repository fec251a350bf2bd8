// The warm-up over a host that goes away in the middle and comes back, in Node.
import { expect, it, onTestFinished } from 'vitest';
import type { EngineStatus } from '../../src/engine/base/status-api.ts';
import { Engine } from '../../src/engine/engine.ts';
import { MANIFEST_URL } from '../bundle/memory-host.ts';
import { ALL_FILES, filmHost } from './film-host.ts';

/** A host that is away from the moment on that a file like this is asked for the first time. */
async function leavingHost(file: RegExp) {
  const host = await filmHost(ALL_FILES);
  const state = { isAway: false, hasLeft: false, whole: [] as string[], lost: undefined as RegExp | undefined };
  globalThis.fetch = (async (input: string, init?: RequestInit) => {
    if (!state.hasLeft && file.test(String(input))) state.isAway = state.hasLeft = true;
    if (state.isAway) throw new TypeError('Failed to fetch');
    if (state.lost?.test(String(input))) return new Response('', { status: 404 });
    state.whole.push(String(input).split('/models/')[1]!);
    return host(input, init);
  }) as typeof fetch;
  return state;
}

async function openEngine(): Promise<{ engine: Engine; told: EngineStatus[] }> {
  const engine = new Engine();
  onTestFinished(() => engine.dispose());
  const told: EngineStatus[] = [];
  const options = { manifestUrl: MANIFEST_URL, databaseName: `warm-${Math.random()}`, backend: 'wasm' } as const;
  await engine.open(
    options,
    (status) => told.push(status),
    () => {},
  );
  return { engine, told };
}

const stateOf = async (engine: Engine) => (await engine.status()).warmUp.state;

it.each(['items-001', 'item-to-item', 'user-tower.onnx', 'language', 'taste-map', 'model-card', 'text-encoder'])(
  'goes on by itself when the host is back, fetches each file once, and says ready only then (away from %s on)',
  async (file) => {
    const host = await leavingHost(new RegExp(file.replace('.', '\\.')));
    const { engine, told } = await openEngine();
    expect(await stateOf(engine)).toBe('idle');
    let isDone = false;
    const warming = engine.warmUp({ withSearch: true }).finally(() => {
      isDone = true;
    });
    await expect.poll(() => stateOf(engine), { timeout: 60_000 }).toBe('waiting');
    await engine.search({ query: 'alien' }); // with what is here
    expect(isDone).toBe(false);
    host.isAway = false;
    const report = await warming;
    const { warmUp } = await engine.status();
    expect(warmUp).toEqual({ state: 'ready', loadedBytes: report.totalBytes, ...report });
    expect(report.leftOutBytes).toBe(0);
    expect(new Set(host.whole).size).toBe(host.whole.length);
    expect(host.whole).toHaveLength(12);
    const states = told.map((status) => status.warmUp.state).filter((state, i, all) => state !== all[i - 1]);
    expect(states.at(-1)).toBe('ready');
    expect(states.filter((state) => state === 'ready')).toHaveLength(1);
    const { parts } = await engine.status();
    const { history: _, ...fetched } = parts; // Node has no IndexedDB
    expect(Object.values(fetched).filter(({ state }) => state === 'failed' || state === 'degraded')).toEqual([]);
    host.whole.length = 0;
    expect((await engine.search({ query: 'a slow heist film' })).source).toBe('semantic');
    expect(host.whole).toEqual([]);
  },
);

it('while it waits, what is here is answered, and nothing is fetched for somebody in particular', async () => {
  const host = await leavingHost(/user-tower\.onnx/);
  const { engine } = await openEngine();
  const warming = engine.warmUp({ withSearch: true });
  await expect.poll(() => stateOf(engine), { timeout: 60_000 }).toBe('waiting');
  host.isAway = false;
  const late = [() => engine.map(), () => engine.modelCard(), () => engine.inspect(), () => engine.steering()];
  await Promise.all(late.map((call) => expect(call()).rejects.toThrow('network: it is away')));
  expect((await engine.search({ query: 'alien' })).items).not.toEqual([]);
  expect((await engine.suggest({ prefix: 'ali' })).length).toBeGreaterThan(0);
  await warming;
  expect(host.whole.findIndex((path) => /map|card/.test(path))).toBeGreaterThan(
    host.whole.findIndex((path) => /user-tower\.onnx/.test(path)),
  );
  await Promise.all(late.map((call) => expect(call()).resolves.toBeDefined()));
});

it('says what the host does not have, fetches the rest, and tries again when it is called again', async () => {
  const host = await leavingHost(/^$/);
  host.lost = /taste-map/;
  const { engine } = await openEngine();
  await expect(engine.warmUp({ withSearch: true })).rejects.toThrow(/not everything is here: .*taste-map/);
  expect(await stateOf(engine)).toBe('failed');
  expect(host.whole.some((path) => /text-encoder/.test(path))).toBe(true);
  host.lost = undefined;
  host.whole.length = 0;
  await engine.warmUp({ withSearch: true });
  expect(host.whole).toEqual(['catalog/taste-map.bin.gz']);
  expect(await stateOf(engine)).toBe('ready');
});

it('without search it says what is left out; asked for, that comes too', async () => {
  const host = await leavingHost(/^$/);
  const { engine } = await openEngine();
  const { totalBytes, leftOutBytes } = await engine.warmUp({ withSearch: false });
  expect(leftOutBytes).toBeGreaterThan(4_500_000);
  host.whole.length = 0;
  expect(await engine.warmUp({ withSearch: true })).toEqual({
    totalBytes: totalBytes + leftOutBytes,
    leftOutBytes: 0,
  });
  expect(host.whole).toHaveLength(2);
});

it('search by meaning is ready at its end, and nothing is fetched for a search', async () => {
  const host = await leavingHost(/^$/);
  const { engine } = await openEngine();
  await engine.warmUp({ withSearch: true });
  expect((await engine.status()).parts['text-encoder'].state).toBe('ready');
  host.whole.length = 0;
  expect((await engine.search({ query: 'a slow heist film' })).source).toBe('semantic');
  expect(host.whole).toEqual([]);
});

it('search that was left out does not come because somebody types', async () => {
  const host = await leavingHost(/^$/);
  const { engine } = await openEngine();
  await engine.warmUp({ withSearch: false });
  host.whole.length = 0;
  await engine.suggest({ prefix: 'sl' });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect((await engine.status()).parts['text-encoder'].state).toBe('idle');
  expect(host.whole).toEqual([]);
});
