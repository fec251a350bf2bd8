// Addresses inside the page, in the hash. Views take each other's place; films and privacy open over the view below and
// close back to it. The hash never reaches a server. A search is deliberately no address: what somebody typed does not
// belong in the browser's history.

/** What fills the page. `map` may begin at an item. */
export type View =
  | { name: 'home' }
  | { name: 'map'; itemId?: string }
  | { name: 'data' }
  | { name: 'hood' }
  | { name: 'own' };
/** What opens over it. */
export type Sheet = { name: 'film'; itemId: string } | { name: 'privacy' } | { name: 'keys' };
export type Route = View | Sheet;

/** Reads a hash such as `#/film/blade-runner-1982`; what is unknown is home. */
export function parseRoute(hash: string): Route {
  const [, name, argument] = hash.match(/^#\/([a-z]+)(?:\/(.+))?$/) ?? [];
  if (name === 'film' && argument) return { name: 'film', itemId: decodeOrKeep(argument) };
  if (name === 'map') return argument ? { name, itemId: decodeOrKeep(argument) } : { name };
  // Where the taps were before they had a view of their own: kept for links and bookmarks.
  if (name === 'taps') return { name: 'data' };
  if (isSheetName(name) || name === 'data' || name === 'hood' || name === 'own') return { name };
  return { name: 'home' };
}

export function isView(route: Route): route is View {
  return route.name !== 'film' && !isSheetName(route.name);
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

/** The address of a film's page. */
export function filmHref(itemId: string): string {
  return `#/film/${encodeURIComponent(itemId)}`;
}

/** Where the map shows a film. */
export function mapHref(itemId: string): string {
  return `#/map/${encodeURIComponent(itemId)}`;
}

/** How many entries of the session's history lie between this one and the view below. */
function depthOf(state: unknown): number {
  const depth = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === 'number' ? depth : -1;
}

/** Follows the address. Each entry remembers how far it is from the view below, so that closing can go all the way. */
export class Router {
  #depth = 0;
  /** On the way back to the view: a second close before it is there must not go back further. */
  #isClosing = false;
  #onRoute: (route: Route) => void;

  constructor(onRoute: (route: Route) => void) {
    this.#onRoute = onRoute;
    this.#begin();
    addEventListener('hashchange', () => this.#follow());
  }

  get current(): Route {
    return parseRoute(location.hash);
  }

  /** Leaves whatever is open. Goes back where there is something to go back to, else replaces the address. */
  close(): void {
    if (this.#isClosing) return;
    if (this.#depth > 0) {
      this.#isClosing = true;
      history.go(-this.#depth);
      return;
    }
    history.replaceState({ depth: 0 }, '', '#/');
    this.#onRoute(this.current);
  }

  /** Somebody who arrives at a film finds the list below it, so that back and close lead there and not off the page. */
  #begin(): void {
    this.#depth = Math.max(0, depthOf(history.state));
    if (isView(this.current) || this.#depth > 0) return;
    const { hash } = location;
    history.replaceState({ depth: 0 }, '', '#/');
    history.pushState({ depth: 1 }, '', hash);
    this.#depth = 1;
  }

  #follow(): void {
    this.#isClosing = false;
    const route = this.current;
    const known = depthOf(history.state);
    this.#depth = known >= 0 ? known : isView(route) ? 0 : this.#depth + 1;
    if (known < 0) history.replaceState({ depth: this.#depth }, '');
    this.#onRoute(route);
  }
}
