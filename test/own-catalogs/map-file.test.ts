// The map's promise: like items lie together, whatever their number, and the same items lie where they lay.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { layOutItems } from '../../src/own-catalogs/map-file.ts';

const DIM = 12;

/** Rows around three directions. */
function rows(count: number): Float32Array {
  const random = createRandom(4);
  return Float32Array.from({ length: count * DIM }, (_, i) => {
    const [row, d] = [Math.floor(i / DIM), i % DIM];
    return (d % 3 === row % 3 ? 1 : 0) + 0.1 * random.normal();
  });
}

const distance = (map: Float32Array, a: number, b: number) =>
  Math.hypot(map[2 * a]! - map[2 * b]!, map[2 * a + 1]! - map[2 * b + 1]!);

describe('layOutItems', () => {
  test('keeps clusters together, inside the unit square, the same every time', async () => {
    const map = await layOutItems(rows(60), DIM, 1);
    expect(map.length).toBe(120);
    for (const value of map) expect(value >= -1e-6 && value <= 1 + 1e-6).toBe(true);
    const mean = (offset: number) =>
      Array.from({ length: 57 }, (_, i) => distance(map, i, i + offset)).reduce((a, b) => a + b) / 57;
    expect(mean(3)).toBeLessThan(mean(1) / 2);
    expect(await layOutItems(rows(60), DIM, 1)).toEqual(map);
  });

  test.each([0, 1, 2, 4])('places %d items too', async (count) => {
    const map = await layOutItems(rows(count), DIM, 1);
    expect(map.length).toBe(2 * count);
    expect(map.every(Number.isFinite)).toBe(true);
  });

  test('ends when it is told to', async () => {
    await expect(layOutItems(rows(60), DIM, 1, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
