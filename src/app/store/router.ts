// Addresses inside the page, in the hash: films, taps and privacy open over the list and close back to it. The hash never
// reaches a server. A search is deliberately no address: what somebody typed does not belong in the browser's history.

export type Route = { name: 'home' } | { name: 'film'; itemId: string } | { name: 'taps' } | { name: 'privacy' };

/** Reads a hash such as `#/film/blade-runner-1982`; what is unknown is home. */
export function parseRoute(hash: string): Route {
  const [, name, argument] = hash.match(/^#\/([a-z]+)(?:\/(.+))?$/) ?? [];
  if (name === 'film' && argument) return { name: 'film', itemId: decodeOrKeep(argument) };
  if (name === 'taps' || name === 'privacy') return { name };
  return { name: 'home' };
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

/** How many entries of the session's history lie between this one and the list below. */
function depthOf(state: unknown): number {
  const depth = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === 'number' ? depth : -1;
}

/** Follows the address. Each new entry remembers how far it is from the list, so that closing can go all the way back. */
export class Router {
  #depth = 0;
  /** On the way back to the list: a second close before it is there must not go back further. */
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
    if (this.current.name === 'home' || this.#depth > 0) return;
    const { hash } = location;
    history.replaceState({ depth: 0 }, '', '#/');
    history.pushState({ depth: 1 }, '', hash);
    this.#depth = 1;
  }

  #follow(): void {
    this.#isClosing = false;
    const route = this.current;
    const known = depthOf(history.state);
    this.#depth = known >= 0 ? known : route.name === 'home' ? 0 : this.#depth + 1;
    if (known < 0) history.replaceState({ depth: this.#depth }, '');
    this.#onRoute(route);
  }
}
