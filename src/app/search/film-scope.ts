// The header's box where no view has something of its own: it searches the films.
import type { Privet } from '../../sdk/index.ts';
import { store } from '../shell/store.ts';
import type { SearchScope } from './search-scope.ts';

const NUM_COMPLETIONS = 6;

/** How an engine would go on with what is typed. */
export async function completions(privet: Privet | undefined, prefix: string, signal: AbortSignal) {
  return (await privet?.suggest({ prefix, count: NUM_COMPLETIONS }, { signal })) ?? [];
}

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
