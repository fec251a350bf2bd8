// Stars that are told from others: the same as the textbook's formulas by plain elimination, and only for whom they are worth it.
import { describe, expect, it } from 'vitest';
import { MAX_ERROR, modelOf, RatingPredictor } from '../../src/engine/my-data/predicted-ratings.ts';
import { type RatedItem, STAR_WEIGHTS, STARS_OF_QUALITY, StarModel } from '../../src/engine/my-data/star-model.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { openFilms } from './film-host.ts';

const DIM = 6;
const random = createRandom(5);
const half = (stars: number) => Math.min(5, Math.max(0.5, Math.round(2 * stars) / 2));

/** @param starsOf  by the item's features and its taste */
function ratings(n: number, starsOf: (features: number[], taste: number[]) => number): RatedItem[] {
  return Array.from({ length: n }, () => {
    const features = [random.next(), random.next(), random.next()] as const;
    const raw = Array.from({ length: DIM }, () => random.normal());
    const length = Math.hypot(...raw);
    const taste = raw.map((value) => value / length);
    return { features, taste, stars: half(starsOf([...features], taste)) };
  });
}
const byTaste = (_: number[], taste: number[]) => 3 + 3 * taste[0]!;

/** Mean and variance of one item in spreads, told from others: equations 2.25 and 2.26 of Rasmussen and Williams. */
function naive(rated: readonly RatedItem[], asked: RatedItem, centre: number[], spread: number) {
  const { quality, level, leanings, taste, noise } = STAR_WEIGHTS;
  const moved = (item: RatedItem) => item.features.map((value, f) => value! - centre[f]!);
  const covariance = (a: RatedItem, b: RatedItem) =>
    level +
    leanings.reduce((sum, leaning, f) => sum + leaning * moved(a)[f]! * moved(b)[f]!, 0) +
    taste * Array.from(a.taste).reduce((sum, value, d) => sum + value * b.taste[d]!, 0);
  const rows = rated.map((a, i) => rated.map((b, j) => covariance(a, b) + (i === j ? noise : 0)));
  const given = rated.map((item) => (item.stars - 3.5) / spread - quality * moved(item)[0]!);
  const across = rated.map((item) => covariance(item, asked));
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const mean = quality * moved(asked)[0]! + dot(across, eliminate(rows, given));
  const variance = covariance(asked, asked) + noise - dot(across, eliminate(rows, across));
  return { stars: 3.5 + spread * mean, error: spread * Math.sqrt(variance) };
}

