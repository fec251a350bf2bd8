// <home-shelves>: room is kept for shelves that are on their way, and each takes the place of the room kept for it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FilmShelf } from '../../demo/app/list/film-shelf.ts';
import type { HomeShelves } from '../../demo/app/list/home-shelves.ts';
import '../../demo/app/list/home-shelves.ts';
import { createFilmSession } from '../../demo/app/session/film-session.ts';
import { type AppState, INITIAL_STATE, type ShelfState } from '../../demo/app/state/app-state.ts';

let shelves: HomeShelves;

const session = createFilmSession();
Object.assign(document.body, { session, catalog: session });

const film = (id: string) => ({ itemId: id, itemIndex: 0, title: id, facets: {}, details: {} });
const shelfOf = (id: string, films = [id]): ShelfState => ({
  id,
  title: `Shelf ${id}`,
  note: '',
  items: films.map(film),
});

/** The rows from top to bottom: a shelf's heading, or '' where only its room is kept. */
function rows(): string[] {
  const found = [...shelves.shadowRoot!.querySelectorAll('film-shelf')] as FilmShelf[];
  return found.map(({ heading, items }) => (items === undefined ? '' : heading));
}

function say(more: Partial<AppState>): void {
  session.set(more);
}

/** The rows after each rendering until nothing follows. */
async function renderings(): Promise<string[][]> {
  const seen: string[][] = [];
  for (let quiet = 0; quiet < 3; ) {
    await shelves.updateComplete;
    if (JSON.stringify(seen.at(-1)) === JSON.stringify(rows())) quiet++;
    else seen.push(rows());
    await new Promise((resolve) => setTimeout(resolve));
  }
  return seen;
}

beforeEach(async () => {
  session.set({ ...INITIAL_STATE });
  document.body.innerHTML = '<home-shelves></home-shelves>';
  shelves = document.querySelector('home-shelves')!;
  await shelves.updateComplete;
});
afterEach(() => document.body.replaceChildren());

test('before any shelf is there, room is kept: more of it for whom something is known', async () => {
  expect(rows()).toEqual(['']);
  shelves.known = true;
  await shelves.updateComplete;
  expect(rows()).toEqual(['', '', '', '', '']);
});

test('shelves come in one by one, and none moves another', async () => {
  shelves.known = true;
  await shelves.updateComplete;
  say({ shelves: ['a', 'b', 'c'].map((id) => shelfOf(id)) });
  expect(await renderings()).toEqual([
    ['Shelf a', '', ''],
    ['Shelf a', 'Shelf b', ''],
    ['Shelf a', 'Shelf b', 'Shelf c'],
  ]);
});

test('no room is kept for more shelves than are on their way', async () => {
  shelves.known = true;
  await shelves.updateComplete;
  say({ shelves: [shelfOf('a'), shelfOf('b')] });
  expect(await renderings()).toEqual([
    ['Shelf a', ''],
    ['Shelf a', 'Shelf b'],
  ]);
});

test('no shelf at all leaves no room behind', async () => {
  say({ shelves: [] });
  expect((await renderings()).at(-1)).toEqual([]);
});

test('shelves that change later stand where they stood', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => shelfOf(id));
  say({ shelves: [a!, b!] });
  await renderings();
  say({ shelves: [a!, shelfOf('b', ['other']), c!] });
  for (const seen of await renderings()) expect(seen.slice(0, 2)).toEqual(['Shelf a', 'Shelf b']);
  expect(rows()).toEqual(['Shelf a', 'Shelf b', 'Shelf c']);
});
