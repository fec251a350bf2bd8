// What the app says and where it leads: addresses, times, sizes, reasons, and the taps that it shows before they are
// kept.
import { describe, expect, test } from 'vitest';
import { opinionsOf, withTap } from '../../src/app/list/taste.ts';
import { parseRoute, sharedHref } from '../../src/app/shell/router.ts';
import {
  errorText,
  eventVerb,
  filmFacts,
  filmLine,
  formatBytes,
  plural,
  reasonEffect,
  timeAgo,
} from '../../src/app/shell/words.ts';
import type { HistoryEntry, ItemSummary } from '../../src/sdk/index.ts';

const item = (itemId: string): ItemSummary => ({ itemId, itemIndex: 0, title: itemId, facets: {}, details: {} });
const entry = (type: HistoryEntry['event']['type'], itemId: string): HistoryEntry => ({
  event: { type, itemId, time: 0, sequence: 0 },
  item: item(itemId),
});

describe('addresses', () => {
  test.each(['alien-1979', 'a/b', 'ü?#%', '..'])('that share a film lead to it: %s', (itemId) => {
    const url = new URL(sharedHref(itemId));
    expect(parseRoute(url.hash)).toEqual({ name: 'film', itemId });
    expect(url.origin + url.pathname).toBe(location.origin + location.pathname);
  });

  test('that share a film say which catalog it is of, and nothing else of the page', () => {
    const page = new URL('https://a.test/films/?bundle=shop/manifest.json&visitor=7#/data') as unknown as Location;
    expect(sharedHref('a b', page)).toBe('https://a.test/films/?bundle=shop%2Fmanifest.json#/film/a%20b');
  });

  test('that are unknown or malformed lead home, or to no film', () => {
    for (const hash of ['', '#', '#/', '#/nowhere', '#/film/', '#taps'])
      expect(parseRoute(hash)).toEqual({ name: 'home' });
    expect(parseRoute('#/film/%E0%A4%A')).toEqual({ name: 'film', itemId: '%E0%A4%A' });
    expect(parseRoute('#/film')).toEqual({ name: 'film' });
    expect(parseRoute('#/map')).toEqual({ name: 'map' });
    expect(parseRoute('#/data')).toEqual({ name: 'data' });
    expect(parseRoute('#/taps')).toEqual({ name: 'data' });
    expect(parseRoute('#/privacy')).toEqual({ name: 'privacy' });
  });
});

describe('taps', () => {
  const taps = [entry('like', 'a'), entry('view', 'a'), entry('hide', 'b')];

  test('replace the opinion on the film and come first', () => {
    const after = withTap(taps, item('a'), 'dislike');
    expect(after.map(({ event }) => `${event.type} ${event.itemId}`)).toEqual(['dislike a', 'view a', 'hide b']);
    expect([...opinionsOf(after)]).toEqual([
      ['a', 'dislike'],
      ['b', 'hide'],
    ]);
  });

  test('can be taken back', () => {
    expect(withTap(taps, item('b'), 'clear').map(({ event }) => event.type)).toEqual(['like', 'view']);
  });
});

describe('words', () => {
  test.each([
    [0, 'just now'],
    [59, 'just now'],
    [60, '1 minute ago'],
    [7200, '2 hours ago'],
    [86_400, 'yesterday'],
    [86_400 * 15, '2 weeks ago'],
    [-30, 'just now'],
  ])('of %i seconds ago', (seconds, text) => {
    expect(timeAgo(1e12 - seconds * 1000, 1e12)).toBe(text);
  });

  test('of sizes and counts', () => {
    expect([1, 812_345, 7_795_724, 2.44e9].map(formatBytes)).toEqual(['1 byte', '812 kB', '7.8 MB', '2.4 GB']);
    expect([plural(0, 'tap'), plural(1, 'tap'), plural(1200, 'tap')]).toEqual(['0 taps', '1 tap', '1,200 taps']);
  });

  test.each([
    [1, 'pulls it up strongly'],
    [-0.4, 'pushes it down somewhat'],
    [0.1, 'pulls it up slightly'],
    [0, 'makes no difference here'],
  ])('of an effect of %d', (effect, text) => {
    expect(reasonEffect({ event: entry('like', 'a').event, item: item('a'), effect })).toBe(text);
  });

  test('of films, of which much or nothing is known', () => {
    const known = {
      ...item('a'),
      facets: { genre: ['Horror', 'Science Fiction'] },
      details: { year: '1979', director: 'Ridley Scott', runningTime: '117 min', imdbRating: '8.5 (264,992 votes)' },
    };
    expect([filmLine(known), filmFacts(known)]).toEqual(['1979 · Horror', 'By Ridley Scott · 117 min · 8.5 on IMDb']);
    expect([filmLine(item('a')), filmFacts(item('a'))]).toEqual(['', '']);
  });

  test('of ratings and errors', () => {
    expect(eventVerb({ type: 'rate', itemId: 'a', value: 4 })).toBe('Rated 4 of 5');
    expect([errorText(new Error('catalog: gone')), errorText('Why?')]).toEqual(['catalog: gone.', 'Why?']);
  });
});
