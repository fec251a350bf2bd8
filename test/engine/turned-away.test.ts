// What somebody turned away from: 40 written people, each of whom dislikes films of a kind of which they like none.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { createFilmFinder } from '../../demo/films/taste/film-finder.ts';
import { readPersonas } from '../../demo/films/taste/personas.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { openFilms } from './film-host.ts';

const KINDS = ['Super Hero', 'Horror', 'Musical', 'Western', 'Romantic Comedy', 'Documentary', 'Science Fiction'];
const { films } = readFilms();
const genresOf = new Map(films.map(({ itemId, facets }) => [itemId, facets.genre ?? []]));
const knownFirst = films.toSorted((a, b) => b.fame - a.fame);
const random = createRandom(5);
const people = readPersonas(createFilmFinder(films))
  .personas.slice(0, 40)
  .map(({ name, likes }) => {
    const liked = new Set(likes.flatMap((id) => genresOf.get(id)!));
    const strange = KINDS.filter((kind) => !liked.has(kind));
    const kind = strange[random.integer(strange.length)]!;
    const disliked = knownFirst.filter(({ facets }) => facets.genre?.includes(kind)).slice(0, 4);
    return { name, likes, kind, dislikes: disliked.map(({ itemId }) => itemId) };
  });

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms(/^manifest\.json$|^catalog\/(item|language)/);
});
afterAll(() => engine.dispose());

const tell = async (likes: readonly string[], dislikes: readonly string[]) => {
  await engine.forget();
  const events = [
    ...dislikes.map((itemId) => ({ type: 'dislike' as const, itemId })),
    ...likes.map((itemId) => ({ type: 'like' as const, itemId })),
  ];
  await engine.addEvents(events.map((event, i) => ({ ...event, time: 1_750_000_000_000 + 1000 * i })));
};

describe('a kind that was turned away', () => {
  it('is in no row, surprise or suggestion', { timeout: 400_000 }, async () => {
    const found: string[] = [];
    for (const [day, { name, likes, kind, dislikes }] of people.entries()) {
      await tell(likes, dislikes);
      const rows = [...(await engine.shelves()), ...(await engine.shelves({ day }))];
      const surprises = await engine.forYou({ novelty: 1, diversity: 0.3 });
      const shown = [...rows.flatMap(({ items }) => items), ...surprises.items];
      expect(shown.length).toBeGreaterThan(20);
      found.push(
        ...shown.filter(({ facets }) => facets.genre?.includes(kind)).map(({ itemId }) => `${name}: ${itemId}`),
      );
    }
    expect(found).toEqual([]);
  });

  it('is no new territory, and is there where it is asked for', async () => {
    const { itemId } = knownFirst.find(({ title }) => title === 'Jaws')!;
    await tell([itemId], []);
    /** Of all that is suggested, twenty at a time. */
    const heroes = async () => {
      const texts: string[] = [];
      for (;;) {
        const found = await engine.suggest({ count: 20, exclude: texts });
        texts.push(...found.map(({ text }) => text));
        if (found.length < 20) return texts.filter((text) => /super ?hero/i.test(text) && !text.includes('minus'));
      }
    };
    expect((await heroes()).length).toBeGreaterThan(0);
    const disliked = knownFirst.filter(({ facets }) => facets.genre?.includes('Super Hero')).slice(0, 4);
    await tell(
      [itemId],
      disliked.map((film) => film.itemId),
    );
    expect(await heroes()).toEqual([]);
    const asked = await engine.forYou({ novelty: 1, where: { genre: ['Super Hero'] } });
    expect(asked.items).toHaveLength(20);
  });

  it('comes back with the first of it that is liked', async () => {
    const heroes = knownFirst.filter(({ facets }) => facets.genre?.includes('Super Hero'));
    await tell(
      [heroes[4]!.itemId, heroes[5]!.itemId],
      heroes.slice(0, 4).map(({ itemId }) => itemId),
    );
    const { items } = await engine.forYou({ novelty: 1, count: 200 });
    expect(items.some(({ facets }) => facets.genre?.includes('Super Hero'))).toBe(true);
  });
});
