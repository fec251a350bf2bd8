// What is said of a film on its page, over a pretend engine: it is taken and taken back, the list follows; and what the
// film shares with others leads on to them.
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../demo/app/list/active-filters.ts';
import '../../demo/app/design/tokens.css';
import '../../demo/app/design/page.css';
import '../../demo/app/item/film-dialog.ts';
import '../../demo/app/list/active-filters.ts';
import '../../demo/app/page/privet-app.ts';
import type { FilmSession } from '../../demo/app/session/film-session.ts';
import { at, film, mountPage, type Pretended, pretendEngine, texts } from './pretend-engine.ts';

const ALIEN = film('alien', {
  title: 'Alien',
  facets: { theme: ['survival'], mood: ['tense'] },
  details: { logline: 'A crew lets something in.', cast: 'Sigourney Weaver, Tom Skerritt' },
});
const FILMS = [ALIEN, ...['Brazil', 'Casablanca', 'Dune'].map((title) => film(title.toLowerCase(), { title }))];
const NO_ROW = async () => ({ items: [], shared: [], requestId: '', latencyMs: 0 });

let engine: Pretended;
let session: FilmSession;

const titles = () => texts('.recommended film-grid', 'h3');
const said = () => texts('film-dialog', '.opinion p')[0];
const marks = () => session.state.marks.get('alien');
const button = (name: string) =>
  at('film-dialog', 'button').find(({ ariaLabel, textContent }) => (ariaLabel ?? textContent!.trim()) === name)!;
const press = (name: string) => userEvent.click(button(name));

beforeEach(async () => {
  engine = pretendEngine(FILMS, {
    ...({ similar: NO_ROW, substitutes: NO_ROW, goesWith: NO_ROW } as object),
    explain: async () => [],
    matching: async () => new Uint32Array([0, 1]),
    map: async () => undefined,
  });
  session = await mountPage(engine);
  await expect.poll(titles).toHaveLength(4);
  at('film-card', 'a')[0]!.click();
  await expect.poll(() => texts('film-dialog', 'h1')).toEqual(['Alien']);
});

test('seen is possible without an opinion, and takes no opinion back', async () => {
  await press('Seen Alien');
  await expect.poll(marks).toEqual({ seen: true });
  await press('Dislike Alien');
  await expect.poll(marks).toEqual({ seen: true, taste: 'dislike' });
  await expect.poll(said).toMatch(/^You marked it as seen and disliked it /);
  await session.taps.settled();
  expect(engine.log.map(({ type }) => type)).toEqual(['seen', 'dislike']);
});

test('an opinion is taken, and taken back', async () => {
  await press('Like Alien');
  await expect.poll(said).toMatch(/^You liked it .* Tap again to undo\.$/);
  expect(button('Like Alien').ariaPressed).toBe('true');
  await expect.poll(titles).not.toContain('Alien');
  await press('Like Alien');
  await expect.poll(said).toBe('Not rated yet.');
  await expect.poll(titles).toContain('Alien');
  await press('Hide Alien');
  await press('Undo');
  await expect.poll(said).toBe('Not rated yet.');
});

test('its logline and cast are told, and its themes lead to films that share them', async () => {
  await expect.poll(() => texts('film-dialog', '.logline')).toEqual(['A crew lets something in.']);
  await expect.poll(() => texts('film-facts', 'dd').join()).toContain('Sigourney Weaver, Tom Skerritt');
  engine.asked.splice(0);
  await page.getByTitle('Show films with this: survival').click();
  await expect.poll(() => at('film-dialog').length).toBe(0);
  await expect.poll(() => texts('active-filters', '.words')).toEqual(['About survival']);
  // The film of the day is asked for as well, and narrowed by nothing.
  const asked = () => engine.asked.filter(({ name }) => name === 'forYou').map(({ argument }) => argument);
  await expect.poll(asked).toContainEqual(expect.objectContaining({ where: { theme: ['survival'] } }));
  await expect.poll(titles).toContain('Alien');
});
