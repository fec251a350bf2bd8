// The films' session: the state of the page, and the parts that change it, each with what it needs. It is made once a page
// and handed down (session-element.ts).
import { html } from 'lit';
import type { Privet } from '../../../src/sdk/index.ts';
import { type AppState, INITIAL_STATE } from '../state/app-state.ts';
import { removeKeys } from '../state/app-storage.ts';
import { openFilms } from '../state/bundle-address.ts';
import { DrawnState } from '../state/drawn-state.ts';
import { isView, type Route, Router } from '../state/router.ts';
import { Toasts } from '../state/toasts.ts';
import { filmLine } from '../state/words.ts';
import { type AfterFirstList, Boot, type OpenEngine } from './boot.ts';
import type { CatalogSession, CatalogWords } from './catalog-session.ts';
import { FilmEngine } from './film-engine.ts';
import { FilmList } from './film-list.ts';
import { HistoryLock } from './history-lock.ts';
import type { ListSession } from './list-session.ts';
import { Picker } from './picker.ts';
import type { Search } from './search.ts';
import type { Steering } from './steering.ts';
import { Suggestions } from './suggestions.ts';
import type { Taps } from './taps.ts';

/** How films are called and told where any catalog may be shown. */
const filmWords: CatalogWords = {
  item: 'film',
  search: {
    label: 'Search by a sentence, or say what you want tonight',
    placeholder: 'A title or a wish for tonight',
    asksWhileTyping: true,
  },
  line: filmLine,
  cover: (item) => html`<film-poster .item=${item}></film-poster>`,
};

export class FilmSession extends DrawnState<AppState> implements CatalogSession {
  readonly words = filmWords;
  readonly toasts = new Toasts(this);
  readonly engine = new FilmEngine(this, this.toasts);
  readonly picker = new Picker(this, this.engine);
  readonly router = new Router((route) => this.#goTo(route));
  readonly films = new FilmList(this, this.engine, this.toasts, this.picker, this.router);
  readonly suggestions = new Suggestions(this, () => this.privet);
  readonly lock = new HistoryLock(this, this.engine, this.films);
  readonly boot: Boot;

  constructor(open: OpenEngine) {
    super(INITIAL_STATE);
    const { engine, films, picker, lock } = this;
    this.boot = new Boot({ app: this, engine, films, picker, lock, open });
  }

  get list(): ListSession {
    return this.films.list;
  }

  get taps(): Taps {
    return this.list.taps;
  }

  get search(): Search {
    return this.list.search;
  }

  get steering(): Steering {
    return this.films.steering;
  }

  /** The engine, once it is open. */
  get privet(): Privet | undefined {
    return this.engine.privet;
  }

  suggested(): Promise<readonly string[]> {
    return this.suggestions.show();
  }

  openItem(itemId: string): void {
    this.router.open({ name: 'film', itemId });
  }

  /** What is searched for becomes what the list follows; where nothing of it is understood, the search stays. */
  async followWish(text: string): Promise<boolean> {
    if (this.state.view.name !== 'home') location.hash = '#/';
    const isRead = await this.steering.steer(text);
    if (isRead) await this.search.ask('');
    return isRead;
  }

  start(after: Omit<AfterFirstList, 'onErased'>): Promise<void> {
    this.#goTo(this.router.current);
    const onErased = () => {
      removeKeys(); // the session storage of this tab
      void this.startAfresh('Everything was erased in another tab.');
    };
    return this.boot.start({ ...after, onErased });
  }

  /** Everything was erased, here or in another tab: the page lets go of what it holds itself. */
  async startAfresh(text: string): Promise<void> {
    this.router.forget();
    this.set({ numErasures: this.state.numErasures + 1 });
    await this.films.startAfresh(text);
  }

  #goTo(route: Route): void {
    this.set({ route, view: isView(route) ? route : this.state.view, toast: undefined });
    this.films.followEntry();
  }
}

/** @param open  opens the engine (default: over the films of this page) */
export function createFilmSession(open: OpenEngine = openFilms): FilmSession {
  return new FilmSession(open);
}
