// Addresses inside the page, in the hash. Views take each other's place; films and privacy open over the view below and
// close back to it. The hash never reaches a server, but a browser keeps it, syncs it, and has it still after everything
// was erased: so what somebody typed is in no address, and neither is the film that they opened (opened-films.ts), or what
// they narrowed the list to (entry-lists.ts). An
// address that names a film is made only when somebody asks for a link to share; who arrives with one finds the film,
// and the address lets go of it.

import { EntryLists } from './entry-lists.ts';
import type { Filters } from './list-state.ts';
import { OpenedFilms } from './opened-films.ts';

/** What fills the page. `map` may begin at an item. */
export type View =
  | { name: 'home' }
  | { name: 'map'; itemId?: string }
  | { name: 'watchlist' }
  | { name: 'two' }
  | { name: 'data' }
  | { name: 'hood' }
  | { name: 'own' }
  /** Of an address that is nothing. */
  | { name: 'nowhere' };
/** What opens over it. A film's id is absent where the address does not tell which film it was. */
export type Sheet = { name: 'film'; itemId?: string } | { name: 'privacy' } | { name: 'keys' };
export type Route = View | Sheet;
/** Where a film is looked at: on its page, or on the map. */
export type FilmRoute = { name: 'film' | 'map'; itemId: string };

