// What a batch asks of its histories: which moments, for which task, about which items.
import { describe, expect, test } from 'vitest';
import { TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import type { Window } from '../../src/pipeline/training/sample-window.ts';
import {
  askCounts,
  chooseAsks,
  contextSlots,
  hasTarget,
  isDisliked,
  type Moment,
  requestCounts,
} from '../../src/pipeline/training/slot-requests.ts';
import { SMALL_SETTINGS, smallLog } from './small-training.ts';

const type = (name: (typeof TOWER_EVENT_TYPES)[number]): number => TOWER_EVENT_TYPES.indexOf(name);

describe('asks', () => {
  const window = (...types: (typeof TOWER_EVENT_TYPES)[number][]): Window => ({
    events: types.map((name, item) => ({ item, eventType: type(name), timeSeconds: 0 })),
    opensHistory: true,
    past: [0, 0],
  });
  const momentsOf = (one: Window): Moment[] => one.events.map((_, next) => ({ slot: 10 + next, window: one, next }));
  const counts = { numAsks: 20, numSearch: 5, numSimilar: 3, numBasket: 2 };

  test('stand in the order of the loss, each moment once a task, and leave rows empty where there are too few', () => {
    const moments = momentsOf(window('view', 'view', 'view', 'view'));
    const asks = chooseAsks(moments, counts, createRandom(1));
    expect(asks.map((ask) => ask?.task)).toEqual([
      ...['search', 'search', 'search', 'search', undefined],
      ...['similar', 'similar', 'similar'],
      ...['basket', 'basket'],
      ...['home', 'home', 'home', 'home', ...Array(6).fill(undefined)],
    ]);
    const slots = asks.filter((ask) => ask?.task === 'home').map((ask) => ask!.slot);
    expect([...slots].sort()).toEqual([10, 11, 12, 13]);
  });

  test('never foresee a disliked item, nor what opens a window that has a past; a disliked one asks for nothing like it', () => {
    const moments = momentsOf(window('view', 'dislike', 'view'));
    const start = moments[0]!;
    expect(moments.map(hasTarget)).toEqual([true, false, true]);
    expect(moments.map(isDisliked)).toEqual([false, false, true]);
    expect(hasTarget({ ...start, window: { ...start.window, opensHistory: false } })).toBe(false);
    const asks = chooseAsks(moments, { ...counts, numSearch: 0, numBasket: 0 }, createRandom(1));
    expect(asks.filter((ask) => ask?.task === 'similar')).toEqual([]);
  });

  test("are about the slot's own item, or the newest four that nobody disliked", () => {
    const moment = momentsOf(window('view', 'view', 'view', 'dislike', 'view', 'view', 'view'))[6]!;
    expect(contextSlots({ ...moment, task: 'similar' })).toEqual([16]);
    expect(contextSlots({ ...moment, task: 'basket' })).toEqual([16, 15, 13, 12]);
  });

  test("are as many as a batch's histories have slots, with the shares of the settings", () => {
    const settings = {
      ...SMALL_SETTINGS,
      batchSize: 100,
      homeShare: 1,
      searchShare: 0.1,
      similarShare: 0.2,
      basketShare: 0,
    };
    const numHome = 1.05 * 100 * 12;
    expect(askCounts([smallLog(24, 12), smallLog(24, 5)], settings)).toEqual({
      ...{ numSearch: 126, numSimilar: 252, numBasket: 0, numAsks: 126 + 252 + numHome },
    });
    expect(askCounts([smallLog(4, 300)], { ...settings, searchShare: 0, similarShare: 0 }).numAsks).toBe(
      100 * settings.windowLength,
    );
  });

  test('are one a slot, and none for a home list, once home lists are finished', () => {
    const settings = { ...SMALL_SETTINGS, batchSize: 100, searchShare: 0.2, similarShare: 0.1, basketShare: 0.1 };
    const moments = 1.05 * 100 * 12;
    expect(requestCounts([smallLog(24, 12)], settings)).toEqual({
      ...{ numSearch: moments / 2, numSimilar: moments / 4, numBasket: moments / 4, numAsks: moments },
    });
  });
});
