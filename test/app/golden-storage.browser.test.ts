// The keys of local and session storage as visitors have them from before the code was moved: each is read for what it
// says, written again as it lies there, and found by who erases everything.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAdventure, writeAdventure } from '../../src/app/list/adventure.ts';
import { earlyView, hasLastList, rememberList } from '../../src/app/list/early-view.ts';
import { keptKeys, removeKeys } from '../../src/app/my-data/app-storage.ts';
import { decline, hasEnoughToKeep } from '../../src/app/my-data/keeping.ts';
import { Picker } from '../../src/app/picker/picker.ts';
import { INITIAL_STATE } from '../../src/app/shell/app-state.ts';
import { carryOver, takeCarriedOver } from '../../src/app/shell/carry-over.ts';
import { WatchedState } from '../../src/app/shell/watched-state.ts';
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

test('are read for what they say', () => {
  expect([hasLastList(), readAdventure(), hasEnoughToKeep({ taps, status })]).toEqual([false, 0, true]);
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
  expect([isOwn, hasLastList(), readAdventure(), hasEnoughToKeep({ taps, status })]).toEqual([true, true, -2, false]);
  expect(makePicker().app.state.picker).toBeUndefined();
  expect(takeCarriedOver()).toEqual({ filters: { genre: ['Western', 'Horror'] }, query: '七人' });
});

test('are written as they lie there', () => {
  rememberList(JSON.parse(golden.local['privet:last-list']!));
  writeAdventure(-2);
  makePicker().picker.close();
  decline();
  carryOver({ filters: { genre: ['Western', 'Horror'] }, query: '七人' });
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
