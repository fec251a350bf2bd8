// Whose history is attacked. Over films, the written people of the taste bench: what they did is drawn from what they like
// and what a friend would name for them, what they turned down from what they would not. Over a shop, people of two
// departments and a brand. Every item has one act, so that figures by act are of that act alone.
import { type Film, readFilms } from '../../../demo/films/cleaning/read-films.ts';
import type { FilmFinder } from '../../../demo/films/taste/film-finder.ts';
import { readPersonas } from '../../../demo/films/taste/personas.ts';
import { createRandom, type Random } from '../../../src/numerics/random.ts';
import type { World } from './world.ts';

export const ACTS = ['like', 'dislike', 'save', 'hide', 'view', 'add_to_cart', 'purchase'] as const;
export type Act = (typeof ACTS)[number];

export interface Deed {
  type: Act;
  item: number;
  /** How long before the first visit, in milliseconds; below 0: after it. */
  agoMs: number;
}
export type Person = Deed[];

/** Acts of one person, as many as somebody does in some weeks. */
const FILM_DEEDS: Record<Act, number> = {
  ...{ like: 11, dislike: 5, save: 7, hide: 4, view: 13, add_to_cart: 4, purchase: 6 },
};
const SHOP_DEEDS: Record<Act, number> = {
  ...{ like: 6, dislike: 3, save: 4, hide: 3, view: 10, add_to_cart: 3, purchase: 5 },
};
/** Share of what turns somebody down that is only widely known, and of what was looked at. */
const ONLY_KNOWN: Partial<Record<Act, number>> = { dislike: 0.3, hide: 0.5, view: 0.3 };
const DAY_MS = 24 * 3_600_000;
const BEFORE_DAYS = 10;
/** Share of the acts that come between the visits of the attack, and over how many days. */
const AFTER = 0.25;
const AFTER_DAYS = 3;

interface Taste {
  likes: readonly number[];
  unwanted: readonly number[];
}

export function filmPeople(world: World, count: number, seed: number): Person[] {
  const { personas } = readPersonas(findByName(readFilms().films));
  const rows = (ids: Iterable<string>) =>
    [...ids].map((id) => world.indexOf.get(id)).filter((row) => row !== undefined);
  return Array.from({ length: count }, (_, i) => {
    const { likes, good, dislikes, fauxPas } = personas[i % personas.length]!;
    const taste = { likes: rows([...likes, ...good]), unwanted: rows([...dislikes, ...fauxPas]) };
    return personOf(taste, FILM_DEEDS, world, createRandom(seed * 1000 + i));
  });
}

/** By the very title and year: names that are written another way are left out. */
function findByName(films: readonly Film[]): FilmFinder {
  const byName = new Map(
    films.flatMap((film) => [...film.titles, film.title].map((title) => [`${title} ${film.year}`, film])),
  );
  return (named) => named.map(({ title, year }) => byName.get(`${title} ${year}`));
}

export function shopPeople(world: World, count: number, seed: number): Person[] {
  const values = (name: string) => [...new Set(world.itemIds.flatMap((_, item) => world.facetsOf(item)[name] ?? []))];
  const [categories, brands] = [values('category'), values('brand')];
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(seed * 1000 + i);
    random.shuffle(categories);
    const brand = brands[random.integer(brands.length)]!;
    const isLiked = (item: number) => {
      const { category = [], brand: by = [] } = world.facetsOf(item);
      return categories.slice(0, 2).includes(category[0]!) && (by.includes(brand) || random.next() < 0.3);
    };
    const rows = world.itemIds.map((_, item) => item);
    const likes = rows.filter(isLiked);
    const unwanted = rows.filter((item) => !likes.includes(item) && random.next() < 0.2);
    return personOf({ likes, unwanted }, SHOP_DEEDS, world, random);
  });
}

function personOf({ likes, unwanted }: Taste, numDeeds: Record<Act, number>, world: World, random: Random): Person {
  const taken = new Set<number>();
  const known = [...world.popularity.keys()].sort((a, b) => world.popularity[b]! - world.popularity[a]!);
  const take = (from: readonly number[]): number => {
    for (;;) {
      // Of what is only known, the best known mostly.
      const item =
        from === known ? known[Math.floor(known.length * random.next() ** 4)]! : from[random.integer(from.length)]!;
      if (!taken.has(item)) return item;
      if (from !== known && from.every((other) => taken.has(other))) return take(known);
    }
  };
  const deeds = ACTS.flatMap((type) =>
    Array.from({ length: numDeeds[type] }, (): Deed => {
      const own = type === 'dislike' || type === 'hide' ? unwanted : likes;
      const item = take(random.next() < (ONLY_KNOWN[type] ?? 0) ? known : own);
      taken.add(item);
      const agoMs = random.next() < AFTER ? -random.next() * AFTER_DAYS * DAY_MS : random.next() * BEFORE_DAYS * DAY_MS;
      return { type, item, agoMs };
    }),
  );
  return deeds.sort((a, b) => b.agoMs - a.agoMs);
}
