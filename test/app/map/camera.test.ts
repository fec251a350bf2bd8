// The camera's steps, the words on the map, and what is found on it.
import { describe, expect, test } from 'vitest';
import {
  between,
  type Camera,
  filled,
  fitCamera,
  kept,
  panned,
  pixelsOf,
  toMap,
  toScreen,
  zoomedAt,
} from '../../../demo/app/map/camera.ts';
import { createTitleFinder } from '../../../demo/app/map/find-titles.ts';
import { regionLines } from '../../../demo/app/map/label-style.ts';
import { toMapData } from '../../../demo/app/map/map-data.ts';
import { marksOf } from '../../../demo/app/map/marks.ts';
import { itemAt, itemsNear, itemsOnScreen } from '../../../demo/app/map/nearby.ts';
import { placeLabels } from '../../../demo/app/map/place-labels.ts';

const size = { width: 800, height: 500 };
const bounds = { left: 0.1, top: 0.2, right: 0.9, bottom: 0.8 };
const fit = fitCamera(bounds, size, 20);
const camera: Camera = { x: 0.4, y: 0.6, scale: 3000, stretch: 1.2 };
const close = (a: readonly number[], b: readonly number[]) =>
  expect(Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))).toBeLessThan(1e-6);

describe('the camera', () => {
  test('shows all of the map inside the margin, stretched towards the shape of the screen', () => {
    const [left, top] = toScreen(fit, size, bounds.left, bounds.top);
    const [right, bottom] = toScreen(fit, size, bounds.right, bounds.bottom);
    expect(Math.min(left, top, size.width - right, size.height - bottom)).toBeGreaterThanOrEqual(20 - 1e-6);
    close([left, top], [20, 20]);
    const tall = fitCamera(bounds, { width: 400, height: 4000 }, 0);
    expect(pixelsOf(tall).down / pixelsOf(tall).across).toBeCloseTo(1.3 ** 2, 6);
  });

  test('knows where a point of the screen is on the map, and back', () => {
    close(toScreen(camera, size, ...toMap(camera, size, 123, 456)), [123, 456]);
  });

  test('zooms about the pointer, within limits, and drags what is under the finger', () => {
    const under = toMap(camera, size, 123, 456);
    close(toScreen(zoomedAt(camera, size, 123, 456, 1.7, fit), size, ...under), [123, 456]);
    expect(zoomedAt(camera, size, 0, 0, 1e9, fit).scale).toBeCloseTo(48 * fit.scale, 6);
    expect(zoomedAt(camera, size, 0, 0, 1e-9, fit).scale).toBeCloseTo(0.8 * fit.scale, 6);
    close(toScreen(panned(camera, 30, -40), size, ...under), [153, 416]);
  });

  test('never leaves the map, and fills a strip with it', () => {
    expect(kept({ ...camera, x: 5, y: -5 }, bounds)).toMatchObject({ x: 0.9, y: 0.2 });
    const strip = filled({ ...camera, x: 0.9, y: 0.2 }, bounds, size);
    expect(toMap(strip, size, size.width, 0)[0]).toBeCloseTo(0.93, 6);
    expect(toMap(strip, size, 0, 0)[1]).toBeCloseTo(0.17, 6);
  });

  test('flies from one view to another by equal factors', () => {
    const to = { ...camera, x: 0.7, y: 0.3, scale: 12_000 };
    close([between(camera, to, 0).x, between(camera, to, 0).scale], [camera.x, camera.scale]);
    expect(between(camera, to, 0.5).scale).toBeCloseTo(6000, 3);
    expect(between(camera, to, 1)).toEqual(to);
    const shares = [0, 0.25, 0.5, 0.75, 1].map((share) => toScreen(between(camera, to, share), size, to.x, to.y)[0]);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });
});

