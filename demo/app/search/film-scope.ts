// What the header's box searches where no view says otherwise: the films.
import { store } from '../shell/store.ts';
import { completions, type SearchScope } from './search-scope.ts';

/** The films; before anything is typed, what could be searched for. A title leads to its film. */
export const filmScope: SearchScope = {
  label: 'Search by a sentence',
  placeholder: 'A slow heist film with a twist',
  none: '',
  asksWhileTyping: true,
  get query() {
    return store.state.search?.query ?? '';
  },
  async offers(typed, signal) {
    if (typed !== '') return completions(store.privet, typed, signal);
    return (await store.suggestions.show()).map((text) => ({ text, kind: 'query' }));
  },
  ask: (text) => void store.search.ask(text),
  open({ itemId }) {
    if (itemId !== undefined) store.router.open({ name: 'film', itemId });
    return itemId !== undefined;
  },
};
