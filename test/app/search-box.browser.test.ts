// <search-box> over an engine that answers when it is told to: what is offered while one types, and its keys.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SearchBox } from '../../demo/app/search/search-box.ts';
import '../../demo/app/search/search-box.ts';
import { typedMatch } from '../../demo/app/search/typed-match.ts';
import { createFilmSession } from '../../demo/app/session/film-session.ts';
import { INITIAL_STATE } from '../../demo/app/state/app-state.ts';
import type { SearchScope } from '../../demo/app/state/search-scope.ts';
import type { Privet, Suggestion, SuggestRequest } from '../../src/sdk/index.ts';

const BAT: Suggestion[] = [
  { text: 'The Batman', kind: 'title', itemId: 'the-batman-2022' },
  { text: 'Kathy Bates', kind: 'person' },
];

const session = createFilmSession();
Object.assign(document.body, { session, catalog: session });

let box: SearchBox;
let input: HTMLInputElement;
let asked: { request: SuggestRequest; signal: AbortSignal | undefined; answer(lines: Suggestion[]): void }[];
let searched: string[];

const rest = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await box.updateComplete;
};
const lines = () =>
  [...box.shadowRoot!.querySelectorAll('[role=option]')].map((line) => line.querySelector('.text')!.textContent);
const bold = () => [...box.shadowRoot!.querySelectorAll('b')].map((match) => match.textContent);

/** The id of the marked line, as the field and the line itself tell it. */
function marked(): string | null {
  const line = box.shadowRoot!.querySelector('[role=option][aria-selected=true]');
  expect(input.getAttribute('aria-activedescendant')).toBe(line?.id ?? null);
  return line?.id ?? null;
}

async function type(text: string): Promise<void> {
  input.value = text;
  input.dispatchEvent(new InputEvent('input'));
  await rest();
}

async function press(key: string): Promise<void> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  if (input.dispatchEvent(event) && key === 'Enter') input.form!.requestSubmit();
  await rest();
}

async function answer(suggestions: Suggestion[]): Promise<SuggestRequest> {
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  const { request, answer } = asked.shift()!;
  answer(suggestions);
  await rest();
  return request;
}

beforeEach(async () => {
  localStorage.clear();
  location.hash = '';
  [asked, searched] = [[], []];
  const suggest = (request: SuggestRequest, options?: { signal?: AbortSignal }) =>
    new Promise((answer) => {
      asked.push({ request, signal: options?.signal, answer });
    });
  vi.spyOn(session, 'privet', 'get').mockReturnValue({ suggest } as unknown as Privet);
  vi.spyOn(session.search, 'ask').mockImplementation(async (text) => {
    searched.push(text);
  });
  session.set({ ...INITIAL_STATE, phase: 'ready' });
  document.body.innerHTML = '<search-box></search-box>';
  box = document.querySelector('search-box')!;
  await box.updateComplete;
  input = box.shadowRoot!.querySelector('input')!;
});
afterEach(() => {
  input.form!.requestSubmit(); // a pause in what was typed asks no more
  vi.restoreAllMocks();
  location.hash = '';
});

describe('completions', () => {
  test('come from two letters on, the newest answer wins, and what is typed is bold', async () => {
    await type('b');
    expect(asked).toEqual([]);
    await type('ba');
    await type('bat');
    expect(asked.map(({ signal }) => signal!.aborted)).toEqual([true, false]);
    const [old] = asked.splice(0, 1);
    expect((await answer(BAT)).prefix).toBe('bat');
    old!.answer([{ text: 'Babe', kind: 'value' }]);
    await rest();
    expect(lines()).toEqual(['The Batman, film', 'Kathy Bates, person', 'Use it for tonight’s list: bat']);
    expect(bold()).toEqual(['Bat', 'Bat', 'bat']);
    expect(input.getAttribute('aria-expanded')).toBe('true');
    expect(box.shadowRoot!.getElementById(input.getAttribute('aria-controls')!)?.role).toBe('listbox');
  });

  test('are marked by arrows, from what is typed to the last and on to what is typed', async () => {
    await type('bat');
    await answer(BAT);
    const seen = [marked()];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
      await press(key);
      seen.push(marked());
    }
    expect(seen).toEqual([null, 'offer-0', 'offer-1', 'offer-2', null, 'offer-2', 'offer-1']);
    await press('Enter');
    expect([input.value, searched, lines()]).toEqual(['Kathy Bates', ['Kathy Bates'], []]);
  });

  test('lead to the film of a title', async () => {
    await type('bat');
    await answer(BAT);
    await press('ArrowDown');
    await press('Enter');
    expect(location.hash).toBe('#/film');
    expect(session.state.route).toEqual({ name: 'film', itemId: 'the-batman-2022' });
    expect([input.value, searched, lines()]).toEqual(['', [], []]);
  });

  test('end with a line that makes the list follow what is typed, as Shift and Enter do', async () => {
    const followed: string[] = [];
    vi.spyOn(session, 'followWish').mockImplementation(async (text) => followed.push(text) === 1);
    await type('bat');
    await answer(BAT);
    await press('ArrowUp');
    await press('Enter');
    expect([input.value, searched, followed]).toEqual(['', [], ['bat']]);
    await type('snorf');
    const event = new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true, cancelable: true });
    input.dispatchEvent(event);
    await rest();
    // What is not understood stays, to be said differently.
    expect([input.value, searched, followed, event.defaultPrevented]).toEqual(['snorf', [], ['bat', 'snorf'], true]);
  });

  test('that are not marked leave Enter to what is typed; Escape closes first and clears then', async () => {
    await type('bat');
    await answer(BAT);
    await press('Escape');
    expect([input.value, lines(), searched]).toEqual(['bat', [], []]);
    expect(input.getAttribute('aria-expanded')).toBe('false');
    await press('Enter');
    expect(searched).toEqual(['bat']);
    await press('Escape');
    expect([input.value, searched]).toEqual(['', ['bat', '']]);
  });

  test('that come after Enter are not shown', async () => {
    await type('bat');
    await press('Enter');
    await answer(BAT);
    expect([lines(), searched]).toEqual([[], ['bat']]);
  });
});

