// Hands sessions down to the views below them: an element that has none of its own takes that of the nearest element
// around it. So a view can be mounted with any session: the page's, that of a visitor's own catalog, or one of a test.
import type { ReactiveControllerHost } from 'lit';
import { AppElement } from '../design/app-element.ts';
import type { AppState } from '../state/app-state.ts';
import { FromState } from '../state/from-state.ts';
import type { CatalogSession } from './catalog-session.ts';
import type { FilmSession } from './film-session.ts';

export interface Sessions {
  /** Of the page, which is that of the films. */
  session: FilmSession;
  /** Of what is open around the element: the films, or a catalog of the visitor's own. */
  catalog: CatalogSession;
}

/**
 * What the nearest has, from the element outwards, through shadow roots; the element is in the document. No element has
 * anything else by these names.
 */
export function nearest<Name extends keyof Sessions>(name: Name, element: Element): Sessions[Name] {
  let node: Partial<Sessions> & Node = element;
  while (node[name] === undefined) node = node.parentNode ?? (node as unknown as ShadowRoot).host;
  return node[name] as Sessions[Name];
}

/** An element that shows the page's session, or acts on it. */
export class SessionElement extends AppElement {
  /** There from the moment in which the element is connected. */
  session!: FilmSession;

  override connectedCallback(): void {
    this.session ??= nearest('session', this);
    super.connectedCallback();
  }
}

/** An element that shows what is open around it. */
export class CatalogElement<Catalog extends CatalogSession = CatalogSession> extends AppElement {
  /** As `SessionElement.session`. */
  catalog!: Catalog;

  override connectedCallback(): void {
    this.catalog ??= nearest('catalog', this) as Catalog;
    super.connectedCallback();
  }
}

/** Lets an element follow the page's session: it renders again when the part that it picked has changed. */
export class FromSession<Part> extends FromState<AppState, Part> {
  constructor(host: ReactiveControllerHost & { session: FilmSession }, pick: (state: AppState) => Part) {
    super(host, () => host.session, pick);
  }
}
