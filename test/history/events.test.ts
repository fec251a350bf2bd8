import { describe, expect, test } from 'vitest';
import { TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import {
  EVENT_TYPES,
  isHeard,
  OPINIONS,
  opinionOf,
  replacesOpinion,
  towerEventType,
} from '../../src/history/events.ts';

describe('opinions', () => {
  test.each([
    [0.5, 'dislike'],
    [2.5, 'dislike'],
    [3, undefined],
    [3.5, 'like'],
    [5, 'like'],
  ])('%d stars: %s', (value, opinion) => {
    expect(opinionOf({ type: 'rate', value })).toBe(opinion);
  });

  test('every opinion is its own, and what was only done is none', () => {
    expect(OPINIONS.map((type) => opinionOf({ type }))).toEqual(OPINIONS);
    const others = EVENT_TYPES.filter((type) => opinionOf({ type }) === undefined);
    expect(others).toEqual([
      'view',
      'select',
      'rate',
      'add_to_cart',
      'purchase',
      'search',
      'steer',
      'clear',
      'remove_from_cart',
      'allow',
    ]);
  });

  test('opinions, stars and `clear` replace each other; what was done stays', () => {
    const replacing = EVENT_TYPES.filter(replacesOpinion);
    expect(new Set(replacing)).toEqual(new Set([...OPINIONS, 'rate', 'clear']));
  });
});

describe('what the user tower hears', () => {
  test('a word of its own vocabulary, whatever happened', () => {
    for (const type of EVENT_TYPES) {
      if (isHeard(type)) expect(TOWER_EVENT_TYPES, type).toContain(towerEventType(type));
    }
  });

  test('stars become likes, dislikes or views', () => {
    expect([0.5, 2.5, 3, 3.5, 5].map((stars) => towerEventType('rate', stars))).toEqual([
      'dislike',
      'dislike',
      'view',
      'like',
      'like',
    ]);
    expect(towerEventType('like', 1)).toBe('like');
    expect(towerEventType('rate')).toBe('rate');
    expect([towerEventType('seen'), towerEventType('save')]).toEqual(['view', 'add_to_cart']);
  });
});
