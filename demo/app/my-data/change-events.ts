// Changes to stored events, each with its way back; the list and everything made from it follow at once.
import type { EventEntry, HistoryEvent } from '../../../src/sdk/index.ts';
import type { FilmSession } from '../session/film-session.ts';
import { errorText, eventVerb } from '../state/words.ts';

/** How an event is called in a message. */
export function nameOf({ event, item }: Pick<EventEntry, 'event' | 'item'>): string {
  return item?.title ?? (event.query !== undefined ? `“${event.query}”` : (event.itemId ?? ''));
}

/** Removes one event for good. @returns whether it is gone */
export function removeEvent(session: FilmSession, entry: EventEntry): Promise<boolean> {
  return attempt(session, async () => {
    const privet = session.privet!;
    await privet.eraseEvents([entry.event]);
    const undo = () =>
      void attempt(session, async () => {
        await privet.restoreEvents([entry.event]);
        await session.films.followHistory(`Put back: ${nameOf(entry)}`);
      });
    await session.films.followHistory(`Removed: ${nameOf(entry)}`, undo);
  });
}

/** Exchanges one event for another. @returns whether it is stored */
export function changeEvent(session: FilmSession, entry: EventEntry, event: HistoryEvent): Promise<boolean> {
  return attempt(session, async () => {
    const privet = session.privet!;
    const stored = await privet.replaceEvent(entry.event, event);
    const { sequence: _, ...former } = entry.event;
    const undo = () =>
      void attempt(session, async () => {
        await privet.replaceEvent(stored, former);
        await session.films.followHistory(`As it was: ${nameOf(entry)}`);
      });
    await session.films.followHistory(`${eventVerb(event)}: ${nameOf(entry)}`, undo);
  });
}

/** A failure becomes a message. */
async function attempt(session: FilmSession, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    session.toasts.say(errorText(error));
    return false;
  }
}
