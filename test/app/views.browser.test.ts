// Views over a pretend engine: home with its taps, the watchlist, "My data". What the app does without its worker, its host
// and its 6,684 films.
import { beforeEach, expect, test } from 'vitest';
import '../../demo/app/list/home-view.ts';
import '../../demo/app/my-data/data-view.ts';
import '../../demo/app/watchlist/watchlist-view.ts';
import type { FilmSession } from '../../demo/app/session/film-session.ts';
import { below, film, mount, mountSession, type Pretended, pretendEngine, texts } from './pretend-engine.ts';

const FILMS = ['Alien', 'Brazil', 'Casablanca', 'Dune', 'Elf'].map((title) => film(title.toLowerCase(), { title }));

let engine: Pretended;
let session: FilmSession;

beforeEach(async () => {
  engine = pretendEngine(FILMS);
  session = await mountSession(engine);
});

const titles = () => texts('h3');
const press = (label: string, place = 0) => below(document, `[aria-label="${label}"]`)[place]!.click();

test('a tap leaves the list at once, is recorded, and the list follows; a second one takes it back', async () => {
  await mount('home-view');
  await expect.poll(titles).toEqual(['Alien', 'Brazil', 'Casablanca', 'Dune', 'Elf']);
  expect(texts('#title')).toEqual(['Good films for tonight']);
  press('Like Brazil');
  await expect.poll(titles).toEqual(['Alien', 'Casablanca', 'Dune', 'Elf']);
  await session.taps.settled();
  expect(engine.log).toMatchObject([{ type: 'like', itemId: 'brazil' }]);
  expect(texts('#title')).toEqual(['Your films for tonight']);
  session.state.toast!.undo!();
  await expect.poll(titles).toEqual(['Alien', 'Brazil', 'Casablanca', 'Dune', 'Elf']);
  expect(engine.log).toEqual([]);
});

test('the watchlist shows what is saved, and says what to do while nothing is', async () => {
  await mount('watchlist-view');
  await expect.poll(() => texts('h1')).toEqual(['Watchlist']);
  expect(titles()).toEqual([]);
  session.taps.tap(FILMS[3]!, 'save');
  session.taps.tap(FILMS[0]!, 'save');
  await expect.poll(() => below(document, 'watchlist-row').length).toBe(2);
  press('Save Dune for later');
  await expect.poll(() => below(document, 'watchlist-row').length).toBe(1);
  await session.taps.settled();
  expect(engine.log.map(({ type, itemId }) => [type, itemId])).toContainEqual(['save', 'alien']);
});

test('"My data" lists every event, the newest first, and takes one back with its way back', async () => {
  session.taps.tap(FILMS[0]!, 'like');
  session.taps.tap(FILMS[1]!, 'dislike');
  await session.taps.settled();
  await mount('data-view');
  const events = () => texts('.what');
  await expect
    .poll(events)
    .toEqual([expect.stringMatching(/^Brazil\s+Disliked/), expect.stringMatching(/^Alien\s+Liked/)]);
  press('Remove Alien');
  await expect.poll(events).toHaveLength(1);
  expect(session.state.toast?.text).toBe('Removed: Alien');
  session.state.toast!.undo!();
  await expect.poll(events).toHaveLength(2);
  expect(session.state.marks.get('alien')).toEqual({ taste: 'like' });
});