describe('labels', () => {
  test('never overlap, the more important one stays, and those off the screen take no room', () => {
    const box = (left: number, top: number) => ({ left, top, width: 100, height: 20 });
    const boxes = [box(-200, 10), box(10, 10), box(60, 15), box(10, 33), box(10, 36), box(500, 490)];
    expect(placeLabels(boxes, size, 5)).toEqual([1, 4, 5]);
    expect(placeLabels(boxes, size, 0)).toEqual([1, 3, 5]);
  });

  test('have two words from afar, and a line more where they are long', () => {
    expect(regionLines('Science Fiction, aliens, space travel', 0)).toEqual(['Science fiction,', 'aliens']);
    expect(regionLines('magic, Adventure, Fantasy', 0)).toEqual(['Magic, adventure']);
    expect(regionLines('magic, Adventure, Fantasy', 1)).toEqual(['Magic, adventure,', 'fantasy']);
    expect(regionLines('Thriller/Suspense', 1)).toEqual(['Thriller / suspense']);
  });
});

const place = (x: number, y: number) => [Math.round(x * 65_535), Math.round(y * 65_535)];
const map = toMapData({
  itemIds: ['a', 'b', '', 'd'],
  titles: ['The Alien', 'Alien', '', 'Amélie'],
  positions: Uint16Array.from([place(0.5, 0.5), place(0.52, 0.5), place(0.51, 0.5), place(0.88, 0.25)].flat()),
  labels: [],
});

describe('on the map', () => {
  test('the film under a pointer is found within reach, and items that could not be had never are', () => {
    const [left, top] = toScreen(fit, size, 0.51, 0.5);
    expect(itemAt(map, fit, size, left - 3, top, 14)).toBe(0);
    expect(itemAt(map, fit, size, left + 3, top, 14)).toBe(1);
    expect(itemAt(map, fit, size, left, top + 15, 14)).toBeUndefined();
    expect(itemsNear(map, 0.512, 0.5, 3)).toEqual([1, 0, 3]);
    expect(itemsNear(map, 0.88, 0.25, 1)).toEqual([3]);
  });

  test('the best known films on screen come first, and only those that are known enough', () => {
    expect(itemsOnScreen(map, fit, size, 9, 99)).toEqual([0, 1, 3]);
    expect(itemsOnScreen(map, { ...fit, scale: 20 * fit.scale, x: 0.5, y: 0.5 }, size, 9, 99)).toEqual([0, 1]);
    expect(itemsOnScreen(map, fit, size, 9, 1)).toEqual([0]);
  });

  test('titles are found as they are typed', () => {
    const find = createTitleFinder(map.titles);
    expect(find('alien', 9)).toEqual([1, 0]);
    expect(find(' AME', 9)).toEqual([3]);
    expect(find('lie', 9)).toEqual([0, 1, 3]);
    expect(find('lie', 1)).toEqual([0]);
    expect(find('', 9)).toEqual([]);
    expect(find('zzz', 9)).toEqual([]);
  });

  test('taps lie over the list, an opinion over a look, and what the map does not have is left out', () => {
    const event = (type: string, itemId: string, value?: number) =>
      ({ event: { type, itemId, value, time: 0, sequence: 0 } }) as Parameters<typeof marksOf>[1][number];
    const list = [{ itemId: 'a' }, { itemId: 'd' }] as unknown as Parameters<typeof marksOf>[2];
    const taps = [event('view', 'b'), event('like', 'b'), event('dislike', 'a'), event('like', 'gone')];
    expect(marksOf(map, taps, list)).toEqual([
      { item: 3, kind: 'next' },
      { item: 0, kind: 'dislike' },
      { item: 1, kind: 'like' },
    ]);
    expect(marksOf(map, [event('rate', 'a', 4)], [])).toEqual([{ item: 0, kind: 'like' }]);
    expect(marksOf(map, [event('rate', 'a', 2)], [])).toEqual([{ item: 0, kind: 'dislike' }]);
    expect(marksOf(map, [event('view', 'd')], list).at(-1)).toEqual({ item: 3, kind: 'next' });
  });
});
