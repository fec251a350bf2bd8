// What the match filter leaves out, over a pretend engine: the line below the first films, its sheet, the choice of how
// strict it is, and the grades under the hood.
import { beforeEach, expect, test } from 'vitest';
import '../../demo/app/hood/hood-matches.ts';
import '../../demo/app/list/home-view.ts';
import '../../demo/app/list/left-out-line.ts';
import type { FilmSession } from '../../demo/app/session/film-session.ts';
import type { ForYouRequest, ForYouResponse } from '../../src/sdk/index.ts';
import {
  at,
  below,
  film,
  focused,
  mount,
  mountSession,
  type Pretended,
  pretendEngine,
  texts,
} from './pretend-engine.ts';

const FILMS = ['Alien', 'Brazil', 'Casablanca', 'Dune', 'Elf'].map((title) => film(title.toLowerCase(), { title }));
const BAD = { grade: 0.62, bad: 0.876, reason: { kind: 'fame' } as const };
const WHY = 'Very well known, but near nothing that you like';

let engine: Pretended;
let session: FilmSession;

/** Leaves out Brazil and Dune, unless they are allowed, or it is off. */
async function forYou({ match }: ForYouRequest = {}): Promise<ForYouResponse> {
  const allowed = engine.log.filter(({ type }) => type === 'allow').map(({ itemId }) => itemId);
  const isOut = ({ itemId }: { itemId: string }) =>
    match !== 'off' && ['brazil', 'dune'].includes(itemId) && !allowed.includes(itemId);
  const leftOut = FILMS.filter(isOut).map((one) => ({ ...one, ...BAD }));
  const items = FILMS.filter((one) => !isOut(one)).map((one) => ({ ...one, score: 0 }));
  const timings = { history: 0, embed: 0, rank: 0, rerank: 0, describe: 0 };
  return { ...{ requestId: '', latencyMs: 0, eventsUsed: 1, source: 'user-tower' }, items, leftOut, timings };
}

const titles = () => texts('film-grid', 'h3');
const line = () => texts('left-out-line', '[aria-haspopup]');
const rows = () => texts('left-out-sheet', 'article');
const press = (label: string) => below(document, `[aria-label="${label}"]`)[0]!.click();

async function openSheet(): Promise<void> {
  at('left-out-line', '[aria-haspopup]')[0]!.click();
  await expect.poll(rows).toHaveLength(2);
}

beforeEach(async () => {
  engine = pretendEngine(FILMS, {
    forYou,
    matchGrades: async (ids) => ids.map((itemId) => ({ ...BAD, itemId })),
  });
  session = await mountSession(engine);
  await mount('home-view');
});

test('a line says how many were left out, its sheet why; what is to be shown stands in the list until it is undone', async () => {
  await expect.poll(line).toEqual(['2 left out tonight']);
  expect(titles()).toEqual(['Alien', 'Casablanca', 'Elf']);
  await openSheet();
  expect(rows()[0]).toContain(WHY);
  press('Show it all the same: Brazil');
  await expect.poll(() => rows()[0]).toContain('In your list now');
  expect(titles()).toEqual(['Alien', 'Brazil', 'Casablanca', 'Elf']);
  expect([line(), focused()]).toEqual([['1 left out tonight'], 'Brazil']);
  expect(engine.log.map(({ type, itemId }) => [type, itemId])).toEqual([['allow', 'brazil']]);
  expect(session.state.toast?.text).toBe('Not left out: Brazil');

  session.state.toast!.undo!();
  await expect.poll(titles).toEqual(['Alien', 'Casablanca', 'Elf']);
  await expect.poll(() => rows()[0]).toContain('Show it all the same');
  expect(engine.log).toEqual([]);
});

test('how strict it is: chosen in the sheet, asked of every list, kept here and heard by other tabs', async () => {
  await openSheet();
  const choose = (place: number) => at('match-level', 'input')[place]!.click();
  choose(0);
  await expect.poll(line).toEqual([]);
  expect(titles()).toHaveLength(FILMS.length);
  for (const row of rows()) expect(row).toContain('In your list now');
  expect(engine.asked.findLast(({ name }) => name === 'forYou')?.argument).toMatchObject({ match: 'off' });
  expect(localStorage.getItem('privet:match')).toBe('off');
  choose(1);
  await expect.poll(line).toEqual(['2 left out tonight']);

  const elsewhere = (kept: string) => {
    localStorage.setItem('privet:match', kept);
    dispatchEvent(new StorageEvent('storage'));
  };
  elsewhere('strict');
  expect([session.state.match, session.state.changedElsewhere]).toEqual(['strict', true]);
  elsewhere('very strict');
  expect(session.state.match).toBe('strict');
  await session.startAfresh('Everything was erased.');
  expect(session.state.match).toBe('gentle');
});

test('of a list that an earlier visit made, it is asked behind it', async () => {
  const { leftOut: _, ...list } = session.state.list;
  session.set({ list: { ...list, items: list.items.slice(0, 2) } });
  session.films.followUp();
  await expect.poll(line).toEqual(['2 left out tonight']);
  expect(titles()).toEqual(['Alien', 'Casablanca']);
});

test('under the hood each film has its grade, and those that were left out come last', async () => {
  await mount('hood-matches');
  await expect.poll(() => texts('hood-matches', 'tbody tr')).toHaveLength(FILMS.length);
  const told = texts('hood-matches', 'tbody tr');
  expect(told[0]).toBe(`Alien${WHY} 0.688%`);
  expect(told.slice(-2).map((text) => text.split('left out')[0]!.trim())).toEqual(['Brazil', 'Dune']);
});
