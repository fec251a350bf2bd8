// Reasons belong to the list that they were asked for: none is ever seen under another one.
import { expect, test, vi } from 'vitest';
import { FilmList } from '../../demo/app/session/film-list.ts';
import type { Picker } from '../../demo/app/session/picker.ts';
import { type AppState, INITIAL_STATE } from '../../demo/app/state/app-state.ts';
import { DrawnState } from '../../demo/app/state/drawn-state.ts';
import { Toasts } from '../../demo/app/state/toasts.ts';
import type { ItemSummary, Privet } from '../../src/sdk/index.ts';

const film = (itemId: string): ItemSummary => ({ itemId, itemIndex: 0, title: itemId, facets: {}, details: {} });

/** A session's history that keeps nothing. */
const NO_ENTRY = {
  filters: {},
  keepFilters: () => {},
  list: undefined,
  keepList: () => {},
  search: '',
  keepSearch: () => {},
};

test('a new list is never drawn with the reasons of the one before', async () => {
  vi.stubGlobal('requestAnimationFrame', setTimeout);
  const [stays, comes] = [film('alien-1979'), film('moon-2009')];
  const answer = { items: [comes, stays], source: 'user-tower', latencyMs: 1, timings: {} };
  const parts = { towers: { state: 'loading' } };
  const privet = { forYou: async () => answer, status: { parts } } as unknown as Privet;
  const app = new DrawnState<AppState>({
    ...INITIAL_STATE,
    list: { items: [stays], state: 'ready', atEnd: false },
    reasons: new Map([[stays.itemId, 'Because you liked Blade Runner']]),
  });
  const engine = { privet, attempt: (work: (privet: Privet) => Promise<void>) => work(privet) };
  const list = new FilmList(app, engine, new Toasts(app), {} as Picker, NO_ENTRY);
  const seen: [number, number][] = [];
  app.addEventListener('change', () => seen.push([app.state.list.items.length, app.state.reasons.size]));
  await list.list.refresh();
  expect(app.state.list.items).toEqual([comes, stays]);
  expect(seen.length).toBeGreaterThan(0);
  for (const [items, reasons] of seen) if (items === 2) expect(reasons).toBe(0);
});
