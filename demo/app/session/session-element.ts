// Hands a session down to the views below it, by the context protocol of web components: an element asks with an event,
// and the nearest one around it that has a session answers. So a view can be mounted with any session: the page's, or one
// of a test.
import type { ReactiveControllerHost } from 'lit';
import { AppElement } from '../design/app-element.ts';
import type { AppState } from '../shell/app-state.ts';
import { FromState } from '../shell/from-state.ts';
import type { FilmSession } from './film-session.ts';

const TYPE = 'context-request';

class SessionRequest extends Event {
  readonly context = 'privet-session';
  session!: FilmSession;

  constructor() {
    super(TYPE, { bubbles: true, composed: true });
  }

  /** As the protocol has it: whoever answers calls this. */
  callback = (session: FilmSession): void => {
    this.session = session;
  };
}

/** From now on what is connected below the element gets this session. */
export function provideSession(to: EventTarget, session: FilmSession): void {
  to.addEventListener(TYPE, (event) => {
    if (!(event instanceof SessionRequest)) return;
    event.stopPropagation();
    event.callback(session);
  });
}

/** Of an element that is in the document. */
export function sessionOf(element: EventTarget): FilmSession {
  const request = new SessionRequest();
  element.dispatchEvent(request);
  return request.session;
}

/** An element that shows a session, or acts on it. */
export class SessionElement extends AppElement {
  /** There from the moment in which the element is connected. */
  session!: FilmSession;

  override connectedCallback(): void {
    this.session = sessionOf(this);
    super.connectedCallback();
  }
}

/** Lets an element follow its session: it renders again when the part that it picked has changed. */
export class FromSession<Part> extends FromState<AppState, Part> {
  constructor(host: ReactiveControllerHost & { session: FilmSession }, pick: (state: AppState) => Part) {
    super(host, () => host.session, pick);
  }
}
