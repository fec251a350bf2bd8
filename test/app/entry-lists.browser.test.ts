// What an entry of the session's history means: over a reload, after an erasure, and while the history is encrypted.
import { beforeEach, expect, test } from 'vitest';
import { EntryLists } from '../../src/app/shell/entry-lists.ts';

const HORROR = { genre: { any: ['Horror'] } };
const LIST = { items: [], atEnd: true };

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

test('filters and list are found by their key, by a page that was loaded again as well', () => {
  const lists = new EntryLists();
  const [key, other] = [lists.newKey(), lists.newKey()];
  expect(key).not.toBe(other);
  lists.keepFilters(key, HORROR);
  lists.keepList(key, LIST);
  for (const one of [lists, new EntryLists()]) {
    expect([one.filtersOf(key), one.filtersOf(other)]).toEqual([HORROR, {}]);
    expect([one.listOf(key), one.listOf(other)]).toEqual([LIST, undefined]);
  }
  lists.forget();
  expect([lists.filtersOf(key), lists.listOf(key)]).toEqual([{}, undefined]);
  expect(sessionStorage.length).toBe(0);
});

test('nothing of them is written while the history is encrypted', () => {
  const lists = new EntryLists();
  lists.keepFilters('a', HORROR);
  lists.keepList('a', LIST);
  localStorage.setItem('privet-encrypted:privet', '1');
  lists.keepFilters('b', HORROR);
  lists.keepList('b', LIST);
  expect([lists.filtersOf('b'), Object.keys(sessionStorage)]).toEqual([HORROR, []]);
});

test.each(['{', '7', 'null', '[7]', '[["a"]]', '[["a",{"genre":"Horror"}]]', '[[7,{}]]'])(
  'of anything else that is kept (%s) there are none',
  (text) => {
    sessionStorage.setItem('privet:entry-filters', text);
    sessionStorage.setItem('privet:entry-list', text);
    const lists = new EntryLists();
    expect([lists.filtersOf('a'), lists.listOf('a')]).toEqual([{}, undefined]);
  },
);
