// Which moments of a batch's histories are asked what comes next, and how many.
import { describe, expect, test } from 'vitest';
import { TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { askCount, chooseAsks, hasTarget, isDisliked, type Moment } from '../../src/pipeline/training/asked-slots.ts';
import type { Window } from '../../src/pipeline/training/sample-window.ts';
import { SMALL_SETTINGS, smallLog } from './small-training.ts';

const type = (name: (typeof TOWER_EVENT_TYPES)[number]): number => TOWER_EVENT_TYPES.indexOf(name);

describe('asks', () => {
  const window = (...types: (typeof TOWER_EVENT_TYPES)[number][]): Window => ({
    events: types.map((name, item) => ({ item, eventType: type(name), timeSeconds: 0 })),
    opensHistory: true,
    past: [0, 0],
  });
  const momentsOf = (one: Window): Moment[] => one.events.map((_, next) => ({ slot: 10 + next, window: one, next }));
  const slotsOf = (moments: readonly Moment[]) => moments.map(({ slot }) => slot).sort();

  test('are the moments of the histories, each once, and no more than there is room for', () => {
    const moments = momentsOf(window('view', 'view', 'view', 'view'));
    expect(slotsOf(chooseAsks(moments, 20, createRandom(1)))).toEqual([10, 11, 12, 13]);
    const some = Array.from({ length: 20 }, (_, seed) => slotsOf(chooseAsks(moments, 2, createRandom(seed))));
    for (const slots of some) expect(new Set(slots).size).toBe(2);
    expect(new Set(some.flat())).toEqual(new Set([10, 11, 12, 13]));
  });

  test('never foresee a disliked item, nor what opens a window that has a past', () => {
    const moments = momentsOf(window('view', 'dislike', 'dislike', 'view'));
    const start = moments[0]!;
    expect(moments.map(hasTarget)).toEqual([true, false, false, true]);
    expect(moments.map(isDisliked)).toEqual([false, false, true, true]);
    expect(hasTarget({ ...start, window: { ...start.window, opensHistory: false } })).toBe(false);
    // A dislike that foresees nothing still says that its own item is not wanted.
    expect(slotsOf(chooseAsks(moments, 20, createRandom(1)))).toEqual([10, 12, 13]);
  });

  test("are as many as a batch's histories have slots, or the share of the settings", () => {
    const settings = { ...SMALL_SETTINGS, batchSize: 100 };
    const slots = 1.05 * 100 * 12;
    expect(askCount([smallLog(24, 12), smallLog(24, 5)], settings)).toBe(slots);
    expect(askCount([smallLog(24, 12)], { ...settings, askShare: 0.5 })).toBe(slots / 2);
    expect(askCount([smallLog(4, 300)], settings)).toBe(100 * settings.windowLength);
  });
});
