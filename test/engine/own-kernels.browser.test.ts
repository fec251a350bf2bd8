// Towers in the engine's own worker, without a runtime: nothing of ONNX Runtime is fetched for them, and a page whose policy
// forbids WebAssembly has the same lists by plain JavaScript.
import { afterEach, describe, expect, it } from 'vitest';
import type { Privet } from '../../src/sdk/index.ts';
import { openFilms } from '../browser/film-bundle.ts';
import { mortalWorker } from '../browser/mortal-worker.ts';

const opened: Privet[] = [];
afterEach(() => {
  for (const privet of opened.splice(0)) privet.dispose();
});

/** As a policy without 'wasm-unsafe-eval' has it. */
const NO_WASM = `
  WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError('refused by the policy'); } };
  for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']) {
    WebAssembly[name] = () => Promise.reject(new WebAssembly.CompileError('refused by the policy'));
  }`;

/** Yesterday. */
const TIME = Date.now() - 86_400_000;

async function visit(before = ''): Promise<Privet> {
  const privet = await openFilms({ workerUrl: mortalWorker(before).workerUrl });
  opened.push(privet);
  await privet.loadTowers();
  await privet.record('like', 'alien-1979', { time: TIME });
  await privet.record('like', 'jaws-1975', { time: TIME });
  return privet;
}

describe('towers without a runtime', () => {
  it('answer by our own kernels, and fetch nothing of ONNX Runtime', async () => {
    const privet = await visit();
    const { source, items } = await privet.forYou();
    expect([source, items.length]).toEqual(['user-tower', 20]);
    const { backend, parts } = await privet.loadTowers();
    expect([backend, parts.towers.state, parts.runtime.state]).toEqual(['wasm', 'ready', 'idle']);
    const requests = await privet.requests();
    expect(requests.map(({ url }) => url).filter((url) => /\.wasm|onnxruntime|ort[.-]/.test(url))).toEqual([]);
  });

  it('give the same list, with the same reasons, where WebAssembly is forbidden', async () => {
    const [plain, strict] = [await visit(), await visit(NO_WASM)];
    expect([(await strict.loadTowers()).backend, strict.status.rankingBackend]).toEqual(['js', 'javascript']);
    const [a, b] = [await plain.forYou({ count: 200 }), await strict.forYou({ count: 200 })];
    expect(b.source).toBe('user-tower');
    expect(b.items.map(({ itemId, score }) => [itemId, score])).toEqual(
      a.items.map(({ itemId, score }) => [itemId, score]),
    );
    const { itemId } = a.items[0]!;
    expect(await strict.explain(itemId)).toEqual(await plain.explain(itemId));
  });
});
