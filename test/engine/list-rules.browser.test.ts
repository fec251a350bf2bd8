// A site's own rules (boosts, pins, diversity) over the real films, by the mean of the history.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ItemSummary } from '../../src/catalog/item-summary.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { ForYouRequest, RankedItem } from '../../src/engine/lists/lists-api.ts';
import { openFilmEngine } from '../browser/film-engine.ts';

let engine: Engine;
let first: RankedItem[];
beforeAll(async () => {
  engine = (await openFilmEngine()).engine;
});
beforeEach(async () => {
  await engine.forget();
  const { items } = await engine.forYou({ count: 6, where: { genre: ['Horror'] } });
  for (const { itemId } of items) await engine.record({ type: 'like', itemId });
  const { items: others } = await engine.forYou({ count: 3, where: { genre: ['Comedy'] } });
  for (const { itemId } of others) await engine.record({ type: 'like', itemId });
  first = (await engine.forYou({ count: 30 })).items;
});
afterAll(() => engine.dispose());

const ids = (items: readonly ItemSummary[]) => items.map(({ itemId }) => itemId);
const list = async (request: ForYouRequest) => (await engine.forYou(request)).items;

describe('boosts', () => {
  it('lift by the logarithm of the factor, and change no other score', async () => {
    // With any boost a list is in the order of the scores, but for series.
    const plain = await list({ count: 30, boosts: { 'an item of another catalog': 7 } });
    const boosted = plain[9]!;
    const factor = 1e9;
    const items = await list({ boosts: { [boosted.itemId]: factor, 'an item of another catalog': 7 } });
    const again = await list({ boosts: { [boosted.itemId]: factor ** 2 } });
    const place = ids(items).indexOf(boosted.itemId);
    expect(place).toBeLessThanOrEqual(2);
    const lift = items[place]!.score - boosted.score;
    expect(lift).toBeGreaterThan(0);
    const twice = again.find(({ itemId }) => itemId === boosted.itemId)!.score - boosted.score;
    expect(Math.abs(twice - 2 * lift)).toBeLessThanOrEqual(1);
    const others = items.filter(({ itemId }) => itemId !== boosted.itemId);
    expect(others).toEqual(plain.filter(({ itemId }) => itemId !== boosted.itemId).slice(0, 19));
  });

  it('bring back nothing that the visitor hid', async () => {
    const hidden = first[0]!.itemId;
    await engine.record({ type: 'hide', itemId: hidden });
    expect(ids(await list({ count: 1000, boosts: { [hidden]: 2 ** 30 } }))).not.toContain(hidden);
  });
});

describe('pins', () => {
  it('stand at their places once, with their own score; the others keep their order', async () => {
    const [up, far] = [first[7]!, (await list({ count: 500 }))[400]!];
    const pins = [
      { itemId: far.itemId, position: 0 },
      { itemId: up.itemId, position: 3 },
    ];
    const items = await list({ count: 10, pins });
    expect([items[0], items[3]]).toEqual([far, up]);
    const others = items.filter((_, place) => place !== 0 && place !== 3);
    expect(others).toEqual(first.filter(({ itemId }) => itemId !== up.itemId).slice(0, 8));
  });

  it('bring in nothing that is filtered out, excluded, or that the visitor hid', async () => {
    const horror = (await list({ count: 1, where: { genre: ['Horror'] } }))[0]!;
    const pins = [{ itemId: horror.itemId, position: 0 }];
    const westerns = { genre: ['Western'] };
    expect(await list({ pins, where: westerns })).toEqual(await list({ where: westerns }));
    expect(await list({ pins, exclude: [horror.itemId] })).toEqual(await list({ exclude: [horror.itemId] }));
    await engine.record({ type: 'hide', itemId: horror.itemId });
    expect(await list({ pins })).toEqual(await list({}));
  });

  it('of an item that the whole catalog does not have are a mistake', async () => {
    const request = { pins: [{ itemId: 'no-such-film', position: 0 }] };
    await expect(engine.forYou(request)).rejects.toThrow("pins: 'no-such-film' is not in the catalog");
    await expect(engine.forYou(request)).rejects.toMatchObject({ name: 'RequestError' });
  });
});

describe('diversity', () => {
  const similarity = async (items: readonly ItemSummary[]) => {
    let total = 0;
    for (const { itemId } of items) {
      const near = ids((await engine.similar(itemId, { count: 20 })).items);
      total += ids(items).filter((id) => near.includes(id)).length;
    }
    return total;
  };

  it('0 is the list by relevance', async () => {
    expect(await list({ count: 30, diversity: 0 })).toEqual(first);
  });

  it('shows fewer films that are like others of the list, and keeps the first', async () => {
    const diverse = await list({ count: 30, diversity: 1 });
    expect(diverse).toHaveLength(30);
    expect(new Set(ids(diverse)).size).toBe(30);
    expect(await similarity(diverse)).toBeLessThan(await similarity(first));
  });

  it('ends after the first 200 places: what is below is by relevance', async () => {
    const all = await list({ count: 1000 });
    const diverse = await list({ count: 1000, diversity: 0.5 });
    // What is put off for a series may be another film at the very end.
    const others = new Set(ids(all));
    expect(ids(diverse).filter((itemId) => !others.has(itemId)).length).toBeLessThan(10);
    const scores = diverse.slice(200).map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(diverse.slice(0, 200)).not.toEqual(all.slice(0, 200));
  });

  it('goes together with pins and boosts', async () => {
    const [pinned, boosted] = [first[20]!.itemId, first[25]!.itemId];
    const rules = { diversity: 0.5, boosts: { [boosted]: 2 ** 24 }, pins: [{ itemId: pinned, position: 2 }] };
    const items = await list({ count: 12, ...rules });
    expect([ids(items)[0], ids(items)[2]]).toEqual([boosted, pinned]);
    expect(new Set(ids(items)).size).toBe(12);
  });
});

describe('timings', () => {
  it('name every stage, and add up to about the whole', async () => {
    const { timings, latencyMs } = await engine.forYou({ diversity: 1 });
    expect(Object.keys(timings)).toEqual(['history', 'embed', 'rank', 'rerank', 'describe']);
    const sum = Object.values(timings).reduce((a, b) => a + b, 0);
    expect(Math.min(...Object.values(timings))).toBeGreaterThanOrEqual(0);
    expect(sum).toBeLessThanOrEqual(latencyMs);
  });
});
