import { describe, expect, it } from 'vitest';
import { regionLabels } from '../../src/map/region-labels.ts';

/** Items in a heap around a place. */
const heap = (x: number, y: number, count: number) =>
  Array.from({ length: count }, (_, i) => [x + 300 * (i % 5), y + 300 * Math.floor(i / 5)]).flat();

describe('names of regions', () => {
  it('stand where most items of a code lie, the largest region first', () => {
    const positions = Uint16Array.from([
      ...heap(10_000, 10_000, 20),
      ...heap(50_000, 50_000, 10),
      ...heap(60_000, 5000, 2),
    ]);
    const codes = Uint8Array.from({ length: 32 }, (_, item) => (item < 20 ? 0 : 1));
    const labels = [
      { prefix: [0], label: 'Horror' },
      { prefix: [1], label: 'Western' },
    ];
    const found = regionLabels({ positions, codes, numLevels: 1, labels });
    expect(found.map(({ text, level }) => [text, level])).toEqual([
      ['Horror', 0],
      ['Western', 0],
    ]);
    for (const [i, [x, y]] of [
      [10_600, 10_600],
      [50_600, 50_300],
    ].entries()) {
      expect(Math.abs(found[i]!.x - x!)).toBeLessThan(700);
      expect(Math.abs(found[i]!.y - y!)).toBeLessThan(700);
    }
  });

  it('are not given to codes that are strewn about, that are few, or that only say when', () => {
    const strewn = Array.from({ length: 40 }, (_, i) => (i * 7919 * 13) % 65_536);
    const positions = Uint16Array.from([...strewn, ...heap(1000, 1000, 2), ...heap(30_000, 60_000, 20)]);
    const codes = Uint8Array.from({ length: 42 }, (_, item) => (item < 20 ? 0 : item < 22 ? 1 : 2));
    const labels = ['Strewn', 'Few', '1990s, 2000s'].map((label, code) => ({ prefix: [code], label }));
    expect(regionLabels({ positions, codes, numLevels: 1, labels })).toEqual([]);
  });

  it('come finer where codes are finer, at a distance from each other, and never twice', () => {
    const positions = Uint16Array.from([
      ...heap(10_000, 10_000, 10),
      ...heap(20_000, 10_000, 10),
      ...heap(10_100, 10_100, 10),
    ]);
    const codes = Uint8Array.from({ length: 60 }, (_, i) => {
      const item = Math.floor(i / 2);
      if (i % 2 === 0) return item < 20 ? 0 : 1;
      return item < 10 ? 0 : 1;
    });
    const labels = [
      { prefix: [0], label: 'Comedy' },
      { prefix: [0, 0], label: 'goofy' },
      { prefix: [0, 1], label: 'dry' },
      { prefix: [1], label: 'Comedy' },
    ];
    const found = regionLabels({ positions, codes, numLevels: 2, labels });
    expect(found.filter(({ text }) => text === 'Comedy').map(({ level }) => level)).toEqual([0]);
    expect(found.map(({ text }) => text)).toContain('dry');
    for (const [i, a] of found.entries()) {
      for (const b of found.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(1000);
    }
    const levels = found.map(({ level }) => level);
    expect(levels).toEqual(levels.toSorted());
  });
});
