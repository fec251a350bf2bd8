// What an entry of the session's history means: over a reload, after an erasure, and while the history is encrypted. And
// what else a tab keeps beside an encrypted history: nothing.
import { beforeEach, expect, test } from 'vitest';
import { EntryLists } from '../../demo/app/state/entry-lists.ts';
import { lendToTab, readOfTab } from '../../demo/app/state/kept-text.ts';
import { OpenedFilms } from '../../demo/app/state/opened-films.ts';
import { ANY, keepTonight, readTonight } from '../../demo/app/watchlist/watchlist.ts';

const HORROR = { genre: { any: ['Horror'] } };
const LIST = { items: [], atEnd: true };

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

test('filters, list and search are found by their key, by a page that was loaded again as well', () => {
  const lists = new EntryLists();
  const [key, other] = [lists.newKey(), lists.newKey()];
  expect(key).not.toBe(other);
  lists.keepFilters(key, HORROR);
  lists.keepList(key, LIST);
  lists.keepSearch(key, 'a quiet heist');
  for (const one of [lists, new EntryLists()]) {
    expect([one.filtersOf(key), one.filtersOf(other)]).toEqual([HORROR, {}]);
    expect([one.listOf(key), one.listOf(other)]).toEqual([LIST, undefined]);
    expect([one.searchOf(key), one.searchOf(other)]).toEqual(['a quiet heist', '']);
  }
  lists.keepSearch(key, '');
  expect([lists.searchOf(key), sessionStorage.getItem('privet:entry-search')]).toEqual(['', null]);
  lists.keepSearch(key, 'a quiet heist');
  lists.forget();
  expect([lists.filtersOf(key), lists.listOf(key), lists.searchOf(key)]).toEqual([{}, undefined, '']);
  expect(sessionStorage.length).toBe(0);
});

test('nothing of them is written while the history is encrypted', () => {
  const lists = new EntryLists();
  lists.keepFilters('a', HORROR);
  lists.keepList('a', LIST);
  localStorage.setItem('privet-encrypted:privet', '1');
  lists.keepFilters('b', HORROR);
  lists.keepList('b', LIST);
  lists.keepSearch('b', 'a quiet heist');
  expect([lists.filtersOf('b'), Object.keys(sessionStorage)]).toEqual([HORROR, []]);
});

test('nor which film was opened, and what was chosen on the watchlist', () => {
  localStorage.setItem('privet-encrypted:privet', '1');
  const films = new OpenedFilms();
  const key = films.keyOf('alien-1979');
  keepTonight({ ...ANY, mood: 'funny' });
  expect([films.idOf(key), Object.keys(sessionStorage)]).toEqual(['alien-1979', []]);
});

test('what was chosen on the watchlist is found again in this tab, and anything else that stands there is nothing', () => {
  expect(readTonight()).toEqual(ANY);
  const tonight = { order: 'shortest', length: '120', mood: 'tense', audience: 'families' } as const;
  keepTonight(tonight);
  expect(readTonight()).toEqual(tonight);
  for (const text of ['{', 'null', '7', '{"order":"worst","length":"1","mood":3,"audience":null}']) {
    sessionStorage.setItem('privet:watchlist', text);
    expect(readTonight()).toEqual(ANY);
  }
});

test('a tab that is opened is lent what it shows, also while the history is encrypted, and it is gone after', () => {
  sessionStorage.setItem('privet:opened-films', 'before');
  const seen = () => [readOfTab('opened-films'), readOfTab('handover')];
  expect(lendToTab({ 'opened-films': 'lent', handover: 'key' }, seen)).toEqual(['lent', 'key']);
  expect(seen()).toEqual(['before', null]);
  localStorage.setItem('privet-encrypted:privet', '1');
  expect(lendToTab({ 'opened-films': 'lent', handover: 'key' }, seen)).toEqual(['lent', 'key']);
  expect(seen()).toEqual([null, null]);
});

test.each(['{', '7', 'null', '[7]', '[["a"]]', '[["a",{"genre":"Horror"}]]', '[[7,{}]]', '["b"]'])(
  'of anything else that is kept (%s) there are none',
  (text) => {
    sessionStorage.setItem('privet:entry-filters', text);
    sessionStorage.setItem('privet:entry-list', text);
    sessionStorage.setItem('privet:entry-search', text);
    const lists = new EntryLists();
    expect([lists.filtersOf('a'), lists.listOf('a'), lists.searchOf('a')]).toEqual([{}, undefined, '']);
  },
);
