// Hands sessions down to the views below them, by the context protocol of web components: an element asks with an event,
// and the nearest one around it that has what it asks for answers. So a view can be mounted with any session: the page's,
// that of a visitor's own catalog, or one of a test.
import type { ReactiveControllerHost } from 'lit';
import { AppElement } from '../design/app-element.ts';
import type { AppState } from '../state/app-state.ts';
import { FromState } from '../state/from-state.ts';
import type { CatalogSession } from './catalog-session.ts';
import type { FilmSession } from './film-session.ts';

const TYPE = 'context-request';

/** `page`: the session of the page, which is that of the films. `catalog`: of what is open around the element. */
interface Sessions {
  page: FilmSession;
  catalog: CatalogSession;
}

class SessionRequest<Name extends keyof Sessions> extends Event {
  readonly context: Name;
  /** As the protocol has it: whoever answers calls this. */
  readonly callback: (session: Sessions[Name]) => void;

  constructor(context: Name, callback: (session: Sessions[Name]) => void) {
    super(TYPE, { bubbles: true, composed: true });
    this.context = context;
    this.callback = callback;
  }
}

/** From now on what is connected below the element gets this session. */
export function provideSession(to: EventTarget, session: CatalogSession, context: keyof Sessions = 'catalog'): void {
  to.addEventListener(TYPE, (event) => {
    if (!(event instanceof SessionRequest) || event.context !== context) return;
    event.stopPropagation();
    event.callback(session);
  });
}

/** The session of a page is also what is open in it. */
export function providePage(to: EventTarget, session: FilmSession): void {
  for (const context of ['page', 'catalog'] as const) provideSession(to, session, context);
}

/** Of an element that is in the document. */
export function sessionOf<Name extends keyof Sessions>(element: EventTarget, context: Name): Sessions[Name] {
  let found!: Sessions[Name];
  element.dispatchEvent(
    new SessionRequest(context, (session) => {
      found = session;
    }),
  );
  return found;
}

/** An element that shows the page's session, or acts on it. */
export class SessionElement extends AppElement {
  /** There from the moment in which the element is connected. */
  session!: FilmSession;

  override connectedCallback(): void {
    this.session = sessionOf(this, 'page');
    super.connectedCallback();
  }
}

/** An element that shows what is open around it: films, or a catalog of the visitor's own. */
export class CatalogElement<Catalog extends CatalogSession = CatalogSession> extends AppElement {
  /** As `SessionElement.session`. */
  catalog!: Catalog;

  override connectedCallback(): void {
    this.catalog = sessionOf(this, 'catalog') as Catalog;
    super.connectedCallback();
  }
}

/** Lets an element follow the page's session: it renders again when the part that it picked has changed. */
export class FromSession<Part> extends FromState<AppState, Part> {
  constructor(host: ReactiveControllerHost & { session: FilmSession }, pick: (state: AppState) => Part) {
    super(host, () => host.session, pick);
  }
}
