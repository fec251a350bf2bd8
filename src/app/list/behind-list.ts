// What follows a list once it is painted: the reason under each film, then the shelves. None of it is guessed: the
// engine verifies every claim, and what does not hold is not shown. Loaded after the first list.
import type { ItemReason, ItemSummary, Privet, Shelf } from '../../sdk/index.ts';
import type { AppState, ShelfState } from '../shell/app-state.ts';
import { sentenceCase } from '../shell/words.ts';
import { seenIds } from './taste.ts';

const SHELF_ITEMS = 12;
const MIN_ITEMS = 5;
/** As many as the engine takes. */
const MAX_EXCLUDED = 10_000;
/** The catalog's word for a film that fits a short evening. */
const SHORT = 'Under 90 min';
/** Leaving the event out must cost the film this many times what the next one does, else it is no one event's doing. */
const DOMINANT = 2;
const BECAUSE: Partial<Record<ItemReason['event']['type'], string>> = {
  like: 'Because you liked',
  save: 'Because you saved',
  seen: 'Because you saw',
};

/**
 * Steps of the state, one after another.
 *
 * @param state  read anew before each step: taps may come in between
 */
export async function* behindList(privet: Privet, state: () => AppState): AsyncGenerator<Partial<AppState>> {
  const ids = state().list.items.map(({ itemId }) => itemId);
  const exclude = [...ids, ...seenIds(state().taps ?? [])].slice(0, MAX_EXCLUDED);
  yield { reasons: reasonLines(await privet.reasons(ids)) };
  if (Object.keys(state().filters).length > 0) return;
  const shelves = [...(await tastefulShelves(privet, exclude)), ...(await shortShelf(privet, state(), exclude))];
  yield { shelves: withSameObjects(shelves, state().shelves ?? []) };
}

/** A line for each film whose place is mostly one event's doing. */
function reasonLines(reasons: readonly ItemReason[]): ReadonlyMap<string, string> {
  const lines = reasons.flatMap(({ itemId, event, item, lead }) => {
    const because = BECAUSE[event.type];
    return because && lead >= DOMINANT ? [[itemId, `${because} ${item.title}`] as const] : [];
  });
  return new Map(lines);
}

async function tastefulShelves(privet: Privet, exclude: string[]): Promise<ShelfState[]> {
  const shelves = await privet.shelves({ exclude, k: SHELF_ITEMS });
  return shelves.map(describe);
}

function describe(shelf: Shelf): ShelfState {
  const { items } = shelf;
  if (shelf.kind === 'because') {
    const title = `${BECAUSE[shelf.event.type] ?? BECAUSE.like} ${shelf.item.title}`;
    return { id: `because ${shelf.item.itemId}`, title, note: 'Without it, each of these would lose most', items };
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
  const { items } = await privet.recommend({ k: SHELF_ITEMS, filters: { length: [SHORT] }, exclude });
  if (items.length < MIN_ITEMS) return [];
  return [{ id: 'short', title: 'Short tonight', note: 'Under 90 minutes, of the films whose length is known', items }];
}

/** A film that is on a shelf stays the same object, so that its card is not drawn again. */
function withSameObjects(shelves: readonly ShelfState[], before: readonly ShelfState[]): ShelfState[] {
  const shown = new Map<string, ItemSummary>(before.flatMap(({ items }) => items.map((item) => [item.itemId, item])));
  return shelves.map((shelf) => ({ ...shelf, items: shelf.items.map((item) => shown.get(item.itemId) ?? item) }));
}
