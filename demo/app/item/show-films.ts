// Where a person or a term of a film's page leads: to the list, narrowed to the films that share it. Back returns to the
// film.

import type { FilmSession } from '../session/film-session.ts';
import type { Filters } from '../state/list-state.ts';

/** @param where  takes the place of what the list is narrowed to */
export async function showFilmsWith(session: FilmSession, where: Filters): Promise<void> {
  if (session.state.search) await session.search.ask('');
  session.router.goHome(where); // the list follows its entry
  // The page that the keyboard was on is gone, and what had it before is not what was asked for.
  requestAnimationFrame(() => document.querySelector('privet-app')?.focusMain());
}
