// The pictures of covers over the whole catalog: what is called for, that no picture comes too often or not at all, and
// that grave films never get a light one. It prints how the catalog is covered.
import { beforeAll, describe, expect, test } from 'vitest';
import {
  CALLING_FACETS,
  CALLS,
  type CoverItem,
  calledMotifs,
  chooseMotif,
  isGrave,
} from '../../../demo/app/art/choose-motif.ts';
import { PICTURE_HEIGHT, PICTURE_WIDTH } from '../../../demo/app/art/motif.ts';
import { MOTIFS } from '../../../demo/app/art/motifs.ts';
import { PALETTES } from '../../../demo/app/art/palettes.ts';
import { wordsOf } from '../../../demo/app/art/phrase-index.ts';
import { seededRandom } from '../../../demo/app/art/seeded-random.ts';
import { svgText } from '../../../demo/app/art/svg-text.ts';
import DRAWINGS from '../../../demo/covers/drawings.json' with { type: 'json' };
import type { ItemSummary } from '../../../src/catalog/item-summary.ts';
import { allFilms } from './films.ts';

const MOST_WITHOUT = 0.02;
const MOST_OF_ONE = 0.05;
const FEWEST_FILMS = 10;
const MOTIF_NAMES = Object.keys(MOTIFS);

let films: ItemSummary[];
let called: Map<string, string[]>;

beforeAll(async () => {
  films = await allFilms();
  called = new Map(films.map((film) => [film.itemId, calledMotifs(film)]));
});

/** What it may show: all that it calls for, and what it has. */
const allOf = (film: CoverItem) => [...calledMotifs(film), chooseMotif(film)];

/** What everyone knows, and the pictures that somebody who loves films would nod at. */
const KNOWN: Record<string, string[]> = {
  'schindlers-list-1993': ['wire', 'candle'],
  'the-pianist-2002': ['wire', 'ruins', 'keys'],
  'oceans-eleven-2001': ['vault', 'cards'],
  'heat-1995': ['vault'],
  '12-angry-men-1957': ['scales'],
  'jaws-1975': ['shark'],
  'alien-1979': ['egg'],
  'titanic-1997': ['liner'],
  'le-fabuleux-destin-damelie-poulain-2001': ['eiffel', 'cafe'],
  'parasite-2019': ['basement'],
  'spirited-away-2002': ['crescent', 'ghost'],
  'toy-story-1995': ['teddy'],
  'whiplash-2014': ['drum'],
  'rocky-1976': ['glove'],
  'the-shawshank-redemption-1994': ['bars'],
  'the-godfather-1972': ['fedora'],
  'blade-runner-1982': ['neon'],
  'mad-max-fury-road-2015': ['car'],
  'the-shining-1980': ['corridor'],
  'groundhog-day-1993': ['clock'],
  'before-sunrise-1995': ['bench', 'train'],
  'ratatouille-2007': ['pot', 'rat'],
  'the-social-network-2010': ['computer'],
  'apollo-13-1995': ['astronaut'],
  'boot-das-1982': ['submarine'],
  'snowpiercer-2013': ['train'],
  'unforgiven-1992': ['saloon', 'mesa'],
  'casablanca-1942': ['streetlamp'],
  'singin-in-the-rain-1952': ['stage'],
  'requiem-for-a-dream-2000': ['pills'],
};

