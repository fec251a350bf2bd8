// The watchlist on the page, over a pretend engine: what is saved, ticked off, picked and taken along; and the diary. What
// a reload finds of it is end to end (test/e2e/watchlist.e2e.test.ts).
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../demo/app/design/tokens.css';
import '../../demo/app/design/page.css';
import '../../demo/app/my-data/diary-panel.ts';
import '../../demo/app/page/privet-app.ts';
import '../../demo/app/watchlist/watchlist-view.ts';
import type { FilmSession } from '../../demo/app/session/film-session.ts';
import type { StoredEvent } from '../../src/sdk/index.ts';
import { at, film, focused, mount, mountPage, mountSession, pretendEngine, texts } from './pretend-engine.ts';

const FILMS = ['Alien', 'Brazil', 'Casablanca', 'Dune', 'Elf', 'Fargo'].map((title) =>
  film(title.toLowerCase(), { title, details: { year: '1984' } }),
);

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const rows = () => texts('watchlist-row', 'h2');
const door = () => at('app-header', 'a[href="#/watchlist"]').map(({ ariaLabel }) => ariaLabel);

describe('the watchlist', () => {
  let engine: ReturnType<typeof pretendEngine>;
  let session: FilmSession;

  beforeEach(async () => {
    await page.viewport(1280, 900);
    engine = pretendEngine(FILMS);
    session = await mountPage(engine);
  });

  async function goToWatchlist(): Promise<void> {
    await page.getByRole('link', { name: /^Watchlist/ }).click();
    await expect.poll(() => texts('watchlist-view', 'h1')).toEqual(['Watchlist']);
  }

  /** Saves films from the list. @returns their titles, the newest first */
  async function save(...titles: string[]): Promise<string[]> {
    for (const title of titles) await button(`Save ${title} for later`).click();
    await session.taps.settled();
    return titles.reverse();
  }

  test('says how to save where nothing is', async () => {
    await goToWatchlist();
    await expect
      .poll(() => texts('watchlist-view', '.intro'))
      .toEqual([expect.stringMatching(/^Nothing is saved yet\./)]);
  });

  test('holds what is saved; a film is ticked off, asked for stars, put back by undo, and removed', async () => {
    const saved = await save('Brazil', 'Casablanca', 'Dune', 'Elf');
    await expect.poll(door).toEqual(['Watchlist, 4 films']);
    await goToWatchlist();
    await expect.poll(rows).toEqual(saved);

    await button('Seen Dune').click();
    await expect.poll(() => texts('watchlist-row', '.ways span')).toContain('How was it?');
    await expect.poll(door).toEqual(['Watchlist, 3 films']);
    await button('Undo').click();
    await expect.poll(door).toEqual(['Watchlist, 4 films']);
    await expect.poll(rows).toEqual(saved);

    await button('Seen Dune').click();
    await expect.poll(focused).toBe('Stars for Dune');
    await userEvent.keyboard('4{Enter}');
    await expect.poll(rows).toEqual(['Elf', 'Casablanca', 'Brazil']);
    await expect.poll(focused).toBe('Seen Casablanca');

    await button('Seen Brazil').click();
    await button('Skip').click();
    await expect.poll(rows).toEqual(['Elf', 'Casablanca']);
    // One way off the list: its own mark. The others are seen, like, dislike and more.
    const ways = at('watchlist-row:first-child', 'button').filter(({ ariaLabel }) => ariaLabel?.includes('Elf'));
    expect(ways).toHaveLength(5);
    await button('Save Elf for later').click();
    await expect.poll(rows).toEqual(['Casablanca']);
    await session.taps.settled();
    const said = (await engine.privet.history()).map(({ event, item }) => [event.type, event.value, item!.title]);
    expect(said).toEqual([
      ['seen', undefined, 'Brazil'],
      ['rate', 4, 'Dune'],
      ['seen', undefined, 'Dune'],
      ['save', undefined, 'Casablanca'],
    ]);
  });

  test('picks one of those that fit, and another one', async () => {
    const saved = await save('Brazil', 'Casablanca', 'Dune');
    await goToWatchlist();
    await button('Pick one for me').click();
    const picked = () => texts('.picked', 'h2')[0];
    await expect.poll(() => texts('.picked', '.good')).toEqual([expect.stringMatching(/One of 3 that fit, saved /)]);
    const first = picked();
    expect(saved).toContain(first);
    await button('Another').click();
    await expect.poll(picked).not.toBe(first);
    expect(saved).toContain(picked());
  });

  test.each([
    [
      'As a table (csv)',
      'csv',
      /^Title,Year,Saved\r\nCasablanca,1984,\d{4}-\d\d-\d\d\r\nBrazil,1984,\d{4}-\d\d-\d\d\r\n$/,
    ],
    ['As text', 'txt', /^Casablanca \(1984\), saved \d{4}-\d\d-\d\d\nBrazil \(1984\), saved \d{4}-\d\d-\d\d\n$/],
  ])('is taken along: %s', async (name, type, pattern) => {
    const files: Blob[] = [];
    const names: string[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'about:blank';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    onTestFinished(() => void vi.restoreAllMocks());
    await save('Brazil', 'Casablanca');
    await goToWatchlist();
    await button(name).click();
    expect(names).toEqual([expect.stringMatching(new RegExp(`^watchlist-\\d{4}-\\d\\d-\\d\\d\\.${type}$`))]);
    expect(await files[0]!.text()).toMatch(pattern);
  });
});

test('the diary has what was said at its own date, month by month, a page at a time', async () => {
  const films = Array.from({ length: 100 }, (_, i) => film(`film-${i}`, { title: `Film ${i}.` }));
  const engine = pretendEngine(films);
  const may = new Date(2018, 4, 5, 12).getTime();
  const views = films.slice(1).map(({ itemId }) => ({ type: 'view' as const, itemId, time: may }));
  const seen = { itemId: 'film-0', time: new Date(2019, 1, 28, 20).getTime() };
  const said = [
    { type: 'seen', mark: 'seen', ...seen } as const,
    { type: 'rate', mark: 'taste', value: 4.5, ...seen } as const,
  ];
  const events = [...views, ...said];
  engine.log.push(...events.map((event, sequence) => ({ ...event, sequence }) as StoredEvent));
  await mountSession(engine);
  await mount('diary-panel');
  const months = () => at('diary-panel', '[role=region]').map(({ ariaLabel }) => ariaLabel);
  const lines = () => texts('diary-panel', 'li');
  await expect.poll(months).toEqual(['February 2019']);
  expect(texts('diary-panel', 'h3')).toEqual(['Thursday 28']);
  expect(lines()).toEqual([expect.stringMatching(/^Film 0\. .*Seen and rated 4½ of 5/)]);

  await button('Earlier month').click();
  await expect.poll(months).toEqual(['May 2018']);
  expect(lines()).toHaveLength(60);
  await button('Show 39 more lines of May 2018').click();
  await expect.poll(() => lines().length).toBe(99);
  expect(button('Earlier month').element()).toHaveProperty('disabled', true);
  expect(lines().filter((line) => line.startsWith('Film 1. '))).toHaveLength(1);
  await page.getByRole('combobox', { name: 'Month' }).selectOptions('2019-02');
  await expect.poll(() => lines().length).toBe(1);
});
