import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divergence, itemGroups, mixOf } from '../../src/pipeline/evaluation/calibration.ts';
import { ListStatistics } from '../../src/pipeline/evaluation/list-statistics.ts';
import { leaveLastOut } from '../../src/pipeline/evaluation/split.ts';
import { logOf } from './logs.ts';

const item = (itemId: string, genres?: string[]) => ({
  ...{ itemId, title: itemId, fields: {} },
  facets: genres ? { genres } : ({} as Record<string, string[]>),
});
// By the evaluator's numbers: 0 Drama, 1 Comedy and Drama, 2 unknown, 3 Comedy.
const ITEMS = [item('c', ['Comedy']), item('cd', ['Comedy', 'Drama', 'Drama']), item('d', ['Drama']), item('none')];
const GROUPS = itemGroups(ITEMS, 'genres', Uint32Array.of(3, 1, 0, 2));

test('groups follow the new numbers; a value named twice counts once', () => {
  expect(GROUPS.numGroups).toBe(2);
  expect(GROUPS.ofItem.map((groups) => [...groups])).toEqual([[1], [0, 1], [], [0]]);
});

test('a mix: items count the same, their values share them, unknown items do not count', () => {
  expect([...mixOf([3, 1], GROUPS)!]).toEqual([0.75, 0.25]);
  expect([...mixOf([3, 1, 2], GROUPS)!]).toEqual([0.75, 0.25]);
  expect(mixOf([2], GROUPS)).toBeUndefined();
  expect(mixOf([], GROUPS)).toBeUndefined();
});

test('divergence by hand: 0 for the same mix, log(100) for nothing in common', () => {
  const half = Float64Array.of(0.5, 0.5);
  expect(divergence(half, half)).toBe(0);
  expect(divergence(Float64Array.of(1, 0), Float64Array.of(0, 1))).toBeCloseTo(Math.log(100), 12);
  const blended = 0.99 * 0.2 + 0.01 * 0.5;
  const other = 0.99 * 0.8 + 0.01 * 0.5;
  const expected = 0.5 * Math.log(0.5 / blended) + 0.5 * Math.log(0.5 / other);
  expect(divergence(half, Float64Array.of(0.2, 0.8))).toBeCloseTo(expected, 12);
});

test('divergence lies between 0 and log(100) for any mixes', () => {
  const mix = fc
    .array(fc.nat(20), { minLength: 5, maxLength: 5 })
    .filter((counts) => counts.some((count) => count > 0))
    .map((counts) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      return Float64Array.from(counts, (count) => count / total);
    });
  fc.assert(
    fc.property(mix, mix, (p, q) => {
      const value = divergence(p, q);
      expect(value).toBeGreaterThanOrEqual(-1e-12);
      expect(value).toBeLessThanOrEqual(Math.log(100) + 1e-12);
    }),
    { seed: 1 },
  );
});

test('lists are counted up to K, and compared with histories without what was disliked', () => {
  const log = logOf([[3, { item: 0, type: 'dislike' }, 3, 1, 2]], 4);
  const split = leaveLastOut(log);
  const lists = new ListStatistics(split, ['kept'], 2, GROUPS);
  lists.add('kept', 0, Uint32Array.of(0, 2, 3));
  const { timesListed, divergences } = lists.of('kept');
  expect([...timesListed]).toEqual([1, 0, 1, 0]);
  // History: items 3, 3 and 1 are 5/6 comedy; the list is drama alone.
  expect(divergences[0]).toBeCloseTo(divergence(Float64Array.of(5 / 6, 1 / 6), Float64Array.of(0, 1)), 12);
  const without = new ListStatistics(split, ['kept'], 2);
  without.add('kept', 0, Uint32Array.of(0, 2, 3));
  expect(without.of('kept').divergences[0]).toBeNaN();
});
