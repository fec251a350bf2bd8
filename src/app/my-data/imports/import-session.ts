// One import from its file to its undo: reading, matching, the person's look at what is uncertain, and only then anything is recorded. All
// that it recorded is taken back in one step.
import type { ExportedFilm, LeftOut } from '../../../imports/service.ts';
import { type HistoryImport, type Privet, RequestError } from '../../../sdk/index.ts';
import { errorText } from '../../shell/words.ts';
import { eventsOf, type MatchedFilms, matchFilms } from './match-films.ts';
import { readInWorker } from './read-in-worker.ts';

export interface ImportReview extends MatchedFilms {
  service: string;
  leftOut: LeftOut;
}

export type ImportState =
  | { step: 'idle' }
  | { step: 'reading'; name: string }
  | { step: 'matching'; name: string; done: number; total: number }
  | { step: 'review'; name: string; review: ImportReview }
  | { step: 'recording'; name: string }
  | { step: 'done'; name: string; result: HistoryImport; numUnknown: number }
  | { step: 'failed'; name: string; message: string };

export class ImportSession {
  readonly #privet: Privet;
  readonly #onChange: (state: ImportState) => void;
  #state: ImportState = { step: 'idle' };
  #abort = new AbortController();

  constructor(privet: Privet, onChange: (state: ImportState) => void) {
    this.#privet = privet;
    this.#onChange = onChange;
  }

  /** Ends in `review`, in `done` (a history of this app needs no review) or in `failed`. */
  async read(files: readonly File[]): Promise<void> {
    const { signal } = this.#begin();
    const name = files.length === 1 ? files[0]!.name : `${files.length} files`;
    await this.#attempt(name, signal, async () => {
      this.#set({ step: 'reading', name });
      const found = await readInWorker(files, signal);
      if (found.kind === 'history') {
        const result = await this.#privet.importHistory(found.text);
        return this.#set({ step: 'done', name, result, numUnknown: result.numUnknownItems });
      }
      const { films, service, leftOut } = found;
      if (films.length === 0)
        throw new RequestError(`${name}: it holds no films (${describe(leftOut)}), expected some`);
      const matched = await this.#match(name, films, signal);
      this.#set({ step: 'review', name, review: { ...matched, service, leftOut } });
    });
  }

  /** Records what is certain and what was chosen. */
  async confirm(): Promise<void> {
    if (this.#state.step !== 'review') return;
    const { name, review } = this.#state;
    await this.#attempt(name, this.#abort.signal, async () => {
      this.#set({ step: 'recording', name });
      const result = await this.#privet.addEvents(eventsOf(review));
      this.#set({ step: 'done', name, result, numUnknown: review.unknown.length });
    });
  }

  /** Takes everything back that was recorded. */
  async undo(): Promise<number> {
    if (this.#state.step !== 'done') return 0;
    const sequences = this.#state.result.added.map(({ sequence }) => sequence);
    const removed = await this.#privet.eraseEvents(sequences);
    this.#set({ step: 'idle' });
    return removed.length;
  }

  /** Stops whatever is under way and forgets what was read. */
  cancel(): void {
    this.#begin();
    this.#set({ step: 'idle' });
  }

  #begin(): AbortController {
    this.#abort.abort();
    return (this.#abort = new AbortController());
  }

  #match(name: string, films: readonly ExportedFilm[], signal: AbortSignal): Promise<MatchedFilms> {
    return matchFilms(this.#privet, films, signal, (done) => {
      if (!signal.aborted) this.#set({ step: 'matching', name, done, total: films.length });
    });
  }

  async #attempt(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) this.#set({ step: 'failed', name, message: errorText(error) });
    }
  }

  #set(state: ImportState): void {
    this.#state = state;
    this.#onChange(state);
  }
}

function describe({ notFilms, unreadable }: LeftOut): string {
  return `${notFilms} rows are series or other things, ${unreadable} could not be read`;
}
