// What the header's box searches where no view says otherwise: the films.
import type { FilmSession } from '../session/film-session.ts';
import { completions, type SearchScope } from '../state/search-scope.ts';

/** The films; before anything is typed, what could be searched for. A title leads to its film. */
export const filmScope = (session: FilmSession): SearchScope => ({
  label: 'Search by a sentence',
  placeholder: 'A slow heist film with a twist',
  none: '',
  asksWhileTyping: true,
  get query() {
    return session.state.search?.query ?? '';
  },
  async offers(typed, signal) {
    if (typed !== '') return completions(session.privet, typed, signal);
    return (await session.suggestions.show()).map((text) => ({ text, kind: 'query' }));
  },
  ask: (text) => void session.search.ask(text),
  open({ itemId }) {
    if (itemId !== undefined) session.router.open({ name: 'film', itemId });
    return itemId !== undefined;
  },
});
