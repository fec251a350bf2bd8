// Keys on films, on the page over a pretend engine: what they say, where they lead, and what they leave alone. (Fingers
// are in test/e2e/gestures.e2e.test.ts.)
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../demo/app/design/tokens.css';
import '../../demo/app/design/page.css';
import '../../demo/app/list/card-gestures.ts';
import '../../demo/app/list/home-shelves.ts';
import '../../demo/app/page/keys-dialog.ts';
import '../../demo/app/page/privet-app.ts';
import type { FilmSession } from '../../demo/app/session/film-session.ts';
import { at, film, focused, mountPage, type Pretended, pretendEngine, texts } from './pretend-engine.ts';

const FILMS = Array.from({ length: 60 }, (_, i) => film(`film-${i}`, { title: `Film ${i}.` }));
const IN_ROW = FILMS.slice(40, 52).map((one) => ({ ...one, score: 0 }));

let engine: Pretended;
let session: FilmSession;

const titles = () => texts('.recommended film-grid', 'h3');
const cards = () => at('.recommended film-grid', 'film-card');
const numEvents = () => engine.log.length;
const events = () => engine.log.map(({ type, itemId }) => [type, itemId]);

beforeEach(async () => {
  await page.viewport(1280, 900);
  engine = pretendEngine(FILMS, { shelves: async () => [{ kind: 'gems', items: IN_ROW }] });
  session = await mountPage(engine);
  await expect.poll(() => titles().length).toBe(23);
  await expect.poll(() => at('film-shelf', 'film-card').length).toBe(12);
});

test('say what the buttons say of the film that has focus, and keep the place', async () => {
  for (const [key, type] of Object.entries({ l: 'like', d: 'dislike', s: 'save', v: 'seen', h: 'hide' })) {
    const { itemId, title } = FILMS[numEvents() + 2]!;
    await expect.poll(() => titles()[2]).toBe(title);
    cards()[2]!.focus();
    await userEvent.keyboard(key);
    await session.taps.settled();
    expect(events().at(-1)).toEqual([type, itemId]);
    await expect.poll(titles).not.toContain(title);
    await expect.poll(focused).not.toBe('');
  }
  expect(numEvents()).toBe(5);
  at('undo-toast', 'button')[0]!.focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(numEvents).toBe(4);
});

test('go from film to film by arrows, to the search by a slash, and are told by a question mark', async () => {
  cards()[0]!.focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toContain('Film 1.');
  await userEvent.keyboard('{ArrowDown}');
  // Six columns, of which the lead takes two: below the second film, in the third, is the eighth.
  expect(focused()).toContain('Film 7.');
  await userEvent.keyboard('{ArrowDown}');
  expect(IN_ROW.some(({ title }) => focused().includes(title))).toBe(true);
  await userEvent.keyboard('{ArrowUp}');
  expect(focused()).toContain('Film 7.');

  await userEvent.keyboard('/');
  await expect.poll(focused).toMatch(/^Search by a sentence/);
  await userEvent.keyboard('l?d');
  await expect.poll(() => (at('search-box', 'input')[0] as HTMLInputElement).value).toBe('l?d');
  expect(numEvents()).toBe(0);
  await userEvent.keyboard('{Escape}');
  cards()[0]!.focus();
  await userEvent.keyboard('?');
  await expect.poll(() => texts('keys-dialog', 'h1')).toEqual(['Keys and swipes']);
  await expect.poll(() => page.getByRole('dialog', { name: 'Keys and swipes' }).elements().length).toBe(1);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => at('keys-dialog').length).toBe(0);
});

test('work the menu of a film', async () => {
  const more = page.getByRole('button', { name: 'More about Film 0.' });
  (more.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(focused).toBe('Seen Film 0.');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focused).toBe('Hide Film 0.');
  await userEvent.keyboard('{Escape}');
  await expect.poll(focused).toBe('More about Film 0.');
  expect(numEvents()).toBe(0);
  await userEvent.keyboard('{Enter}');
  await expect.poll(focused).toBe('Seen Film 0.');
  await userEvent.keyboard('{ArrowDown}');
  await userEvent.keyboard('{Enter}');
  await session.taps.settled();
  expect(events()).toEqual([['hide', 'film-0']]);
});

test('R opens the stars of a film, and their keys are a slider’s', async () => {
  cards()[2]!.focus();
  await userEvent.keyboard('r');
  await expect.poll(focused).toBe('Stars for Film 2.');
  const [slider] = at('.recommended film-grid', '[role=slider]');
  const states: [string, string, string][] = [
    ['End', '5', '5 stars'],
    ['ArrowLeft', '4.5', '4 and a half stars'],
    ['Home', '0.5', 'half a star'],
    ['ArrowLeft', '0', 'no stars'],
    ['ArrowLeft', '0', 'no stars'],
    ['ArrowRight', '0.5', 'half a star'],
    ['PageUp', '1.5', '1 and a half stars'],
    ['Delete', '0', 'no stars'],
    ['3', '3', '3 stars'],
  ];
  for (const [key, now, words] of states) {
    await userEvent.keyboard(`{${key}}`);
    expect([slider!.ariaValueNow, slider!.ariaValueText]).toEqual([now, words]);
  }
  expect(numEvents()).toBe(0); // nothing is decided yet
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => texts('undo-toast', 'p')).toEqual(['Rated 3 of 5: Film 2.']);
  await expect.poll(titles).not.toContain('Film 2.');
  await expect.poll(numEvents).toBe(1);
});
