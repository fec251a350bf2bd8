// Counts of filter menus over the film bundle of set-up: they are of the list that a press would give this visitor, by
// what they have said as well.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { FilterCountsRequest, ForYouRequest } from '../../src/engine/lists/lists-api.ts';
import { openFilms } from './film-host.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms();
});
afterAll(() => engine.dispose());

/** How long the list is, up to 1000. */
const lengthOf = async (request: ForYouRequest) => (await engine.forYou({ ...request, count: 1000 })).items.length;
const countsOf = (request: FilterCountsRequest) => engine.filterCounts(request);

describe('counts of filters', () => {
  it('are as many as the list then has, without what was liked and hidden, and by what steers', async () => {
    const { items } = await engine.forYou({ where: { genre: ['Western'] }, count: 4 });
    await engine.record({ type: 'like', itemId: items[0]!.itemId });
    await engine.record({ type: 'hide', itemId: items[1]!.itemId });
    const exclude = [items[2]!.itemId];
    await engine.steer('from before 1980');
    const where = { genre: { any: ['Western'] }, cautions: { none: ['gore'] } };
    const { numItems, facets, ranges } = await countsOf({
      where,
      exclude,
      facets: ['genre', 'country', 'mood'],
      ranges: { runningTime: [{ max: 90 }, { min: 120 }] },
    });
    expect(numItems).toBe(await lengthOf({ where, exclude }));
    const italy = facets.country!.find(({ value }) => value === 'Italy')!;
    expect(italy.any).toBeGreaterThan(0);
    expect(italy.any).toBe(await lengthOf({ where: { ...where, country: ['Italy'] }, exclude }));
    expect(italy.none).toBe(await lengthOf({ where: { ...where, country: { none: ['Italy'] } }, exclude }));
    const musical = facets.genre!.find(({ value }) => value === 'Musical')!;
    expect(musical.any).toBeGreaterThan(numItems);
    expect(musical.any).toBe(await lengthOf({ where: { ...where, genre: ['Western', 'Musical'] }, exclude }));
    expect(ranges.runningTime).toEqual([
      await lengthOf({ where: { ...where, runningTime: { max: 90 } }, exclude }),
      await lengthOf({ where: { ...where, runningTime: { min: 120 } }, exclude }),
    ]);
    // What would be there without the sentence, and in the catalog whatever was said.
    const [wish] = (await engine.steering()).wishes;
    const unsteered = await countsOf({ where, exclude, facets: [], without: [wish!.id] });
    expect(unsteered.numItems).toBeGreaterThan(numItems);
    await engine.unsteer();
    expect(unsteered.numItems).toBe(await lengthOf({ where, exclude }));
    const all = await countsOf({ where, facets: [], ofCatalog: true });
    expect(all.numItems).toBe((await engine.matching(where)).length);
  });

  it('of people are found by what is typed of a name, those of most films first', async () => {
    const names = async (find: string) =>
      (await countsOf({ facets: ['people'], find, limit: 3 })).facets.people!.map(({ value }) => value);
    expect(await names('tilda sw')).toEqual(['Tilda Swinton']);
    expect(await names('SWINT')).toContain('Tilda Swinton');
    expect(await names('winton')).not.toContain('Tilda Swinton');
    expect(await names('PENÉLOPE c')).toEqual(['Penelope Cruz']);
    expect(await names('')).toHaveLength(3);
  });

  it('of what is not there are refused, in words', async () => {
    await expect(countsOf({ facets: ['colour'] })).rejects.toThrow("filterCounts: facet 'colour' is not known");
    await expect(countsOf({ where: { colour: ['red'] } })).rejects.toThrow("where: facet 'colour' is not known");
    await expect(countsOf({ ranges: { weight: [{ max: 3 }] } })).rejects.toThrow("detail 'weight' is not known");
    await expect(countsOf({ ranges: { year: [{ from: 3 }] } } as never)).rejects.toThrow('filterCounts: ranges');
    await expect(countsOf({ facet: ['genre'] } as never)).rejects.toThrow("unknown key 'facet'");
    await expect(countsOf({ limit: -1 })).rejects.toThrow('filterCounts: limit is -1');
  });
});
