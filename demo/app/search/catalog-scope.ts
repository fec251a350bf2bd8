// What the header's box searches: what is open, the films or a catalog of the visitor's own, in the words of that.
import type { CatalogSession } from '../session/catalog-session.ts';
import { completions, type SearchScope } from '../state/search-scope.ts';

/** Before anything is typed, what could be searched for. A title leads to its item. */
export const catalogScope = (catalog: CatalogSession): SearchScope => ({
  ...catalog.words.search,
  none: '',
  query: catalog.state.search?.query ?? '',
  async offers(typed, signal) {
    if (typed !== '') return completions(catalog.privet, typed, signal);
    return (await catalog.suggested()).map((text) => ({ text, kind: 'query' }));
  },
  ask: (text) => void catalog.list.search.ask(text),
  open({ itemId }) {
    if (itemId !== undefined) catalog.openItem(itemId);
    return itemId !== undefined;
  },
});
