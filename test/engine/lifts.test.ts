// Properties that lift items, over a small made-up catalog.
import { describe, expect, it } from 'vitest';
import { type Lift, liftOf, liftScores } from '../../src/engine/language/lifts.ts';
import { madeUp, value, vocabulary } from './made-up-films.ts';

/** 16 films: all are dramas, two sad ones, one of them in the third place. */
const { catalog } = madeUp(
  Array.from({ length: 16 }, (_, i) => ({
    genre: ['Drama', ...(i < 2 ? ['Crime'] : [])],
    mood: i === 0 ? ['sad'] : i === 1 ? ['dark', 'slow', 'sad'] : i === 2 ? ['funny'] : [],
  })),
);
const lift = (facet: string, name: string, weight = 1): Lift => ({ facet, values: [name], weight });

describe('scores', () => {
  it('are 1 for what has everything that is asked for, and 0 for what has nothing of it', () => {
    const scores = liftScores(catalog, [lift('genre', 'Drama'), lift('mood', 'sad')]);
    expect(scores[0]).toBeCloseTo(1);
    expect(liftScores(catalog, [lift('mood', 'sad')])[3]).toBe(0);
    expect(liftScores(catalog, [])).toEqual(new Float32Array(16));
  });

  it('count a rare value more', () => {
    const scores = liftScores(catalog, [lift('genre', 'Drama'), lift('mood', 'funny')]);
    // Film 2 has both, film 3 only what all have.
    expect(scores[2]! - scores[3]!).toBeGreaterThan(scores[3]!);
    expect(scores[3]).toBeGreaterThan(0);
  });

  it('count a value more that stands first, and half at least', () => {
    const scores = liftScores(catalog, [lift('mood', 'sad')]);
    expect(scores[0]).toBeCloseTo(1);
    expect(scores[1]).toBeCloseTo(0.8);
    const { catalog: many } = madeUp([{ mood: [...'abcdefghijkl'] }, {}]);
    expect(liftScores(many, [lift('mood', 'l')])[0]).toBeCloseTo(0.5);
  });

  it('lower what is not wanted, beside what is', () => {
    const scores = liftScores(catalog, [lift('genre', 'Crime'), lift('mood', 'sad', -1)]);
    expect(scores[0]).toBeLessThan(scores[1]!);
    expect(liftScores(catalog, [lift('mood', 'sad', -1)])[0]).toBeLessThan(0);
  });

  it('know nothing of values and facets that are not there', () => {
    expect(liftScores(catalog, [lift('mood', 'wistful'), lift('tempo', 'sad')])).toEqual(new Float32Array(16));
  });
});

describe('a wish as a lift', () => {
  it('weighs less as a comparison, and below nothing where it is not wanted', () => {
    const weights = (['want', 'more', 'less', 'not'] as const).map(
      (mark) => liftOf({ ...value('sad', 'mood', 'sad', mark), start: 0, end: 3 }, vocabulary).weight,
    );
    expect(weights).toEqual([1, 0.7, -0.7, -1]);
  });

  it('has the values that fit as well', () => {
    const thriller = { ...value('thriller', 'genre', 'Thriller'), start: 0, end: 8 };
    const scores = liftScores(catalog, [liftOf(thriller, vocabulary)]);
    expect(scores[0]).toBeGreaterThan(0);
    expect(scores[2]).toBe(0);
  });
});
