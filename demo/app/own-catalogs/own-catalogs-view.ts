// <own-catalogs-view>: a catalog of the visitor's own, from the file that they drop to a list that knows their taste.
// Everything of it is fetched when somebody comes here; its state is a session of its own (own-catalogs-session.ts), apart
// from the films'.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { catalogScope } from '../session/catalog-session.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { OwnCatalogsSession } from './own-catalogs-session.ts';
import './own-view.ts';
import './own-columns.ts';
import './own-drop.ts';
import './own-shelf.ts';
import { round } from '../design/parts.ts';

@customElement('own-catalogs-view')
export class OwnCatalogsView extends SessionElement {
  static override styles = css`
    :host {
      outline: none;
    }
    h1 {
      max-width: 24ch;
    }
    .intro {
      max-width: 42rem;
    }
    .error {
      ${round('m', 3, 4)}
      border: 1px solid var(--clay);
      background: var(--clay-wash);
    }
  `;

  #encryption = new FromSession(this, (state) => state.encryption);
  #numErasures = new FromSession(this, (state) => state.numErasures);
  #seenErasures = 0;
  /** Has a worker: there is one only while the view is on screen. */
  #own!: OwnCatalogsSession;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#own = new OwnCatalogsSession(this.session);
    this.#own.addEventListener('change', this.#follow);
    this.#seenErasures = this.#numErasures.value;
    void this.#own.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#own.removeEventListener('change', this.#follow);
    this.#own.dispose();
    this.session.set({ searchScope: undefined });
  }

  protected override willUpdate(): void {
    if (this.#seenErasures === this.#numErasures.value) return;
    this.#seenErasures = this.#numErasures.value;
    void this.#own.leave();
  }

  #follow = (): void => {
    this.#beSearched();
    this.requestUpdate();
  };

  /** The header's box searches in the open catalog. */
  #beSearched(): void {
    const { opened } = this.#own;
    const hasItems = opened && opened.state.catalog.generation > 0;
    const scope = hasItems ? catalogScope(opened) : undefined;
    const { searchScope: before } = this.session.state;
    if (scope?.placeholder !== before?.placeholder || scope?.query !== before?.query)
      this.session.set({ searchScope: scope });
  }

  protected override render() {
    if (this.#encryption.value !== 'off') return this.#refusal();
    const { phase, open, draft, error } = this.#own.state;
    const message = error ? html`<p class="error above-5 breaks" role="alert">${error}</p>` : nothing;
    const { opened } = this.#own;
    if (phase === 'open' && open && opened) {
      return html`<section class="above-4" aria-label=${open.catalog.name}>${message}${keyed(opened, html`<own-view .own=${this.#own} .catalog=${opened}></own-view>`)}</section>`;
    }
    if (phase === 'checking' && draft) {
      return html`<section class="above-4"><h1>Check your columns</h1>
        <p class="intro above-3">They were guessed from their names and contents. Change what is wrong. Nothing leaves this device.</p>
        ${message}<own-columns class="above-5" .own=${this.#own} .draft=${draft}></own-columns></section>`;
    }
    return this.#choice(message);
  }

  /** What is kept of a catalog is not encrypted, so there is none beside a history that is. */
  #refusal() {
    return html`<section class="above-4"><h1>Bring your own catalog</h1>
      <p class="intro above-3">Catalogs of your own cannot be locked, so there are none while your history is locked with a passphrase. To bring one, turn
        the lock off in <a href="#/data">My data</a>.</p></section>`;
  }

  #choice(message: unknown) {
    const { phase, catalogs, reading } = this.#own.state;
    return html`<section class="above-4" aria-busy=${phase === 'starting'}><h1>Bring your own catalog</h1>
      <p class="intro above-3">Books, recipes, games, plants: drop a list of anything with titles and get recommendations from it. It is read and kept on this device, and
        no server sees it.</p>
      ${message}
      <own-drop class="above-5" .own=${this.#own} .reading=${reading ?? ''}></own-drop>
      ${catalogs.length > 0 ? html`<own-shelf class="above-5" .own=${this.#own} .catalogs=${catalogs}></own-shelf>` : nothing}</section>`;
  }
}
