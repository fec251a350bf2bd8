// Search over the real films: by meaning, by name, with spelling mistakes, and with texts of absurd length.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FilmEngine, openFilmEngine } from '../browser/film-engine.ts';

let films: FilmEngine;
beforeAll(async () => {
  films = await openFilmEngine();
});
afterAll(() => films.engine.dispose());

const titlesOf = async (query: string, k = 10) => {
  const { items, source } = await films.engine.search({ query, count: k });
  expect(source).toBe('semantic');
  return items.map(({ title }) => title);
};

describe('search', () => {
  it.each([
    ['star wars', /^Star Wars/],
    ['Star Wars', /^Star Wars/],
    ['termnator', /Terminator/],
    ['the godfather', /^The Godfather$/],
    ['wall', /^WALL-E|^Wall Street|The Wall$/],
  ])('for %j puts the film of that name first', async (query, title) => {
    expect((await titlesOf(query))[0]).toMatch(title);
  });

  it('understands a sentence: other words than the titles have', async () => {
    const { items } = await films.engine.search({ query: 'a funny space adventure for kids', count: 20 });
    const forChildren = items.filter(({ facets }) => facets.board?.some((board) => ['G', 'PG'].includes(board)));
    expect(forChildren.length).toBeGreaterThan(12);
    const { items: scary } = await films.engine.search({ query: 'something scary with a haunted house', count: 20 });
    expect(scary.filter(({ facets }) => facets.genre?.includes('Horror')).length).toBeGreaterThan(12);
  });

  it('satisfies filters, also for a film that is named', async () => {
    const { items } = await films.engine.search({ query: 'star wars', where: { decade: ['1980s'] } });
    expect(items[0]!.title).toMatch(/^Star Wars/);
    expect(items.every(({ facets }) => facets.decade?.includes('1980s'))).toBe(true);
  });

  it('cuts a text of 100 kB, and says so', async () => {
    const { items, note } = await films.engine.search({ query: 'a story of pirates at sea '.repeat(4000), count: 5 });
    expect(items).toHaveLength(5);
    expect(note).toMatch(/only its beginning/);
    expect((await films.engine.search({ query: 'pirates' })).note).toBeUndefined();
  });

  it.each(['', '  \n'])('finds nothing for %j', async (query) => {
    expect((await films.engine.search({ query })).items).toEqual([]);
  });

  it.each(['🙂🙂🙂', '夜の図書館の猫', '\u0000'])('finds nothing for %j, and says why', async (query) => {
    const { items, note } = await films.engine.search({ query, count: 3 });
    expect(items).toEqual([]);
    expect(note).toMatch(/^(There is nothing in that to search for|Nothing here is called or about)/);
  });

  it('answers a tag with some films', async () => {
    expect((await films.engine.search({ query: '<b>', count: 3 })).items).toHaveLength(3);
  });

  it('orders by score', async () => {
    const { items } = await films.engine.search({ query: 'war', count: 100 });
    const scores = items.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every(Number.isInteger)).toBe(true);
  });
});
