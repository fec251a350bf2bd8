// Ten thousand points: every single one is on the screen, in its colour, by WebGL and on a plain canvas alike.
import { describe, expect, test } from 'vitest';
import { colourField, colourRegions } from '../../../demo/app/map/colour-field.ts';
import { toMapData } from '../../../demo/app/map/map-data.ts';
import type { PointLayer, Points } from '../../../demo/app/map/point-layer.ts';
import { createCanvasLayer } from '../../../demo/app/map/point-layer-canvas.ts';
import { createWebglLayer } from '../../../demo/app/map/point-layer-webgl.ts';

const SIDE = 100;
const NUM_POINTS = SIDE * SIDE;
const PIXELS = 1000;
const size = { width: PIXELS, height: PIXELS };
const camera = { x: 0.5, y: 0.5, scale: PIXELS, stretch: 1 };

/** A grid with one point in the middle of every ten pixels; colours tell rows and columns. */
function grid(): Points {
  const positions = new Uint16Array(2 * NUM_POINTS);
  const colours = new Uint8Array(3 * NUM_POINTS);
  for (let point = 0; point < NUM_POINTS; point++) {
    const [column, row] = [point % SIDE, Math.floor(point / SIDE)];
    positions.set([((column + 0.5) / SIDE) * 65_535, ((row + 0.5) / SIDE) * 65_535], 2 * point);
    colours.set([24 * (1 + (column % 10)), 24 * (1 + (row % 10)), 0], 3 * point);
  }
  return { positions, colours, paper: [255, 255, 255] };
}

function makeCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = PIXELS;
  return canvas;
}

/** RGBA of what was drawn, from the top. */
function drawn(layer: PointLayer, canvas: HTMLCanvasElement): Uint8ClampedArray {
  layer.draw(camera, size, 1, 3);
  const copy = makeCanvas();
  const context = copy.getContext('2d')!;
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, PIXELS, PIXELS).data;
}

const pixelOf = (point: number) => 4 * (PIXELS * (10 * Math.floor(point / SIDE) + 5) + 10 * (point % SIDE) + 5);

describe.each(['webgl2', 'canvas'] as const)('by %s', (kind) => {
  const makeLayer = (canvas: HTMLCanvasElement): PointLayer => {
    const layer = kind === 'webgl2' ? createWebglLayer(canvas, () => {}) : createCanvasLayer(canvas);
    expect(layer?.kind).toBe(kind);
    return layer!;
  };

  test('all 10,000 points are drawn, each in its colour at its place', () => {
    const canvas = makeCanvas();
    const layer = makeLayer(canvas);
    const points = grid();
    layer.setPoints(points);
    const pixels = drawn(layer, canvas);
    let missing = 0;
    for (let point = 0; point < NUM_POINTS; point++) {
      const at = pixelOf(point);
      const isThere = [0, 1, 2].every((i) => Math.abs(pixels[at + i]! - points.colours[3 * point + i]!) <= 2);
      if (!isThere || pixels[at + 3]! < 250) missing++;
    }
    expect(missing).toBe(0);
    // Between them there is paper: they are points and no smear.
    expect(pixels[4 * (PIXELS * 10 + 10) + 3]).toBe(0);
    layer.dispose();
  });

  test('points that a filter does not ask for are faint', () => {
    const canvas = makeCanvas();
    const layer = makeLayer(canvas);
    const lit = Uint8Array.from({ length: NUM_POINTS }, (_, point) => point % 2);
    layer.setPoints({ ...grid(), lit });
    const pixels = drawn(layer, canvas);
    for (let point = 0; point < NUM_POINTS; point++) {
      const alpha = pixels[pixelOf(point) + 3]!;
      if (lit[point] === 1 ? alpha < 250 : alpha > 60 || alpha === 0) expect.fail(`point ${point} has alpha ${alpha}`);
    }
    layer.dispose();
  });
});

describe('the colour field', () => {
  const label = (x: number, y: number, level = 0) => ({ text: 'x', x, y, level });
  const palette = [
    [255, 0, 0],
    [0, 255, 0],
  ] as const;

  test('gives neighbouring regions different colours, and far ones the same again', () => {
    const regions = colourRegions([label(0, 0), label(0.1, 0), label(1, 0), label(0.5, 0.5, 1)], palette);
    expect(regions.map(({ colour }) => colour)).toEqual([palette[0], palette[1], palette[0]]);
  });

  test('is a region’s colour in its middle and a mixture on the way', () => {
    const map = toMapData({
      itemIds: ['a', 'b', 'c'],
      titles: ['a', 'b', 'c'],
      positions: Uint16Array.of(0, 0, 65_535, 0, 32_768, 0),
      labels: [label(0, 0), label(65_535, 0)],
    });
    const colours = colourField(map, palette);
    expect([...colours.subarray(0, 3)]).toEqual([255, 0, 0]);
    expect([...colours.subarray(3, 6)]).toEqual([0, 255, 0]);
    expect(Math.abs(colours[6]! - colours[7]!)).toBeLessThan(3);
  });
});
