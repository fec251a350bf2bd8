// What the app says and where it leads: addresses, times, sizes, reasons, and the taps that it shows before they are
// kept.
import { describe, expect, test, vi } from 'vitest';
import { hasMark, marksByItem, withKept, withoutTap, withTap } from '../../demo/app/session/taste.ts';
import { parseRoute, sharedHref } from '../../demo/app/state/router.ts';
import {
  errorText,
  eventVerb,
  filmFacts,
  filmLine,
  formatBytes,
  marksText,
  plural,
  reasonEffect,
  starsInWords,
  starsText,
  timeAgo,
} from '../../demo/app/state/words.ts';
import { CatalogFormatError, type HistoryEntry, type ItemSummary } from '../../src/sdk/index.ts';

const item = (itemId: string): ItemSummary => ({ itemId, itemIndex: 0, title: itemId, facets: {}, details: {} });
const entry = (type: HistoryEntry['event']['type'], itemId: string): HistoryEntry => ({
  event: { type, itemId, time: 0, sequence: 0 },
  item: item(itemId),
});

describe('addresses', () => {
  test.each(['alien-1979', 'a/b', 'ü?#%', '..'])('that share a film lead to it: %s', (itemId) => {
    const page = new URL('https://a.test/films/');
    vi.stubGlobal('location', page);
    const url = new URL(sharedHref(itemId));
    expect(parseRoute(url.hash)).toEqual({ name: 'film', itemId });
    expect(url.origin + url.pathname).toBe(page.href);
  });

  test('that share a film say which catalog it is of, and nothing else of the page', () => {
    const page = new URL('https://a.test/films/?bundle=shop/manifest.json&visitor=7#/data');
    expect(sharedHref('a b', page)).toBe('https://a.test/films/?bundle=shop%2Fmanifest.json#/film/a%20b');
  });

  test('that are unknown or malformed lead home, or to no film', () => {
    for (const hash of ['', '#', '#/']) expect(parseRoute(hash)).toEqual({ name: 'home' });
    for (const hash of ['#/nonsense', '#/film/', '#taps', '#/Map'])
      expect(parseRoute(hash)).toEqual({ name: 'nowhere' });
    expect(parseRoute('#/film/%E0%A4%A')).toEqual({ name: 'film', itemId: '%E0%A4%A' });
    expect(parseRoute('#/film')).toEqual({ name: 'film' });
    expect(parseRoute('#/map')).toEqual({ name: 'map' });
    expect(parseRoute('#/data')).toEqual({ name: 'data' });
    expect(parseRoute('#/taps')).toEqual({ name: 'data' });
    expect(parseRoute('#/watchlist')).toEqual({ name: 'watchlist' });
    expect(parseRoute('#/privacy')).toEqual({ name: 'privacy' });
  });
});

describe('taps', () => {
  const linesOf = (entries: readonly HistoryEntry[]) => entries.map(({ event }) => `${event.type} ${event.itemId}`);
  const taps = [entry('like', 'a'), entry('view', 'a'), entry('hide', 'b')];

  test('replace the opinion on the film and come first', () => {
    const after = withTap(taps, item('a'), { type: 'dislike' });
    expect(linesOf(after)).toEqual(['dislike a', 'view a', 'hide b']);
    expect(Object.fromEntries(marksByItem(after))).toEqual({ a: { taste: 'dislike' }, b: { hidden: true } });
  });

  test('can be taken back, one mark or all', () => {
    expect(linesOf(withTap(taps, item('b'), { type: 'clear' }))).toEqual(['like a', 'view a']);
    const saved = withTap(taps, item('a'), { type: 'save' });
    expect(linesOf(withTap(saved, item('a'), { type: 'clear', mark: 'taste' }))).toEqual([
      'save a',
      'view a',
      'hide b',
    ]);
  });

  test('leave the other marks of the film alone; what was seen is no more to be watched', () => {
    const saved = withTap(taps, item('a'), { type: 'save' });
    const rated = withTap(saved, item('a'), { type: 'rate', value: 4.5 });
    expect(marksByItem(rated).get('a')).toEqual({ saved: true, taste: 'like', stars: 4.5 });
    const seen = withTap(rated, item('a'), { type: 'seen' });
    expect(marksByItem(seen).get('a')).toEqual({ seen: true, taste: 'like', stars: 4.5 });
    expect(
      (['like', 'dislike', 'save', 'seen', 'hide'] as const).filter((one) =>
        hasMark({ ...marksByItem(seen).get('a') }, one),
      ),
    ).toEqual(['like', 'seen']);
  });

  test('undone are as if they had never been, whatever stood before', () => {
    const numbered = taps.map(({ event }, i) => ({ event: { ...event, sequence: 9 - i } }));
    const before = withTap(numbered, item('a'), { type: 'save' });
    const kept = withKept(before, { type: 'save', itemId: 'a', time: 3, sequence: 10, mark: 'save' });
    for (const said of [
      { type: 'seen' },
      { type: 'dislike' },
      { type: 'clear', mark: 'save' },
      { type: 'hide' },
    ] as const) {
      const after = withTap(kept, item('a'), said);
      const ended = kept.filter((entry) => !after.includes(entry));
      expect(withoutTap(after, 'a', said, ended), said.type).toEqual(kept);
    }
  });
});

describe('words', () => {
  test.each([
    [0, '0', 'no stars'],
    [0.5, '½', 'half a star'],
    [1, '1', '1 star'],
    [4.5, '4½', '4 and a half stars'],
    [5, '5', '5 stars'],
  ])('of %d stars', (stars, text, inWords) => {
    expect(starsText(stars)).toBe(text);
    expect(starsInWords(stars)).toBe(inWords);
  });

  test('of all that stands on a film together', () => {
    expect(marksText({})).toBe('');
    expect(marksText({ taste: 'dislike' })).toBe('Disliked');
    expect(marksText({ saved: true, seen: true, taste: 'like', stars: 4.5 })).toBe('Saved, seen and rated 4½ of 5');
  });

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
    vi.spyOn(console, 'warn').mockReturnValue();
    expect(errorText(new CatalogFormatError('catalog: gone'))).toBe('catalog: gone.');
    expect(errorText(new TypeError('Failed to fetch'))).toBe('The network does not answer. Try again in a moment.');
    const unknown = 'Something went wrong. Try again, or reload the page.';
    for (const error of [new TypeError('x is undefined'), 'Why?']) expect(errorText(error)).toBe(unknown);
    vi.restoreAllMocks();
  });
});
