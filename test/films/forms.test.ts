// Searches for how a film is made and by whom, over the film bundle of set-up: forms and studios from words to answers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { ALL_FILES, openFilms } from '../engine/film-host.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms(ALL_FILES);
});
afterAll(() => engine.dispose());

const COUNT = 12;
const find = async (query: string) => (await engine.search({ query, count: COUNT })).items;

describe('what is asked for', () => {
  it.each([
    ['anime', 'form', 'anime'],
    ['animated movies', 'form', 'animation'],
    ['cartoons for kids', 'form', 'animation'],
    ['stop motion', 'form', 'stop motion'],
    ['silent films', 'form', 'silent'],
    ['black and white films', 'form', 'black and white'],
    ['pixar', 'studio', 'Pixar'],
    ['disney movies', 'studio', 'Disney'],
    ['a24 horror', 'studio', 'A24'],
  ])('%s: every film of the answer has it', async (query, facet, value) => {
    const items = await find(query);
    expect(items).toHaveLength(COUNT);
    for (const { title, facets } of items) expect(facets[facet], title).toContain(value);
  });

  it('disney is also what it filmed with actors', async () => {
    const disney = await engine.matching({ studio: ['Disney'] });
    const acted = await engine.matching({ studio: ['Disney'], form: { none: ['animation'] } });
    expect(acted.length).toBeGreaterThan(80);
    expect(disney.length - acted.length).toBeGreaterThan(60);
  });
});

describe('what is not wanted', () => {
  it.each([
    ['family movies that arent animated', 'animation'],
    ['japanese films, no anime', 'anime'],
    ['live action disney movies', 'animation'],
    ['old comedies, nothing in black and white', 'black and white'],
  ])('%s: films without a form stay, those with it go', async (query, form) => {
    const items = await find(query);
    expect(items).toHaveLength(COUNT);
    for (const { title, facets } of items) expect(facets.form ?? [], title).not.toContain(form);
    expect(items.some(({ facets }) => facets.form === undefined)).toBe(true);
  });
});
