// What steers, from sentences that were read by hand, over a small made-up catalog.
import { describe, expect, it } from 'vitest';
import {
  EVENING_MS,
  sentencesOf,
  standingWishes,
  steeringPull,
  toldSteering,
} from '../../src/engine/steering/steering.ts';
import type { Reading } from '../../src/language/reading.ts';
import {
  degree,
  flag,
  type HandWish,
  languageOf,
  like,
  madeUp,
  range,
  reading,
  steerEvent,
  value,
  vocabulary,
} from './made-up-films.ts';

const films = [
  { genre: ['Comedy'], mood: ['funny'], minutes: 80, year: 1950, popularity: 0.9, rating: 0.2 },
  { genre: ['Horror'], mood: ['dark'], minutes: 90, year: 1970, popularity: 0.7, rating: 0.4 },
  { genre: ['Comedy', 'Horror'], mood: ['dark', 'funny'], minutes: 100, year: 1990, popularity: 0.5, rating: 0.6 },
  { genre: ['War'], mood: [], minutes: 110, year: 2010, popularity: 0.3, rating: 0.8 },
];
const { catalog, manifest } = madeUp(films);
const noHorror = value('horror', 'genre', 'Horror', 'not');
const horror = value('horror', 'genre', 'Horror');
const funnier = value('funnier', 'mood', 'funny', 'more');
const always = flag('always', 'always');

/** Each sentence a minute after the one before it, and now. */
const MINUTE_MS = 60_000;
const said = (...sentences: Reading[]) => sentencesAt(sentences.length * MINUTE_MS, ...sentences);
function sentencesAt(nowMs: number, ...sentences: Reading[]) {
  const events = sentences.map(({ text }, i) => steerEvent(i, text, i * MINUTE_MS));
  return sentencesOf(events, languageOf(sentences, catalog), nowMs);
}
const beside = (itemIndex: number) => [3, 2, 1, 0].filter((other) => other !== itemIndex);
const forceOf = (...sentences: Reading[]) =>
  steeringPull(said(...sentences), { catalog, manifest, language: languageOf(sentences, catalog), beside });
const natsOf = (wish: HandWish) => [...forceOf(reading(wish.said, [wish]))!.nats!];
const told = (...sentences: Reading[]) =>
  toldSteering(said(...sentences), catalog, languageOf(sentences, catalog), ({ wishes }, place) => wishes[place]!.said);

describe('an evening', () => {
  const tonight = reading('no horror', [noHorror]);
  const forEver = reading('always funnier', [always, funnier]);

  it('ends after twelve hours, but for what is meant to stay', () => {
    const texts = (nowMs: number) => sentencesAt(nowMs, tonight, forEver).map(({ event }) => event.query);
    expect(texts(EVENING_MS - 1)).toEqual(['no horror', 'always funnier']);
    expect(texts(EVENING_MS)).toEqual(['always funnier']);
    expect(texts(1000 * EVENING_MS)).toEqual(['always funnier']);
    expect(EVENING_MS).toBe(12 * 60 * MINUTE_MS);
  });

  it('is made of what was said, and of no other event', () => {
    const events = [{ type: 'search', query: 'no horror', time: 0, sequence: 0 } as const, steerEvent(1, 'no horror')];
    expect(sentencesOf(events, languageOf([tonight], catalog), 5).map(({ event }) => event.sequence)).toEqual([1]);
  });
});

describe('the last word', () => {
  it('counts of one value, one number, one item and one degree', () => {
    const pairs: [HandWish, HandWish][] = [
      [noHorror, horror],
      [range('short', 'runningTime', { max: 90 }), range('long', 'runningTime', { min: 150 })],
      [like('Jaws', 1), like('Jaws', 1, 'not')],
      [degree('known', 'fame'), degree('obscure', 'fame', 'less')],
    ];
    for (const [before, after] of pairs) {
      const wishes = standingWishes(said(reading(`1 ${before.said}`, [before]), reading(`2 ${after.said}`, [after])));
      expect(wishes.map(({ said: words, mark }) => [words, mark])).toEqual([[after.said, after.mark]]);
    }
  });

  it('says nothing of other values, numbers, items and degrees', () => {
    const wishes = [
      noHorror,
      value('war', 'genre', 'War', 'not'),
      funnier,
      range('short', 'runningTime', { max: 90 }),
      range('old', 'year', { max: 1960 }),
      like('Jaws', 1),
      like('Alien', 2),
      degree('known', 'fame'),
      degree('loved', 'acclaim'),
    ];
    expect(standingWishes(said(...wishes.map((wish) => reading(wish.said, [wish]))))).toHaveLength(wishes.length);
  });

  it('is a sentence: what one says twice stands twice', () => {
    const both = reading('from 1950 to 1970, from 1960', [
      range('from 1950 to 1970', 'year', { min: 1950, max: 1970 }),
      range('from 1960', 'year', { min: 1960 }),
    ]);
    expect(standingWishes(said(both))).toHaveLength(2);
    expect(forceOf(both)!.where).toEqual({ year: { min: 1960, max: 1970 } });
  });

  it('gives back what was said before when it goes', () => {
    const before = reading('no horror', [noHorror]);
    expect(forceOf(before, reading('horror please', [horror]))!.where).toEqual({ genre: { any: ['Horror'] } });
    expect(forceOf(before)!.where).toEqual({ genre: { none: ['Horror'] } });
  });
});

