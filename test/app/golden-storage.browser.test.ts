// The keys of local and session storage as visitors have them from before the code was moved: each is read for what it
// says, written again as it lies there, and found by who erases everything.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAdventure, writeAdventure } from '../../demo/app/session/adventure.ts';
import { earlyView, hasLastList, parseLeftList, rememberList } from '../../demo/app/session/early-view.ts';
import { decline, hasEnoughToKeep } from '../../demo/app/session/keeping.ts';
import { readMatch, writeMatch } from '../../demo/app/session/match-choice.ts';
import { Picker } from '../../demo/app/session/picker.ts';
import { type SteeredList, Steering } from '../../demo/app/session/steering.ts';
import { Suggestions } from '../../demo/app/session/suggestions.ts';
import { INITIAL_STATE } from '../../demo/app/state/app-state.ts';
import { keptKeys, removeKeys } from '../../demo/app/state/app-storage.ts';
import { EntryLists } from '../../demo/app/state/entry-lists.ts';
import { OpenedFilms } from '../../demo/app/state/opened-films.ts';
import { WatchedState } from '../../demo/app/state/watched-state.ts';
import { keepTonight, readTonight } from '../../demo/app/watchlist/watchlist.ts';
import type { Privet } from '../../src/sdk/index.ts';
import { readFixture } from '../browser/stored-databases.ts';

interface StoredKeys {
  local: Record<string, string>;
  session: Record<string, string>;
}

let golden: StoredKeys;
beforeEach(async () => {
  clear();
  golden = JSON.parse(await readFixture('visitor-storage/keys.json'));
});
afterEach(clear);
afterEach(() => vi.restoreAllMocks());

function clear(): void {
  localStorage.clear();
  sessionStorage.clear();
}

function putKeys(): void {
  for (const [key, value] of Object.entries(golden.local)) localStorage.setItem(key, value);
  for (const [key, value] of Object.entries(golden.session)) sessionStorage.setItem(key, value);
}

const status = { storage: 'indexeddb' } as NonNullable<Parameters<typeof hasEnoughToKeep>[0]['status']>;
const taps = ['a', 'b', 'c'].map((itemId, sequence) => ({
  event: { type: 'like' as const, itemId, time: 0, sequence },
}));

/** The first visit's questions, with the state that they show. */
function makePicker() {
  const app = new WatchedState(INITIAL_STATE);
  const picker = new Picker(app, {} as ConstructorParameters<typeof Picker>[1]);
  picker.begin(false);
  return { app, picker };
}

/** Suggestions that an engine has for who was shown none. */
const SUGGESTED = ['a funny heist from the 1960s', 'slow science fiction at sea'];
const WESTERNS = { genre: { any: ['Western'] }, cautions: { none: ['gore'] }, year: { min: 1960 } };
const TONIGHT = { order: 'shortest', length: '120', mood: 'funny', audience: 'family' } as const;

function makeSuggestions() {
  const excluded: unknown[] = [];
  const suggest = async ({ exclude }: { exclude: unknown }) => {
    excluded.push(exclude);
    return SUGGESTED.map((text) => ({ text }));
  };
  const suggestions = new Suggestions(new WatchedState(INITIAL_STATE), () => ({ suggest }) as unknown as Privet);
  return { suggestions, excluded };
}

/** Of a history in which something steers. */
function makeSteering() {
  const said = [{ event: { type: 'steer' as const, query: 'lighter', time: 0, sequence: 0 } }];
  const app = new WatchedState({ ...INITIAL_STATE, taps: said });
  const privet = { steering: async () => ({ wishes: [{ id: '0.0' }], where: {}, numItems: 7 }) } as unknown as Privet;
  const list = { privet, attempt: (work: (open: Privet) => Promise<void>) => work(privet) } as SteeredList;
  return { app, steering: new Steering(app, list) };
}

test('are read for what they say', async () => {
  expect([hasLastList(), readAdventure(), readMatch()]).toEqual([false, 0, undefined]);
  expect(hasEnoughToKeep({ taps, status })).toBe(true);
  expect(makePicker().app.state.picker).toBeDefined();
  putKeys();
  const { items, isOwn } = earlyView(true);
  expect(items.map(({ itemId, title }) => [itemId, title])).toEqual([
    ['aliens-1986', 'Aliens'],
    ['the-terminator-1984', 'The Terminator'],
    ['jaws-1975', 'Jaws'],
  ]);
  expect(items[0]!.facets.genre).toEqual(['Action', 'Science Fiction']);
  expect(items[0]!.details).toMatchObject({ year: '1986', director: 'James Cameron' });
  expect([isOwn, hasLastList(), readAdventure(), readMatch()]).toEqual([true, true, -2, 'strict']);
  expect(hasEnoughToKeep({ taps, status })).toBe(false);
  expect(makePicker().app.state.picker).toBeUndefined();
  const { suggestions, excluded } = makeSuggestions();
  await suggestions.show();
  expect(excluded).toEqual([SUGGESTED]);
  const { app, steering } = makeSteering();
  steering.begin();
  expect(app.state.steering.isExpected).toBe(true);
  expect(new OpenedFilms().idOf('7-7')).toBe('alien-1979');
  const lists = new EntryLists();
  expect([lists.filtersOf('1-2'), lists.filtersOf('3-4')]).toEqual([{ genre: ['Western', 'Horror'] }, WESTERNS]);
  expect(parseLeftList(lists.listOf('3-4'))).toMatchObject({
    items: [{ title: 'Jaws' }],
    atEnd: false,
    steeredBy: '0.0',
  });
  expect([lists.searchOf('1-2'), lists.searchOf('3-4')]).toEqual(['', '七人']);
  expect(readTonight()).toEqual(TONIGHT);
});

test('are written as they lie there', async () => {
  const films = JSON.parse(golden.local['privet:last-list']!);
  rememberList(films);
  writeAdventure(-2);
  writeMatch('strict');
  makePicker().picker.close();
  decline();
  await makeSuggestions().suggestions.show();
  await makeSteering().steering.read();
  vi.spyOn(crypto, 'getRandomValues').mockImplementation(
    (values) => (values as unknown as Uint32Array<never>).fill(7) as never,
  );
  new OpenedFilms().keyOf('alien-1979');
  const lists = new EntryLists();
  lists.keepFilters('1-2', { genre: ['Western', 'Horror'] });
  lists.keepFilters('3-4', WESTERNS);
  lists.keepList('3-4', { items: [films[2]], source: 'tower', atEnd: false, steeredBy: '0.0' });
  lists.keepSearch('3-4', '七人');
  keepTonight(TONIGHT);
  expect({ local: { ...localStorage }, session: { ...sessionStorage } }).toEqual(golden);
});

test('are all found and removed by who erases everything', () => {
  putKeys();
  const names = [...Object.keys(golden.local), ...Object.keys(golden.session)];
  expect(
    keptKeys()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(names.sort());
  removeKeys();
  expect(keptKeys()).toEqual([]);
});