/** Reads a hash such as `#/film` or, of a shared link, `#/film/blade-runner-1982`; what is unknown is `nowhere`. */
export function parseRoute(hash: string): Route {
  const [, name, argument] = hash.match(/^#\/([a-z]+)(?:\/(.+))?$/) ?? [];
  if (name === 'film' || name === 'map') return argument ? { name, itemId: decodeOrKeep(argument) } : { name };
  // Where the taps were before they had a view of their own: kept for links and bookmarks.
  if (name === 'taps') return { name: 'data' };
  if (isSheetName(name) || isPlainView(name)) return { name };
  return { name: /^#?\/?$/.test(hash) ? 'home' : 'nowhere' };
}

export function isView(route: Route): route is View {
  return route.name !== 'film' && !isSheetName(route.name);
}

const PLAIN_VIEWS = ['watchlist', 'two', 'data', 'hood', 'own'] as const;

function isPlainView(name: string | undefined): name is (typeof PLAIN_VIEWS)[number] {
  return PLAIN_VIEWS.some((view) => view === name);
}

function isSheetName(name: string | undefined): name is 'privacy' | 'keys' {
  return name === 'privacy' || name === 'keys';
}

/** A malformed escape is no reason to fail: it then just names no film. */
function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The link to a film's page for somebody else: it says which film, in the catalog that is open, and nothing more. */
export function sharedHref(itemId: string, { origin, pathname, search }: Location = location): string {
  const bundle = new URLSearchParams(search).get('bundle');
  const query = bundle === null ? '' : `?${new URLSearchParams({ bundle })}`;
  return `${origin}${pathname}${query}#/film/${encodeURIComponent(itemId)}`;
}

/** The address of a route: the same for every film. */
function hrefOf({ name }: Route): string {
  return name === 'home' ? '#/' : `#/${name}`;
}

const idIn = (route: Route): string | undefined => ('itemId' in route ? route.itemId : undefined);

/** What an entry of the session's history keeps; browsers write it to the disk. */
interface EntryState {
  /** How many entries lie between this one and the view below. */
  depth: number;
  /** Key of the film that is open. */
  film?: string | undefined;
  /** Key of what the list is narrowed to; a sheet has that of the view below. */
  list: string;
}

/** Anything may stand there, from an earlier version too. */
function readState(): Partial<EntryState> {
  const { depth, film, list } = (history.state ?? {}) as Partial<Record<string, unknown>>;
  return {
    ...(typeof depth === 'number' && { depth }),
    ...(typeof film === 'string' && { film }),
    ...(typeof list === 'string' && { list }),
  };
}

/** Follows the address. Each entry remembers how far it is from the view below, so that closing can go all the way. */
export class Router {
  #depth = 0;
  /** On the way back to the view: a second close before it is there must not go back further. */
  #isClosing = false;
  #current: Route;
  readonly #films = new OpenedFilms();
  readonly #lists = new EntryLists();
  #list = readState().list ?? this.#lists.newKey();
  readonly #onRoute: (route: Route) => void;

  constructor(onRoute: (route: Route) => void) {
    this.#onRoute = onRoute;
    this.#current = this.#begin();
    // Comes for links inside the page as well as for back and forward.
    addEventListener('popstate', () => this.#follow());
  }

  get current(): Route {
    return this.#current;
  }

  /** Opens a film over what is there, or shows it on the map. */
  open(route: FilmRoute): void {
    if (route.name === this.#current.name && route.itemId === idIn(this.#current)) return;
    this.#depth = isView(route) ? 0 : this.#depth + 1;
    this.#note('pushState', route);
    this.#go(route);
  }

  /** In a tab of its own; where the browser allows none, here. */
  openInTab(route: FilmRoute): void {
    const href = new URL(hrefOf(route), location.href).href;
    if (!this.#films.openTab(href, route.itemId)) this.open(route);
  }

  /** Goes on to the list, narrowed to something of its own: back returns to what is open. */
  goHome(filters: Filters): void {
    this.#depth = 0;
    this.#list = this.#lists.newKey();
    this.#lists.keepFilters(this.#list, filters);
    this.#note('pushState', { name: 'home' });
    this.#go({ name: 'home' });
  }

  /** Leaves whatever is open. Goes back where there is something to go back to, else replaces the address. */
  close(): void {
    if (this.#isClosing) return;
    if (this.#depth > 0) {
      this.#isClosing = true;
      history.go(-this.#depth);
      return;
    }
    this.#note('replaceState', { name: 'home' });
    this.#go({ name: 'home' });
  }

  /** What the list is narrowed to in this entry. */
  get filters(): Filters {
    return this.#lists.filtersOf(this.#list);
  }

  /**
   * Keeps what the list is narrowed to from now on.
   *
   * @param isStep  back leads before it: a new entry. Never of a sheet, which narrows the list of the view below
   */
  keepFilters(filters: Filters, isStep: boolean): void {
    if (isStep && isView(this.#current)) {
      this.#list = this.#lists.newKey();
      history.pushState({ ...history.state, depth: this.#depth, list: this.#list }, '');
    }
    this.#lists.keepFilters(this.#list, filters);
  }

  /** What is kept of the list of this entry; anything may stand there. */
  get list(): unknown {
    return this.#lists.listOf(this.#list);
  }

  /** @param list  undefined: nothing is kept any more */
  keepList(list: unknown): void {
    this.#lists.keepList(this.#list, list);
  }

  /** What is searched for in this entry, in place of the list; '' for nothing. */
  get search(): string {
    return this.#lists.searchOf(this.#list);
  }

  keepSearch(query: string): void {
    this.#lists.keepSearch(this.#list, query);
  }

  /** Which films were opened and what lists were narrowed to is known no more: back and forward find none. */
  forget(): void {
    this.#films.forget();
    this.#lists.forget();
  }

  /** Somebody who arrives at a film finds the list below it, so that back and close lead there and not off the page. */
  #begin(): Route {
    const { depth = 0 } = readState();
    const route = this.#read();
    this.#depth = Math.max(0, depth);
    if (isView(route) || this.#depth > 0) {
      if (isUnnoted(route)) this.#note('replaceState', route);
      else this.#noteList();
      return route;
    }
    this.#note('replaceState', { name: 'home' });
    this.#depth = 1;
    this.#note('pushState', route);
    return route;
  }

  #follow(): void {
    this.#isClosing = false;
    const route = this.#read();
    const { depth, list } = readState();
    this.#depth = depth ?? (isView(route) ? 0 : this.#depth + 1);
    // A link inside the page leads to the same list.
    if (list !== undefined) this.#list = list;
    if (isUnnoted(route)) this.#note('replaceState', route);
    else if (depth === undefined || list === undefined) this.#noteList();
    this.#go(route);
  }

  /** What the address and its entry mean. */
  #read(): Route {
    const route = parseRoute(location.hash);
    if ((route.name !== 'film' && route.name !== 'map') || route.itemId !== undefined) return route;
    const itemId = this.#films.idOf(readState().film ?? this.#films.takeHandover());
    return itemId === undefined ? route : { ...route, itemId };
  }

  #note(how: 'pushState' | 'replaceState', route: Route): void {
    const itemId = idIn(route);
    const state: EntryState = { depth: this.#depth, list: this.#list };
    if (itemId !== undefined) state.film = this.#films.keyOf(itemId);
    history[how](state, '', hrefOf(route));
  }

  #noteList(): void {
    history.replaceState({ ...history.state, depth: this.#depth, list: this.#list }, '');
  }

  #go(route: Route): void {
    this.#current = route;
    this.#onRoute(route);
  }
}

/** A film that no entry has a key for: the address names it, or another tab handed it over. */
function isUnnoted(route: Route): boolean {
  return idIn(route) !== undefined && readState().film === undefined;
}
