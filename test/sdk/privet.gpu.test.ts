// WebGPU inside the real worker, on whatever adapter there is; without one this skips aloud.
import { expect, it } from 'vitest';
import { openFilms } from '../browser/film-bundle.ts';

it('runs the user tower on WebGPU in the worker', async ({ skip }) => {
  if (!(await navigator.gpu?.requestAdapter())) return skip('no WebGPU adapter');
  const privet = await openFilms({ backend: 'webgpu' });
  const [liked] = (await privet.forYou({ count: 1 })).items;
  await privet.record('like', liked!.itemId);
  const { backend, parts } = await privet.loadTowers();
  expect([backend, parts.runtime.state, parts.towers.state]).toEqual(['webgpu', 'ready', 'ready']);
  expect((await privet.forYou()).source).toBe('user-tower');
  privet.dispose();
});
