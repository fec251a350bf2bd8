// The stage of the map: its points are drawn when they moved, and come on screen once the GPU has drawn them.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toMapData } from '../../../demo/app/map/map-data.ts';
import { MapStage } from '../../../demo/app/map/map-stage.ts';

const map = toMapData({
  itemIds: ['a', 'b', 'c'],
  titles: ['Alien', 'Big', 'Cube'],
  positions: new Uint16Array([10_000, 10_000, 60_000, 20_000, 30_000, 50_000]),
  labels: [
    { text: 'SPACE', x: 10_000, y: 10_000, level: 0 },
    { text: 'HOME', x: 60_000, y: 20_000, level: 0 },
  ],
});
const SIZE = { width: 600, height: 400 };

let host: HTMLElement;
let stage: MapStage;
let draws: ReturnType<typeof vi.spyOn>;

const frame = () => new Promise(requestAnimationFrame);
const frames = async () => {
  for (let i = 0; i < 3; i++) await frame();
};
const canvases = () => host.querySelectorAll('canvas').length;

beforeEach(() => {
  document.body.innerHTML = '<div></div>';
  host = document.querySelector('div')!;
  draws = vi.spyOn(WebGL2RenderingContext.prototype, 'drawArrays');
  stage = new MapStage(host, map, () => {});
  stage.resize(SIZE, 1);
});
afterEach(() => {
  stage.dispose();
  vi.restoreAllMocks();
});

test('words and marks are there first, the points behind them when they are drawn', async () => {
  expect(stage.kind).toBe('webgl2');
  expect(canvases()).toBe(1);
  const words = host.querySelector('canvas');
  await vi.waitFor(() => expect(canvases()).toBe(2));
  expect(host.lastElementChild).toBe(words);
});

test('points are drawn again only when they moved or changed', async () => {
  await vi.waitFor(() => expect(canvases()).toBe(2));
  await frames();
  draws.mockClear();
  stage.show({ looked: 1, marks: [{ item: 0, kind: 'like' }] });
  await frames();
  expect(draws).not.toHaveBeenCalled();
  stage.pan(20, 0);
  await frames();
  expect(draws).toHaveBeenCalledOnce();
  stage.show({ lit: new Uint8Array([1, 0, 1]) });
  await frames();
  expect(draws).toHaveBeenCalledTimes(2);
  stage.resize({ width: 500, height: 400 }, 1);
  expect(draws).toHaveBeenCalledTimes(3);
});

test('a stage that is left before its points are drawn leaves nothing behind', async () => {
  await frame();
  stage.dispose();
  await frames();
  expect(canvases()).toBe(0);
});
