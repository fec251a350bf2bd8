// The film of the day: the same all day, another one tomorrow, none twice within two weeks, and true words about it.
import { describe, expect, test } from 'vitest';
import { chooseFilmOfDay, filmOfDayLine } from '../../demo/app/session/film-of-day.ts';
import type { ItemReason, ItemSummary, Marks, Privet } from '../../src/sdk/index.ts';

const film = (itemId: string, more: Partial<ItemSummary> = {}): ItemSummary => ({
  ...{ itemId, itemIndex: 0, title: itemId, facets: {}, details: {} },
  ...more,
});
const FILMS = Array.from({ length: 100 }, (_, i) => film(`film-${i}-of-some`));

/** Answers `forYou` alone, the more of its films turned round the later it is. */
const engineOf = (films: readonly ItemSummary[], turn = (_asOf: number) => 0) =>
  ({
    forYou: async ({ asOf = 0, count = 20 }) => {
      const place = turn(asOf) % films.length;
      return { items: [...films.slice(place), ...films.slice(0, place)].slice(0, count), source: 'user-tower' };
    },
  }) as unknown as Privet;
const nobody = { marks: new Map<string, Marks>(), taps: [], match: 'gentle' as const };
const at = (day: number, hour = 9) => new Date(2026, 10, day, hour);
const choose = (privet: Privet, now: Date, state = nobody) =>
  chooseFilmOfDay(privet, state, now).then((chosen) => chosen?.item.itemId);

describe('the film of the day', () => {
  test('is the same from the first minute to the last, and no film of the list’s top', async () => {
    const privet = engineOf(FILMS);
    const morning = await choose(privet, new Date(2026, 10, 5, 0, 0));
    expect(await choose(privet, new Date(2026, 10, 5, 23, 59))).toBe(morning);
    expect(FILMS.slice(0, 20).map(({ itemId }) => itemId)).not.toContain(morning);
  });

  test('does not come back within two weeks, though the list is another one each day', async () => {
    const privet = engineOf(FILMS, (asOf) => Math.floor(asOf / 86_400_000) * 7);
    const chosen: (string | undefined)[] = [];
    for (let day = 1; day <= 90; day++) chosen.push(await choose(privet, at(day)));
    for (const [i, itemId] of chosen.entries()) expect(chosen.slice(i + 1, i + 15)).not.toContain(itemId);
  });

  test('gives way when it is disliked, rated, seen or hidden, and stays when it is saved', async () => {
    const privet = engineOf(FILMS);
    const first = (await choose(privet, at(5)))!;
    const withMarks = (marks: Marks) => choose(privet, at(5), { ...nobody, marks: new Map([[first, marks]]) });
    expect(await withMarks({ saved: true })).toBe(first);
    for (const marks of [{ taste: 'dislike' }, { taste: 'like', stars: 4 }, { seen: true }, { hidden: true }] as const)
      expect(await withMarks(marks)).not.toBe(first);
  });

  test('is one of the season where one has its turn; there is none where the list is short', async () => {
    const spooky = FILMS.map((one, i) => (i % 3 === 0 ? { ...one, facets: { season: ['at Halloween'] } } : one));
    const halloween = await chooseFilmOfDay(engineOf(spooky), nobody, new Date(2026, 9, 30));
    expect(halloween?.item.facets.season).toEqual(['at Halloween']);
    expect(await choose(engineOf(FILMS.slice(0, 20)), at(5))).toBeUndefined();
  });
});

describe('what is said of it', () => {
  const line = (more: Partial<ItemSummary>, reason?: ItemReason, now = at(5), isForAnybody = false) =>
    filmOfDayLine({ item: film('one', more), isForAnybody }, reason, now);
  const reason: ItemReason = { kind: 'taste', itemId: 'one', facets: { genre: ['Drama'] } };

  test('is the season, a round year, what the engine found, a prize, a list: the first that holds', () => {
    const details = { year: '1976', won: 'Palme d’Or 1976 · Oscar for best picture 1977' };
    const facets = { season: ['at Halloween'], canon: ['AFI 100'] };
    expect(line({ facets, details }, reason, new Date(2026, 9, 30))).toBe(
      'Set at Halloween, and it is that time of the year',
    );
    expect(line({ facets, details }, reason)).toBe('Came out 50 years ago this year');
    expect(line({ facets, details: { ...details, year: '1977' } }, reason)).toBe('Drama, like others you liked');
    expect(line({ facets, details: { ...details, year: '1977' } })).toBe('Won the Palme d’Or in 1976');
    expect(line({ facets })).toBe('On a list of the best films: AFI 100');
    expect(line({})).toBe('A good guess by what you said of others');
    expect(line({}, undefined, at(5), true)).toBe('One of the films here that many know and love');
  });
});
