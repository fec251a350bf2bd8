// The written people of the taste bench, and how lists are counted for them.
import { describe, expect, it } from 'vitest';
import { readFilms } from '../../../demo/films/cleaning/read-films.ts';
import { caseFigures, differenceOf, meanOf, personaFigures } from '../../../demo/films/taste/bench.ts';
import { createFilmFinder, parseNamed } from '../../../demo/films/taste/film-finder.ts';
import { halvesOf, leaveOneOut, type Person, splitBallots } from '../../../demo/films/taste/people.ts';
import { readPersonas } from '../../../demo/films/taste/personas.ts';

const { films } = readFilms();
const find = createFilmFinder(films);
const { personas, numFound, numNamed, agreement, unknown } = readPersonas(find);

describe('the personas', () => {
  it('are many, with few to many likes, some with dislikes, some with two sides', () => {
    expect(personas.length).toBeGreaterThanOrEqual(60);
    const likes = personas.map((persona) => persona.likes.length);
    expect(Math.min(...likes)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...likes)).toBeGreaterThanOrEqual(30);
    expect(personas.filter(({ dislikes }) => dislikes.length > 0).length).toBeGreaterThanOrEqual(15);
    expect(personas.filter(({ sides }) => sides.length === 2).length).toBeGreaterThanOrEqual(10);
  });

  it('have at least twenty good films in the catalog, none of which they named themselves or is a faux pas', () => {
    for (const { id, good, likes, dislikes, fauxPas } of personas) {
      expect(good.size, id).toBeGreaterThanOrEqual(20);
      for (const film of [...likes, ...dislikes, ...fauxPas]) expect(good.has(film), `${id} ${film}`).toBe(false);
    }
  });

  it('were named films by two passes that agree on more than half, and are known to the catalog', () => {
    expect(agreement).toBeGreaterThan(0.5);
    expect(numFound / numNamed).toBeGreaterThan(0.6);
    expect(unknown).toEqual([]);
  });
});

describe('named films', () => {
  it('are found by any of their titles, a year apart, and not by another film of the name', () => {
    const found = (text: string) => find([parseNamed(text)])[0]?.itemId;
    expect(found('City of God (2002)')).toBe('cidade-de-deus-2003');
    expect(found('Das Boot (1981)')).toBe('boot-das-1982');
    expect(found('Funny Games (2007)')).toBe('funny-games-2007');
    expect(found('No Such Film (1999)')).toBe(undefined);
  });
});

describe('figures of lists', () => {
  it('count good films, faux pas, sides and repeated series', async () => {
    const [one, two, three] = films.filter(({ franchise }) => franchise === 'Star Wars').map(({ itemId }) => itemId);
    const persona = {
      ...{ id: 'p', name: 'p', sketch: '', likes: [], dislikes: [], core: new Set([one!]) },
      ...{ good: new Set([one!, two!]), fauxPas: new Set([three!]), sides: [new Set([one!]), new Set<string>()] },
    };
    const maker = { name: 'fixed', list: async () => [one!, two!, three!] };
    const byId = new Map(films.map((film) => [film.itemId, film]));
    const figures = await personaFigures(maker, [persona], byId, () => true);
    expect(figures).toMatchObject({ hits: [2], coreHits: [1], fauxPas: [1], sides: [[1, 0]], repeatedFranchises: 2 });
  });

  it('tell how many of the films that were left out a list holds', async () => {
    const cases = [
      { likes: [], targets: ['a', 'b'], dislikes: [] },
      { likes: [], targets: ['a', 'c'], dislikes: ['b'] },
    ];
    const figures = await caseFigures({ name: 'fixed', list: async () => ['b', 'c'] }, cases);
    expect([...figures.recall20]).toEqual([0.5, 0.5]);
    expect(figures).toMatchObject({
      disliked: 0.5,
      lists: [
        ['b', 'c'],
        ['b', 'c'],
      ],
    });
  });

  it('of paired people tell a real difference from none', () => {
    const a = Float64Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? 1 : 0));
    const b = Float64Array.from({ length: 400 }, (_, i) => (i % 16 === 0 ? 1 : 0));
    expect(meanOf(a)).toBe(0.25);
    expect(differenceOf(a, b).low).toBeGreaterThan(0);
    expect(differenceOf(a, a)).toEqual({ low: 0, high: 0 });
  });
});

describe('people', () => {
  const person = (numLikes: number, first = 0): Person => {
    const likes = Array.from({ length: numLikes }, (_, i) => `film-${first + i}`);
    return { likes, dislikes: [], likedMs: likes.map(() => 0) };
  };
  const people = Array.from({ length: 50 }, (_, i) => person(i));

  it('with twelve likes fall into two halves, each once', () => {
    const { development, test } = halvesOf(people);
    const all = [...development, ...test];
    expect(all.length).toBe(38);
    expect(new Set(all).size).toBe(38);
    expect(Math.abs(development.length - test.length)).toBeLessThanOrEqual(1);
  });

  it('are asked for one like that their history does not hold', () => {
    const { whole, short } = leaveOneOut(halvesOf(people).development);
    for (const [i, { likes, targets }] of whole.entries()) {
      expect(targets).toHaveLength(1);
      expect(likes).not.toContain(targets[0]);
      expect(short[i]!.likes).toEqual(likes.slice(0, 3));
      expect(short[i]!.targets).toEqual(targets);
    }
    for (const { likes, targets } of splitBallots([person(6), person(5)])) {
      expect([likes.length, targets.length]).toEqual([5, 1]);
    }
  });
});