test('a search that was asked elsewhere stands in the box, and goes from it when it is ended elsewhere', async () => {
  session.set({ search: { query: 'quiet heists', state: 'loading' } });
  await rest();
  expect(input.value).toBe('quiet heists');
  await type('quiet heist');
  session.set({ toast: { id: 1, text: 'something else' } });
  await rest();
  expect(input.value).toBe('quiet heist');
  session.set({ search: undefined });
  await rest();
  expect(input.value).toBe('');
});

test('the empty box offers suggestions when the person goes to it, not when focus comes back from a film', async () => {
  input.focus();
  await rest();
  expect(await answer([{ text: 'Quiet heists', kind: 'query' }])).toMatchObject({ count: 5, exclude: [] });
  expect(lines()).toEqual(['Quiet heists, search']);
  expect(box.shadowRoot!.querySelector('.lead')!.textContent).toBe('Try');
  await type('bat');
  await answer(BAT);
  await press('ArrowDown');
  await press('Enter');
  input.blur();
  input.focus();
  await rest();
  expect(lines()).toEqual([]);
  input.click();
  await rest();
  expect(lines()).toEqual(['Quiet heists, search']);
});

describe('what is bold of a completion', () => {
  test.each([
    ['Amélie', 'ame', ['', 'Amé', 'lie']],
    ["Ocean's Eleven", 'oceans el', ['', "Ocean's El", 'even']],
    ['Spider-Man: Far', 'man far', ['Spider-', 'Man: Far', '']],
    ['Combat', 'bat', ['Combat', '', '']],
    ['Straße', 'strasse', ['Straße', '', '']],
  ])('of %s for %s', (text, typed, parts) => {
    expect(typedMatch(text, typed)).toEqual(parts);
  });
});

describe('where a view has something of its own to search', () => {
  const scope = (query: string): SearchScope => ({
    label: 'Search in this catalog',
    placeholder: 'Search in Plants',
    none: 'Nothing is called that.',
    asksWhileTyping: false,
    query,
    offers: async (typed) => (typed.startsWith('mo') ? [{ text: 'Moss', kind: 'region' }] : []),
    ask: (text) => searched.push(`plants: ${text}`),
    open: ({ text }) => searched.push(`go to ${text}`) > 0,
  });

  test('the box says so, asks there, and is the films’ again when the view is left', async () => {
    await type('half a sen');
    session.set({ searchScope: scope('') });
    await rest();
    expect([input.ariaLabel, input.placeholder, input.value]).toEqual([
      'Search in this catalog',
      'Search in Plants',
      '',
    ]);
    await type('ferns');
    expect(box.shadowRoot!.querySelector('[role=status]')!.textContent).toBe('Nothing is called that.');
    await press('Enter');
    session.set({ searchScope: scope('ferns') });
    await rest();
    expect(input.value).toBe('ferns');
    box.shadowRoot!.querySelector<HTMLElement>('[aria-label="Clear the search"]')!.click();
    await type('mos');
    await press('ArrowDown');
    await press('Enter');
    expect(searched).toEqual(['plants: ferns', 'plants: ', 'go to Moss']);
    session.set({ searchScope: undefined });
    await rest();
    expect([input.ariaLabel, input.value]).toEqual(['Search by a sentence, or say what you want tonight', '']);
  });
});
