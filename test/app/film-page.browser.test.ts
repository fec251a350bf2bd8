// <film-dialog>: its head is there at once and has the keyboard; the rest comes in tasks of its own, and a page that is
// closed before goes no further.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FilmDialog } from '../../demo/app/item/film-dialog.ts';
import type { FilmRow } from '../../demo/app/item/film-row.ts';
import '../../demo/app/design/tokens.css';
import '../../demo/app/design/page.css';
import '../../demo/app/item/film-dialog.ts';
import { createFilmSession } from '../../demo/app/session/film-session.ts';
import type { Privet } from '../../src/sdk/index.ts';

const film = (id: string) => ({ itemId: id, itemIndex: 0, title: id, facets: {}, details: {} });
const row = (name: string) => ({
  items: Array.from({ length: 6 }, (_, i) => film(`${name}-${i}`)),
  shared: [],
  requestId: '',
  latencyMs: 0,
});

const task = () => new Promise((resolve) => setTimeout(resolve));

const session = createFilmSession();
Object.assign(document.body, { session, catalog: session });

let asked: string[];
let dialog: FilmDialog;

/** An engine that knows the film at once, answers the rest a task later and never says why; notes what it was asked. */
function engine(): Privet {
  const answer = (name: string, value: unknown) => async () => {
    asked.push(name);
    await task();
    return value;
  };
  const answers = {
    item: async (itemId: string) => film(itemId),
    similar: answer('similar', row('similar')),
    substitutes: answer('substitutes', row('instead')),
    goesWith: answer('goesWith', row('with')),
    explain: answer('explain', new Promise(() => {})),
    matching: async () => new Uint32Array(),
    map: async () => undefined,
  };
  return answers as unknown as Privet;
}

const page = () => dialog.shadowRoot!;
const body = () => [...page().querySelectorAll<HTMLElement>('.body > *')];
const numCards = () =>
  [...page().querySelectorAll('film-row')].flatMap((one) => [...one.shadowRoot!.querySelectorAll('film-card')]).length;

/** Within the task in which it was opened. */
async function headOf(title: string): Promise<void> {
  for (let i = 0; i < 1000 && page().querySelector('h1')?.textContent !== title; i++) await Promise.resolve();
  await dialog.updateComplete;
  expect(page().querySelector('h1')?.textContent).toBe(title);
}

/** Tasks until the whole page is drawn, and where each part stood whenever something was. */
async function drawAll(): Promise<number[][]> {
  const tops: number[][] = [];
  while (numCards() < 18 || !page().querySelector('map-thumb')) {
    await task();
    tops.push(body().map((part) => part.offsetTop));
  }
  return tops;
}

function open(itemId: string): void {
  document.body.innerHTML = '<film-dialog></film-dialog>';
  dialog = document.querySelector('film-dialog')!;
  dialog.itemId = itemId;
}

beforeEach(() => {
  asked = [];
  const privet = engine();
  vi.spyOn(session, 'privet', 'get').mockImplementation(() => privet);
});
afterEach(() => {
  document.body.innerHTML = '';
  session.set({ taps: undefined, marks: new Map() });
  vi.restoreAllMocks();
});

test('the head is there at once, the rest comes in many tasks and moves nothing; the heading keeps the keyboard', async () => {
  open('Alien');
  await headOf('Alien');
  expect(page().activeElement).toBe(page().querySelector('h1'));
  expect(page().querySelector('film-row')).toBe(null);
  const tops = await drawAll();
  // 7 parts, and 3 rows whose 6 films come one by one; some of them in the same task as another.
  expect(tops.length).toBeGreaterThan(6);
  for (const [i, before] of tops.slice(0, -1).entries()) {
    for (const [part, top] of before.entries()) expect(tops[i + 1]![part]).toBe(top);
  }
  expect(page().activeElement).toBe(page().querySelector('h1'));
  expect([...page().querySelectorAll<FilmRow>('film-row')].map(({ heading }) => heading)).toEqual([
    'Films like it',
    'Similar films, other directors',
    'Goes with it',
  ]);
});

test('its rows are asked for before the reasons, which take long', async () => {
  open('Alien');
  await vi.waitFor(() => expect(asked).toContain('explain'));
  expect(asked).toEqual(['similar', 'substitutes', 'goesWith', 'explain']);
});

test('a page that is closed before it is drawn asks for nothing more and draws nothing more', async () => {
  open('Alien');
  await headOf('Alien');
  const drawn = body().length;
  dialog.remove();
  for (let i = 0; i < 10; i++) await task();
  expect(asked).toEqual(['similar']); // was on its way
  expect(body().length).toBe(drawn);
});

test('the next film begins again from its head', async () => {
  open('Alien');
  await drawAll();
  dialog.itemId = 'Aliens';
  await headOf('Aliens');
  expect(page().querySelector('film-row')).toBe(null);
  expect(page().activeElement).toBe(page().querySelector('h1'));
  await drawAll();
});

test('stars are told of a film that has none, to somebody who rated ten', async () => {
  const rated = (count: number) =>
    Array.from({ length: count }, (_, sequence) => ({
      event: { type: 'rate', itemId: `rated-${sequence}`, value: 3, time: 0, sequence } as const,
    }));
  const predictedRatings = async ([itemId]: string[]) => ({
    items: [{ itemId, stars: 4.2, error: 0.7 }],
    numRatings: 12,
  });
  const privet = { ...engine(), predictedRatings } as unknown as Privet;
  vi.spyOn(session, 'privet', 'get').mockImplementation(() => privet);
  const stars = () => page().querySelector('p.stars')?.textContent;
  session.set({ taps: rated(12) });
  open('Alien');
  await vi.waitFor(() => expect(stars()).toBe('You would give it about 4 stars, going by your 12 ratings.'));
  session.set({ marks: new Map([['Alien', { stars: 5 }]]) });
  await vi.waitFor(() => expect(stars()).toBe(undefined));
  session.set({ marks: new Map(), taps: rated(9) });
  open('Aliens');
  await drawAll();
  expect(stars()).toBe(undefined);
});
