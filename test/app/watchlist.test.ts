// The watchlist and the diary as pure steps: what fits, in which order, what is drawn, what a file holds, and which day
// a film stands at.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diaryDays, diaryMonths } from '../../demo/app/my-data/diary.ts';
import { ANY, drawOne, fitting, inOrder, type SavedFilm, savedFilms } from '../../demo/app/watchlist/watchlist.ts';
import { watchlistCsv, watchlistText } from '../../demo/app/watchlist/watchlist-file.ts';
import type { HistoryEntry, ItemSummary } from '../../src/sdk/index.ts';

const item = (itemId: string, minutes?: number, mood: string[] = []): ItemSummary => ({
  itemId,
  itemIndex: 0,
  title: itemId,
  facets: { mood },
  details: minutes === undefined ? {} : { runningTime: `${minutes} min`, year: '1999' },
});
const saved = (itemId: string, savedAt: number, minutes?: number, mood?: string[]): SavedFilm => ({
  item: item(itemId, minutes, mood),
  savedAt,
});
const ids = (films: readonly SavedFilm[]) => films.map((film) => film.item.itemId);

describe('the watchlist', () => {
  const films = [saved('long', 3, 160, ['tense']), saved('short', 2, 85), saved('unknown', 1)];

  test('holds what is saved and known, and nothing else', () => {
    const taps = (['save', 'like', 'seen'] as const).map((type, i) => ({
      event: { type, itemId: `${i}`, time: i, sequence: i },
      item: item(`${i}`),
    }));
    expect(savedFilms([...taps, { event: { type: 'save', itemId: 'gone', time: 0, sequence: 9 } }])).toEqual([
      { item: taps[0]!.item, savedAt: 0 },
    ]);
  });

  test('is narrowed by length and mood; what is not known does not fit', () => {
    expect(ids(fitting(films, ANY))).toEqual(['long', 'short', 'unknown']);
    expect(ids(fitting(films, { ...ANY, length: '90' }))).toEqual(['short']);
    expect(ids(fitting(films, { ...ANY, mood: 'tense' }))).toEqual(['long']);
    expect(ids(fitting(films, { ...ANY, mood: 'tense', length: '90' }))).toEqual([]);
  });

  test('comes in any of its orders', () => {
    const scores = new Map([
      ['short', 10],
      ['long', 5],
    ]);
    expect(ids(inOrder(films, 'best', scores))).toEqual(['short', 'long', 'unknown']);
    expect(ids(inOrder(films, 'newest', scores))).toEqual(['long', 'short', 'unknown']);
    expect(ids(inOrder(films, 'oldest', scores))).toEqual(['unknown', 'short', 'long']);
    expect(ids(inOrder(films, 'shortest', scores))).toEqual(['short', 'long', 'unknown']);
  });

  test('draws one of those that are given, another one than before, and the better ones more often', () => {
    const scores = fc.dictionary(fc.constantFrom('long', 'short', 'unknown'), fc.integer());
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(scores, random, fc.constantFrom(undefined, 'long', 'short'), (byId, at, last) => {
        const drawn = drawOne(films, new Map(Object.entries(byId)), last, at)!;
        expect(films).toContain(drawn);
        expect(drawn.item.itemId).not.toBe(last);
      }),
      { seed: 1 },
    );
    const better = new Map([
      ['long', 0],
      ['short', 100],
      ['unknown', 0],
    ]);
    const draws = Array.from({ length: 300 }, (_, i) => drawOne(films, better, undefined, i / 300)!.item.itemId);
    const share = draws.filter((itemId) => itemId === 'short').length / draws.length;
    expect(share).toBeGreaterThan(0.6);
    expect(new Set(draws).size).toBe(3);
    expect(drawOne(films.slice(0, 1), better, 'long', 0.5)?.item.itemId).toBe('long');
    expect(drawOne([], better, undefined, 0.5)).toBeUndefined();
  });
});

describe('the file of a watchlist', () => {
  const time = new Date(2026, 10, 8, 21).getTime();

  test('is a table with quotes where they are needed, and without formulas', () => {
    const films = ['Alien', '=HYPERLINK("http://a.test")', '+1', '-1', '@x', '\t=1', 'A, "B"', 'two\nlines'].map(
      (title) => saved(title, time, 90),
    );
    expect(watchlistCsv(films)).toBe(
      [
        'Title,Year,Saved',
        'Alien,1999,2026-11-08',
        '"\'=HYPERLINK(""http://a.test"")",1999,2026-11-08',
        "'+1,1999,2026-11-08",
        "'-1,1999,2026-11-08",
        "'@x,1999,2026-11-08",
        "'\t=1,1999,2026-11-08",
        '"A, ""B""",1999,2026-11-08',
        '"two\nlines",1999,2026-11-08',
        '',
      ].join('\r\n'),
    );
  });

  test('or plain lines', () => {
    expect(watchlistText([saved('Alien', time, 90), saved('two\nlines', time)])).toBe(
      'Alien (1999), saved 2026-11-08\ntwo lines, saved 2026-11-08\n',
    );
  });
});

describe('the diary', () => {
  const at = (year: number, month: number, day: number, hour = 12) => new Date(year, month - 1, day, hour).getTime();
  const entry = (type: HistoryEntry['event']['type'], itemId: string, time: number, value?: number): HistoryEntry => ({
    event: { type, itemId, time, sequence: time, ...(value !== undefined && { value }) },
    item: item(itemId),
  });
  const taps = [
    entry('save', 'later', at(2026, 11, 28)),
    entry('rate', 'a', at(2026, 11, 3, 23), 4.5),
    entry('seen', 'a', at(2026, 11, 3, 22)),
    entry('like', 'b', at(2026, 11, 3, 9)),
    entry('select', 'c', at(2026, 11, 2)),
    entry('view', 'imported', at(2019, 2, 28)),
  ];

  test('has months, the newest first, with what was said or seen in them', () => {
    expect(diaryMonths(taps).map(({ key, label, entries }) => [key, label, entries.length])).toEqual([
      ['2026-11', 'November 2026', 4],
      ['2019-02', 'February 2019', 1],
    ]);
  });

  test('has one line a film and day, in the order in which it was said', () => {
    const days = diaryDays(diaryMonths(taps)[0]!.entries);
    expect(
      days.map(({ label, films }) => [
        label,
        films.map(({ entry, said, stars = '' }) => `${entry.event.itemId}: ${said} ${stars}`),
      ]),
    ).toEqual([
      ['Saturday 28', ['later: Saved ']],
      ['Tuesday 3', ['a: Seen and rated 4½ of 5 4.5', 'b: Liked ']],
    ]);
  });

  test('holds every one of 15,000 events', () => {
    const many = Array.from({ length: 15_000 }, (_, i) => entry('rate', `${i}`, at(2000, 1, 1) + i * 3_600_000, 3));
    const months = diaryMonths(many);
    expect(months.reduce((sum, { entries }) => sum + entries.length, 0)).toBe(15_000);
  });
});
