// The session of an open catalog of the visitor's own: its list, taps, filters and search, the sheet of one of its items,
// and the later generations of its bundle.
import {
  type EngineStatus,
  EngineStoppedError,
  type ForYouRequest,
  type ItemSummary,
  openPrivet,
  type Privet,
} from '../../../src/sdk/index.ts';
import { type OwnCatalog, ownHistoryName } from '../../../src/sdk/own-catalogs.ts';
import type { CatalogSession, CatalogWords } from '../session/catalog-session.ts';
import type { FilmSession } from '../session/film-session.ts';
import { type ListEngine, ListSession } from '../session/list-session.ts';
import { DrawnState } from '../state/drawn-state.ts';
import { INITIAL_LIST_SESSION } from '../state/list-state.ts';
import { errorText } from '../state/words.ts';
import type { OwnSessionState } from './own-catalogs-state.ts';
import { ownWords } from './own-words.ts';

const LENGTHS = { first: 12, most: 204 };
const SIMILAR_ITEMS = 6;
const REASONS = 3;

export class OwnSession extends DrawnState<OwnSessionState> implements CatalogSession {
  readonly words: CatalogWords;
  readonly list: ListSession;
  readonly #engine: OwnEngine;
  #opening: Promise<void> = Promise.resolve();

  /** @param films  of the page: who says what was done, and whose text encoder is used */
  constructor(films: FilmSession, catalog: OwnCatalog, manifestUrl: string) {
    super({ ...INITIAL_LIST_SESSION, catalog, shownItems: 0 });
    this.words = ownWords(catalog);
    const engine = new OwnEngine(films, manifestUrl, (status) => this.set({ status }));
    this.#engine = engine;
    this.list = new ListSession(this, engine, {
      lengths: LENGTHS,
      say: (text, undo) => films.toasts.say(text, undo),
      request: (k, shown) => this.#request(k, shown),
      listed: () => this.set({ shownItems: engine.numItems }),
      // The meaning of a search is read by the films' text encoder.
      searchBegan: () => engine.bringMeaning(),
    });
  }

  get privet(): Privet | undefined {
    return this.#engine.privet;
  }

  /** Opens the catalog's bundle, if it is not the one that is open. One after the other: the newest wins. */
  show(catalog: OwnCatalog): Promise<void> {
    this.#opening = this.#opening.catch(() => {}).then(() => this.#open(catalog));
    return this.#opening;
  }

  /** The list that the taste gives, from all items that are there now. */
  renew(): Promise<void> {
    return this.list.attempt(() => this.list.follow());
  }

  /** For the sheet of an item. */
  async askAbout(itemId: string) {
    const privet = this.privet!;
    const [{ items }, reasons] = await Promise.all([
      privet.similar(itemId, { count: SIMILAR_ITEMS }),
      privet.explain(itemId, { count: REASONS }),
    ]);
    return { similar: items, reasons };
  }

  openSheet(sheet: ItemSummary | undefined): void {
    this.set({ sheet });
  }

  async suggested(): Promise<readonly string[]> {
    return [];
  }

  /** The map and the search know ids alone. */
  async openItem(itemId: string): Promise<void> {
    const item = await this.privet?.item(itemId).catch(() => undefined);
    if (item) this.openSheet(item);
  }

  /** Forgets what was said of the catalog's items. */
  forget(): Promise<void> {
    return this.list.attempt(async (privet) => {
      await privet.forget();
      await this.list.taps.read();
      await this.list.follow();
    });
  }

  dispose(): void {
    this.list.search.stop();
    this.#engine.dispose();
  }

  /** Without any taste most items are equally good: then a list is better for being mixed. */
  #request(k: number, shown: readonly string[]): ForYouRequest {
    const { filters, marks } = this.state;
    if (shown.length > 0) return { count: k, where: filters, exclude: [...shown] };
    return { count: k, where: filters, ...(marks.size === 0 && { diversity: 0.5 }) };
  }

  async #open(catalog: OwnCatalog): Promise<void> {
    const previous = this.privet;
    if (!(await this.#engine.open(catalog))) return;
    this.privet!.on('change', ({ isOwn }) => {
      if (!isOwn) void this.list.taps.read().catch(() => {});
    });
    await this.list.read();
    if (this.state.list.items.length === 0) await this.list.follow();
    await this.list.taps.settled();
    previous?.dispose();
  }
}

/**
 * The engine of an open catalog: the same as the films', over a bundle that lies on this device. When a later generation of
 * the bundle is there, a second engine is opened and takes the first one's place without a gap; the history is the same.
 */
class OwnEngine implements ListEngine {
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
