// What follows a list once it is painted: the reason under each film, then the shelves. None of it is guessed: the
// engine verifies every claim, and what does not hold is not shown. Loaded after the first list.
import type { ItemReason, ItemSummary, Privet, Shelf } from '../../sdk/index.ts';
import type { AppState, ShelfState } from '../shell/app-state.ts';
import { sentenceCase } from '../shell/words.ts';
import { isSteered } from '../steering/steering-state.ts';
import { isNarrowed } from './constraints.ts';
import { REASON_FACETS, reasonLine, verbOf } from './reason-line.ts';
import { seenIds } from './taste.ts';

const SHELF_ITEMS = 12;
const MIN_ITEMS = 5;
/** As many as the engine takes. */
const MAX_EXCLUDED = 10_000;
/** The catalog's word for a film that fits a short evening. */
const SHORT = 'Under 90 min';

/**
 * Steps of the state, one after another.
 *
 * @param state  read anew before each step: taps may come in between
 */
export async function* behindList(privet: Privet, state: () => AppState): AsyncGenerator<Partial<AppState>> {
  const { items } = state().list;
  const ids = items.map(({ itemId }) => itemId);
  const exclude = [...ids, ...seenIds(state().taps ?? [])].slice(0, MAX_EXCLUDED);
  yield { reasons: reasonLines(items, await privet.reasons(ids, { facets: REASON_FACETS })) };
  if (isNarrowed(state().filters) || isSteered(state().steering)) return;
  const shelves = [...(await tastefulShelves(privet, exclude)), ...(await shortShelf(privet, state(), exclude))];
  yield { shelves: withSameObjects(shelves, state().shelves ?? []) };
}

/** By film id; a film without a reason that says something has no line. */
function reasonLines(films: readonly ItemSummary[], reasons: readonly ItemReason[]): ReadonlyMap<string, string> {
  const filmOf = new Map(films.map((film) => [film.itemId, film]));
  const lines = reasons.map((reason) => [reason.itemId, reasonLine(filmOf.get(reason.itemId)!, reason) ?? ''] as const);
  return new Map(lines.filter(([, line]) => line));
}

async function tastefulShelves(privet: Privet, exclude: string[]): Promise<ShelfState[]> {
  const shelves = await privet.shelves({ exclude, count: SHELF_ITEMS });
  return shelves.map(describe);
}

function describe(shelf: Shelf): ShelfState {
  const { items } = shelf;
  if (shelf.kind === 'just' || shelf.kind === 'because') {
    const isJust = shelf.kind === 'just';
    const note = isJust ? 'What goes with it, whatever else you like' : 'Without it, each of these would lose most';
    const title = `Because you ${isJust ? 'just ' : ''}${verbOf(shelf.event) ?? 'liked'} ${shelf.item.title}`;
    return { id: `${shelf.kind} ${shelf.item.itemId}`, title, note, items };
  }
  if (shelf.kind === 'further') {
    return {
      id: 'further',
      title: 'A little further out',
      note: 'Good guesses, less like what you liked than the list above',
      items,
    };
  }
  const genres = shelf.values.slice(0, 3).join(', ').toLowerCase();
  return { id: 'new', title: 'New to you', note: sentenceCase(`${genres}: hardly in your likes so far`), items };
}

/** Films whose length is known to be short, by taste; on nobody's shelf already. */
async function shortShelf(privet: Privet, { facets }: AppState, exclude: string[]): Promise<ShelfState[]> {
  if (!facets.length?.some(({ value }) => value === SHORT)) return [];
  const { items } = await privet.forYou({ count: SHELF_ITEMS, where: { length: [SHORT] }, exclude });
  if (items.length < MIN_ITEMS) return [];
  return [{ id: 'short', title: 'Short tonight', note: 'Under 90 minutes, of the films whose length is known', items }];
}

/** A film that is on a shelf stays the same object, so that its card is not drawn again. */
function withSameObjects(shelves: readonly ShelfState[], before: readonly ShelfState[]): ShelfState[] {
  const shown = new Map<string, ItemSummary>(before.flatMap(({ items }) => items.map((item) => [item.itemId, item])));
  return shelves.map((shelf) => ({ ...shelf, items: shelf.items.map((item) => shown.get(item.itemId) ?? item) }));
}
