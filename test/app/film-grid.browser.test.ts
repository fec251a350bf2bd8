// A grid below the window follows a tap after what is on screen; one on screen follows at once. One that draws a few films
// at a time has its room from the beginning.
import { expect, test, vi } from 'vitest';
import type { FilmCard } from '../../demo/app/list/film-card.ts';
import '../../demo/app/list/film-grid.ts';
import type { FilmGrid } from '../../demo/app/list/film-grid.ts';
import { createFilmSession } from '../../demo/app/session/film-session.ts';
import type { ItemSummary } from '../../src/sdk/index.ts';

const session = createFilmSession();
Object.assign(document.body, { session, catalog: session });

const film = (itemId: string): ItemSummary => ({ itemId, itemIndex: 0, title: itemId, facets: {}, details: {} });

async function draw(topPx: number): Promise<FilmGrid> {
  const grid = document.createElement('film-grid') as FilmGrid;
  Object.assign(grid, { behind: true, items: [film('alien-1979')] });
  Object.assign(grid.style, { display: 'block', position: 'absolute', top: `${topPx}px` });
  document.body.append(grid);
  await grid.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return grid;
}

/** Its films once everything that is due in this task is done, and in the end. */
async function changed(grid: FilmGrid): Promise<[string[], string[]]> {
  grid.items = [film('moon-2009')];
  for (let i = 0; i < 20; i++) await Promise.resolve();
  const soon = titles(grid);
  await grid.updateComplete;
  return [soon, titles(grid)];
}

const titles = (grid: FilmGrid): string[] =>
  [...grid.renderRoot.querySelectorAll<FilmCard>('film-card')].map(({ item }) => item.itemId);

test('out of sight it changes in a task of its own', async () => {
  const grid = await draw(10 * innerHeight);
  expect(titles(grid)).toEqual(['alien-1979']);
  expect(await changed(grid)).toEqual([['alien-1979'], ['moon-2009']]);
  grid.remove();
});

test('on screen it changes at once', async () => {
  const grid = await draw(0);
  await vi.waitFor(() => expect(grid.isOnScreen).toBe(true));
  expect(await changed(grid)).toEqual([['moon-2009'], ['moon-2009']]);
  grid.remove();
});

test('what is drawn a few at a time stands over bones until it is there', async () => {
  const grid = document.createElement('film-grid') as FilmGrid;
  const items = Array.from({ length: 7 }, (_, i) => film(`film-${i}`));
  Object.assign(grid, { gradual: true, items });
  document.body.append(grid);
  const seen: number[] = [];
  const numLines = () => grid.renderRoot.querySelectorAll('li').length;
  while (titles(grid).length < items.length) {
    await grid.updateComplete;
    seen.push(titles(grid).length);
    expect(numLines()).toBe(items.length);
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(seen[0]).toBeLessThan(items.length);
  await grid.updateComplete;
  expect([numLines(), grid.renderRoot.querySelector('ol')!.ariaBusy]).toEqual([items.length, 'false']);
  grid.remove();
});