describe('the picture of a film', () => {
  test('is one of those that there are, and each is in the table', () => {
    expect(Object.keys(CALLS).filter((name) => !MOTIF_NAMES.includes(name))).toEqual([]);
    const ofCatalogs = ['contours', 'reflection', 'sprig', 'tiles'];
    expect(MOTIF_NAMES.filter((name) => !Object.hasOwn(CALLS, name)).sort()).toEqual(ofCatalogs);
    for (const { tone } of Object.values(CALLS)) expect([undefined, 'light', 'plain', 'dark', 'sober']).toContain(tone);
  });

  test.each(Object.entries(KNOWN))('fits %s', (itemId, fitting) => {
    expect(fitting).toContain(chooseMotif(films.find((film) => film.itemId === itemId)!));
  });

  test('is called for by nearly all films, none by too many, and each by some', () => {
    const first = new Map<string, number>();
    for (const film of films) {
      const name = chooseMotif(film);
      first.set(name, (first.get(name) ?? 0) + 1);
    }
    const callers = (name: string) => films.filter(({ itemId }) => called.get(itemId)!.includes(name)).length;
    const rows = Object.keys(CALLS).map((name) => ({ name, films: first.get(name) ?? 0, callers: callers(name) }));
    const without = films.filter(({ itemId }) => called.get(itemId)!.length === 0).length;
    rows.sort((a, b) => b.films - a.films);
    console.log(
      `${rows.length} motifs for ${films.length} films; ${without} films call for none. Covers (callers):\n` +
        rows.map((row) => `${row.name} ${row.films} (${row.callers})`).join(', '),
    );
    expect(without / films.length).toBeLessThan(MOST_WITHOUT);
    expect(rows[0]!.films / films.length).toBeLessThan(MOST_OF_ONE);
    expect(rows.filter((row) => row.callers < FEWEST_FILMS)).toEqual([]);
  });

  test('is sober on every grave film', () => {
    const grave = films.filter(isGrave);
    expect(grave.length).toBeGreaterThan(100);
    for (const film of grave) {
      const wrong = allOf(film).filter((name) => CALLS[name]!.tone !== 'sober');
      expect(wrong, film.title).toEqual([]);
    }
  });

  test.each(['genocide', 'child abuse', 'suicide', 'a massacre', 'war crimes'])(
    'is sober where a logline tells of %s',
    (words) => {
      const film: CoverItem = {
        itemId: 'x',
        facets: { genre: ['Comedy'], mood: ['goofy'], theme: ['weddings', 'food'] },
        details: { logline: `A clown at a birthday party tells of ${words}.` },
      };
      expect(new Set(allOf(film).map((name) => CALLS[name]!.tone))).toEqual(new Set(['sober']));
    },
  );

  test('is never light on a horror film, never dark on a film for kids', () => {
    const all = (film: ItemSummary) => allOf(film).map((name) => CALLS[name]!.tone);
    for (const film of films) {
      if (film.facets.genre?.includes('Horror')) expect(all(film), film.title).not.toContain('light');
      if (film.facets.audience?.includes('kids')) expect(all(film), film.title).not.toContain('dark');
    }
  });

  test('is the same every time, and does not mind values that nobody knows', () => {
    const odd: CoverItem = {
      itemId: 'odd',
      facets: {
        theme: ['constructor', '__proto__', 'no such theme', ''],
        genre: [],
        mood: ['toString'],
        country: ['?'],
      },
      details: { logline: '', place: '\u0000 <script>' },
    };
    expect(calledMotifs(odd)).toEqual([]);
    expect(CALLS[chooseMotif(odd)]!.neutral).toBe(true);
    for (const film of [odd, { itemId: 'bare', facets: {}, details: {} }, ...films.slice(0, 200)])
      expect(chooseMotif(structuredClone(film))).toBe(chooseMotif(film));
  });

  test('is called by values that films have', () => {
    const known = new Set(
      films.flatMap(({ facets }) =>
        CALLING_FACETS.flatMap((facet) => (facets[facet] ?? []).map((value) => `${facet} ${value}`)),
      ),
    );
    const wanted = Object.values(CALLS).flatMap((call) =>
      CALLING_FACETS.flatMap((facet) => Object.keys(call[facet] ?? {}).map((value) => `${facet} ${value}`)),
    );
    expect([...new Set(wanted)].filter((value) => !known.has(value))).toEqual([]);
  });

  test('has words that are words', () => {
    for (const [name, { things, words }] of Object.entries(CALLS)) {
      for (const phrase of [things, words].flatMap((phrases) => phrases?.split('|') ?? []))
        expect(wordsOf(phrase).length, `${name}: ${phrase}`).toBeGreaterThan(0);
    }
  });
});

describe('a drawing', () => {
  const palette = PALETTES.night![0]!;

  test.each(MOTIF_NAMES)('%s is whole', (name) => {
    for (let i = 0; i < 12; i++) {
      const text = svgText(MOTIFS[name]!(palette, seededRandom(`film ${i}`)));
      expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
      expect(text.length).toBeGreaterThan(100);
    }
  });

  const still = Object.entries(DRAWINGS).filter(([, picture]) => !/~|pick/.test(picture));

  test.each(still)('%s is written as draw.ts reads it, and keeps to its sheet', (_, picture) => {
    const bleed = 40;
    for (const layer of picture.split('|')) {
      expect(layer).toMatch(/^(\*|[gmqsi]\d{0,2} (o[\d.]+( [\d.]+){2,3}|M[\d\s.,a-zA-Z-]+))$/);
      if (layer === '*') continue;
      for (const [x, y] of cornersOf(layer.slice(layer.indexOf(' ') + 1))) {
        expect(x, layer).toBeGreaterThanOrEqual(-bleed);
        expect(x, layer).toBeLessThanOrEqual(PICTURE_WIDTH + bleed);
        expect(y, layer).toBeGreaterThanOrEqual(-bleed);
        expect(y, layer).toBeLessThanOrEqual(PICTURE_HEIGHT + bleed);
      }
    }
  });
});

/** How many numbers a command of a path takes, and which of them end in a point. */
const PATH_NUMBERS: Record<string, number> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

/** The points that a path runs through, in units of the sheet; of an ellipse its ends. */
function cornersOf(shape: string): [number, number][] {
  if (shape.startsWith('o')) {
    const [x = 0, y = 0, rx = 0, ry = rx] = shape.slice(1).split(' ').map(Number);
    return [[x - rx, y - ry], [x + rx, y + ry]]; // biome-ignore format: two corners
  }
  const corners: [number, number][] = [];
  let at: [number, number] = [0, 0];
  let start = at;
  for (const [, command = '', rest = ''] of shape.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const kind = command.toLowerCase();
    const size = PATH_NUMBERS[kind];
    const numbers = (rest.match(/-?(\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    if (size === undefined) throw new Error(`'${command}' is no command of a path`);
    if (size === 0 ? numbers.length > 0 : numbers.length === 0 || numbers.length % size !== 0)
      throw new Error(`'${command}' takes ${size} numbers, not ${numbers.length}: ${shape}`);
    if (kind === 'z') at = start;
    for (let i = 0; i < numbers.length; i += size) {
      const [x, y] = command === kind ? at : [0, 0];
      const end = numbers.slice(i + size - Math.min(2, size), i + size);
      if (kind === 'h') at = [x + end[0]!, at[1]];
      else if (kind === 'v') at = [at[0], y + end[0]!];
      else at = [x + end[0]!, y + end[1]!];
      if (kind === 'm' && i === 0) start = at;
      corners.push(at);
    }
  }
  return corners;
}