/** x with rows * x = right. */
function eliminate(rows: readonly number[][], right: readonly number[]): number[] {
  const system = rows.map((row, i) => [...row, right[i]!]);
  for (const [i, row] of system.entries()) {
    const pivot = row[i]!;
    for (let c = 0; c < row.length; c++) row[c]! /= pivot;
    for (const other of system) {
      const factor = other[i]!;
      if (other !== row) for (let c = 0; c < row.length; c++) other[c]! -= factor * row[c]!;
    }
  }
  return system.map((row) => row.at(-1)!);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const centreOf = (rated: readonly RatedItem[]) => [0, 1, 2].map((f) => mean(rated.map((item) => item.features[f]!)));
function spreadOf(rated: readonly RatedItem[]): number {
  const stars = rated.map((item) => item.stars);
  const squares = stars.map((one) => (one - mean(stars)) ** 2).reduce((sum, value) => sum + value, 0);
  const { spread, spreadRatings } = STAR_WEIGHTS;
  return Math.sqrt((squares + spreadRatings * spread ** 2) / (stars.length - 1 + spreadRatings));
}

describe('the model of stars', () => {
  const rated = ratings(25, (features, taste) => 2 + features[0]! + 2 * taste[1]! + random.normal() / 2);
  const asked = ratings(10, () => 3);

  it('gives what plain elimination gives', () => {
    const model = new StarModel(rated);
    for (const item of asked) {
      const { stars, error } = naive(rated, item, centreOf(rated), spreadOf(rated));
      expect(model.predict(item).stars).toBeCloseTo(Math.min(5, Math.max(0.5, stars)), 9);
      expect(model.predict(item).error).toBeCloseTo(error, 9);
    }
  });

  it('leaves each rating out as if it had not been there', () => {
    const [centre, spread] = [centreOf(rated), spreadOf(rated)];
    const others = (i: number) => rated.filter((_, j) => j !== i);
    const loss = (tell: (item: RatedItem, i: number) => number) =>
      rated.reduce((sum, item, i) => sum + (item.stars - tell(item, i)) ** 2, 0);
    const { predicted, mean: byMean, quality } = new StarModel(rated).leaveOneOut();
    expect(predicted).toBeCloseTo(
      loss((item, i) => naive(others(i), item, centre, spread).stars),
      8,
    );
    expect(byMean).toBeCloseTo(
      loss((_, i) => mean(others(i).map(({ stars }) => stars))),
      8,
    );
    const movedOf = ({ stars, features }: RatedItem) => stars - STARS_OF_QUALITY * features[0]!;
    expect(quality).toBeCloseTo(
      loss((item, i) => mean(others(i).map(movedOf)) + STARS_OF_QUALITY * item.features[0]!),
      8,
    );
  });

  it('takes what is unknown for what is usual', () => {
    const model = new StarModel(rated);
    const [first] = asked;
    const usual = { ...first!, features: centreOf(rated) as [number, number, number] };
    const unknown = model.predict({ ...first!, features: [undefined, undefined, undefined] });
    expect(unknown.stars).toBeCloseTo(model.predict(usual).stars, 9);
    expect(unknown.error).toBeCloseTo(model.predict(usual).error, 9);
  });
});

describe('stars are told', () => {
  it('from ten ratings that differ, and where a taste shows in them', () => {
    expect(modelOf(ratings(30, byTaste))).toBeDefined();
    expect(modelOf(ratings(9, byTaste))).toBeUndefined();
    expect(modelOf(ratings(30, () => 4))).toBeUndefined();
    const shown = Array.from({ length: 40 }, () => modelOf(ratings(30, () => 3 + random.normal())));
    expect(shown.filter(Boolean).length).toBeLessThan(20);
  });

  it('by the engine, of films that were not rated, and never with a larger error than it says', async () => {
    const engine = await openFilms();
    const { items: liked } = await engine.popular({ where: { genre: ['Horror'] }, count: 20 });
    const { items: others } = await engine.popular({ where: { genre: ['Musical'] }, count: 20 });
    const rate = async (itemId: string, value: number) => engine.record({ type: 'rate', itemId, value });
    expect(await engine.predictedRatings([liked[0]!.itemId])).toEqual({ items: [], numRatings: 0 });
    for (const { itemId } of liked.slice(0, 10)) await rate(itemId, 4);
    for (const { itemId } of others.slice(0, 10)) await rate(itemId, 3);
    const ids = [...liked, ...others, { itemId: 'nowhere' }].map(({ itemId }) => itemId);
    const { items, numRatings } = await engine.predictedRatings(ids);
    expect(numRatings).toBe(20);
    const told = new Map(items.map((item) => [item.itemId, item]));
    expect(told.size).toBeGreaterThan(0);
    for (const { itemId } of [...liked.slice(0, 10), ...others.slice(0, 10)]) expect(told.has(itemId)).toBe(false);
    for (const { error } of items) expect(error).toBeLessThanOrEqual(MAX_ERROR);
    const starsOf = (films: typeof liked) => films.flatMap(({ itemId }) => told.get(itemId)?.stars ?? []);
    expect(mean(starsOf(liked))).toBeGreaterThan(mean(starsOf(others)));
    await expect(engine.predictedRatings('all' as never)).rejects.toThrow("predictedRatings: itemIds is 'all'");
    await engine.dispose();
  });
});

it('nobody is told anything without marks', () => {
  const parts = {} as ConstructorParameters<typeof RatingPredictor>[0];
  expect(new RatingPredictor(parts, new Map()).predict([])).toEqual({ items: [], numRatings: 0 });
});