describe('chips', () => {
  it('name the sentence and the place of each wish, and what is overruled', () => {
    const first = reading('always no horror and funnier', [always, noHorror, funnier]);
    const second = reading('horror please', [horror]);
    const { wishes, where, numItems } = told(first, second);
    expect(wishes).toMatchObject([
      { id: `0.1 ${first.text}`, said: 'horror', mark: 'not', isAlways: true, isOverruled: true, text: first.text },
      { id: `0.2 ${first.text}`, said: 'funnier', mark: 'more', isAlways: true },
      { id: `${MINUTE_MS}.0 ${second.text}`, said: 'horror', mark: 'want', isAlways: false, text: 'horror please' },
    ]);
    expect(wishes[1]).not.toHaveProperty('isOverruled');
    expect(where).toEqual({ genre: { any: ['Horror'] } });
    expect(numItems).toBe(2);
  });

  it('are none where nothing steers', () => {
    expect(told()).toEqual({ wishes: [], where: {}, numItems: films.length });
  });
});

describe('the pull', () => {
  it('is none where nothing is said, and conditions alone where nothing else is', () => {
    expect(forceOf()).toBeUndefined();
    expect(forceOf(reading('always', [always]))).toBeUndefined();
    expect(forceOf(reading('no horror', [noHorror]))).toMatchObject({
      where: { genre: { none: ['Horror'] } },
      unwanted: [],
      wished: [],
      said: 'no horror',
      wantsSurprise: false,
    });
  });

  it('lifts what has more of a feeling, or lowers it', () => {
    const up = natsOf(funnier);
    expect(up[0]).toBeGreaterThan(up[2]!);
    expect(up[2]).toBeGreaterThan(0);
    expect([up[1], up[3]]).toEqual([0, 0]);
    const down = natsOf({ ...funnier, mark: 'less' });
    expect(down[0]).toBeLessThan(down[2]!);
    expect(down[2]).toBeLessThan(0);
    expect([down[1], down[3]]).toEqual([0, 0]);
    // A feeling that is wished plainly is no condition; a genre is nothing but one.
    const plain = forceOf(reading('funny', [value('funny', 'mood', 'funny')]))!;
    expect(plain.where).toEqual({});
    expect(plain.nats![0]).toBeGreaterThan(0);
    expect(forceOf(reading('horror', [horror]))).not.toHaveProperty('nats');
  });

  it('is worth twice as much for two wishes', () => {
    const less = value('less dark', 'mood', 'dark', 'less');
    const both = [...forceOf(reading('funnier, less dark', [funnier, less]))!.nats!];
    const [up, down] = [natsOf(funnier), natsOf(less)];
    for (const [item, nats] of both.entries()) expect(nats).toBeCloseTo(up[item]! + down[item]!);
  });

  it('draws to what goes with an example, the nearest most, or away from it', () => {
    const near = natsOf(like('Jaws', 0));
    expect(near[3]).toBeGreaterThan(near[2]!);
    expect(near[2]).toBeGreaterThan(near[1]!);
    expect(near[1]).toBeGreaterThan(near[0]!);
    expect(near[0]).toBe(0);
    expect(natsOf(like('Jaws', 0, 'not')).slice(1)).toEqual(near.slice(1).map((nats) => -nats));
  });

  it('has no direction for an example beside which nothing is', () => {
    const one = reading('like Jaws', [like('Jaws', 0)]);
    const parts = { catalog, manifest, language: languageOf([one], catalog), beside: () => [] };
    expect(steeringPull(said(one), parts)!.nats).toEqual(new Float32Array(films.length));
  });

  it('orders by degrees: how known, how loved, how short, how new', () => {
    const order = (wish: HandWish) => [...natsOf(wish).entries()].toSorted((a, b) => b[1] - a[1]).map(([item]) => item);
    expect(order(degree('better known', 'fame'))).toEqual([0, 1, 2, 3]);
    expect(order(degree('obscure', 'fame', 'less'))).toEqual([3, 2, 1, 0]);
    expect(order(degree('better', 'acclaim'))).toEqual([3, 2, 1, 0]);
    expect(order(range('shorter', 'runningTime', {}, 'less'))).toEqual([0, 1, 2, 3]);
    expect(order(range('newer', 'year', {}, 'more'))).toEqual([3, 2, 1, 0]);
    expect(forceOf(reading('newer', [range('newer', 'year', {}, 'more')]))!.where).toEqual({});
  });

  it('is for company what its occasion moves', () => {
    const wish = { kind: 'occasion', said: 'with friends', value: 'friends', mark: 'want' } as const;
    const nats = natsOf(wish);
    const [up, down] = [natsOf(funnier), natsOf(value('less dark', 'mood', 'dark', 'less'))];
    for (const [item, sum] of nats.entries()) expect(sum).toBeCloseTo(up[item]! + down[item]!);
    expect(vocabulary.occasions.friends).toHaveLength(2);
    const unknown = forceOf(reading('with sailors', [{ ...wish, said: 'with sailors', value: 'sailors' }]));
    expect(unknown).toMatchObject({ where: {}, unwanted: [], wished: [], said: 'with sailors', wantsSurprise: false });
    expect(unknown).not.toHaveProperty('nats');
  });

  it('tells a surprise', () => {
    expect(forceOf(reading('surprise me', [flag('surprise me', 'surprise')]))).toMatchObject({
      where: {},
      unwanted: [],
      wished: [],
      said: 'surprise me',
      wantsSurprise: true,
    });
  });
});
