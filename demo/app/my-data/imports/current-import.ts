// The import that is under way, if any: one for a session, so that it goes on while somebody looks at another view. From
// its file to its undo: reading, matching, the person's look at what is uncertain, and only then anything is recorded.
// All that it recorded is taken back in one step.

import { type HistoryImport, RequestError } from '../../../../src/sdk/index.ts';
import type { ReadExport } from '../../imports/read-export.ts';
import type { ExportedFilm, LeftOut } from '../../imports/service.ts';
import type { FilmSession } from '../../session/film-session.ts';
import { WatchedState } from '../../state/watched-state.ts';
import { errorText, plural } from '../../state/words.ts';
import { eventsOf, type MatchedFilms, matchFilms } from './match-films.ts';
import {
  type CatalogsBuilding,
  type CatalogsIn,
  catalogsNews,
  OwnCatalogsImport,
  takeBack,
} from './own-catalogs-import.ts';
import { readInWorker } from './read-in-worker.ts';

export interface ImportReview extends MatchedFilms {
  service: string;
  leftOut: LeftOut;
}

export type ImportStep =
  | { step: 'idle' }
  | { step: 'reading'; name: string }
  | { step: 'matching'; name: string; done: number; total: number }
  | { step: 'review'; name: string; review: ImportReview }
  | { step: 'recording'; name: string }
  | ({ step: 'building'; name: string } & CatalogsBuilding)
  | { step: 'done'; name: string; result: HistoryImport; numUnknown: number; own?: CatalogsIn }
  | { step: 'failed'; name: string; message: string };

type HistoryFound = Extract<ReadExport, { kind: 'history' }>;

/** Whether there is something to take back. */
export function hasNews({ result, own }: Extract<ImportStep, { step: 'done' }>): boolean {
  return result.added.length > 0 || (own?.restored.some(({ isNew, added }) => isNew || added.length > 0) ?? false);
}

class CurrentImport extends WatchedState<{ now: ImportStep }> {
  readonly #session: FilmSession;
  #abort = new AbortController();
  #own: OwnCatalogsImport | undefined;

  constructor(session: FilmSession) {
    super({ now: { step: 'idle' } });
    this.#session = session;
  }

  /** Ends in `review`, in `done` (a history of this app needs no review) or in `failed`. */
  async read(files: readonly File[]): Promise<void> {
    const { signal } = this.#begin();
    const name = files.length === 1 ? files[0]!.name : `${files.length} files`;
    await this.#attempt(name, signal, async () => {
      this.#goTo({ step: 'reading', name });
      const found = await readInWorker(files, signal);
      if (found.kind === 'history') return this.#takeHistory(name, found, signal);
      const { films, service, leftOut } = found;
      if (films.length === 0)
        throw new RequestError(`${name}: it holds no films (${describe(leftOut)}), expected some`);
      const matched = await this.#match(name, films, signal);
      this.#goTo({ step: 'review', name, review: { ...matched, service, leftOut } });
    });
    await this.#showDone();
  }

  /** Ends the building of own catalogs that came; they are here, and their view goes on with it. */
  buildLater(): void {
    this.#own?.stop();
  }

  /** Records what is certain and what was chosen. */
  async confirm(): Promise<void> {
    const { now } = this.state;
    if (now.step !== 'review') return;
    const { name, review } = now;
    await this.#attempt(name, this.#abort.signal, async () => {
      this.#goTo({ step: 'recording', name });
      const result = await this.#session.privet!.addEvents(eventsOf(review));
      this.#goTo({ step: 'done', name, result, numUnknown: review.unknown.length });
    });
    await this.#showDone();
  }

  /** Takes the whole import back. */
  async undo(): Promise<void> {
    const { now } = this.state;
    if (now.step !== 'done') return;
    try {
      const removed = await this.#session.privet!.eraseEvents(now.result.added);
      const what = [plural(removed.length, 'event')];
      if (now.own) {
        await takeBack(now.own);
        what.push(...catalogsNews(now.own));
      }
      this.#goTo({ step: 'idle' });
      await this.#session.films.followHistory(`Import taken back: ${what.join(' and ')} removed.`);
    } catch (error) {
      this.#session.toasts.say(errorText(error));
    }
  }

  /** Stops whatever is under way and forgets what was read. */
  cancel(): void {
    this.#begin();
    this.#goTo({ step: 'idle' });
  }

  /** Nothing is written before all of the file was checked. */
  async #takeHistory(name: string, { text, own }: HistoryFound, signal: AbortSignal): Promise<void> {
    if (!own) return this.#importedEvents(name, await this.#session.privet!.import(text));
    const catalogs = (this.#own = new OwnCatalogsImport(this.#session, own));
    signal.addEventListener('abort', () => catalogs.dispose());
    try {
      await catalogs.check();
      const result = await this.#session.privet!.import(text);
      const came = await catalogs.take((building) => {
        if (!signal.aborted) this.#goTo({ step: 'building', name, ...building });
      });
      if (!signal.aborted) this.#importedEvents(name, result, came);
    } finally {
      catalogs.dispose();
    }
  }

  #importedEvents(name: string, result: HistoryImport, own?: CatalogsIn): void {
    this.#goTo({ step: 'done', name, result, numUnknown: result.numUnknownItems, ...(own && { own }) });
  }

  #begin(): AbortController {
    this.#abort.abort();
    return (this.#abort = new AbortController());
  }

  #match(name: string, films: readonly ExportedFilm[], signal: AbortSignal): Promise<MatchedFilms> {
    return matchFilms(this.#session.privet!, films, signal, (done) => {
      if (!signal.aborted) this.#goTo({ step: 'matching', name, done, total: films.length });
    });
  }

  async #showDone(): Promise<void> {
    const { now } = this.state;
    if (now.step !== 'done') return;
    const what = [plural(now.result.added.length, 'event'), ...catalogsNews(now.own)];
    const undo = hasNews(now) ? () => void this.undo() : undefined;
    await this.#session.films.followHistory(`${what.join(' and ')} imported`, undo);
  }

  async #attempt(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) this.#goTo({ step: 'failed', name, message: errorText(error) });
    }
  }

  #goTo(now: ImportStep): void {
    this.set({ now });
  }
}

function describe({ notFilms, unreadable }: LeftOut): string {
  return `${notFilms} rows are series or other things, ${unreadable} could not be read`;
}

const imports = new WeakMap<FilmSession, CurrentImport>();

export function importOf(session: FilmSession): CurrentImport {
  const found = imports.get(session) ?? new CurrentImport(session);
  imports.set(session, found);
  return found;
}
