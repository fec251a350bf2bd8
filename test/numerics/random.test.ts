import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);

describe('createRandom', () => {
  test('the sequence of a seed is fixed for ever: seeds stand in model cards', () => {
    const { next } = createRandom(42);
    expect(draw(4, next)).toMatchInlineSnapshot(`
      [
        0.5767213890841907,
        0.21293001466432804,
        0.23419718284633795,
        0.8399247768464715,
      ]
    `);
  });

  test('the same seed gives the same stream, another seed another', () => {
    expect(draw(50, createRandom(7).next)).toEqual(draw(50, createRandom(7).next));
    expect(draw(50, createRandom(7).next)).not.toEqual(draw(50, createRandom(8).next));
  });

  test('next is uniform in [0, 1)', () => {
    const values = draw(20_000, createRandom(1).next);
    const tenths = new Array(10).fill(0);
    for (const value of values) tenths[Math.floor(value * 10)]++;
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    // Chi-square with 9 degrees of freedom: 27.9 is passed by chance once in a thousand seeds.
    expect(tenths.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9);
  });

  test('integer covers 0..n-1 evenly, and refuses an n that is none', () => {
    const { integer } = createRandom(2);
    const counts = new Array(7).fill(0);
    for (let i = 0; i < 14_000; i++) counts[integer(7)]++;
    expect(counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(22.5);
    expect(integer(1)).toBe(0);
    expect(integer(2 ** 32)).toBeLessThan(2 ** 32);
    expect(() => integer(0)).toThrow('random: n is 0, expected 1 to 2^32');
    expect(() => integer(1.5)).toThrow('random: n is 1.5');
  });

  test('normal has mean 0 and variance 1', () => {
    const values = draw(20_000, createRandom(3).normal);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  test('shuffle keeps every element, and each place is as likely', () => {
    const random = createRandom(4);
    const firsts = new Array(5).fill(0);
    for (let i = 0; i < 5000; i++) {
      const array = [0, 1, 2, 3, 4];
      random.shuffle(array);
      expect([...array].sort()).toEqual([0, 1, 2, 3, 4]);
      firsts[array[0]!]++;
    }
    expect(firsts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(18.5);
  });

  test('shuffle works on typed arrays', () => {
    const array = Uint32Array.from({ length: 100 }, (_, i) => i);
    createRandom(5).shuffle(array);
    expect(array).not.toEqual(Uint32Array.from({ length: 100 }, (_, i) => i));
    expect(array.sort()).toEqual(Uint32Array.from({ length: 100 }, (_, i) => i));
  });
});
