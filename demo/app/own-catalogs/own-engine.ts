// The engine of an open catalog: the same as the films', over a bundle that lies on this device. When a later
// generation of the bundle is there, a second engine is opened and takes the first one's place without a gap; the
// history is the same.
import { type EngineStatus, EngineStoppedError, openPrivet, type Privet } from '../../../src/sdk/index.ts';
import { type OwnCatalog, ownHistoryName } from '../../../src/sdk/own-catalogs.ts';
import type { FilmSession } from '../session/film-session.ts';
import type { ListEngine } from '../session/list-session.ts';
import { errorText } from '../state/words.ts';

export class OwnEngine implements ListEngine {
  readonly #films: FilmSession;
  readonly #manifestUrl: string;
  readonly #onStatus: (status: EngineStatus) => void;
  #privet: Privet | undefined;
  #generation = 0;
  #numItems = 0;
  #isDisposed = false;
  /** By engine: the text encoder on its way there. */
  #meaning: { to: Privet; brought: Promise<void> } | undefined;

  /** @param films  whose text encoder is used */
  constructor(films: FilmSession, manifestUrl: string, onStatus: (status: EngineStatus) => void) {
    this.#films = films;
    this.#manifestUrl = manifestUrl;
    this.#onStatus = onStatus;
  }

  get privet(): Privet | undefined {
    return this.#privet;
  }

  /** In the generation that is open. */
  get numItems(): number {
    return this.#numItems;
  }

  /** Opens a generation. @returns whether it took another one's place, or the first place; not if it is open already */
  async open({ id, generation, numUsable }: OwnCatalog): Promise<boolean> {
    if (this.#isDisposed || generation <= this.#generation) return false;
    const privet = await openPrivet(this.#manifestUrl, {
      ownCatalog: id,
      databaseName: ownHistoryName(id),
      onStatus: this.#onStatus,
    });
    if (this.#isDisposed) {
      privet.dispose();
      return false;
    }
    this.#privet = privet;
    this.#generation = generation;
    this.#numItems = numUsable;
    return true;
  }

  /**
   * Gives the engine the films' text encoder, of which nothing is fetched then. Where there is none it does what it can
   * without.
   */
  async bringMeaning(): Promise<void> {
    const to = this.#privet;
    if (!to) return;
    if (this.#meaning?.to !== to) this.#meaning = { to, brought: bringEncoder(this.#films, to) };
    await this.#meaning.brought.catch((error) => {
      console.warn(error);
      this.#meaning = undefined;
    });
  }

  /** What an engine has no answer to because another one took its place is asked again. */
  async attempt(work: (privet: Privet) => Promise<void>): Promise<void> {
    const privet = this.#privet;
    try {
      if (privet) await work(privet);
    } catch (error) {
      if (error instanceof EngineStoppedError && privet !== this.#privet) return this.attempt(work);
      this.#films.toasts.say(errorText(error));
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#privet?.dispose();
    this.#privet = undefined;
  }
}

async function bringEncoder({ engine }: FilmSession, to: Privet): Promise<void> {
  const films = await engine.whenOpen();
  await to.useEncoder(await films.encoderParts());
}
