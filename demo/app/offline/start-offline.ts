// The entry of all that has to do with offline use, imported when everything else is there: its elements, and the
// start.
import type { FilmSession } from '../session/film-session.ts';
import { offline } from './offline.ts';
import './offline-facts.ts';
import './version-notice.ts';

/** Resolves when the app is kept, or cannot be, and it is known whether there is a newer version. */
export function startOffline(session: FilmSession): Promise<void> {
  return offline.start(session);
}
