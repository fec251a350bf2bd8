// The import that is under way, if any: one for the page, so that it goes on while somebody looks at another view.
import { store } from '../../shell/store.ts';
import { errorText, plural } from '../../shell/words.ts';
import { ImportSession, type ImportState } from './import-session.ts';

class CurrentImport extends EventTarget {
  #state: ImportState = { step: 'idle' };
  #session: ImportSession | undefined;

  get state(): ImportState {
    return this.#state;
  }

  async read(files: readonly File[]): Promise<void> {
    await this.#open().read(files);
    if (this.#state.step === 'done') await this.#follow();
  }

  async confirm(): Promise<void> {
    await this.#session?.confirm();
    if (this.#state.step === 'done') await this.#follow();
  }

  /** Takes the whole import back. */
  async undo(): Promise<void> {
    try {
      const numRemoved = (await this.#session?.undo()) ?? 0;
      await store.followHistory(`Import taken back: ${plural(numRemoved, 'event')} removed.`);
    } catch (error) {
      store.say(errorText(error));
    }
  }

  cancel(): void {
    this.#session?.cancel();
  }

  async #follow(): Promise<void> {
    if (this.#state.step !== 'done') return;
    const { length } = this.#state.result.added;
    await store.followHistory(`${plural(length, 'event')} imported`, length > 0 ? () => void this.undo() : undefined);
  }

  #open(): ImportSession {
    this.#session?.cancel();
    this.#session = new ImportSession(store.privet!, (state) => {
      this.#state = state;
      this.dispatchEvent(new Event('change'));
    });
    return this.#session;
  }
}

export const currentImport = new CurrentImport();
