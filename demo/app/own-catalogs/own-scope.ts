// The header's box while a catalog of the visitor's own is open: it searches in there, and titles lead to their sheets.
import { completions, type SearchScope } from '../state/search-scope.ts';
import type { OwnCatalogsSession } from './own-catalogs-session.ts';

/** Undefined where there is nothing to search yet. */
export function ownScope(session: OwnCatalogsSession): SearchScope | undefined {
  const { open } = session.state;
  if (!open || open.catalog.generation === 0) return undefined;
  return {
    label: 'Search in this catalog',
    placeholder: `Search in ${open.catalog.name}`,
    none: '',
    // The first search brings the text encoder to work: not for half a sentence.
    asksWhileTyping: false,
    query: open.search?.query ?? '',
    offers: async (typed, signal) => (typed === '' ? [] : completions(session.opened?.privet, typed, signal)),
    ask: (text) => void session.opened?.list.search.ask(text),
    open({ itemId }) {
      if (itemId !== undefined) void session.opened?.openItem(itemId);
      return itemId !== undefined;
    },
  };
}
