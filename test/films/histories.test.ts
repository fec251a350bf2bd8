// The written histories: of films of the catalog, of many people, with likes and dislikes.
import { expect, it } from 'vitest';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { readHistories } from '../../demo/films/histories/film-histories.ts';

it('histories are of films of the catalog, and no film is in most of them', () => {
  const ids = new Set(readFilms().films.map(({ itemId }) => itemId));
  const histories = readHistories();
  expect(histories.length).toBeGreaterThanOrEqual(750);
  expect(new Set(histories.map(({ who }) => who)).size).toBeGreaterThan(0.98 * histories.length);
  const counts = new Map<string, number>();
  const events = histories.flatMap((history) => history.events);
  for (const { filmId } of events) {
    expect(ids.has(filmId), filmId).toBe(true);
    counts.set(filmId, (counts.get(filmId) ?? 0) + 1);
  }
  expect(Math.max(...counts.values()) / histories.length).toBeLessThan(0.06);
  expect(counts.size).toBeGreaterThan(3000);
  const disliked = events.filter(({ liked }) => !liked).length / events.length;
  expect(disliked).toBeGreaterThan(0.05);
  expect(disliked).toBeLessThan(0.3);
});
